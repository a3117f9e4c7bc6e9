import type { Command, Option } from "commander";
import type { Environment } from "../environment";

/** What only some commands are given. */
export interface Tools {
  choices(flags: string, description: string, values: readonly string[]): Option;
  env(): NodeJS.ProcessEnv;
}

/** Adds a command to the program. */
export type Add = (program: Command, environment: () => Environment, tools: Tools) => void;

/** The commands, in the order of the help. Each is loaded when it is added: most of the program is not needed by one of them. */
export const loaders: Readonly<Record<string, () => Add>> = {
  list: () => (require("./list") as typeof import("./list")).listCommand,
  show: () => (require("./show") as typeof import("./show")).showCommand,
  synth: () => (require("./synth") as typeof import("./synth")).synthCommand,
  manifests: () => (program, environment, { choices }) => (require("./manifests") as typeof import("./manifests")).manifestsCommand(program, environment, choices),
  versions: () => (require("./versions") as typeof import("./versions")).versionsCommand,
  plan: () => (require("./plan") as typeof import("./plan")).planCommand,
  diff: () => (require("./diff") as typeof import("./diff")).diffCommand,
  up: () => (require("./up") as typeof import("./up")).upCommand,
  down: () => (require("./down") as typeof import("./down")).downCommand,
  status: () => (require("./status") as typeof import("./status")).statusCommand,
  next: () => (require("./next") as typeof import("./next")).nextCommand,
  verify: () => (require("./verify") as typeof import("./verify")).verifyCommand,
  solve: () => (require("./solve") as typeof import("./solve")).solveCommand,
  prove: () => (require("./prove") as typeof import("./prove")).proveCommand,
  reset: () => (require("./reset") as typeof import("./reset")).resetCommand,
  snapshot: () => (require("./snapshot") as typeof import("./snapshot")).snapshotCommand,
  ssh: () => (require("./ssh") as typeof import("./ssh")).sshCommand,
  "ssh-config": () => (require("./ssh-config") as typeof import("./ssh-config")).sshConfigCommand,
  kubectl: () => (require("./kubectl") as typeof import("./kubectl")).kubectlCommand,
  kubeconfig: () => (require("./kubeconfig") as typeof import("./kubeconfig")).kubeconfigCommand,
  bundle: () => (require("./bundle") as typeof import("./bundle")).bundleCommand,
  console: () => (require("./console") as typeof import("./console")).consoleCommand,
  doctor: () => (require("./doctor") as typeof import("./doctor")).doctorCommand,
  graph: () => (program, environment, { choices }) => (require("./graph") as typeof import("./graph")).graphCommand(program, environment, choices),
  image: () => (require("./image") as typeof import("./image")).imageCommand,
  "run-switch": () => (require("./run-switch") as typeof import("./run-switch")).runSwitchCommand,
  "run-cluster": () => (program, environment, { env }) => (require("./run-cluster") as typeof import("./run-cluster")).runClusterCommand(program, environment, env),
  "run-steps": () => (program, environment, { env }) => (require("./run-steps") as typeof import("./run-steps")).runStepsCommand(program, environment, env),
};

/** The command that a line runs; undefined where every command has to be known: for the help, and for what is none. */
export function wantedCommand(program: Command, argv: readonly string[]): string | undefined {
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? "";
    if (!word.startsWith("-")) return Object.hasOwn(loaders, word) ? word : undefined;
    const option = program.options.find(({ short, long }) => word === short || word === long);
    if (option === undefined && !word.includes("=")) return undefined;
    // Its value is the next word.
    if (option?.required) index++;
  }
  return undefined;
}
