import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KvmHost } from "../../constructs/host/kvm-host";
import { quote } from "../../constructs/terraform/host-command";
import { DEFAULT_TIMEOUT_MS, type Command, type CommandResult, type CommandRunner } from "./runner";

// Administration tools are in sbin, which a user's PATH, and that of a command over ssh, may lack.
const SBIN = "/usr/local/sbin:/usr/sbin:/sbin";
const LINGER_MS = 500;
const CONNECT_MS = 11_000;
const WITH_SBIN = `PATH="\${PATH:-/usr/local/bin:/usr/bin:/bin}:${SBIN}"; export PATH; exec "$@"`;
// Ending ssh here would leave the command running there: it ends itself a little earlier.
const WITH_LIMIT = `limit=$1; shift; PATH="\${PATH:-/usr/local/bin:/usr/bin:/bin}:${SBIN}"; export PATH
if command -v timeout >/dev/null 2>&1; then exec timeout -k 1 "$limit" "$@"; fi; exec "$@"`;

/** Runs commands on this machine, and on the host over the system's ssh: keys and ~/.ssh/config apply, nothing is asked. */
export class SystemRunner implements CommandRunner {
  private controlDirectory?: string;
  private readonly running = new Set<ChildProcess>();

  constructor(private readonly host: Pick<KvmHost, "ssh">) {}

  here(command: Command): Promise<CommandResult> {
    const env = { LC_ALL: "C", ...command.env };
    return this.spawn(["sh", "-c", WITH_SBIN, "sh", ...command.argv], env, command);
  }

  onHost(command: Command): Promise<CommandResult> {
    if (this.host.ssh === undefined) return this.here(command);
    const env = Object.entries({ LC_ALL: "C", ...command.env }).map(([name, value]) => quote(`${name}=${value}`));
    const { timeoutMs = DEFAULT_TIMEOUT_MS, interactive = false } = command;
    const wrapper = interactive ? [quote(WITH_SBIN), "sh"] : [quote(WITH_LIMIT), "sh", String(timeoutMs / 1000)];
    const remote = ["exec env", ...env, "sh -c", ...wrapper, ...command.argv.map(quote)].join(" ");
    return this.spawn([...this.sshWords(this.host.ssh, interactive), remote], {}, interactive ? command : { ...command, timeoutMs: timeoutMs + CONNECT_MS });
  }

  /** Ends what still runs, and the shared connection. */
  async close(): Promise<void> {
    for (const child of this.running) end(child);
    const { controlDirectory: directory } = this;
    if (directory === undefined || this.host.ssh === undefined) return;
    this.controlDirectory = undefined;
    const words = ["-o", `ControlPath=${join(directory, "%C")}`, "-O", "exit", ...destination(this.host.ssh)];
    await new Promise<void>((resolve) => {
      const master = spawn("ssh", words, { stdio: "ignore" });
      master.on("error", () => resolve());
      master.on("close", () => resolve());
    });
    rmSync(directory, { recursive: true, force: true });
  }

  // One connection for all commands: two dozen handshakes would be most of the doctor's time.
  private sshWords(host: string, interactive: boolean): string[] {
    const directory = (this.controlDirectory ??= makeControlDirectory());
    const shared = ["ControlMaster=auto", `ControlPath=${join(directory, "%C")}`, "ControlPersist=30"];
    const quiet = interactive ? [] : ["BatchMode=yes"];
    const options = [...quiet, "ConnectTimeout=10", ...shared].flatMap((option) => ["-o", option]);
    return ["ssh", ...options, ...(interactive ? ["-t"] : []), ...destination(host)];
  }

  private spawn(argv: readonly string[], env: Readonly<Record<string, string>>, command: Command): Promise<CommandResult> {
    const [program = "", ...args] = argv;
    const { interactive = false, timeoutMs = interactive ? undefined : DEFAULT_TIMEOUT_MS } = command;
    return new Promise((resolve) => {
      // A group of its own, so that running out of time ends the command's children too; a terminal's owner stays in its group.
      const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: interactive ? "inherit" : "pipe", detached: !interactive });
      this.running.add(child);
      const stdout = collect(child.stdout);
      const stderr = collect(child.stderr);
      let timedOut = false;
      const timer = timeoutMs === undefined ? undefined : setTimeout(() => {
        timedOut = true;
        end(child);
      }, timeoutMs);
      let done = false;
      const finish = (code: number, message = ""): void => {
        if (done) return;
        done = true;
        clearTimeout(timer);
        this.running.delete(child);
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve({ code, stdout: stdout(), stderr: stderr() + message });
      };
      const ended = (code: number | null): void => finish(timedOut ? 124 : (code ?? 128), timedOut ? `no answer within ${(timeoutMs ?? 0) / 1000} s` : "");
      child.on("error", (error: NodeJS.ErrnoException) => finish(error.code === "ENOENT" ? 127 : 126, error.message));
      child.on("close", ended);
      // What a command leaves behind, such as ssh's shared connection, may keep the pipes open: it is not waited for.
      child.on("exit", (code) => setTimeout(() => ended(code), LINGER_MS).unref());
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(command.input ?? "");
    });
  }
}

// Removed at the latest when this process ends; the connection then ends by itself.
function makeControlDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "lw-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** `user@host:2222` in ssh's words. */
function destination(ssh: string): string[] {
  const [host = ssh, port] = ssh.split(":");
  return port === undefined ? ["--", host] : ["-p", port, "--", host];
}

function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (chunk: string) => (text += chunk));
  return () => text;
}
