import type { Command } from "commander";

/** Which shape of a chapter, and which of a file's stacks, a command is about. */
export interface LabOptions {
  readonly variant?: string;
  readonly stack?: string;
}

/** Adds the options of a command that builds a lab. @param stack what `--stack` means to it */
export function labOptions(command: Command, stack = "one of several labs of a file"): Command {
  return command
    .option("--variant <name>", "another shape of the chapter's environment")
    .option("--stack <id>", stack);
}
