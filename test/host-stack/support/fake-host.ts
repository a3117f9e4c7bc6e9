import { spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stepBody, stepValues, type PrepareStep } from "../../../constructs/host/prepare/step";
import { endProcessesWith } from "./processes";

/** Real commands that change nothing but files: whatever is not here and not faked does not exist for a script. */
const TOOLS = ["sh", "awk", "sed", "grep", "cat", "mkdir", "chmod", "mv", "rm", "rmdir", "cp", "ln", "ls", "date", "sha256sum", "base64", "tr", "cut",
  "sort", "head", "wc", "dirname", "basename", "readlink", "flock", "cmp", "sleep", "env", "setsid", "nohup", "xargs", "touch", "true", "false"];
const FAKES: Readonly<Record<string, readonly string[]>> = {
  "packages.sh": ["apt-get", "apt-cache", "dpkg-query", "rpm", "dnf"],
  "host.sh": ["systemctl", "virsh", "ovs-vsctl", "modprobe", "usermod", "gpasswd", "id", "sudo", "df", "uname", "sync", "ssh"],
  "ip.sh": ["ip"],
};
const FAKE_DIR = join(__dirname, "..", "fakes");

export const OS_RELEASE = {
  debian: 'ID=debian\nVERSION_CODENAME=bookworm\n',
  ubuntu: 'ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n',
  fedora: 'ID=fedora\nVERSION_ID=44\n',
} as const;

export interface JournalLine {
  readonly at: string;
  readonly stack: string;
  readonly step: string;
  readonly action: string;
  readonly kind: string;
  readonly name: string;
  readonly previous: string;
  readonly now: string;
}

/** A host of files in a temporary directory, on which the steps' scripts really run, with faked commands. */
export class FakeHost {
  readonly dir = mkdtempSync(join(tmpdir(), "labwright-fake-host-"));
  readonly env: Record<string, string>;

  constructor(distribution: keyof typeof OS_RELEASE | string = "debian", private readonly wrap: readonly string[] = [], leaveOut: readonly string[] = []) {
    const bin = join(this.dir, "bin");
    mkdirSync(bin);
    for (const tool of TOOLS) {
      const path = ["/usr/bin", "/bin"].map((place) => join(place, tool)).find((candidate) => existsSync(candidate));
      if (path) symlinkSync(path, join(bin, tool));
    }
    for (const [script, names] of Object.entries(FAKES)) {
      for (const name of names.filter((candidate) => !leaveOut.includes(candidate))) symlinkSync(join(FAKE_DIR, script), join(bin, name));
    }
    this.env = { PATH: bin, LW_PATH: bin, LW_ROOT: join(this.dir, "root"), LW_SYS: join(this.dir, "root/sys"), LW_FAKE: join(this.dir, "fake") };
    mkdirSync(join(this.dir, "fake/units"), { recursive: true });
    this.write("/etc/os-release", distribution in OS_RELEASE ? OS_RELEASE[distribution as keyof typeof OS_RELEASE] : distribution);
    this.write("/proc/cpuinfo", "flags: fpu vmx\n");
    this.write("/proc/sys/kernel/random/boot_id", "boot-1\n");
  }

  /** Makes commands of a fake script known. */
  install(script: string, ...names: readonly string[]): void {
    for (const name of names) symlinkSync(join(FAKE_DIR, script), join(this.dir, "bin", name));
  }

  /** Makes a real command of this machine known. */
  link(path: string, name: string): void {
    rmSync(join(this.dir, "bin", name), { force: true });
    symlinkSync(path, join(this.dir, "bin", name));
  }

  run(step: PrepareStep, options: { readonly stack?: string; readonly mode?: "apply" | "undo"; readonly env?: Readonly<Record<string, string>> } = {}): SpawnSyncReturns<string> {
    const body = stepBody(step);
    const env = { ...this.env, ...stepValues(step, options.stack ?? "kvm1-host", options.mode ?? "apply"), LW_BODY: body, ...options.env };
    return this.shell(body, env);
  }

  shell(script: string, env: Readonly<Record<string, string>> = this.env): SpawnSyncReturns<string> {
    const [command, ...args] = [...this.wrap, "/bin/sh", "-c", script];
    return spawnSync(command ?? "/bin/sh", args, { env, encoding: "utf8", timeout: 30_000 });
  }

  /** The same, while others run. */
  start(script: string, env: Readonly<Record<string, string>> = this.env): Promise<{ status: number; stderr: string }> {
    const [command, ...args] = [...this.wrap, "/bin/sh", "-c", script];
    return new Promise((resolve) => {
      const child = spawn(command ?? "/bin/sh", args, { env, stdio: ["ignore", "ignore", "pipe"] });
      let stderr = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      // On "exit" some of what it said may still be in the pipe.
      child.on("close", (code) => resolve({ status: code ?? 128, stderr }));
    });
  }

  write(path: string, content: string, base: "root" | "fake" = "root"): void {
    const file = join(this.dir, base, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  read(path: string, base: "root" | "fake" = "root"): string {
    return readFileSync(join(this.dir, base, path), "utf8");
  }

  has(path: string, base: "root" | "fake" = "root"): boolean {
    return existsSync(join(this.dir, base, path));
  }

  get calls(): readonly string[] {
    return this.has("calls", "fake") ? this.read("calls", "fake").trim().split("\n") : [];
  }

  get journal(): readonly JournalLine[] {
    const path = "/var/lib/labwright/journal.jsonl";
    return this.has(path) ? this.read(path).trim().split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as JournalLine) : [];
  }

  /** `action kind name` of each line of the journal. */
  get journaled(): readonly string[] {
    return this.journal.map(({ action, kind, name }) => `${action} ${kind} ${name}`);
  }

  /** Ends what still runs on the host, such as the timer of a change that needs it no more, and clears it away. */
  remove(): void {
    endProcessesWith("LW_FAKE", join(this.dir, "fake"));
    rmSync(this.dir, { recursive: true, force: true });
  }
}
