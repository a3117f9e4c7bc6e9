import { LabError } from "../../constructs/core/lab-error";
import { DoctorContext, NotVisible, type Check, type DoctorTarget } from "./check";
import { conflictChecks } from "./checks/conflicts";
import { embeddedChecks } from "./checks/embedded";
import { libvirtChecks } from "./checks/libvirt";
import { networkChecks, toolChecks } from "./checks/networks";
import { ovsChecks } from "./checks/ovs";
import { platformChecks } from "./checks/platform";
import { qemuChecks } from "./checks/qemu";
import { capacityChecks } from "./checks/capacity";
import { storageChecks } from "./checks/storage";
import { terraformChecks } from "./checks/terraform";
import { virtualisationChecks } from "./checks/virtualisation";
import { fail, skip, text, type CheckResult, type Finding } from "./result";

/** Everything the doctor looks at, in the order that a report lists it. */
export const CHECKS: readonly Check[] = [
  ...platformChecks, ...toolChecks, ...virtualisationChecks, ...qemuChecks, ...libvirtChecks, ...storageChecks, ...capacityChecks,
  ...terraformChecks, ...networkChecks, ...ovsChecks, ...conflictChecks,
];

/** What a doctor for the embedded engine looks at. */
export const EMBEDDED_CHECKS: readonly Check[] = [
  ...embeddedChecks, ...CHECKS.filter(({ id }) => ["node", "tools", "kvm-device", "kvm"].includes(id)),
];

/** Checks that run side by side: enough to hide the waiting, few enough for one shared ssh connection. */
const SIDE_BY_SIDE = 4;

export interface DoctorOptions extends DoctorTarget {
  /** Called for each check when it is done, in the order they are done. */
  readonly onResult?: (result: CheckResult) => void;
  /** @default - all */
  readonly checks?: readonly Check[];
}

/**
 * Looks at everything a lab needs, here and on its host, and changes nothing. It never throws: what a check cannot see is
 * skipped with the reason. @returns the results in the order of `CHECKS`
 */
export async function runDoctor(options: DoctorOptions): Promise<CheckResult[]> {
  const { checks = CHECKS, onResult } = options;
  const context = new DoctorContext(options);
  const results: CheckResult[] = [];
  const waiting = [...checks.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, check] = next;
      const result = await runCheck(check, context);
      results[index] = result;
      onResult?.(result);
    }
  };
  // The first look tells whether the host is there at all; everything else would only wait for the same answer.
  await context.lookAtHost();
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return results;
}

async function runCheck(check: Check, context: DoctorContext): Promise<CheckResult> {
  const { id, title, neededFor } = check;
  return { id, title, neededFor, ...(await find(check, context)) };
}

async function find(check: Check, context: DoctorContext): Promise<Finding> {
  try {
    return await check.run(context);
  } catch (error) {
    if (error instanceof NotVisible) return skip(error.reason);
    if (error instanceof LabError) return fail(text(error.message, error.message), undefined, ...error.problems);
    const why = error instanceof Error ? error.message : String(error);
    return fail(text(`this check broke off: ${why}`, `该检查中断：${why}`));
  }
}
