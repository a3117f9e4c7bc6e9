import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Puts a shell script of a command's name before the real ones, and gives the PATH to run with. */
export function fakeCommands(dir: string, scripts: Readonly<Record<string, string>>): string {
  const bin = join(dir, "bin");
  mkdirSync(bin, { recursive: true });
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}`);
    chmodSync(join(bin, name), 0o755);
  }
  return [bin, process.env["PATH"]].join(delimiter);
}

/** Stands in for ssh: notes where it was to go, and runs the command on this machine as a login shell there would. */
export const FAKE_SSH = `
while [ $# -gt 2 ]; do echo "$1" >> "$FAKE_DIR/ssh.log"; shift; done
echo "$1" >> "$FAKE_DIR/ssh.log"
exec env -i PATH="$PATH" FAKE_DIR="$FAKE_DIR" sh -c "$2"
`;
