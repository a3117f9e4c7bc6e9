import { LabError } from "../../constructs/core/lab-error";
import type { KvmHost } from "../../constructs/host/kvm-host";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { preflight } from "../doctor/preflight";
import { SystemRunner } from "../doctor/system-runner";

/** What must hold before anything is created. @throws LabError with every reason why not */
export async function preflightLab(spec: LabSpec, host: KvmHost): Promise<void> {
  const runner = new SystemRunner(host);
  try {
    const problems = await preflight(spec, host, runner);
    if (problems.length > 0) throw new LabError(problems);
  } finally {
    await runner.close();
  }
}
