import { spawn } from "node:child_process";
import { chapters, type ChapterDefinition } from "../../chapters";
import { exercisesOf } from "../../chapters/exercise";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readProof, scriptsOf, unproven, writeProof, type VariantProof } from "./support/chapter-proofs";
import { commitOfRun } from "./support/results";

/**
 * `npm run test:chapters [-- <chapter>... | --again]`: every variant with exercises that were not yet proven as they are now is
 * brought up from nothing on the embedded engine, each exercise is proven, and it is taken down. What is proven is kept in
 * docs/results/chapters at once: a run that was cut goes on where it was. `--again` proves what is proven too.
 */
const LABWRIGHT = join(__dirname, "..", "..", "dist", "bin", "labwright.js");
const interrupted = new AbortController();

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly seconds: number;
}

interface Proven {
  readonly exercises: readonly { readonly id: string; readonly proven: boolean; readonly failed?: string; readonly detail?: { readonly en: string }; readonly seconds: number }[];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { again: { type: "boolean", default: false } }, allowPositionals: true });
  const unknown = positionals.filter((id) => !chapters.some((chapter) => chapter.id === id));
  if (unknown.length > 0) throw new Error(`no such chapter: ${unknown.join(", ")}; there are ${chapters.map(({ id }) => id).join(", ")}`);
  process.on("SIGINT", () => interrupted.abort());
  const failed: string[] = [];
  let proven = 0;
  for (const chapter of chapters.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
    for (const { name } of chapter.variants) {
      const todo = values.again ? exercisesOf(chapter, name) : unproven(readProof(chapter), exercisesOf(chapter, name));
      if (todo.length === 0 || interrupted.signal.aborted) continue;
      const faults = await proveVariant(chapter, name);
      proven += exercisesOf(chapter, name).length - faults.length;
      failed.push(...faults);
    }
  }
  console.log(`${proven} proven, ${failed.length} failed${interrupted.signal.aborted ? ", interrupted" : ""}${failed.map((one) => `\n  ${one}`).join("")}`);
  process.exitCode = failed.length > 0 || interrupted.signal.aborted ? 1 : 0;
}

/** What was not proven, in words. */
async function proveVariant(chapter: ChapterDefinition, variant: string): Promise<string[]> {
  const lab = `${chapter.id}:${variant}`;
  const exercises = exercisesOf(chapter, variant);
  const directory = mkdtempSync(join(tmpdir(), "lw-chapter-"));
  writeFileSync(join(directory, "labwright.config.json"), JSON.stringify({ engine: "embedded" }));
  const run = (words: readonly string[], json = false): Promise<Ran> => labwright(directory, words, json);
  try {
    // What is kept of an earlier run would start it warm.
    await run(["down", lab, "--yes", "--all"], true);
    const up = await run(["up", lab, "--yes"]);
    if (up.code !== 0) return exercises.map(({ id }) => `${lab} ${id}: up ended with ${up.code}`);
    const prove = await run(["prove", lab, "--json"], true);
    const proofs = prove.stdout.trim().startsWith("{") ? (JSON.parse(prove.stdout) as Proven).exercises : [];
    for (const { id, seconds, failed, detail } of proofs) console.log(`${failed === undefined ? "proven" : "FAILED"} ${lab} ${id} ${seconds} s${failed ? `: ${failed}: ${detail?.en}` : ""}`);
    const down = await run(["down", lab, "--yes", "--all"]);
    const proven = exercises.filter(({ id }) => proofs.find((proof) => proof.id === id)?.proven);
    const known: VariantProof = {
      date: new Date().toISOString().slice(0, 10),
      commit: commitOfRun(),
      machine: `${cpus().length} CPUs, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}`,
      seconds: { up: up.seconds, prove: prove.seconds, down: down.seconds },
      exercises: Object.fromEntries(proven.map((exercise) => [exercise.id, { scripts: scriptsOf(exercise), seconds: proofs.find(({ id }) => id === exercise.id)?.seconds ?? 0 }])),
    };
    writeProof({ chapter: chapter.id, variants: { ...readProof(chapter).variants, [variant]: known } });
    const faults = exercises.filter((exercise) => !proven.includes(exercise)).map(({ id }) => `${lab} ${id}: not proven`);
    return down.code === 0 ? faults : [...faults, `${lab}: down ended with ${down.code}`];
  } finally {
    // Nothing to do where it went well.
    await run(["down", lab, "--yes", "--all"], true);
    rmSync(directory, { recursive: true, force: true });
  }
}

function labwright(cwd: string, words: readonly string[], isQuiet: boolean): Promise<Ran> {
  const started = Date.now();
  const child = spawn(process.execPath, [LABWRIGHT, ...words], { cwd, stdio: ["ignore", "pipe", isQuiet && !words.includes("prove") ? "ignore" : "inherit"] });
  let stdout = "";
  child.stdout?.on("data", (text: Buffer) => {
    stdout += text.toString();
    if (!isQuiet) process.stdout.write(text);
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code: code ?? 1, stdout, seconds: Math.round((Date.now() - started) / 100) / 10 })));
}

void main();
