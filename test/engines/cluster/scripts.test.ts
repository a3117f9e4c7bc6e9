import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bundle } from "../../../engines/bundle/bundle";
import { bundleInstallScript } from "../../../engines/cluster/bundle-install";
import * as nodeScripts from "../../../engines/cluster/node-scripts";
import { UpstreamSource } from "../../../engines/cluster/upstream-source";

const file = (path: string, kind: "program" | "cni" | "image"): Bundle["record"]["files"][number] => ({ path, kind, sha256: "0".repeat(64), bytes: 1, ...(kind === "image" && { images: ["registry.k8s.io/pause:3.10.2"] }) });
const files = [file("bin/kubelet", "program"), file("cni/bridge", "cni"), file("images/pause.tar", "image")];
const bundle = { images: ["registry.k8s.io/pause:3.10.2"], record: { kubernetes: "1.36.3", files } } as unknown as Bundle;
const upstream = new UpstreamSource();
const wish = { kubernetes: "1.36.3" };

const scripts: readonly (readonly [string, string])[] = [
  ...Object.entries(nodeScripts).flatMap(([name, script]): [string, string][] => (typeof script === "string" ? [[name, script]] : [])),
  ["a file", nodeScripts.fileScript("/etc/keepalived/keepalived.conf", "x").script],
  ["init", nodeScripts.initScript("x").script],
  ["join", nodeScripts.joinScript("x").script],
  ["the API server", nodeScripts.awaitApi(60)],
  ["a bundle", bundleInstallScript(bundle, files)],
  ["upstream, control plane", upstream.installScript(wish, { role: "control-plane" })],
  ["upstream, worker", upstream.installScript(wish, { role: "worker" })],
  ["upstream's upgrade", upstream.upgraderScript(wish)],
];

test.each(scripts)("%s: bash reads it", (_, script) => {
  const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
});

test("upstream takes nothing by a pipe into a shell, and each key and archive by its digest", () => {
  const script = upstream.installScript(wish, { role: "control-plane" });
  expect(script).not.toMatch(/curl[^\n]*\|\s*(ba)?sh\b/);
  expect(script.match(/\bkey \w+ https:\S+ [0-9A-F]{40}\b/g)).toHaveLength(2);
  expect(script).toMatch(/sum=[0-9a-f]{64}[\s\S]*sha256sum --check --quiet --strict/);
});

describe("the API server is waited for", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "await-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (kubectl: string, seconds: number): { status: number | null; stderr: string } => {
    const tool = `kubectl() { ${kubectl}; }\n`;
    const { status, stderr } = spawnSync("bash", ["--norc", "-c", tool + nodeScripts.awaitApi(seconds)], { encoding: "utf8", env: { PATH: process.env["PATH"], COUNT: join(folder, "count") } });
    return { status, stderr };
  };

  test("until it is ready, with kubectl stubbed", () => {
    expect(run('echo . >> "$COUNT"; [ "$(wc -l < "$COUNT")" -ge 2 ]', 30)).toEqual({ status: 0, stderr: "" });
  });

  test("no longer than it may take, and what it said last is told, with kubectl stubbed", () => {
    expect(run("echo 'connection refused' >&2; false", 0)).toEqual({ status: 1, stderr: "connection refused\n" });
  });
});
