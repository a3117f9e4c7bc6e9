import { accessSync, constants } from "node:fs";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { Config } from "../config/config";

/** What only the host knows. */
export interface HostFacts {
  readonly accelerator: "kvm" | "tcg";
  readonly ovsDatapath: "system" | "netdev";
}

/** Asks the host, unless the configuration says it. */
export async function findHostFacts(_spec: LabSpec, config: Config): Promise<HostFacts> {
  return { accelerator: config.accelerator ?? guess(), ovsDatapath: config.ovsDatapath ?? "system" };
}

function guess(): "kvm" | "tcg" {
  try {
    accessSync("/dev/kvm", constants.W_OK);
    return "kvm";
  } catch {
    return "tcg";
  }
}
