import type { Problem } from "../../constructs/core/lab-error";
import type { KvmHost } from "../../constructs/host/kvm-host";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { CHECKS, runDoctor } from "./doctor";
import type { CommandRunner } from "./runner";

/**
 * Everything that would stop an `up` halfway, found before anything is created: a host that cannot be reached, a tool that
 * is missing, too little memory or disk, a subnet or a name that somebody else has. Nothing is changed.
 * @returns no problem when the lab can be brought up
 */
export async function preflight(spec: LabSpec, host: KvmHost, run: CommandRunner): Promise<Problem[]> {
  // KVM takes seconds to find out about, and only a lab that insists on it is stopped by its absence.
  const insists = (host.accelerator ?? spec.host.accelerator) === "kvm";
  const checks = CHECKS.filter((check) => check.preflight || (insists && check.id === "kvm"));
  const results = await runDoctor({ host, lab: spec, run, checks });
  return results.flatMap(({ problems = [] }) => problems);
}
