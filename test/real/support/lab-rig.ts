import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { carriedPackages, debianImage, type DebianFlavour } from "./debian-image";
import { Rig } from "./rig";

const REPOSITORY = join(__dirname, "..", "..", "..");

/** What a rig's wired NIC would be called. */
export const UPLINK = "enp1s0";

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** A rig with a reader's project in it: labwright is run there as a reader runs it, compiled, in a process of its own. */
export class LabRig {
  private constructor(
    readonly rig: Rig,
    readonly project: string,
    private readonly home: string,
  ) {}

  /** @param flavour the image of all machines; what it carries they do not look for in an archive that is not there */
  static async start(flavour: DebianFlavour = "base"): Promise<LabRig> {
    const image = await debianImage({ flavour });
    const rig = await Rig.start();
    const project = mkdtempSync(join(tmpdir(), "labwright-project-"));
    const home = mkdtempSync(join(tmpdir(), "labwright-state-"));
    mkdirSync(join(home, "tmp"));
    writeFileSync(join(project, "labwright.config.json"), JSON.stringify({
      accelerator: "tcg",
      ovsDatapath: "netdev",
      uplink: UPLINK,
      images: { "debian-12/x86_64": { url: `file://${image.path}`, checksum: `sha256:${image.sha256}`, packages: carriedPackages(flavour) } },
    }));
    return new LabRig(rig, project, home);
  }

  async stop(): Promise<void> {
    await this.rig.stop();
    rmSync(this.project, { recursive: true, force: true });
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Words of a command line that runs labwright. */
  argv(...words: string[]): string[] {
    return [process.execPath, join(REPOSITORY, "dist", "bin", "labwright.js"), ...words];
  }

  get env(): Record<string, string> {
    return { XDG_STATE_HOME: this.home, XDG_CONFIG_HOME: join(this.home, "config"), TMPDIR: this.temporary, LANG: "C.UTF-8" };
  }

  /** What labwright and its children take for /tmp: the provider leaves files there. */
  get temporary(): string {
    return join(this.home, "tmp");
  }

  async labwright(words: readonly string[], env: Record<string, string> = {}): Promise<CommandResult> {
    const started = Date.now();
    const result = await this.rig.exec(this.argv(...words), { cwd: this.project, env: { ...this.env, ...env }, check: false, timeoutMs: 1_200_000 });
    return { ...result, seconds: (Date.now() - started) / 1000 };
  }

  /** Like `labwright`, and fails with all that was said when it does not end well. */
  async succeed(words: readonly string[], env: Record<string, string> = {}): Promise<CommandResult> {
    const result = await this.labwright(words, env);
    if (result.code !== 0) throw new Error(`labwright ${words.join(" ")} ended with ${result.code}\n${result.stdout}\n${result.stderr}`);
    return result;
  }

  /** A command on a machine, over SSH with the lab's key. */
  onMachine(machine: string, command: string): Promise<CommandResult> {
    return this.labwright(["ssh", machine, "--", command]);
  }

  write(file: string, content: string): string {
    const path = join(this.project, file);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, content);
    return path;
  }
}
