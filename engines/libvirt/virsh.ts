import { sshDestination } from "../../constructs/terraform/host-command";
import type { HostSpec } from "../../constructs/spec/lab-spec";
import type { RunLog } from "../project/run-log";
import { run, type RunResult } from "../process/run";

/** virsh on a lab's host. The provider's `qemu+sshcmd` is what virsh calls `qemu+ssh`. */
export class Virsh {
  private readonly uri: string;

  constructor(readonly host: Pick<HostSpec, "uri" | "ssh">, private readonly log?: Pick<RunLog, "write">) {
    this.uri = host.uri.replace("qemu+sshcmd://", "qemu+ssh://");
  }

  async call(...args: string[]): Promise<RunResult> {
    const result = await run(["virsh", "-q", "-c", this.uri, ...args], { env: { LC_ALL: "C" }, timeoutMs: 120_000 });
    if (result.code !== 0) this.log?.write(`virsh ${args.join(" ")}: ${result.stderr.trim()}`);
    return result;
  }

  /** Lines of a listing command. */
  async list(...args: string[]): Promise<string[]> {
    const { stdout } = await this.call(...args);
    return stdout.split("\n").map((line) => line.trim()).filter(Boolean);
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
}
