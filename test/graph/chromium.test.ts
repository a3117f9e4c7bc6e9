import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { renderSvg } from "../../cli/graph";
import { measuringPage, readResult, type PageResult } from "./chromium-page";
import { empty, samples } from "./samples";

const chromium = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "chromium")).find((file) => existsSync(file));
if (!chromium) process.stdout.write("SKIPPED graph in Chromium: no chromium\n");
const inChromium = chromium ? test : test.skip;

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** Opens a page in a browser of its own and returns what it has become. */
function open(html: string): string {
  const folder = mkdtempSync(join(tmpdir(), "labwright-graph-"));
  try {
    const page = join(folder, "page.html");
    writeFileSync(page, html);
    const { stdout, error } = spawnSync(chromium ?? "", [...FLAGS, `--user-data-dir=${join(folder, "profile")}`, "--dump-dom", `file://${page}`], {
      encoding: "utf8", timeout: 60_000, maxBuffer: 64 * 1024 * 1024,
    });
    if (error) throw error;
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

describe("drawings in Chromium", () => {
  const names = Object.keys(samples).flatMap((name) => [`${name}-en`, `${name}-zh`]);
  let result: PageResult = { texts: {}, findings: [] };

  // One browser for all drawings: to start it takes longer than to measure.
  if (chromium) {
    beforeAll(() => {
      const drawings = names.map((name): [string, string] => [name, renderSvg(samples[name.slice(0, -3)] ?? empty, { language: name.endsWith("zh") ? "zh" : "en" })]);
      result = readResult(open(measuringPage(Object.fromEntries(drawings))));
    }, 90_000);
  }

  inChromium.each(names)("%s: no text overflows its box, meets another or is crossed by a wire", (name) => {
    expect(result.texts[name]).toBeGreaterThan(2);
    expect(result.findings.filter(({ drawing }) => drawing === name)).toEqual([]);
  });

  inChromium("the check sees a text that is too long, and two on each other", () => {
    const bad = '<svg><rect class="page" width="99" height="99"/><g class="fit"><rect width="20" height="20"/><text x="2" y="14">much too long</text></g><text x="2" y="14">two</text></svg>';
    const { findings } = readResult(open(measuringPage({ bad })));
    expect(findings.map(({ rule }) => rule)).toEqual(["overflows its box", "overlaps two"]);
  });
});
