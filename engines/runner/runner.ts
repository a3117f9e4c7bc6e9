import { setTimeout as sleep } from "node:timers/promises";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim, type Text } from "../../constructs/core/text";
import type { StepFile } from "../../constructs/spec/step-file";
import { quote } from "../../constructs/terraform/host-command";
import { API_VERSION } from "../../constructs/spec/lab-spec";
import { Virsh } from "../libvirt/virsh";
import type { RunOptions, RunResult } from "../process/run";
import { forgetHostKey, ssh, type SshTarget } from "./ssh";
import { waitForBanner } from "./ssh-banner";

export interface RunnerOptions {
  readonly privateKeyFile: string;
  /** Lines for /etc/hosts. */
  readonly hosts: string;
  /** How long a machine may take to answer, and its cloud-init to end. */
  readonly timeoutMs: number;
  /** Told what is going on: `db ssh`, `db cloud-init`, `db ready`. */
  readonly onProgress: (machine: string, state: string) => void;
  readonly signal?: AbortSignal;
}

/** Stands for an address that not even the host could tell. */
export const UNKNOWN_ADDRESS: Text = { en: "an unknown address", zh: "地址未知" };

/**
 * Does a step file: idempotent, and the same under every engine.
 * @throws LabError LW3002, LW3003, LW3004, LW3005, LW4011
 */
export async function runSteps(file: StepFile, options: RunnerOptions): Promise<void> {
  if (file.apiVersion !== API_VERSION) throw LabError.of("LW4011", { given: String(file.apiVersion), known: API_VERSION });
  const deadline = Date.now() + options.timeoutMs;
  options.onProgress(file.machine, "booting");
  const target = await waitForSsh(file, options, deadline);
  for (const step of file.steps) {
    if (step === "ssh") continue;
    options.onProgress(file.machine, step);
    if (step === "cloud-init") await waitForCloudInit(file, target, deadline, options);
    if (step === "clock") await setClock(file, target, deadline, options);
    if (step === "hosts") await writeHosts(file, target, deadline, options);
  }
  options.onProgress(file.machine, "ready");
}

async function waitForSsh(file: StepFile, options: RunnerOptions, deadline: number): Promise<SshTarget> {
  let changedKey = 0;
  let address = file.address;
  for (;;) {
    if (options.signal?.aborted) throw LabError.of("LW3002");
    // On a network that is not the lab's, only the host can tell which address a machine got.
    address ??= await new Virsh({ uri: file.uri, ssh: file.jump }).addressOf(file.domain);
    if (address !== undefined && file.port !== undefined) await waitForBanner(address, file.port, deadline, options.signal);
    if (address !== undefined) {
      const target: SshTarget = { machine: file.machine, user: file.user, address, port: file.port, jump: file.jump, privateKeyFile: options.privateKeyFile };
      const left = Math.max(2, Math.ceil((deadline - Date.now()) / 1000));
      // It covers the key exchange, too: where a server has answered, it is given the time that this takes a slow machine.
      const [connectTimeout, timeoutMs] = file.port === undefined ? [5, 30_000] : [40, 90_000];
      const answer = await ssh(target, "true", { connectTimeout: Math.min(connectTimeout, left), timeoutMs, signal: options.signal });
      if (answer.code === 0) return target;
      // These steps run when a machine was made anew; its old key is of a machine that is gone.
      if (/host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/i.test(answer.stderr) && changedKey++ === 0) {
        forgetHostKey(options.privateKeyFile, file.machine);
        continue;
      }
    }
    if (Date.now() >= deadline) {
      throw LabError.of("LW3003", { machine: file.machine, address: address ?? UNKNOWN_ADDRESS, seconds: Math.round(options.timeoutMs / 1000) });
    }
    await sleep(1000);
  }
}

async function waitForCloudInit(file: StepFile, target: SshTarget, deadline: number, { timeoutMs, signal }: RunnerOptions): Promise<void> {
  const command = "command -v cloud-init >/dev/null || exit 0; sudo -n cloud-init status --wait --long";
  const answer = await outlast(target, command, deadline, { signal });
  // 2 is cloud-init's "done, but some parts complained".
  if (answer.code === 0 || answer.code === 2) return;
  const seconds = Math.round(timeoutMs / 1000);
  const why = answer.code === 124
    ? { en: `not done after ${seconds} s`, zh: `${seconds} 秒后仍未完成` }
    : verbatim((answer.stdout + answer.stderr).replace(/\s+/g, " ").trim().slice(0, 600));
  throw LabError.of("LW3004", { machine: file.machine, why });
}

const SSH_ITSELF_FAILED = 255;

// A first boot sets up the network and sshd, or boots again, while it is being waited for: connections break, and are made again.
async function outlast(target: SshTarget, command: string, deadline: number, options: Pick<RunOptions, "input" | "signal">): Promise<RunResult> {
  for (;;) {
    const answer = await ssh(target, command, { ...options, timeoutMs: Math.max(60_000, deadline - Date.now()) });
    if (options.signal?.aborted) throw LabError.of("LW3002");
    if (answer.code !== SSH_ITSELF_FAILED || Date.now() >= deadline) return answer;
    await sleep(1000);
  }
}

async function setClock(file: StepFile, target: SshTarget, deadline: number, { signal }: RunnerOptions): Promise<void> {
  const answer = await outlast(target, `sudo -n date -u -s @${(Date.now() / 1000).toFixed(1)}`, deadline, { signal });
  if (answer.code !== 0) throw LabError.of("LW3005", { machine: file.machine, step: "clock", why: verbatim((answer.stderr || answer.stdout).trim().slice(0, 400)) });
}

const BEGIN = "# labwright: machines of this lab";
const END = "# labwright: end";

async function writeHosts(file: StepFile, target: SshTarget, deadline: number, { hosts, signal }: RunnerOptions): Promise<void> {
  const script = `set -eu
tmp=$(mktemp)
{ sed '/^${BEGIN}$/,/^${END}$/d' /etc/hosts; [ -z "$(tail -c 1 /etc/hosts)" ] || echo; echo '${BEGIN}'; cat; echo '${END}'; } > "$tmp"
cmp -s "$tmp" /etc/hosts || cat "$tmp" > /etc/hosts
rm -f "$tmp"`;
  const answer = await outlast(target, `sudo -n sh -c ${quote(script)}`, deadline, { input: `${hosts}\n`, signal });
  if (answer.code !== 0) throw LabError.of("LW3005", { machine: file.machine, step: "hosts", why: verbatim((answer.stderr || answer.stdout).trim().slice(0, 400)) });
}
