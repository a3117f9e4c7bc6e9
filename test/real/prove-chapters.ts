import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chapters, type ChapterDefinition } from "../../chapters";
import { exercisesOf, type Exercise } from "../../chapters/exercise";
import { readProof, scriptsOf, unproven, writeProof, type ProvenExercise, type VariantProof } from "./support/chapter-proofs";
import { proofsIn } from "./support/prove-output";
import { commitOfRun } from "./support/results";

/**
 * `npm run test:chapters [-- <chapter>... | --again]`: every variant with exercises that were not yet proven as they are now is
 * brought up from nothing on the embedded engine, they are proven, and it is taken down. What is proven is kept in
 * docs/results/chapters at once: a run that was cut goes on where it was. `--again` proves what is proven too.
 */
const LABWRIGHT = join(__dirname, "..", "..", "dist", "bin", "labwright.js");
const interrupted = new AbortController();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { again: { type: "boolean", default: false } }, allowPositionals: true });
  const unknown = positionals.filter((id) => !chapters.some((chapter) => chapter.id === id));
  if (unknown.length > 0) throw new Error(`no such chapter: ${unknown.join(", ")}; there are ${chapters.map(({ id }) => id).join(", ")}`);
  process.on("SIGINT", () => interrupted.abort());
  const faults: string[] = [];
  let wanted = 0;
  for (const chapter of chapters.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
    for (const { name } of chapter.variants) {
      const runnable = exercisesOf(chapter, name).filter(({ notRun }) => notRun === undefined);
      const todo = values.again ? runnable : unproven(readProof(chapter), runnable);
      if (todo.length === 0 || interrupted.signal.aborted) continue;
      wanted += todo.length;
      faults.push(...(await new ChapterRun(chapter, name).prove(todo)));
    }
  }
  const words = interrupted.signal.aborted ? ", interrupted" : "";
  console.log(`${wanted} to be proven, ${faults.length} faults${words}${faults.map((fault) => `\n  ${fault}`).join("")}`);
  process.exitCode = faults.length > 0 || interrupted.signal.aborted ? 1 : 0;
}

/** A variant on machines of its own, from nothing to nothing. */
class ChapterRun {
  private readonly lab: string;
  private readonly directory = mkdtempSync(join(tmpdir(), "lw-chapter-"));

  constructor(private readonly chapter: ChapterDefinition, private readonly variant: string) {
    this.lab = `${chapter.id}:${variant}`;
    writeFileSync(join(this.directory, "labwright.config.json"), JSON.stringify({ engine: "embedded" }));
  }

  /** What went otherwise, in words. */
  async prove(todo: readonly Exercise[]): Promise<string[]> {
    try {
      // What is kept of an earlier run would start it warm.
      await this.labwright(["down", this.lab, "--yes", "--all"], "ignore");
      const up = await this.labwright(["up", this.lab, "--yes"]);
      if (up.code !== 0) return [`${this.lab}: up ended with ${up.code}`];
      const faults: string[] = [];
      for (const exercise of todo) {
        if (interrupted.signal.aborted) break;
        const { seconds, fault } = await this.proveOne(exercise);
        if (fault === undefined) this.keep({ up: up.seconds }, { [exercise.id]: { scripts: scriptsOf(exercise), seconds, date: new Date().toISOString().slice(0, 10), commit: commitOfRun() } });
        else faults.push(`${this.lab} ${exercise.id}: ${fault}`);
        console.log(fault === undefined ? `proven ${this.lab} ${exercise.id} ${seconds} s` : `FAILED ${faults.at(-1)}`);
      }
      const down = await this.labwright(["down", this.lab, "--yes", "--all"]);
      if (down.code !== 0) return [...faults, `${this.lab}: down ended with ${down.code}`];
      this.keep({ up: up.seconds, down: down.seconds });
      return faults;
    } finally {
      // Nothing to do where it went well.
      await this.labwright(["down", this.lab, "--yes", "--all"], "ignore");
      rmSync(this.directory, { recursive: true, force: true });
    }
  }

  /** A machine that does not answer is a fault of this exercise alone. */
  private async proveOne(exercise: Exercise): Promise<{ readonly seconds: number; readonly fault?: string }> {
    const run = await this.labwright(["prove", this.lab, exercise.id, "--json"], "pipe");
    try {
      const [said] = proofsIn(run);
      if (said?.proven) return { seconds: said.seconds };
      return { seconds: run.seconds, fault: `${said?.failed}: ${said?.detail?.en}` };
    } catch (error) {
      return { seconds: run.seconds, fault: error instanceof Error ? error.message : String(error) };
    }
  }

  private keep(seconds: VariantProof["seconds"], proven: Readonly<Record<string, ProvenExercise>> = {}): void {
    const { variants } = readProof(this.chapter);
    const known = { ...variants[this.variant]?.exercises, ...proven };
    if (Object.keys(known).length === 0) return;
    // In the chapter's order, without those that are gone.
    const exercises = Object.fromEntries(exercisesOf(this.chapter, this.variant).flatMap(({ id }) => (known[id] === undefined ? [] : [[id, known[id]]])));
    const machine = `${cpus().length} CPUs, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}`;
    writeProof({ chapter: this.chapter.id, variants: { ...variants, [this.variant]: { machine, seconds, exercises } } });
  }

  /** What it writes is shown, or taken (`pipe`), or neither. */
  private labwright(words: readonly string[], written: "inherit" | "pipe" | "ignore" = "inherit"): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string; readonly seconds: number }> {
    const started = Date.now();
    const child = spawn(process.execPath, [LABWRIGHT, ...words], { cwd: this.directory, stdio: ["ignore", written, written] });
    let [stdout, stderr] = ["", ""];
    child.stdout?.on("data", (text: Buffer) => (stdout += text.toString()));
    child.stderr?.on("data", (text: Buffer) => (stderr += text.toString()));
    return new Promise((resolve) => child.on("close", (code) => resolve({ code: code ?? 1, stdout, stderr, seconds: Math.round((Date.now() - started) / 100) / 10 })));
  }
}

void main();
