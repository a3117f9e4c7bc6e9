import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import type { StepFile } from "../../constructs/spec/step-file";
import { runSteps } from "../../engines/runner/runner";
import { tellProblems } from "../../engines/runner/problems";
import type { Environment } from "../environment";
import { exitCodeOf } from "../exit-codes";

/** `labwright run-steps`: what Terraform calls when a machine has been started. Its orders come by environment, see StepFile. */
export function runStepsCommand(program: Command, environment: () => Environment, orders: () => NodeJS.ProcessEnv): void {
  program.command("run-steps", { hidden: true })
    .description("carry out the steps of a started machine (called by Terraform)")
    .action(async () => {
      const { LABWRIGHT_STEPS: steps, LABWRIGHT_HOSTS: hosts, LABWRIGHT_SSH_KEY: privateKeyFile, LABWRIGHT_ERRORS: errors } = orders();
      if (!steps || !privateKeyFile) throw LabError.of("LW4008", { what: { en: "run-steps needs LABWRIGHT_STEPS and LABWRIGHT_SSH_KEY", zh: "run-steps 需要 LABWRIGHT_STEPS 与 LABWRIGHT_SSH_KEY" }, command: "up" });
      try {
        await runSteps(JSON.parse(steps) as StepFile, {
          privateKeyFile,
          hosts: hosts ?? "",
          timeoutMs: environment().readyTimeoutMs,
          onProgress: (machine, state) => process.stdout.write(`labwright: ${machine} ${state}\n`),
        });
      } catch (error) {
        if (!(error instanceof LabError) || errors !== "json") throw error;
        process.stdout.write(tellProblems(error.problems));
        process.exitCode = exitCodeOf(error);
      }
    });
}
