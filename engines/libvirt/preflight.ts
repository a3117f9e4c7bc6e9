import type { ErrorCode } from "../../constructs/core/error-catalogue";
import { LabError } from "../../constructs/core/lab-error";
import type { KvmHost } from "../../constructs/host/kvm-host";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { preflight } from "../doctor/preflight";
import { SystemRunner } from "../doctor/system-runner";

// A lab that is up already has its memory and disk: counted as free, they would be missing twice.
const CAPACITY: readonly ErrorCode[] = ["LW2010", "LW2011"];

/** What must hold before anything is created. @throws LabError with every reason why not */
export async function preflightLab(spec: LabSpec, host: KvmHost, isUp: boolean): Promise<void> {
  const runner = new SystemRunner(host);
  try {
    const problems = await preflight(spec, host, runner);
    const stopping = isUp ? problems.filter(({ code }) => !CAPACITY.includes(code)) : problems;
    if (stopping.length > 0) throw new LabError(stopping);
  } finally {
    runner.close();
  }
}
