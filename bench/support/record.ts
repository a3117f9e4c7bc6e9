import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname } from "node:path";
import type { Outcome } from "./result";

export interface BenchRecord {
  readonly date: string;
  readonly commit: string;
  /** Whether the code measured was that commit's, without changes. */
  readonly clean: boolean;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryGiB: number; readonly node: string; readonly platform: string };
  /** Average number of running processes over the last minute, before and after: above the cores, others were at work too. */
  readonly load: { readonly before: number; readonly after: number };
  readonly rounds: number;
  readonly results: readonly Outcome[];
}

export function makeRecord(root: string, loadBefore: number, rounds: number, results: readonly Outcome[]): BenchRecord {
  const [{ model } = { model: "unknown" }] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: git(root, "rev-parse", "--short=12", "HEAD") ?? "unknown",
    clean: git(root, "status", "--porcelain", "--untracked-files=no") === "",
    machine: { cpu: model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, platform: `${process.platform} ${process.arch}` },
    load: { before: loadBefore, after: oneMinuteLoad() },
    rounds,
    results,
  };
}

/** Adds a run to those that are kept, in place of what they have of the same benches. */
export function writeRecord(file: string, record: BenchRecord): void {
  const measured = new Set(record.results.map(({ bench }) => bench));
  const others = readRecords(file).map((run) => ({ ...run, results: run.results.filter(({ bench }) => !measured.has(bench)) }));
  const runs = [...others.filter(({ results }) => results.length > 0), record];
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ runs }, undefined, 2)}\n`);
}

export function readRecords(file: string): readonly BenchRecord[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { runs: readonly BenchRecord[] }).runs : [];
}

export function oneMinuteLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

function git(root: string, ...args: string[]): string | undefined {
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}
