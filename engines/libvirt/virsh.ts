import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { quote, sshDestination } from "../../constructs/terraform/host-command";
import type { HostSpec } from "../../constructs/spec/lab-spec";
import type { RunLog } from "../project/run-log";
import { missingTool } from "../process/missing-tool";
import { run, type RunResult } from "../process/run";

/** virsh on a lab's host. The provider's `qemu+sshcmd` is what virsh calls `qemu+ssh`. */
export class Virsh {
  readonly uri: string;

  constructor(readonly host: Pick<HostSpec, "uri" | "ssh">, private readonly log?: Pick<RunLog, "write">) {
    this.uri = host.uri.replace("qemu+sshcmd://", "qemu+ssh://");
  }

  async call(...args: string[]): Promise<RunResult> {
    const result = await run(["virsh", "-q", "-c", this.uri, ...args], { env: { LC_ALL: "C" }, timeoutMs: 120_000 });
    if (result.code !== 0) this.log?.write(`virsh ${args.join(" ")}: ${result.stderr.trim()}`);
    return result;
  }

  /**
   * A command that holds a secret: read from standard input, as every user of the machine sees a command line. Virsh ends
   * with 0 whatever comes of it, and says its prompt and the command before the answer.
   */
  callSecretly(...words: string[]): Promise<RunResult> {
    // Virsh keeps what it reads so in a history file of the user's cache: there, it finds no folder to make one in.
    return run(["virsh", "-q", "-c", this.uri], { env: { LC_ALL: "C", XDG_CACHE_HOME: "/dev/null", TERM: "dumb" }, input: `${words.map(quote).join(" ")}\n`, timeoutMs: 120_000 });
  }

  /** What virsh says of one thing; undefined where there is none. @throws LabError LW2000, LW2001, LW2003: silence is not "absent" */
  async find(command: string, name: string): Promise<string | undefined> {
    const result = await this.call(command, name);
    if (result.code === 0) return result.stdout;
    if (isUnknown(result)) return undefined;
    throw this.silence(result);
  }

  /** The state of a domain, as `find` finds it. */
  async stateOf(domain: string): Promise<string | undefined> {
    return (await this.find("domstate", domain))?.trim();
  }

  /** The names of all that `list`, `net-list` or `pool-list` has. @throws LabError LW2000, LW2001, LW2003: silence is not "none" */
  async names(listing: string): Promise<string[]> {
    const result = await this.call(listing, "--all", "--name");
    if (result.code !== 0) throw this.silence(result);
    return linesOf(result);
  }

  /** Lines of a listing command. */
  async list(...args: string[]): Promise<string[]> {
    return linesOf(await this.call(...args));
  }

  /** The IPv4 address that a domain has, where only the host can tell: by its guest agent, a lease, or ARP. */
  async addressOf(domain: string): Promise<string | undefined> {
    for (const source of ["agent", "lease", "arp"]) {
      const lines = await this.list("domifaddr", domain, "--source", source);
      const found = lines.map((line) => /\bipv4\s+([\d.]+)\//.exec(line)?.[1]).find((address) => address && !address.startsWith("127."));
      if (found) return found;
    }
    return undefined;
  }

  /** A script on the host, as root: directly, or by `sudo -n`. */
  async onHost(script: string): Promise<RunResult> {
    if (this.host.ssh === undefined) return run(["sh", "-c", script], { timeoutMs: 60_000 });
    return run(["sh", "-c", `exec ssh -o BatchMode=yes ${sshDestination(this.host.ssh)} sh -s`], { input: script, timeoutMs: 60_000 });
  }

  /** What it means that virsh failed where it should have answered. */
  private silence({ code, stderr }: RunResult): LabError {
    const why = verbatim(stderr.trim().replace(/\s*\n\s*/g, "; "));
    if (code === 127) return missingTool("virsh");
    if (this.host.ssh !== undefined && /ssh|end of file while reading data/i.test(stderr)) return LabError.of("LW2000", { host: this.host.ssh, why });
    return LabError.of("LW2001", { uri: this.host.uri, why, command: "sudo systemctl start libvirtd" });
  }
}

function linesOf({ stdout }: RunResult): string[] {
  return stdout.split("\n").map((line) => line.trim()).filter(Boolean);
}

/** Whether virsh says that there is no such thing, or not any more. */
function isUnknown({ stderr }: RunResult): boolean {
  return /failed to get (domain|network|pool)|(domain|network|storage pool) not found|no (domain|network|storage pool) with matching/i.test(stderr);
}
