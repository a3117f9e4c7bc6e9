import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunResult } from "../../engines/process/run";
import { build, parseTarget } from "../../engines/synth/target";
import { LabStack } from "../../stacks/lab-stack";
import { contextKeys } from "../../constructs/core/context";
import { LabWorld } from "./support/lab-world";
import { register } from "./support/lab";

jest.mock("../../engines/embedded/embedded-engine", () => ({ EmbeddedEngine: jest.requireActual<typeof import("./support/fake-engine")>("./support/fake-engine").FakeEngine }));

/** What was run on which machine; and what it answers. */
const mockRan: { machine: string; script: string; input?: string }[] = [];
let mockAnswer: (script: string) => Partial<RunResult> = () => ({});
jest.mock("../../engines/exercises/remote-shell", () => ({
  ...jest.requireActual<object>("../../engines/exercises/remote-shell"),
  SshShell: class {
    run(machine: string, script: string, _seconds: number, input?: string): Promise<RunResult> {
      mockRan.push({ machine, script, input });
      return Promise.resolve({ code: 0, stdout: "", stderr: "", ...mockAnswer(script) });
    }
  },
}));

const from = (path: string): string => JSON.stringify(join(__dirname, "../..", path));
const LAB = `
const { LabStack, NatNetwork } = require(${from("index.ts")});
const { KubeadmCluster } = require(${from("constructs/cluster/kubeadm-cluster.ts")});
const { Flannel } = require(${from("charts/cni/flannel.ts")});
const { MetalLb } = require(${from("charts/load-balancing/metallb.ts")});
module.exports = (app, { host }) => {
  const lab = new LabStack(app, "tiny", { host });
  const network = new NatNetwork(lab, "mgmt", { cidr: "10.20.44.0/24" });
  const k8s = new KubeadmCluster(lab, "k8s", { network, controlPlanes: { firstAddress: 11 } });
  new Flannel(k8s, "flannel");
  new MetalLb(k8s, "metallb", { addresses: ["10.20.44.100-10.20.44.110"] });
};
`;

let world: LabWorld;

/** Lets a file's lab be known as up. */
function known(name: string, text: string): void {
  const file = join(world.line.directory, name);
  writeFileSync(file, text);
  const { stacks: [stack] } = build(parseTarget(file, undefined, world.line.directory), { host: { given: "local", props: {} }, context: { [contextKeys.instance]: "here" }, outdir: join(world.line.root, "built") });
  if (!LabStack.isLabStack(stack)) throw new TypeError("the file has one lab");
  register(world.line, stack.spec(), { engine: "embedded", target: file, stackId: "tiny" });
}

beforeEach(() => {
  mockRan.length = 0;
  mockAnswer = () => ({});
  world = new LabWorld();
  known("lab.js", LAB);
});
afterEach(() => world.close());

const inventory = (data: Record<string, object>): void => {
  const text = JSON.stringify({ data: Object.fromEntries(Object.entries(data).map(([id, installed]) => [id, JSON.stringify(installed)])) });
  mockAnswer = (script) => (script.includes("labwright-addons") ? { stdout: text } : {});
};

test("the first control plane is asked, as the cluster's administrator, and nothing is changed", async () => {
  inventory({ old: { objects: [{ apiVersion: "v1", kind: "Namespace", name: "old", hash: "x" }], releases: { "old/gone": "x" } }, metallb: { objects: [], releases: { "metallb-system/metallb": "other" } } });
  const { code, stdout, stderr } = await world.run(["diff"]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^cluster +k8s\n- old +to be removed\n {4}- Helm release old\/gone\n {4}- Namespace old\n\+ flannel +new\n/);
  expect(stdout).toMatch(/^~ metallb +to be applied\n {4}~ Helm release metallb-system\/metallb: values or version change\n/m);
  expect(new Set(mockRan.map(({ machine }) => machine))).toEqual(new Set(["cp1"]));
  expect(mockRan.filter(({ script }) => !/^export KUBECONFIG=\/etc\/kubernetes\/admin\.conf\nexec 'kubectl' '(get|diff)' /.test(script))).toEqual([]);
});

test("as JSON, and in Chinese", async () => {
  inventory({});
  expect(await world.json<object>(["diff", "lab.js"])).toMatchObject({ lab: "tiny", clusters: [{ cluster: "k8s", addons: [{ addon: "flannel", change: "new" }, { addon: "metallb", change: "new" }] }] });
  expect((await world.run(["diff", "--lang", "zh"])).stdout).toMatch(/^\+ flannel +新增$/m);
});

test("a kubectl that fails, a lab that is not up and one without a cluster are told", async () => {
  mockAnswer = () => ({ code: 1, stderr: "The connection to the server was refused" });
  expect(await world.run(["diff"])).toMatchObject({ code: 4, codes: ["LW3209"], stderr: expect.stringContaining("refused") });
  expect(await world.run(["diff", "pinnacle/7"])).toMatchObject({ codes: ["LW4003"] });
  known("bare.js", LAB.replace(/const k8s =[\s\S]*\n\};/, "};"));
  expect(await world.run(["diff"])).toMatchObject({ code: 2, codes: ["LW4015"] });
});
