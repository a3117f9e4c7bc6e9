import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const COMPILED = join(ROOT, "dist", "bin", "labwright.js");

// Only the program itself reads the process: its folder, its environment, its terminal.
const compiled = existsSync(COMPILED);
if (!compiled) process.stdout.write("SKIPPED compiled program: dist/ absent, run `npm run build`\n");

let root = "";
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "labwright-compiled-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function labwright(argv: readonly string[], cwd = root): { status: number | null; stdout: string; stderr: string } {
  const env = { PATH: process.env["PATH"], HOME: join(root, "home"), XDG_STATE_HOME: join(root, "state") };
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMPILED, ...argv], { cwd, encoding: "utf8", env, input: "" });
  return { status, stdout, stderr };
}

(compiled ? describe : describe.skip)("the compiled program", () => {
  test("takes one TypeScript file in an empty folder for a lab, and leaves nothing else there", () => {
    writeFileSync(join(root, "lab.ts"), `
      import { IsolatedNetwork, LabStack } from "labwright";
      export default function (app: import("cdktf").App, { host }: { host: import("labwright").KvmHost }): void {
        new IsolatedNetwork(new LabStack(app, "tiny", { host }), "net");
      }`);
    expect(labwright(["synth", "./lab.ts", "--json"])).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(root).sort()).toEqual(["lab.ts", "out"]);
    expect(readdirSync(join(root, "out"))).toEqual(["tiny"]);
  }, 30_000);

  const BODY = 'new IsolatedNetwork(new LabStack(app, "tiny", { host }), "net"); ';
  const ES_MODULE = `import { IsolatedNetwork, LabStack } from "labwright";\nexport default function (app, { host }) { ${BODY}}\n`;
  const COMMON_JS = `const { IsolatedNetwork, LabStack } = require("labwright");\nmodule.exports = (app, { host }) => { ${BODY}};\n`;

  test.each([["lab.mjs", ES_MODULE], ["lab.js", ES_MODULE], ["lab.js", COMMON_JS], ["lab.cjs", COMMON_JS], ["lab.mts", ES_MODULE.replace("app, {", "app: never, {").replace("{ host })", "{ host }: { host: never })")]])("takes %s alone in an empty folder for a lab", (file, text) => {
    writeFileSync(join(root, file), text);
    expect(labwright(["synth", `./${file}`, "--json"])).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(join(root, "out"))).toEqual(["tiny"]);
  }, 30_000);

  test("takes the modules of such a lab for its own", () => {
    writeFileSync(join(root, "networks.mjs"), 'import { IsolatedNetwork } from "labwright";\nexport const net = (lab) => new IsolatedNetwork(lab, "net");\n');
    writeFileSync(join(root, "lab.mjs"), 'import { LabStack } from "labwright";\nimport { net } from "./networks.mjs";\nexport default (app, { host }) => { net(new LabStack(app, "tiny", { host })); };\n');
    expect(labwright(["synth", "./lab.mjs", "--json"])).toMatchObject({ status: 0, stderr: "" });
  }, 30_000);

  test("tells what is wrong with a lab file as it tells it of a chapter", () => {
    writeFileSync(join(root, "lab.ts"), `
      import { IsolatedNetwork, LabStack } from "labwright";
      export default function (app: import("cdktf").App, { host }: { host: import("labwright").KvmHost }): void {
        new IsolatedNetwork(new LabStack(app, "tiny", { host }), "net", { cidr: "10.0.0.0/40" });
      }`);
    const { status, stderr } = labwright(["synth", "./lab.ts", "--json"]);
    expect(status).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({ error: { problems: [{ code: "LW1010", path: "tiny/net" }] } });
  }, 30_000);

  test("does not mind a reader who has seen enough", () => {
    spawnSync("sh", ["-c", '"$0" "$1" show docker-cloud/4 2>err | true', process.execPath, COMPILED], { cwd: root, env: { PATH: process.env["PATH"], HOME: root } });
    expect(readFileSync(join(root, "err"), "utf8")).toBe("");
  }, 30_000);

  test("finds its project from below, and paths from where the user is", () => {
    mkdirSync(join(root, "deep/er"), { recursive: true });
    writeFileSync(join(root, "labwright.config.json"), '{ "language": "zh" }');
    const { status, stdout } = labwright(["synth", "docker-cloud/4:access", "--out", "here"], join(root, "deep/er"));
    expect([status, readdirSync(join(root, "deep/er"))]).toEqual([0, ["here"]]);
    expect(stdout).toContain("已写入");
  }, 30_000);

  test("ends with the documented codes, errors as JSON where asked", () => {
    expect(labwright(["status"])).toMatchObject({ status: 0, stderr: "" });
    const unknown = labwright(["show", "docker-cloud/99", "--json"]);
    expect([unknown.status, unknown.stdout]).toEqual([2, ""]);
    expect(JSON.parse(unknown.stderr)).toMatchObject({ error: { problems: [{ code: "LW1080" }] } });
    writeFileSync(join(root, "labwright.config.json"), "{ broken");
    expect(labwright(["list"])).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("LW4010") as string });
  }, 30_000);
});
