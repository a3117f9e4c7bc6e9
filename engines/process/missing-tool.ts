import { hostname } from "node:os";
import { LabError } from "../../constructs/core/lab-error";

/** That a program is not installed on this machine. */
export function missingTool(tool: string): LabError {
  return LabError.of("LW2003", { tool, host: hostname(), command: "labwright doctor --fix" });
}
