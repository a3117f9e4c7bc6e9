import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run, type RunOptions, type RunResult } from "../process/run";

/** How to reach a machine of a lab. */
export interface SshTarget {
  /** Host key alias: the machine's name, so that another lab's machine at the same address is not mistaken for it. */
  readonly machine: string;
  readonly user: string;
  readonly address: string;
  /** @default 22 */
  readonly port?: number;
  readonly privateKeyFile: string;
  /** KVM host the connection goes through. */
  readonly jump?: string;
}

/** Words of an ssh command line, for the system's ssh: the lab's key, the lab's known hosts, nobody's agent. */
export function sshArguments(target: SshTarget): string[] {
  return [
    "-i", target.privateKeyFile,
    ...Object.entries(sshOptions(target)).flatMap(([name, value]) => ["-o", `${name}=${value}`]),
    `${target.user}@${target.address}`,
  ];
}

/** ssh_config options of a machine, in the order they are written. */
export function sshOptions(target: SshTarget): Record<string, string> {
  return {
    IdentitiesOnly: "yes",
    UserKnownHostsFile: knownHostsFile(target.privateKeyFile),
    GlobalKnownHostsFile: "/dev/null",
    HostKeyAlias: target.machine,
    // Debian hashes names by default: a rebuilt machine's old key would not be found again.
    HashKnownHosts: "no",
    StrictHostKeyChecking: "accept-new",
    ...(target.port === undefined ? {} : { Port: String(target.port) }),
    ...(target.jump === undefined ? {} : { ProxyJump: target.jump }),
  };
}

/** Runs a command on a machine. Never asks anything, and notices when the machine is gone. */
export function ssh(target: SshTarget, command: string, options: RunOptions & { connectTimeout?: number } = {}): Promise<RunResult> {
  const quiet = ["-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-o", `ConnectTimeout=${options.connectTimeout ?? 10}`, "-o", "ServerAliveInterval=20"];
  return run(["ssh", ...quiet, ...sshArguments(target), command], options);
}

export function knownHostsFile(privateKeyFile: string): string {
  return join(dirname(privateKeyFile), "known_hosts");
}

/** Forgets a machine's host key: it was rebuilt, and has another one. */
export function forgetHostKey(privateKeyFile: string, machine: string): void {
  const file = knownHostsFile(privateKeyFile);
  if (!existsSync(file)) return;
  const kept = readFileSync(file, "utf8").split("\n").filter((line) => line.split(" ")[0] !== machine);
  writeFileSync(file, kept.join("\n"), { mode: 0o600 });
}
