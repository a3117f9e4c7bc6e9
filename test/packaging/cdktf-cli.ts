import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { debianImage } from "../real/support/debian-image";
import { Rig, type RunResult } from "../real/support/rig";
import { record } from "../real/support/results";
import { hasTool } from "../real/support/rig/requirements";
import { run } from "./support/command";
import { REPOSITORY } from "./support/package";

/**
 * The stock cdktf-cli on this repository: `list` and `synth`, and within a private libvirt host `diff` of a chapter, and
 * `deploy`, `diff` and `destroy` of a lab of networks; with `--machines` of a chapter too.
 *
 *     npm run build && node --import tsx test/packaging/cdktf-cli.ts [--machines]
 *
 * By hand, or in the long tier: cdktf-cli is some 420 MB, which npx fetches once.
 */
const CLI = "cdktf-cli@0.21";
const CHAPTER = "docker-cloud-4-access";
const MACHINES = process.argv.includes("--machines");
const QUIET = { CHECKPOINT_DISABLE: "1", DISABLE_VERSION_CHECK: "1", CI: "1", FORCE_COLOR: "0", NO_COLOR: "1" };
/** What the app of cdktf.json finds out itself; a program of a user's own is told. The rig's kernel has no OVS module. */
const OF_THE_HOST = { TF_VAR_labwright_ovs_datapath: "netdev" };

async function main(): Promise<void> {
  const missing = [...Rig.missing(), ...["terraform", "npx"].filter((tool) => !hasTool(tool))];
  if (missing.length > 0) return console.log(`SKIPPED cdktf-cli: this machine lacks ${missing.join(", ")}`);
  const directory = mkdtempSync(join(tmpdir(), "labwright-cdktf-cli-"));
  try {
    await makeProject(directory);
    await outsideOfRig(directory);
    const rig = await Rig.start();
    try {
      await insideRig(rig, directory);
    } finally {
      await rig.stop();
    }
    console.log("PASSED cdktf-cli");
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A clone after `npm ci`, as far as the app of cdktf.json needs it; what cdktf writes is in no one's way there. */
async function makeProject(directory: string): Promise<void> {
  for (const path of ["package.json", "cdktf.json", "dist"]) cpSync(join(REPOSITORY, path), join(directory, path), { recursive: true });
  symlinkSync(join(REPOSITORY, "node_modules"), join(directory, "node_modules"));
  const image = MACHINES ? await debianImage() : undefined;
  writeFileSync(join(directory, "labwright.config.json"), JSON.stringify({
    accelerator: "tcg",
    ovsDatapath: "netdev",
    images: image && { "debian-12/x86_64": { url: `file://${image.path}`, checksum: `sha256:${image.sha256}`, packages: [] } },
  }));
  writeFileSync(join(directory, "networks.js"), `
    const { App } = require("cdktf");
    const { IsolatedNetwork, KvmHost, LabStack, NatNetwork, OvsNetwork } = require("./dist");
    const app = new App();
    const lab = new LabStack(app, "networks", { host: KvmHost.local() });
    new NatNetwork(lab, "mgmt");
    new IsolatedNetwork(lab, "lan");
    new OvsNetwork(lab, "fabric", { vlans: { web: 10, db: 20 } });
    app.synth();
  `);
}

async function outsideOfRig(directory: string): Promise<void> {
  // The first run fetches cdktf-cli; in the rig, where there is no way out, npx finds it again.
  console.log(`cdktf-cli ${(await timed("version", () => run("npx", ["--yes", CLI, "--version"], { cwd: directory, env: QUIET }))).trim()}`);
  const listed = await timed("list", () => run("npx", ["--yes", CLI, "list"], { cwd: directory, env: QUIET }));
  for (const stack of ["docker-cloud-4", CHAPTER, "linux-advanced-2", "linux-advanced-2-nested", "pinnacle-14"]) assert.match(listed, new RegExp(`^${stack} `, "m"));
  rmSync(join(directory, "cdktf.out"), { recursive: true });
  await timed("synth", () => run("npx", ["--yes", CLI, "synth"], { cwd: directory, env: QUIET }));
  assert(existsSync(join(directory, "cdktf.out", "stacks", CHAPTER, "cdk.tf.json")));
}

async function insideRig(rig: Rig, directory: string): Promise<void> {
  const cdktf = async (...words: string[]): Promise<RunResult> => {
    // Locking the provider asks its registry, which the rig has no way to.
    const result = await timed(words.join(" "), () => rig.exec(["npx", "--yes", "--offline", CLI, ...words, "--skip-provider-lock"], { cwd: directory, env: { ...QUIET, ...OF_THE_HOST }, timeoutMs: 1_800_000 }));
    assert.equal(result.code, 0, `${result.stdout}\n${result.stderr}`);
    return result;
  };
  const before = await rig.snapshotHost();
  // A plan makes nothing, and says so of everything of the lab.
  const [plan] = /Plan: \d+ to add, 0 to change, 0 to destroy/.exec((await cdktf("diff", CHAPTER)).stdout) ?? [];
  assert(plan !== undefined);
  console.log(`           ${plan}`);
  assert.deepEqual(await rig.snapshotHost(), before);

  const cases = [["networks", "--app", "node networks.js"], ...(MACHINES ? [[CHAPTER]] : [])];
  for (const words of cases) {
    await cdktf("deploy", ...words, "--auto-approve");
    assert.notDeepEqual(await rig.snapshotHost(), before);
    assert.match((await cdktf("diff", ...words)).stdout, /No changes/);
    await cdktf("destroy", ...words, "--auto-approve");
    assert.deepEqual(await rig.snapshotHost(), before);
  }
}

async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const result = await act();
  record("cdktf-cli", what, (Date.now() - start) / 1000);
  return result;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
