import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const RESULTS = join(__dirname, "..", "..", "..", "docs", "results", "real-apply.json");

interface Results {
  commit: string;
  date: string;
  machine: string;
  /** Seconds, by what was done. */
  seconds: Record<string, number>;
}

/** Keeps how long something took, when the run is one whose results are kept (LABWRIGHT_RECORD=1). */
export function record(what: string, seconds: number): void {
  const rounded = Math.round(seconds * 10) / 10;
  process.stdout.write(`real-apply: ${what} ${rounded} s\n`);
  if (process.env["LABWRIGHT_RECORD"] !== "1") return;
  const commit = execFileSync("git", ["rev-parse", "--short=12", "HEAD"], { encoding: "utf8" }).trim();
  const known = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, "utf8")) as Results) : undefined;
  const results: Results = {
    commit,
    date: new Date().toISOString().slice(0, 10),
    machine: "2 cores, TCG (no hardware virtualisation), Debian 12, libvirt in a network namespace",
    seconds: { ...(known?.commit === commit ? known.seconds : {}), [what]: rounded },
  };
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);
}
