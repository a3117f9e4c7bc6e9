import type { Command } from "commander";
import pc from "picocolors";
import { bookOf, chapters, findChapter } from "../../chapters/registry";
import type { ChapterDefinition } from "../../chapters/chapter";
import { formatBytes } from "../../constructs/core/size";
import type { Environment } from "../environment";
import { nicWords } from "../output";
import { buildLab } from "../build";
import { join } from "node:path";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import type { LabSpec } from "../../constructs/spec/lab-spec";

/** `labwright list`: the chapters there are. */
export function listCommand(program: Command, environment: () => Environment): void {
  program.command("list").description("list the chapters").action(() => list(environment()));
}

/** `labwright show`: one chapter. */
export function showCommand(program: Command, environment: () => Environment): void {
  program.command("show").argument("<chapter>", "chapter id, such as pinnacle/14")
    .description("show a chapter: its environment, variants and sections")
    .option("--variant <name>", "another shape of the chapter's environment")
    .action((id: string, options: { variant?: string }) => show(environment(), id, options.variant));
}

function list({ output }: Environment): void {
  const { language } = output;
  output.table(
    [output.say("colChapter"), output.say("colTitle"), output.say("variants"), output.say("colBook")],
    chapters.map((chapter) => [chapter.id, chapter.title[language], chapter.variants.map(({ name }) => name).join(", "), bookOf(chapter).title[language]]),
  );
  output.result(chapters.map((chapter) => ({
    id: chapter.id,
    book: chapter.book,
    title: chapter.title,
    summary: chapter.summary,
    cluster: chapter.cluster,
    variants: chapter.variants.map(({ name }) => name),
  })));
}

function show(environment: Environment, id: string, variant: string | undefined): void {
  const { output } = environment;
  const { language } = output;
  const chapter = findChapter(id);
  const spec = specOf(environment, chapter, variant);
  output.line(`${pc.bold(chapter.title[language])}   ${chapter.id} · ${bookOf(chapter).title[language]}`);
  output.line(chapter.summary[language]);
  output.line();
  output.table(
    [output.say("colName"), output.say("colSize"), output.say("colAddress")],
    spec.machines.map((machine) => [
      machine.name,
      `${machine.vcpus} vCPU · ${formatBytes(machine.memoryMiB * 1024 * 1024)} · ${formatBytes(machine.disks.reduce((sum, { bytes }) => sum + bytes, 0))}`,
      machine.nics.map(nicWords).join("  "),
    ]),
  );
  output.line();
  for (const network of spec.networks) {
    const vlans = network.vlans.map(({ name, tag, subnets }) => `${name}=${tag} ${subnets.map(({ cidr }) => cidr).join(" ")}`).join(", ");
    output.field(network.name, `${network.kind}   ${network.subnets.map(({ cidr }) => cidr).join(" ")}${vlans}`);
  }
  output.line();
  output.line(pc.dim(output.say("variants")));
  chapter.variants.forEach(({ name, summary }, index) => output.line(`  ${name}${index === 0 ? ` (${output.say("default")})` : ""}  ${summary[language]}`));
  const notes = [...chapter.notes, ...(chapter.variants.find(({ name }) => name === (variant ?? chapter.variants[0].name))?.notes ?? [])];
  output.line(pc.dim(output.say("notes")));
  for (const note of notes) output.line(`  · ${note[language]}`);
  output.line(pc.dim(output.say("sections")));
  for (const section of chapter.sections) output.line(`  ${section.number}  ${section.title[language]}`);
  const { build: _build, ...plain } = chapter;
  output.result({ ...plain, spec });
}

function specOf(environment: Environment, chapter: ChapterDefinition, variant: string | undefined): LabSpec {
  const outdir = mkdtempSync(join(tmpdir(), "labwright-show-"));
  try {
    return buildLab(environment, { kind: "chapter", id: chapter.id, chapter, variant }, { outdir }).spec();
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
