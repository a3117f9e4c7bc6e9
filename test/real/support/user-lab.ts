import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, constants, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { debianImageFor, isBuilt, packagesOfLabs } from "./debian-image";
import type { CommandResult } from "./lab-rig";
import { hasTool } from "./rig/requirements";

const REPOSITORY = join(__dirname, "..", "..", "..");
const LABWRIGHT = join("dist", "bin", "labwright.js");
/** `nobody`: ssh wants a user who has a name. */
const NOBODY = 65534;
const OLDEST = [7, 2] as const;

const isRoot = (): boolean => process.getuid?.() === 0;
/** Words before a command that is to run as somebody who may nothing. */
const asUser = (): string[] => (isRoot() ? ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"] : []);
const runs = ([command = "", ...words]: readonly string[]): boolean => spawnSync(command, words, { cwd: "/" }).status === 0;

/** Words of a command line that runs labwright as that user, who may not get to where the repository is: then it is shown at `place`. */
function labwrightWords(place: string): string[] | undefined {
  const direct = [...asUser(), process.execPath, join(REPOSITORY, LABWRIGHT)];
  if (runs([...direct, "--version"])) return direct;
  const shown = ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" "$1" && shift && exec "$@"', REPOSITORY, place, ...asUser(), process.execPath, join(place, LABWRIGHT)];
  return isRoot() && runs([...shown, "--version"]) ? shown : undefined;
}

/** Why a user's machines of some labs cannot be made here; undefined when they can. */
export function whyNotEmbedded(labs: readonly string[]): string | undefined {
  const version = /version (\d+)\.(\d+)/.exec(spawnSync("qemu-system-x86_64", ["--version"], { encoding: "utf8" }).stdout ?? "");
  if (version === null) return "qemu-system-x86_64 absent";
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) return `QEMU ${major}.${minor} is older than ${OLDEST.join(".")}`;
  const wanted = ["qemu-img", "ssh", "ssh-keygen", ...(isRoot() ? ["setpriv"] : []), ...(isBuilt(packagesOfLabs(labs)) ? [] : ["mmdebstrap", "grub-mkimage"])];
  const missing = wanted.filter((tool) => !hasTool(tool));
  if (missing.length > 0) return `${missing.join(", ")} absent`;
  const place = mkdtempSync(join(tmpdir(), "lw-place-"));
  chmodSync(place, 0o755);
  const words = labwrightWords(place);
  rmdirSync(place);
  return words === undefined ? "a user without rights cannot run Node and what `npm run build` makes here" : undefined;
}

/** A suite of some labs that needs QEMU and no more: where it cannot run it says why, and counts as skipped. */
export function describeEmbedded(name: string, labs: readonly string[], suite: () => void): void {
  const reason = whyNotEmbedded(labs);
  if (reason === undefined) return describe(name, suite);
  process.stdout.write(`SKIPPED ${name}: ${reason}\n`);
  describe.skip(name, suite);
}

export interface OwnProcess {
  readonly pid: number;
  readonly words: readonly string[];
}

/** A project of a user without rights: no root, no group, no /dev/kvm, folders of their own, and an image that they can only read. */
export class UserLab {
  readonly root = mkdtempSync(join(tmpdir(), "lw-user-"));
  readonly project = join(this.root, "project");
  private command: readonly string[] = [];

  private constructor() {}

  /** @param labs chapters, such as `pinnacle/14:small`, whose packages the image has */
  static async start(labs: readonly string[]): Promise<UserLab> {
    const packages = packagesOfLabs(labs);
    const image = await debianImageFor(packages);
    const lab = new UserLab();
    chmodSync(lab.root, 0o755);
    mkdirSync(join(lab.root, "program"));
    lab.command = labwrightWords(join(lab.root, "program")) ?? [];
    // The kernel and what is known of the image lie beside its disk.
    const images = join(lab.root, "images");
    cpSync(dirname(image.path), images, { recursive: true, mode: constants.COPYFILE_FICLONE });
    for (const name of readdirSync(images)) chmodSync(join(images, name), 0o444);
    chmodSync(images, 0o555);
    const path = join(images, basename(image.path));
    for (const folder of ["project", "home", "run", "tmp"]) mkdirSync(join(lab.root, folder), { mode: 0o700 });
    writeFileSync(join(lab.project, "labwright.config.json"), JSON.stringify({
      accelerator: "tcg",
      images: { "debian-12/x86_64": { url: `file://${path}`, checksum: `sha256:${image.sha256}`, packages } },
    }));
    if (isRoot()) for (const path of ["project", "project/labwright.config.json", "home", "run", "tmp"]) chownSync(join(lab.root, path), NOBODY, NOBODY);
    return lab;
  }

