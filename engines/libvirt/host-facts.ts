import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

/** What of a lab decides what its host is asked. */
export type Probed = Pick<LabSpec, "host" | "arch" | "bridges">;

/** Asks the host, unless the configuration says it: KVM by running a guest, OVS only where the lab has a bridge of it. */
export async function findHostFacts(spec: Probed, config: Config): Promise<HostFacts> {
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

/** What a host was found to be able to do is kept with the lab: asked again, another answer would rebuild its machines. */
export async function keptHostFacts(labDirectory: string, spec: Probed, config: Config, find: typeof findHostFacts): Promise<HostFacts> {
  const file = join(labDirectory, "host.json");
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as HostFacts & { uri: string }) : undefined;
  if (known?.uri === spec.host.uri) return known;
  const facts = await find(spec, config);
  writeFileSync(file, `${JSON.stringify({ uri: spec.host.uri, ...facts })}\n`, { mode: 0o600 });
  return facts;
}
