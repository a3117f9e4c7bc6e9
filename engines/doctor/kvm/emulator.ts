import type { Arch } from "../../../constructs/core/arch";
import { script, type CommandRunner } from "../runner";

/** A QEMU on the host. */
export interface Emulator {
  readonly path: string;
  /** Such as `7.2.22`. */
  readonly version: string;
}

/** Shell: sets `qemu` to the emulator of architecture `$LW_ARCH`. RHEL's only one is outside of PATH, and for its own architecture. */
export const FIND_EMULATOR = `machine=$(uname -m); [ "$machine" != arm64 ] || machine=aarch64
qemu=$(command -v "qemu-system-$LW_ARCH" 2>/dev/null) || qemu=
if [ -z "$qemu" ] && [ "$machine" = "$LW_ARCH" ]; then
  for path in /usr/libexec/qemu-kvm /usr/bin/qemu-kvm; do if [ -z "$qemu" ] && [ -x "$path" ]; then qemu=$path; fi; done
fi
`;

/** The host's QEMU for an architecture. */
export async function findEmulator(run: CommandRunner, arch: Arch): Promise<Emulator | undefined> {
  const { stdout } = await run.onHost(script(`${FIND_EMULATOR}[ -n "$qemu" ] || exit 1\necho "$qemu"\nexec "$qemu" --version`, { LW_ARCH: arch }));
  const [path, words] = stdout.split("\n");
  const version = /version (\d+(?:\.\d+)*)/.exec(words ?? "")?.[1];
  return path && version ? { path, version } : undefined;
}
