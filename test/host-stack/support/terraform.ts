import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Rig, RunResult } from "../../real/support/rig";

/** Terraform inside the rig on a synthesized stack. */
export class Terraform {
  constructor(private readonly rig: Rig, private readonly dir: string, private readonly env: Readonly<Record<string, string>>) {}

  async init(): Promise<void> {
    mkdirSync(join(this.dir, "tmp"), { recursive: true });
    await this.run(["init", "-input=false"], true);
  }

  apply(...options: string[]): Promise<RunResult> {
    return this.run(["apply", "-input=false", "-auto-approve", ...options], true);
  }

  /** May fail: for what is expected to. */
  tryApply(env: Readonly<Record<string, string>>): Promise<RunResult> {
    return this.run(["apply", "-input=false", "-auto-approve"], false, env);
  }

  destroy(): Promise<RunResult> {
    return this.run(["destroy", "-input=false", "-auto-approve"], true);
  }

  /** Whether a plan has nothing to do. */
  async isSettled(): Promise<boolean> {
    return (await this.run(["plan", "-input=false", "-detailed-exitcode"], false)).code === 0;
  }

  private run(argv: readonly string[], check: boolean, env: Readonly<Record<string, string>> = {}): Promise<RunResult> {
    const echo = (text: string): void => void (process.env["LABWRIGHT_TEST_VERBOSE"] && process.stdout.write(text));
    return this.rig.exec(["terraform", ...argv, "-no-color"], {
      cwd: this.dir, check, onStdout: echo, onStderr: echo,
      env: { ...this.env, ...env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
    });
  }
}
