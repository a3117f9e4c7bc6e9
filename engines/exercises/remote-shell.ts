import { verbatim, type Text } from "../../constructs/core/text";
import type { Endpoint } from "../engine";
import type { RunResult } from "../process/run";
import { ssh } from "../runner/ssh";

/** How exercises reach a lab's machines. */
export interface RemoteShell {
  /** Runs a bash script as root on a machine; `TIMED_OUT` where it took too long. @param input What it reads: nothing secret is in its words then */
  run(machine: string, script: string, seconds: number, input?: string): Promise<RunResult>;
}

/** That also takes files. */
export interface NodeShell extends RemoteShell {
  /** Puts files of a folder here into one of a machine, as root's. */
  send(machine: string, from: string, paths: readonly string[], to: string, seconds: number): Promise<RunResult>;
}

/** coreutils' timeout had to end it. */
export const TIMED_OUT = 124;

/** Why a script did not do what it should, on one line: the last of what it said, or how it ended. */
export function reasonOf({ code, stdout, stderr }: RunResult, seconds: number): Text {
  if (code === TIMED_OUT) return { en: `it took longer than ${seconds} s`, zh: `超过 ${seconds} 秒仍未结束` };
  const said = `${stdout}\n${stderr}`.split("\n").map((line) => line.trim()).filter(Boolean).slice(-LAST_LINES).join("; ");
  return said === "" ? { en: `it ended with ${code}`, zh: `以 ${code} 结束` } : verbatim(said);
}

const LAST_LINES = 8;

/** Over SSH, as the machine's first user with sudo. */
export class SshShell implements NodeShell {
  constructor(private readonly endpoint: (machine: string) => Promise<Endpoint>, private readonly signal?: AbortSignal) {}

  async run(machine: string, script: string, seconds: number, input?: string): Promise<RunResult> {
    const target = { machine, ...(await this.endpoint(machine)) };
    const timeoutMs = (seconds + 30) * 1000;
    if (input !== undefined) {
      const words = `$(printf %s ${Buffer.from(script).toString("base64")} | base64 -d)`;
      return ssh(target, `sudo -n timeout -k 5 ${seconds} bash -c "${words}"`, { input, timeoutMs, signal: this.signal });
    }
    // The script's own commands must not read the rest of it: bash is given it as a word, and standard input is empty.
    const command = `sudo -n timeout -k 5 ${seconds} bash -c "$(cat)" < /dev/null`;
    return ssh(target, `script=$(cat); ${command.replace('"$(cat)"', '"$script"')}`, { input: script, timeoutMs, signal: this.signal });
  }
  async send(machine: string, from: string, paths: readonly string[], to: string, seconds: number): Promise<RunResult> {
    const target = { machine, ...(await this.endpoint(machine)) };
    const archive = ["tar", "-C", from, "--owner=0", "--group=0", "--numeric-owner", "-cf", "-", "--", ...paths];
    return ssh(target, `sudo -n sh -c 'mkdir -p ${to} && exec tar -C ${to} --no-same-permissions -xf -'`, { inputFrom: archive, timeoutMs: seconds * 1000, signal: this.signal });
  }
}
