import type { Endpoint } from "../engine";
import type { RunResult } from "../process/run";
import { ssh } from "../runner/ssh";

/** How exercises reach a lab's machines. */
export interface RemoteShell {
  /** Runs a bash script as root on a machine; 124 where it took too long. */
  run(machine: string, script: string, seconds: number): Promise<RunResult>;
}

/** Over SSH, as the machine's first user with sudo. */
export class SshShell implements RemoteShell {
  constructor(private readonly endpoint: (machine: string) => Promise<Endpoint>, private readonly signal?: AbortSignal) {}

  async run(machine: string, script: string, seconds: number): Promise<RunResult> {
    const target = { machine, ...(await this.endpoint(machine)) };
    // The script's own commands must not read the rest of it: bash is given it as a word, and standard input is empty.
    const command = `sudo -n timeout -k 5 ${seconds} bash -c "$(cat)" < /dev/null`;
    return ssh(target, `script=$(cat); ${command.replace('"$(cat)"', '"$script"')}`, { input: script, timeoutMs: (seconds + 30) * 1000, signal: this.signal });
  }
}
