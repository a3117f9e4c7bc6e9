import type { Environment } from "./environment";
import { Declined } from "./exit-codes";

/** Asks before something is changed, unless `--yes` was given. @throws Declined where the answer is no */
export async function confirm(environment: Environment, question: string): Promise<void> {
  const { output, options } = environment;
  if (options.yes || (await environment.ask(question))) return;
  output.line(output.say("nothingDone"));
  throw new Declined();
}
