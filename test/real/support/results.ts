import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const RESULTS = join(__dirname, "..", "..", "..", "docs", "results", "real-apply.json");

interface LabResults {
  readonly commit: string;
  readonly date: string;
  /** By what was done. */
  readonly seconds: Readonly<Record<string, number>>;
}

interface Results {
  readonly machine: string;
  readonly labs: Readonly<Record<string, LabResults>>;
}

/** Keeps how long something took with a lab, when the run is one whose results are kept (LABWRIGHT_RECORD=1). */
export function record(lab: string, what: string, seconds: number): void {
  const rounded = Math.round(seconds * 10) / 10;
  process.stdout.write(`real-apply: ${lab}: ${what} ${rounded} s\n`);
  if (process.env["LABWRIGHT_RECORD"] !== "1") return;
  const labs = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, "utf8")) as Results).labs : {};
  const commit = commitOfRun();
  // Figures of one commit stand together; of another they are none.
  const known = labs[lab]?.commit === commit ? labs[lab].seconds : {};
  const results: Results = {
    machine: "2 cores, TCG (no hardware virtualisation), Debian 12, libvirt in a network namespace",
    labs: sorted({ ...labs, [lab]: { commit, date: new Date().toISOString().slice(0, 10), seconds: { ...known, [what]: rounded } } }),
  };
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);
}

export function commitOfRun(): string {
  const commit = execFileSync("git", ["rev-parse", "--short=12", "HEAD"], { encoding: "utf8" }).trim();
  const clean = spawnSync("git", ["diff", "--quiet", "HEAD", "--", ":/", ":!/docs/results"]).status === 0;
  return clean ? commit : `${commit} with changes`;
}

function sorted<T>(labs: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(labs).sort(([a], [b]) => (a < b ? -1 : 1)));
}
