import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { chapters } from "../../chapters/registry";
import { LabError } from "../../constructs/core/lab-error";
import type { Language } from "../../constructs/core/text";
import { checkSynthesized } from "../../engines/synth/check";
import { parseTarget, type Target } from "../../engines/synth/target";
import type { Environment } from "../environment";
import { buildLab } from "../build";
import { drawings } from "../drawings";

interface SynthOptions {
  readonly all?: boolean;
  readonly out: string;
  readonly variant?: string;
  readonly stack?: string;
}

/** `labwright synth`: a lab as Terraform JSON, LabSpec and drawing, for CI and for reading. Looks at no host. */
export function synthCommand(program: Command, environment: () => Environment): void {
  program.command("synth").argument("[lab]", "chapter id, or path of a lab file")
    .description("write a lab's Terraform JSON, LabSpec and drawings; nothing is looked at or created")
    .option("--all", "every chapter, in every variant")
    .option("--out <dir>", "folder to write into", "out")
    .option("--variant <name>", "another shape of the chapter's environment")
    .option("--stack <id>", "one of several labs of a file")
    .action((lab: string | undefined, options: SynthOptions) => synth(environment(), lab, options));
}

function synth(environment: Environment, lab: string | undefined, options: SynthOptions): void {
  const { output, directory } = environment;
  const targets = options.all ? allChapters() : [parseTarget(lab ?? missing(), options.variant, directory)];
  const root = resolve(directory, options.out);
  const temporary = mkdtempSync(join(tmpdir(), "labwright-synth-"));
  try {
    // Everything is built and checked before anything is written: a bad lab leaves no half of itself.
    const built = targets.map((target, index) => {
      const outdir = join(temporary, String(index));
      const stack = buildLab(environment, target, { outdir, stack: options.stack });
      const folder = join(outdir, "stacks", stack.node.id);
      checkSynthesized(join(folder, "cdk.tf.json"));
      return { id: stack.node.id, folder, spec: stack.spec() };
    });
    for (const { id, folder, spec } of built) {
      const target = join(root, id);
      mkdirSync(target, { recursive: true });
      copyFileSync(join(folder, "cdk.tf.json"), join(target, "cdk.tf.json"));
      writeFileSync(join(target, "labspec.json"), `${JSON.stringify(spec, undefined, 2)}\n`);
      for (const language of ["en", "zh"] satisfies Language[]) {
        for (const { name, text } of drawings(spec, language)) writeFileSync(join(target, name), text);
      }
      output.line(output.say("written", { path: target }));
    }
    output.result(built.map(({ id, spec }) => ({ stack: id, lab: spec.name, directory: join(root, id), machines: spec.machines.length, networks: spec.networks.length })));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function allChapters(): Target[] {
  return chapters.flatMap((chapter) => chapter.variants.map(({ name }) => ({ kind: "chapter" as const, id: chapter.id, chapter, variant: name })));
}

function missing(): never {
  throw LabError.of("LW4008", { what: { en: "synth needs a lab, or --all", zh: "synth 需要指定实验环境或 --all" }, command: "synth" });
}

