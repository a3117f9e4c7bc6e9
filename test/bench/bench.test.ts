import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runBenches } from "../../bench/run";
import { makeRecord, readRecords, writeRecord } from "../../bench/support/record";
import { ratio, result, type Result } from "../../bench/support/result";
import { inTurn, median, pairedRatios } from "../../bench/support/statistics";
import { renderTable } from "../../bench/support/table";

const ROOT = join(__dirname, "../..");

let scratch = "";
beforeEach(() => (scratch = mkdtempSync(join(tmpdir(), "labwright-bench-test-"))));
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

describe("tiny runs, whose figures mean nothing", () => {
  // From the sources: the default tier must pass where nothing is compiled.
  const run = (name: string): Result[] => {
    const outcomes = runBenches({
      root: ROOT, scratch, cache: join(scratch, "cache"), rounds: 1, withStock: false, sizes: { small: 2, large: 4 }, progress: () => undefined,
      code: { index: join(ROOT, "index.ts"), cli: join(ROOT, "bin", "labwright.ts"), execArgv: ["--import", require.resolve("tsx")], env: {} },
    }, [name]);
    return outcomes.filter((outcome): outcome is Result => "median" in outcome);
  };

  test("one chapter is synthesized beside an empty stack", () => {
    const [wall, cpu] = run("synth-one");
    expect(wall).toMatchObject({ bench: "synth-one", unit: "ratio", target: { atMost: 1.6 } });
    expect(wall?.median).toBeGreaterThan(1);
    expect(cpu?.target).toBeUndefined();
  }, 60_000);

  test("a lab and its floor make the same JSON, or nothing is compared", () => {
    const outcomes = run("scale");
    const judged = outcomes.filter(({ target }) => target !== undefined).map(({ what }) => what);
    expect(judged).toEqual([
      "4 machines: construct + synth : floor", "4 machines: with import : floor", "4 machines: peak memory : floor", "time a machine, 4 : 2 machines",
    ]);
    for (const { median: middle } of outcomes) expect(middle).toBeGreaterThan(0);
  }, 120_000);

  test("our switch is compared with vde_switch where that and python3 are there", () => {
    const compared = run("switch");
    expect([0, 3]).toContain(compared.length);
    for (const { median: middle } of compared) expect(middle).toBeGreaterThan(0);
  }, 120_000);
});

describe("what is made of measurements", () => {
  test("a figure is judged by its median, whichever way its target lies", () => {
    const figure = { bench: "b", what: "w", unit: "ratio" as const };
    expect(result({ ...figure, target: { atMost: 2 } }, [1, 2, 9])).toMatchObject({ median: 2, least: 1, most: 9, met: true });
    expect(result({ ...figure, target: { atMost: 1.9 } }, [1, 2, 9])).toMatchObject({ met: false });
    expect(result({ ...figure, target: { atLeast: 8 } }, [7, 7.9, 8])).toMatchObject({ met: false });
    expect(result(figure, [1])).toMatchObject({ met: undefined });
  });

  test("a ratio is of what was taken together: a slow round slows both", () => {
    expect(ratio({ bench: "b", what: "w" }, "ms", [10, 100, 10], [5, 50, 5])).toMatchObject({ median: 2, least: 2, most: 2, detail: "10.0 ms : 5.0 ms" });
    expect(() => pairedRatios([1], [1, 2])).toThrow("do not pair");
    expect(() => median([])).toThrow("nothing was measured");
  });

  test("subjects take turns, and none is always first", () => {
    const order: string[] = [];
    const note = (name: string) => (): number => order.push(name);
    expect(inTurn(2, { a: note("a"), b: note("b") })).toEqual({ a: [1, 4], b: [2, 3] });
    expect(order).toEqual(["a", "b", "b", "a"]);
  });

  test("a run is recorded in place of what there is of the same benches, and of no other", () => {
    const file = join(scratch, "runs.json");
    const run = (...names: string[]): void => writeRecord(file, makeRecord(ROOT, 0, 1, names.map((bench) => result({ bench, what: "w", unit: "s" }, [1]))));
    const kept = (): string[][] => readRecords(file).map(({ results }) => results.map(({ bench }) => bench));
    run("a", "b");
    run("b");
    expect(kept()).toEqual([["a"], ["b"]]);
    run("a");
    expect(kept()).toEqual([["b"], ["a"]]);
  });

  test("the record says of what, when, on what, and is read back as it was", () => {
    const outcomes = [result({ bench: "b", what: "w", unit: "s", target: { atMost: 1 } }, [2]), { bench: "b", what: "other", skipped: "no network" }];
    const record = makeRecord(ROOT, 0.5, 1, outcomes);
    const file = join(scratch, "deep", "bench.json");
    writeRecord(file, record);
    expect(readRecords(file)).toEqual([JSON.parse(JSON.stringify(record))]);
    expect(record).toMatchObject({ rounds: 1, load: { before: 0.5 }, machine: { node: process.version } });
    expect(renderTable(outcomes)).toMatch(/w +2\.0 s +<= 1\.0 s +MISSED[^]*other +skipped .*no network/);
  });
});
