import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { CommandLine } from "./support/run-main";

let line: CommandLine;
beforeEach(() => (line = new CommandLine()));
afterEach(() => line.close());

const from = (path: string): string => JSON.stringify(join(__dirname, "../..", path));

const LAB = `
const { LabStack, NatNetwork } = require(${from("index.ts")});
const { KubeadmCluster } = require(${from("constructs/cluster/kubeadm-cluster.ts")});
const { Flannel } = require(${from("charts/cni/flannel.ts")});
const { MetalLb } = require(${from("charts/load-balancing/metallb.ts")});
const { GatewayApi } = require(${from("charts/ingress/gateway-api.ts")});
module.exports = (app, { host }) => {
  const lab = new LabStack(app, "tiny", { host });
  const network = new NatNetwork(lab, "mgmt", { cidr: "10.20.44.0/24" });
  const k8s = new KubeadmCluster(lab, "k8s", { network, controlPlanes: { firstAddress: 11 } });
  new MetalLb(k8s, "metallb", { addresses: ["10.20.44.100-10.20.44.110"] });
  new Flannel(k8s, "flannel");
  new GatewayApi(k8s, "gateway-api");
};
`;

function write(text: string, name = "lab.js"): void {
  writeFileSync(join(line.directory, name), text);
}

const out = (...path: string[]): string => join(line.directory, "out", ...path);
const yaml = (...path: string[]): unknown => parse(readFileSync(out(...path), "utf8"));
const objects = (...path: string[]): { kind: string; spec: Record<string, unknown> }[] => parseAllDocuments(readFileSync(out(...path), "utf8")).map((document) => document.toJS() as { kind: string; spec: Record<string, unknown> });

test("a cluster's add-ons are a folder each, in order, for kustomize", async () => {
  write(LAB);
  const { code, stdout } = await line.run(["manifests", "lab.js", "--out", "out"]);
  expect([code, stdout]).toEqual([0, expect.stringContaining(out("tiny", "k8s"))]);
  expect(yaml("tiny", "k8s", "kustomization.yaml")).toEqual({ apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", resources: ["flannel", "metallb", "gateway-api"] });
  expect(readdirSync(out("tiny", "k8s", "metallb")).sort()).toEqual(["1-objects.yaml", "2-metallb.values.yaml", "3-objects.yaml", "kustomization.yaml"]);
  expect(yaml("tiny", "k8s", "metallb", "kustomization.yaml")).toMatchObject({
    resources: ["1-objects.yaml", "3-objects.yaml"],
    helmCharts: [{ name: "metallb", repo: "https://metallb.github.io/metallb", releaseName: "metallb", namespace: "metallb-system", valuesFile: "2-metallb.values.yaml", includeCRDs: true }],
  });
  expect(objects("tiny", "k8s", "metallb", "3-objects.yaml").map(({ kind }) => kind)).toEqual(["IPAddressPool", "L2Advertisement"]);
  expect(yaml("tiny", "k8s", "gateway-api", "kustomization.yaml")).toMatchObject({ resources: [expect.stringMatching(/^https:.*gateway-api/)] });
});

test("twice comes to the same files", async () => {
  write(LAB);
  const all = (): string[] => readdirSync(out(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  await line.run(["manifests", "lab.js", "--out", "out"]);
  const first = all();
  await line.run(["manifests", "lab.js", "--out", "out"]);
  expect(all()).toEqual(first);
});

test.each([["flux", ["HelmRepository", "HelmRelease"]], ["argocd", ["Application"]], ["k3s", ["HelmChart"]]] as const)("releases may be left to %s", async (helm, kinds) => {
  write(LAB);
  expect((await line.run(["manifests", "lab.js", "--out", "out", "--helm", helm])).code).toBe(0);
  const written = objects("tiny", "k8s", "flannel", "2-flannel.yaml");
  expect(written.map(({ kind }) => kind)).toEqual(kinds);
  // What is asked of the chart is in there, whoever installs it.
  expect(JSON.stringify(written)).toContain("10.244.0.0/16");
  expect(JSON.stringify(written)).toContain("v0.28.9");
});

test("a lab without a cluster is refused, and so is one with something wrong; nothing is written", async () => {
  write(LAB.replace(/const k8s =[\s\S]*\n\};/, "};"));
  expect(await line.run(["manifests", "lab.js", "--out", "out"])).toMatchObject({ code: 2, codes: ["LW4015"] });
  write(LAB.replace('new Flannel(k8s, "flannel");', ""), "without.js");
  expect(await line.run(["manifests", "without.js", "--out", "out"])).toMatchObject({ codes: ["LW1200"] });
  expect(existsSync(out())).toBe(false);
});

test("--all is every chapter, and goes with no lab", async () => {
  expect(await line.run(["manifests", "lab.js", "--all"])).toMatchObject({ code: 2, codes: ["LW4008"] });
  expect((await line.run(["manifests", "--all", "--out", "out"])).code).toBe(0);
});
