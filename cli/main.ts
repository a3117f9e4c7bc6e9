import { Command, CommanderError, Option } from "commander";
import { ARCHITECTURES } from "../constructs/core/arch";
import { LabError } from "../constructs/core/lab-error";
import { loaders, wantedCommand } from "./commands";
import type { Environment, GlobalOptions } from "./environment";
import { Declined, exitCodeOf, exitCodes } from "./exit-codes";
import { usageWords } from "./usage-words";

export interface MainOptions {
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
  /** Made when a command runs: `--help` looks at nothing. */
  environment(options: GlobalOptions): Environment;
  /** Where an error is told when no environment could be made. */
  report(error: LabError, options: Partial<GlobalOptions>): void;
}

/** Runs one command line. @returns the exit code */
export async function main(argv: readonly string[], options: MainOptions): Promise<number> {
  const program = new Command("labwright")
    .description("Virtualisation and Kubernetes labs on your own hardware, as typed code")
    .version(options.version)
    .option("-y, --yes", "ask nothing", false)
    .option("--json", "print one JSON document instead of words", false)
    .addOption(choices("--lang <language>", "language of texts", ["en", "zh"]))
    .option("--host <host>", "where labs run: local, user@host, or a libvirt URI")
    .addOption(choices("--engine <engine>", "what runs the machines", ["auto", "libvirt", "embedded"]))
    .option("--subnet-base <cidr>", "move every network of the lab to this range")
    .addOption(choices("--arch <architecture>", "architecture of machines that do not set one", ARCHITECTURES))
    .exitOverride()
    // Told below, as every other error is: in the reader's language, or as JSON.
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError();
  let made: Environment | undefined;
  const globals = (): GlobalOptions => program.opts<GlobalOptions>();
  const environment = (): Environment => (made ??= options.environment(globals()));
  const wanted = wantedCommand(program, argv);
  for (const [name, load] of Object.entries(loaders)) {
    if (wanted === undefined || wanted === name) load()(program, environment, { choices, env: () => options.env });
  }
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync([...argv], { from: "user" });
    return typeof process.exitCode === "number" ? process.exitCode : exitCodes.ok;
  } catch (error) {
    if (error instanceof Declined) return exitCodes.interrupted;
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
    // Called with no command at all: the help was shown, which says more than an error.
    if (error instanceof CommanderError && error.code === "commander.help") return exitCodes.usage;
    const told = error instanceof CommanderError ? usageError(error, argv, program) : error;
    if (!(told instanceof LabError)) throw told;
    if (made) made.output.error(told);
    else options.report(told, { ...globals(), json: globals().json || asksForJson(argv) });
    return exitCodeOf(told);
  }
}

// An option that cannot be read ends the parsing: one that comes after it was not seen.
function asksForJson(argv: readonly string[]): boolean {
  return argv.slice(0, argv.includes("--") ? argv.indexOf("--") : undefined).includes("--json");
}

function usageError({ message }: CommanderError, argv: readonly string[], program: Command): LabError {
  const command = argv.find((word) => program.commands.some((one) => one.name() === word)) ?? "help";
  return LabError.of("LW4008", { what: usageWords(message.replace(/^error: /, "").replace(/\s+/g, " ")), command });
}

function choices(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices([...values]);
}
