import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { Config } from "../config/config";
import { probeAccelerator } from "../doctor/kvm/probe";
import { probeOvsDatapath } from "../doctor/ovs";
import { SystemRunner } from "../doctor/system-runner";

/** What only the host knows. */
export interface HostFacts {
  readonly accelerator: "kvm" | "tcg";
  readonly ovsDatapath: "system" | "netdev";
}

/** Asks the host, unless the configuration says it: KVM by running a guest, OVS only where the lab has a bridge of it. */
export async function findHostFacts(spec: Pick<LabSpec, "host" | "arch" | "bridges">, config: Config): Promise<HostFacts> {
  const runner = new SystemRunner(spec.host);
  try {
    return {
      accelerator: spec.host.accelerator ?? config.accelerator ?? (await probeAccelerator(runner, spec.arch)).accelerator,
      ovsDatapath: config.ovsDatapath ?? (spec.bridges.length > 0 ? await probeOvsDatapath(runner) : "system"),
    };
  } finally {
    await runner.close();
  }
}
