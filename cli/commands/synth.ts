import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import type { Language } from "../../constructs/core/text";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { STACK_FILE } from "../../engines/libvirt/workspace";
import { writeAll, type NewFile } from "../../engines/project/folders";
import { checkSynthesized } from "../../engines/synth/check";
import { parseTarget, type Target } from "../../engines/synth/target";
import type { Environment } from "../environment";
import { LabStack } from "../../stacks/lab-stack";
import { allChapters, refuseBoth } from "../all-chapters";
import { buildTarget } from "../build";
import { drawings } from "../drawings";
import { labNameOr } from "../lab-name";
import { labOptions, type LabOptions } from "../lab-options";

interface SynthOptions extends LabOptions {
  readonly all?: boolean;
  readonly out: string;
}

/** `labwright synth`: a lab as Terraform JSON, LabSpec and drawing, for CI and for reading. Looks at no host. */
export function synthCommand(program: Command, environment: () => Environment): void {
  labOptions(program.command("synth").argument("[lab]", "chapter id, or path of a lab file")
    .description("write a lab's Terraform JSON, LabSpec and drawings; nothing is looked at or created")
    .option("--all", "every chapter, in every variant")
    .option("--out <dir>", "folder to write into", "out"), "one of several stacks of a file; all of them otherwise")
    .action((lab: string | undefined, options: SynthOptions) => synth(environment(), lab, options));
}

function synth(environment: Environment, lab: string | undefined, options: SynthOptions): void {
  const { output, directory } = environment;
  refuseBoth("synth", options, lab);
  const targets = options.all ? allChapters() : [parseTarget(labNameOr(environment, lab), options.variant, directory)];
  const root = resolve(directory, options.out);
  const temporary = mkdtempSync(join(tmpdir(), "labwright-synth-"));
  try {
    // Everything is built and checked before anything is written: a bad lab leaves no half of itself.
    const stacks = targets.flatMap((target, index) => synthesizeTarget(environment, target, join(temporary, String(index)), options.stack));
    writeAll(stacks.map(({ id, json, spec }) => ({
      directory: join(root, id),
      files: [{ name: STACK_FILE, text: readFileSync(json, "utf8") }, ...(spec ? specFiles(spec) : [])],
    })));
    for (const { id } of stacks) output.line(output.say("written", { path: join(root, id) }));
    output.result(stacks.map(({ id, spec }) => ({ stack: id, directory: join(root, id), ...(spec && { lab: spec.name, machines: spec.machines.length, networks: spec.networks.length }) })));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

interface SynthesizedStack {
  readonly id: string;
  /** The stack's Terraform JSON. */
  readonly json: string;
  /** Of a lab; a host that is prepared has none. */
  readonly spec?: LabSpec;
}

function synthesizeTarget(environment: Environment, target: Target, outdir: string, wanted: string | undefined): SynthesizedStack[] {
  const built = buildTarget(environment, target, { outdir });
  const all = [...built.hosts, ...built.stacks];
  const chosen = wanted === undefined ? all : all.filter(({ node }) => node.id === wanted);
  if (chosen.length === 0) throw LabError.of("LW4014", { file: built.id, given: wanted ?? "", known: all.map(({ node }) => node.id).join(", ") });
  built.app.synth();
  return chosen.map((stack) => {
    const json = join(outdir, "stacks", stack.node.id, STACK_FILE);
    checkSynthesized(json);
    return { id: stack.node.id, json, spec: LabStack.isLabStack(stack) ? stack.spec() : undefined };
  });
}

function specFiles(spec: LabSpec): NewFile[] {
  return [
    { name: "labspec.json", text: `${JSON.stringify(spec, undefined, 2)}\n` },
    ...(["en", "zh"] satisfies Language[]).flatMap((language) => drawings(spec, language)),
  ];
}
