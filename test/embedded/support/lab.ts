import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LabSpec, MachineSpec, NicSpec } from "../../../constructs/spec/lab-spec";
import { lab, machine, network, ovsNetwork } from "../../doctor/support/labs";

export { lab, machine, network, ovsNetwork };

export function nic(props: Partial<NicSpec> = {}): NicSpec {
  return { name: "eth0", network: "mgmt", mac: "02:00:00:00:00:01", addressing: "static", addresses: ["10.128.7.11/24"], ...props };
}

/** A machine, called and changed as a test wants it. */
export function named(name: string, props: Partial<MachineSpec> = {}): MachineSpec {
  return machine({ name, ...props });
}

/** The LabSpec of a chapter, as it is kept for all tests. */
export function golden(chapter: string): LabSpec {
  return JSON.parse(readFileSync(join(__dirname, "../../chapters/golden", chapter, "labspec.json"), "utf8")) as LabSpec;
}
