import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installLabwright, isCompiled, ROOT } from "../support/installed";

const PROGRAM = join(ROOT, "dist", "bin", "labwright.js");
if (!isCompiled) process.stdout.write("SKIPPED two copies of labwright: dist/ absent, run `npm run build`\n");

let root = "";

/** A project with a labwright of its own, beside the one whose program is run. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "labwright-two-copies-"));
  if (isCompiled) installLabwright(root, "copied");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function synth(body: string): { status: number | null; stdout: string; stderr: string } {
  writeFileSync(join(root, "lab.js"), `
    const { LabStack, Machine, OvsBridge, Size } = require("labwright");
    module.exports = (app, { host }) => { ${body} };
  `);
  const env = { PATH: process.env["PATH"], HOME: join(root, "home"), XDG_STATE_HOME: join(root, "state") };
  return spawnSync(process.execPath, [PROGRAM, "synth", "./lab.js", "--json"], { cwd: root, encoding: "utf8", env });
}

(isCompiled ? describe : describe.skip)("a lab with a labwright of its own", () => {
  test("really has one", () => {
    const { stdout } = synth('console.log(require.resolve("labwright")); new LabStack(app, "tiny", { host });');
    expect(stdout.split("\n")[0]).toBe(join(root, "node_modules", "labwright", "dist", "index.js"));
  }, 30_000);

  test("takes the program's host, and the other copy's values", () => {
    const { status, stderr } = synth(`
      const other = require(${JSON.stringify(join(ROOT, "dist", "index.js"))});
      const lab = new LabStack(app, "tiny", { host });
      const mgmt = new other.NatNetwork(lab, "mgmt");
      const fabric = new other.OvsNetwork(lab, "fabric", { vlans: { web: 10 }, bridge: new OvsBridge(lab, "ovs0") });
      new Machine(lab, "web", { image: other.Image.debian12(), memory: other.Size.gibibytes(2), networks: [mgmt, fabric.trunk(["web"], { subinterfaces: true })] });`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  }, 30_000);

  test("has its problems told as such", () => {
    const { status, stderr } = synth('new LabStack(app, "tiny", { host: 5 }); Size.gibibytes(-1);');
    expect(status).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({ error: { problems: [{ code: "LW1001", what: "`Size.gibibytes` is -1" }] } });
  }, 30_000);
});