  /** Ends whatever runs. */
  async end(): Promise<void> {
    for (const { pid } of this.processes()) process.kill(pid, "SIGKILL");
    for (let tries = 0; tries < 100 && this.processes().length > 0; tries++) await sleep(50);
  }

  async stop(): Promise<void> {
    await this.end();
    chmodSync(join(this.root, "images"), 0o755);
    rmSync(this.root, { recursive: true, force: true });
  }

  get env(): Record<string, string> {
    const at = (name: string): string => join(this.root, name);
    return {
      PATH: process.env["PATH"] ?? "", LANG: "C.UTF-8", HOME: at("home"), TMPDIR: at("tmp"), XDG_RUNTIME_DIR: at("run"),
      XDG_STATE_HOME: at("home/state"), XDG_CONFIG_HOME: at("home/config"), XDG_CACHE_HOME: at("home/cache"),
    };
  }

  /** Forgets what a lab would be started warm from. */
  forgetCache(): void {
    rmSync(this.env["XDG_CACHE_HOME"] ?? "", { recursive: true, force: true });
  }

  spawn(words: readonly string[]): ChildProcess {
    const [command = "", ...rest] = [...this.command, ...words];
    return spawn(command, rest, { cwd: this.project, env: this.env, stdio: ["ignore", "pipe", "pipe"] });
  }

  async labwright(words: readonly string[]): Promise<CommandResult> {
    const started = Date.now();
    const child = this.spawn(words);
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) child[name]?.on("data", (text: Buffer) => (said[name] += text.toString()));
    const code = await new Promise<number>((resolve) => child.on("close", (status) => resolve(status ?? -1)));
    return { ...said, code, seconds: (Date.now() - started) / 1000 };
  }

  /** Like `labwright`, and fails with all that was said when it does not end well. */
  async succeed(words: readonly string[]): Promise<CommandResult> {
    const result = await this.labwright(words);
    if (result.code !== 0) throw new Error(`labwright ${words.join(" ")} ended with ${result.code}\n${result.stdout}\n${result.stderr}`);
    return result;
  }

  /** What a command on a machine says; it has to end well. */
  async says(machine: string, command: string): Promise<string> {
    return (await this.succeed(["ssh", machine, "--", command])).stdout.trim();
  }

  /** Processes of this user's labs, by the HOME they were started with. What has ended and waits to be asked after is none. */
  processes(): OwnProcess[] {
    const mark = `\0HOME=${this.env["HOME"]}\0`;
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name): OwnProcess[] => {
      try {
        const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0").slice(0, -1);
        const isOurs = `\0${readFileSync(`/proc/${name}/environ`, "utf8")}`.includes(mark);
        return isOurs && words.length > 0 ? [{ pid: Number(name), words }] : [];
      } catch {
        return [];
      }
    });
  }

  /** All files in the user's folders, sockets too; but for the cache, which is to outlast a lab. */
  files(): string[] {
    return readdirSync(this.root, { recursive: true, encoding: "utf8" }).filter((path) => !path.startsWith("home/cache/") && lstatSync(join(this.root, path), { throwIfNoEntry: false })?.isDirectory() === false).sort();
  }

  /** Processes that are still there after a while: what a killed run had called may take a moment to see that nobody listens. */
  async lasting(): Promise<OwnProcess[]> {
    for (let tries = 0; tries < 100 && this.processes().length > 0; tries++) await sleep(200);
    return this.processes();
  }
}
