import type { Command } from "commander";
import type { ChapterDefinition } from "../../chapters/chapter";
import { bookOf } from "../../chapters/registry";
import { formatBytes } from "../../constructs/core/size";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { parseTarget } from "../../engines/synth/target";
import { buildLab } from "../build";
import type { Environment } from "../environment";
import { numberedOf, plainExercise, titleWidth } from "../exercises";
import { labOptions, type LabOptions } from "../lab-options";
import { nicWords, pad, type Output } from "../output";
import { showUnchecked } from "../unchecked";

/** `labwright show`: one chapter, or what a lab file declares. */
export function showCommand(program: Command, environment: () => Environment): void {
  labOptions(program.command("show").argument("<lab>", "chapter id, such as pinnacle/14, or path of a lab file")
    .description("show a chapter: its environment, variants and sections"))
    .action((lab: string, options: LabOptions) => show(environment(), lab, options));
}

function show(environment: Environment, name: string, options: LabOptions): void {
  const { output } = environment;
  const target = parseTarget(name, options.variant, environment.directory);
  const spec = buildLab(environment, target, options.stack).spec();
  if (target.kind === "chapter") showHead(output, target.chapter);
  showSpec(output, spec);
  if (target.kind === "chapter") showRest(output, target.chapter, target.variant);
  if (target.kind === "file") return output.result({ spec });
  const { build: _build, exercises: _exercises, ...plain } = target.chapter;
  output.result({ ...plain, exercises: numberedOf(target.chapter, target.variant).map(plainExercise), spec });
}

function showHead(output: Output, chapter: ChapterDefinition): void {
  const { language } = output;
  output.line(`${output.colours.bold(chapter.title[language])}   ${chapter.id} · ${bookOf(chapter).title[language]}`);
  output.line(chapter.summary[language]);
  output.line();
}

function showSpec(output: Output, spec: LabSpec): void {
  output.table(
    [output.say("colName"), output.say("colSize"), output.say("colAddress")],
    spec.machines.map((machine) => [
      machine.name,
      `${machine.vcpus} vCPU · ${formatBytes(machine.memoryMiB * 1024 * 1024)} · ${formatBytes(machine.disks.reduce((sum, { bytes }) => sum + bytes, 0))}`,
      machine.nics.map(nicWords).join("  "),
    ]),
  );
  showUnchecked(output, spec.machines);
  output.line();
  for (const network of spec.networks) {
    const vlans = network.vlans.map(({ name, tag, subnets }) => `${name}=${tag} ${subnets.map(({ cidr }) => cidr).join(" ")}`).join(", ");
    output.field(`${network.name} `, [output.say(network.kind), ...network.subnets.map(({ cidr }) => cidr), vlans].filter(Boolean).join("   "));
  }
}

function showRest(output: Output, chapter: ChapterDefinition, variant: string | undefined): void {
  const { language } = output;
  output.line();
  output.line(output.colours.dim(output.say("variants")));
  chapter.variants.forEach(({ name, summary }, index) => output.line(`  ${name}${index === 0 ? ` (${output.say("default")})` : ""}  ${summary[language]}`));
  const notes = [...chapter.notes, ...(chapter.variants.find(({ name }) => name === (variant ?? chapter.variants[0].name))?.notes ?? [])];
  output.line(output.colours.dim(output.say("notes")));
  for (const note of notes) output.line(`  · ${note[language]}`);
  output.line(output.colours.dim(output.say("sections")));
  for (const section of chapter.sections) output.line(`  ${section.number}  ${section.title[language]}`);
  const exercises = numberedOf(chapter, variant);
  if (exercises.length === 0) return;
  output.line(output.colours.dim(output.say("exercises")));
  for (const { number, exercise } of exercises) output.line(`  ${pad(String(number), 3)}  ${pad(exercise.title[language], titleWidth(output, exercises))}  §${exercise.section}`);
}
