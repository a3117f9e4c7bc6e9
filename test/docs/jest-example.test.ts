import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installLabwright, isCompiled, ROOT } from "../support/installed";
import { blocks, page } from "./support";

if (!isCompiled) process.stdout.write("SKIPPED the documentation's test of a lab: dist/ absent, run `npm run build`\n");

const [lab = ""] = blocks(page("README.md"), "ts");
const example = blocks(page("docs/your-own-lab.md"), "ts").find((block) => block.includes("test(")) ?? "";
const CONFIG = { transform: { "\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] } };

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "labwright-docs-"));
  installLabwright(root, "linked");
  writeFileSync(join(root, "package.json"), JSON.stringify({ name: "team", private: true, jest: CONFIG }));
  writeFileSync(join(root, "lab.ts"), lab);
  writeFileSync(join(root, "lab.test.ts"), example);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function tool(script: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "node_modules", script), ...args], { cwd: root, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

(isCompiled ? describe : describe.skip)("the documentation's test of the README's lab", () => {
  test("compiles", () => {
    expect(tool("typescript/lib/tsc.js", "--noEmit", "--strict", "--skipLibCheck", "--module", "node16", "--target", "es2022", "--types", "node,jest", "lab.ts", "lab.test.ts")).toEqual({ status: 0, output: "" });
  }, 60_000);

  test("passes, and fails where the lab is another", () => {
    expect(tool("jest/bin/jest.js", "--rootDir", root)).toMatchObject({ status: 0, output: expect.stringContaining("1 passed") as string });
    writeFileSync(join(root, "lab.ts"), lab.replace('fabric.access("web")', 'fabric.access("db")'));
    expect(tool("jest/bin/jest.js", "--rootDir", root)).toMatchObject({ status: 1, output: expect.stringContaining("1 failed") as string });
  }, 60_000);
});
