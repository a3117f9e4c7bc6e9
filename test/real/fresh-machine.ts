import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * The README's first command on a Debian machine that has Node and no more: `node --import tsx test/real/fresh-machine.ts`, as root.
 * The machine is a root file system of its own, made of Debian's packages, with processes, mounts and an empty home of its own; the
 * kernel and the network are this machine's. Its questions are answered with yes.
 */
const ROOT = join(__dirname, "..", "..");
const MINUTES = 60_000;
/**
 * The machine answers, the exercise is done, and nothing stays when the lab goes: what has ended and waits to be asked after is nothing.
 * QEMU is looked for by its name: these very words are in the command line of the shell that looks.
 */
const AFTER = ["npx labwright ssh box1 -- hostname", "npx labwright verify chroot", "npx labwright down --yes --all", "! ps -e -o stat=,comm= | grep '^[^Z].*qemu-system'"];

function main(): void {
  const lacking = process.getuid?.() !== 0 ? "root" : spawnSync("mmdebstrap", ["--version"]).error ? "mmdebstrap" : undefined;
  if (lacking) return console.log(`SKIPPED fresh-machine: this machine lacks ${lacking}`);
  const machine = mkdtempSync(join(tmpdir(), "lw-fresh-"));
  try {
    makeMachine(machine);
    const command = firstCommand();
    const started = Date.now();
    console.log(`fresh-machine: ${command}`);
    const status = inside(machine, `cd /root/labwright; ${command}; echo "fresh-machine: ended with $?"; ${AFTER.join(" && ")}`);
    if (status !== 0) throw new Error("the README's first command does not do what it says");
    console.log(`fresh-machine: passed, ${Math.round((Date.now() - started) / 1000)} s`);
  } finally {
    rmSync(machine, { recursive: true, force: true });
  }
}

/** As the README has it; a pipe can answer no question, so `--yes` does. */
function firstCommand(): string {
  const [, command = ""] = /```sh\n(npm ci .*)\n/.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];
  return command.replace(/npx labwright (doctor|up)/g, "npx labwright $1 --yes");
}

function makeMachine(machine: string): void {
  must("mmdebstrap", ["--quiet", "--variant=important", "--include=ca-certificates", "bookworm", machine]);
  const node = dirname(dirname(realpathSync(process.execPath)));
  const npm = dirname(dirname(realpathSync(join(node, "bin", "npm"))));
  copyFileSync(process.execPath, join(machine, "usr/bin/node"));
  cpSync(npm, join(machine, "usr/lib/node_modules/npm"), { recursive: true });
  for (const name of ["npm", "npx"]) symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(machine, "usr/bin", name));
  // How this machine reaches registries and archives.
  for (const file of ["/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs/ca-certificates.crt", join(homedir(), ".npmrc")]) {
    if (!existsSync(file)) continue;
    const to = join(machine, file.startsWith(homedir()) ? join("root", file.slice(homedir().length)) : file);
    mkdirSync(dirname(to), { recursive: true });
    rmSync(to, { force: true });
    writeFileSync(to, readFileSync(file));
  }
  mkdirSync(join(machine, "root/labwright"));
  must("sh", ["-c", 'git -C "$0" archive HEAD | tar -x -C "$1"', ROOT, join(machine, "root/labwright")]);
}

/** Runs a script in the machine, with processes of its own: all end with it. */
function inside(machine: string, script: string): number | null {
  const { PATH: _path, HOME: _home, ...env } = process.env;
  // The root has to be a mount of its own: what makes namespaces in it changes how it is shared.
  const enter = 'mount --bind "$0" "$0"; for dir in proc sys dev; do mkdir -p "$0/$dir"; done; mount -t proc proc "$0/proc"; mount --rbind /sys "$0/sys"; mount --rbind /dev "$0/dev"; '
    + 'cd "$0"; mkdir -p mnt/outside; pivot_root . mnt/outside; cd /; umount -l /mnt/outside; /bin/bash -c "$1"';
  const words = ["--mount", "--pid", "--fork", "--kill-child", "sh", "-c", enter, machine, script];
  return spawnSync("unshare", words, { stdio: ["ignore", "inherit", "inherit"], timeout: 30 * MINUTES, env: { ...env, PATH: "/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root", LANG: "C.UTF-8" } }).status;
}

function must(command: string, words: readonly string[]): void {
  const { status } = spawnSync(command, words, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
}

main();
