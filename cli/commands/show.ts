import type { Command } from "commander";
import type { ChapterDefinition } from "../../chapters/chapter";
import { bookOf } from "../../chapters/registry";
import { formatBytes } from "../../constructs/core/size";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { parseTarget } from "../../engines/synth/target";
import { buildLab } from "../build";
import type { Environment } from "../environment";
import { labOptions, type LabOptions } from "../lab-options";
import { nicWords, type Output } from "../output";
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
  const { build: _build, ...plain } = target.kind === "chapter" ? target.chapter : { build: undefined };
  output.result({ ...plain, spec });
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
}
