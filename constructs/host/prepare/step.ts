import { hostCommand, quote } from "../../terraform/host-command";
import type { KvmHost } from "../kvm-host";
import { COMMON } from "./common";

/** One thing that makes a host a KVM host: a POSIX script that applies it, and with `LW_MODE=undo` takes it back. */
export interface PrepareStep {
  readonly name: string;
  readonly script: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The script as it runs on the host. */
export function stepBody(step: Pick<PrepareStep, "script">): string {
  return COMMON + step.script;
}

/** The values of a step, with what every step knows. */
export function stepValues(step: PrepareStep, stack: string, mode: "apply" | "undo"): Readonly<Record<string, string>> {
  return { ...step.values, LW_STACK: stack, LW_STEP: step.name, LW_MODE: mode };
}

// Through sudo where the user is not root: `env` carries the values, as sudo clears the environment.
function asRoot(names: readonly string[]): string {
  const carried = names.map((name) => `${name}="$${name}"`).join(" ");
  return `set -eu
LW_LOGIN=$(id -un)
if [ "$(id -u)" = 0 ]; then export LW_LOGIN; exec sh -c "$LW_BODY"; fi
sudo -n true 2>/dev/null || { echo "labwright: LW2064 user $LW_LOGIN may not use sudo without a password: connect as root, or allow it in /etc/sudoers.d" >&2; exit 64; }
exec sudo -n env LW_LOGIN="$LW_LOGIN" ${carried} sh -c "$LW_BODY"
`;
}

// A connection of its own: one that is shared with others (ControlMaster) would prove nothing about the network.
const SSH_OPTIONS = "-o ConnectTimeout=20 -o ServerAliveInterval=10 -o ServerAliveCountMax=3 -o ControlPath=none -o ControlMaster=no";

/** A shell function's body, run in a subshell: a script as root on the host, its values and all in one text. */
export function remoteScript(host: Pick<KvmHost, "ssh">, body: string, values: Readonly<Record<string, string>>, sshOptions = SSH_OPTIONS): string {
  const { command, environment } = hostCommand(host, asRoot([...Object.keys(values), "LW_BODY"]), { ...values, LW_BODY: body });
  if (host.ssh !== undefined) return command.replace("exec ssh ", `exec ssh ${sshOptions} `);
  const assignments = Object.entries(environment).map(([name, value]) => `${name}=${quote(value)}`);
  return `exec env ${assignments.join(" ")} /bin/sh -c ${quote(command)}`;
}

/** The command that takes a step to a host, and says in labwright's words when the host was not reached at all. */
export function stepCommand(host: Pick<KvmHost, "ssh" | "name">, step: PrepareStep, stack: string, mode: "apply" | "undo"): string {
  return `step() ( ${remoteScript(host, stepBody(step), stepValues(step, stack, mode))} )
step || { code=$?; ${unreachable(host)}; exit $code; }
`;
}

/** ssh itself answers 255. */
export function unreachable(host: Pick<KvmHost, "ssh" | "name">): string {
  return `[ $code != 255 ] || echo ${quote(`labwright: LW2075 host ${host.name} (${host.ssh ?? "this machine"}) cannot be reached over SSH`)} >&2`;
}
