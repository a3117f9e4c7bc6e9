import { existsSync, readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { LabError } from "../../../constructs/core/lab-error";
import { verbatim, type Text } from "../../../constructs/core/text";
import { parseOsRelease } from "../../doctor/facts/distribution";
import { run } from "../../process/run";
import { rootPrefix } from "./build-tools";

/** What a build runs, and Debian's package of it. */
const TOOLS: Readonly<Record<string, string>> = {
  mmdebstrap: "mmdebstrap", mke2fs: "e2fsprogs", sfdisk: "fdisk", "grub-mkimage": "grub-common", "qemu-img": "qemu-utils",
  unshare: "util-linux", setpriv: "util-linux", flock: "util-linux", chroot: "coreutils",
};
const USERS_TOOLS: Readonly<Record<string, string>> = { newuidmap: "uidmap", newgidmap: "uidmap" };

const LOOK = 'PATH="$PATH:/usr/sbin:/sbin"; for tool; do command -v "$tool" > /dev/null || echo "$tool"; done';

/** What this machine is, as far as a build asks. */
export interface Builder {
  readonly arch: string;
  readonly uid: number | undefined;
  readonly user: string;
  /** Content of /etc/os-release. */
  readonly osRelease: string;
  /** Content of /etc/subuid. */
  readonly subordinates: string;
  /** Where the boot loader's BIOS parts lie. */
  readonly grub: string;
  /** What Debian's archive is known by. */
  readonly keyring: string;
}

export function thisMachine(): Builder {
  const read = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
  return {
    arch: process.arch, uid: process.getuid?.(), user: userInfo().username,
    osRelease: read("/etc/os-release"), subordinates: read("/etc/subuid"),
    grub: "/usr/lib/grub/i386-pc", keyring: "/usr/share/keyrings/debian-archive-keyring.gpg",
  };
}

/** @throws LabError LW2100 to LW2103 where no image can be built */
export async function refuseIncapable(builder: Builder): Promise<void> {
  if (builder.arch !== "x64") throw LabError.of("LW2103", { given: builder.arch });
  const missing = await findMissing(builder);
  if (missing.size > 0) throw LabError.of("LW2100", { missing: [...missing.keys()].join(", "), fix: installWords(builder, [...new Set(missing.values())]) });
  const { code, stderr } = await run([...rootPrefix(builder.uid), "true"], { env: { LC_ALL: "C" } });
  if (code === 0) return;
  if (builder.uid !== 0 && !hasRange(builder)) throw LabError.of("LW2101", { user: builder.user, command: rangeCommand(builder) });
  throw LabError.of("LW2102", { why: verbatim(stderr.trim().replace(/\s*\n\s*/g, " ") || "unshare") });
}

/** The tools and files that this machine lacks, each with Debian's package of it. */
export async function findMissing({ uid, grub, keyring }: Pick<Builder, "uid" | "grub" | "keyring">): Promise<ReadonlyMap<string, string>> {
  const files = { [`${grub}/boot.img`]: "grub-pc-bin", [keyring]: "debian-archive-keyring" };
  const tools = { ...TOOLS, ...(uid === 0 ? {} : USERS_TOOLS) };
  const { stdout } = await run(["sh", "-c", LOOK, "sh", ...Object.keys(tools)]);
  const absent = stdout.split("\n").filter(Boolean).map((tool): [string, string] => [tool, tools[tool] ?? tool]);
  return new Map([...absent, ...Object.entries(files).filter(([file]) => !existsSync(file))]);
}

function installWords({ uid, osRelease }: Builder, packages: readonly string[]): Text {
  if (parseOsRelease(osRelease).family === "debian") {
    const command = `${uid === 0 ? "" : "sudo "}apt-get install -y ${packages.join(" ")}`;
    return { en: `\`${command}\``, zh: `执行 \`${command}\`` };
  }
  return {
    en: `mmdebstrap is packaged for Debian and Ubuntu: build there, and copy the image's folder to \`images/built\` of this machine's cache (Debian's packages: ${packages.join(" ")})`,
    zh: `mmdebstrap 由 Debian 与 Ubuntu 打包：请在其上构建，再将镜像目录复制到本机缓存的 \`images/built\` 下（Debian 软件包：${packages.join(" ")}）`,
  };
}

function ranges({ subordinates }: Builder): { readonly owner: string; readonly first: number; readonly count: number }[] {
  return subordinates.split("\n").filter(Boolean).map((line) => {
    const [owner = "", first, count] = line.split(":");
    return { owner, first: Number(first), count: Number(count) };
  });
}

function hasRange(builder: Builder): boolean {
  return ranges(builder).some(({ owner }) => owner === builder.user || owner === String(builder.uid));
}

/** The range after all that were given: usermod does not look. */
function rangeCommand(builder: Builder): string {
  const first = Math.max(100_000, ...ranges(builder).map((range) => range.first + range.count));
  const range = `${first}-${first + 65_535}`;
  return `sudo usermod --add-subuids ${range} --add-subgids ${range} ${builder.user}`;
}
