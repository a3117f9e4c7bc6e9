import { mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benches, runBenches } from "./run";
import { makeRecord, oneMinuteLoad, writeRecord } from "./support/record";
import type { Settings } from "./support/settings";
import { renderTable } from "./support/table";

const USAGE = `npm run bench -- [--record] [--only NAME]... [--rounds N] [--no-stock]

  --record     also write docs/results/bench.json
  --only NAME  one of ${Object.keys(benches).join(", ")}; all of them by default
  --rounds N   how often each is measured (11)
  --no-stock   leave out cdktf's own bindings: nothing is fetched from the npm registry
`;

function main(): void {
  const { values } = parseArgs({
    options: { record: { type: "boolean" }, only: { type: "string", multiple: true }, rounds: { type: "string" }, "no-stock": { type: "boolean" }, help: { type: "boolean" } },
  });
  const names = values.only ?? Object.keys(benches);
  const rounds = Number(values.rounds ?? 11);
  if (values.help || names.some((name) => !(name in benches)) || !Number.isInteger(rounds) || rounds < 1) {
    process.stderr.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const root = join(__dirname, "..");
  const scratch = mkdtempSync(join(tmpdir(), "labwright-bench-"));
  const load = oneMinuteLoad();
  try {
    const settings: Settings = {
      root, scratch, rounds,
      cache: join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "labwright", "bench"),
      code: { index: join(root, "dist", "index.js"), cli: join(root, "dist", "bin", "labwright.js"), execArgv: [], env: {} },
      sizes: { small: 100, large: 1000 },
      withStock: values["no-stock"] !== true,
      progress: (what) => process.stderr.write(`${what}\n`),
    };
    const results = runBenches(settings, names);
    process.stdout.write(renderTable(results));
    if (values.record) writeRecord(join(root, "docs", "results", "bench.json"), makeRecord(root, load, rounds, results));
    if (results.some((outcome) => "met" in outcome && outcome.met === false)) process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main();
