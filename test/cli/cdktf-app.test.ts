import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeCommands } from "../support/fake-command";

const APP = join(__dirname, "../..", "dist", "bin", "cdktf.js");
const compiled = existsSync(APP);
if (!compiled) process.stdout.write("SKIPPED cdktf's app: dist/ absent, run `npm run build`\n");

(compiled ? describe : describe.skip)("the app of cdktf.json (compiled)", () => {
  let root = "";
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "labwright-cdktf-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function synth(env: Readonly<Record<string, string>> = {}): { status: number | null; stderr: string } {
    const path = fakeCommands(root, {
      "ssh-keygen": 'for file; do :; done; echo private > "$file"; echo "ssh-ed25519 AAAA labwright" > "$file.pub"\n',
      uname: `echo probed >> ${root}/probes; exec /bin/uname "$@"\n`,
      modinfo: `echo probed >> ${root}/probes; exit 1\n`,
    });
    const { status, stderr } = spawnSync(process.execPath, [APP], { cwd: root, encoding: "utf8", env: { PATH: path, HOME: root, ...env } });
    return { status, stderr };
  }

  const probes = (): number => (existsSync(join(root, "probes")) ? readFileSync(join(root, "probes"), "utf8").trim().split("\n").length : 0);
  const variables = (stack: string): unknown => JSON.parse(readFileSync(join(root, "cdktf.out/stacks", stack, "labwright.auto.tfvars.json"), "utf8"));

  test("asks a host once for all stacks, and not again for those whose answer is kept", () => {
    writeFileSync(join(root, "labwright.config.json"), '{"accelerator":"tcg"}');
    expect(synth()).toEqual({ status: 0, stderr: "" });
    const stacks = readdirSync(join(root, "cdktf.out/stacks"));
    expect(stacks.length).toBeGreaterThan(5);
    const first = probes();
    // The kernel has Open vSwitch where this runs, and is not asked by the faked command.
    expect(first).toBe(existsSync("/sys/module/openvswitch") ? 0 : 1);
    expect(synth().status).toBe(0);
    expect(probes()).toBe(first);
    const kept = join(root, ".labwright/docker-cloud-4-access/host.json");
    writeFileSync(kept, readFileSync(kept, "utf8").replace(/"ovsDatapath":"\w+"/, '"ovsDatapath":"netdev"'));
    synth();
    expect(variables("docker-cloud-4-access")).toMatchObject({ labwright_ovs_datapath: "netdev" });
  }, 60_000);

  test("tells what is wrong in the user's language, and fails", () => {
    writeFileSync(join(root, "labwright.config.json"), '{"accelerator":"tcg","host":"no such host"}');
    const { status, stderr } = synth({ LANG: "zh_CN.UTF-8" });
    expect([status, /LW\d{4}/.test(stderr), /\p{Script=Han}/u.test(stderr), stderr.includes("    at ")]).toEqual([2, true, true, false]);
    writeFileSync(join(root, "labwright.config.json"), "{ broken");
    expect(synth()).toMatchObject({ status: 2, stderr: expect.stringContaining("LW4010") });
  }, 60_000);

  test("ends with an error where its folder is none", () => {
    writeFileSync(join(root, "labwright.config.json"), '{"accelerator":"tcg"}');
    mkdirSync(join(root, "cdktf.out"));
    writeFileSync(join(root, "cdktf.out", "stacks"), "");
    expect(synth().status).not.toBe(0);
  }, 60_000);
});
