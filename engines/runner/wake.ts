import type { LabSpec, MachineSpec } from "../../constructs/spec/lab-spec";
import { API_VERSION } from "../../constructs/spec/lab-spec";
import type { Endpoint } from "../engine";
import { runSteps } from "./runner";

export interface WakeOptions {
  readonly spec: LabSpec;
  readonly privateKeyFile: string;
  readonly reachedAt: (machine: MachineSpec) => Pick<Endpoint, "address" | "port"> | undefined;
  /** How long a machine may take to answer. @default 120000 */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Tells machines that were put back to an earlier moment how late it is. Those that SSH does not reach keep their time. @throws LabError LW3003, LW3005 */
export async function wakeMachines({ spec, privateKeyFile, reachedAt, timeoutMs = 120_000, signal }: WakeOptions): Promise<void> {
  await Promise.all(spec.machines.map(async (machine) => {
    const reached = reachedAt(machine);
    if (machine.ssh === undefined || reached === undefined) return;
    const { name, hostName, ssh: { user } } = machine;
    const { uri, ssh: jump } = spec.host;
    // A forwarded port is of this machine, whatever host the lab is described for.
    const place = reached.port === undefined ? { uri, jump } : { uri: "" };
    await runSteps(
      { apiVersion: API_VERSION, lab: spec.name, machine: name, domain: hostName, ...place, user, ...reached, steps: ["ssh", "clock"] },
      { privateKeyFile, hosts: "", timeoutMs, onProgress: () => undefined, signal },
    );
  }));
}
