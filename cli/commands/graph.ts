import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { run } from "../../engines/process/run";
import { writing } from "../../engines/project/folders";
import { parseTarget } from "../../engines/synth/target";
import { drawings } from "../drawings";
import type { Environment } from "../environment";
import { buildLab } from "../build";
import { labNameOr } from "../lab-name";
import { labOptions, type LabOptions } from "../lab-options";
import { findRegistered } from "../session";

const ENDINGS = { svg: ".svg", mermaid: ".mmd", dot: ".dot" } as const;

interface GraphOptions extends LabOptions {
  readonly format: keyof typeof ENDINGS;
  readonly out?: string;
  readonly open?: boolean;
}

/** `labwright graph`: a lab's topology, drawn. */
export function graphCommand(program: Command, environment: () => Environment, choices: (flags: string, description: string, values: readonly string[]) => import("commander").Option): void {
  labOptions(program.command("graph").argument("[lab]", "chapter id, or path of a lab file")
    .description("draw a lab's topology")
    .addOption(choices("--format <format>", "what to draw", Object.keys(ENDINGS)).default("svg"))
    .option("--out <file>", "write to a file instead of standard output")
    .option("--open", "open the drawing in the desktop's viewer"))
    .action((lab: string | undefined, options: GraphOptions) => graph(environment(), lab, options));
}

async function graph(environment: Environment, lab: string | undefined, options: GraphOptions): Promise<void> {
  const { output, directory } = environment;
  const { format, out, open } = options;
  const spec = specOf(environment, lab, options);
  const text = drawings(spec, output.language).find(({ name }) => name.endsWith(ENDINGS[format]))?.text ?? "";
  if (out === undefined && !open) output.line(text.trimEnd());
  const file = out !== undefined ? resolve(directory, out) : open ? viewed(`${spec.name}${ENDINGS[format]}`) : undefined;
  if (file !== undefined) writing(file, () => writeFileSync(file, text));
  if (file !== undefined && out !== undefined) output.line(output.say("written", { path: file }));
  if (file !== undefined && open) await run([process.platform === "darwin" ? "open" : "xdg-open", file]);
  output.result({ lab: spec.name, format, file: out === undefined ? undefined : file, text: out === undefined ? text : undefined });
}

/** A file for the viewer, which reads it after this program has ended: it stays. */
function viewed(name: string): string {
  return join(mkdtempSync(join(tmpdir(), "labwright-graph-")), name);
}

function specOf(environment: Environment, lab: string | undefined, { variant, stack }: GraphOptions): LabSpec {
  const name = labNameOr(environment, lab);
  const up = environment.registry.list().filter((registered) => registered.target === name);
  // What is up is drawn as it is up: its file may have been edited since.
  if (lab === undefined && up.length > 0) return findRegistered(environment, name).spec;
  return buildLab(environment, parseTarget(name, variant, environment.directory), stack).spec();
}
