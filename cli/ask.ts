import { createInterface } from "node:readline/promises";
import { LabError } from "../constructs/core/lab-error";

/** Asks for a yes on the user's terminal. @throws LabError LW4006 where there is none */
export async function ask(question: string, input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<boolean> {
  if (input.isTTY !== true) throw LabError.of("LW4006", { question });
  const prompt = createInterface({ input, output });
  try {
    const answer = await prompt.question(`${question} [y/N] `);
    return /^(y|yes|是)$/i.test(answer.trim());
  } catch (error) {
    // Ctrl-C and Ctrl-D are answers too.
    if (error instanceof Error && error.name === "AbortError") return false;
    throw error;
  } finally {
    prompt.close();
  }
}
