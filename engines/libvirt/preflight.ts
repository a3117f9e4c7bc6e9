import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { Config } from "../config/config";

/** What must hold before anything is created. @throws LabError with every reason why not */
export async function preflightLab(_spec: LabSpec, _config: Config): Promise<void> {
  // filled by the doctor's checks
}
