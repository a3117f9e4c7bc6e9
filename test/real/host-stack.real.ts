import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { BridgedNetwork, HostStack, Image, KvmHost, LabStack, Machine, NatNetwork, Size } from "../host-stack/support/api";
import { makeAptRepository } from "../host-stack/support/apt-repository";
import { makeRemote, type Remote } from "../host-stack/support/remote";
import { Terraform } from "../host-stack/support/terraform";
import { kvmHostPackages } from "../../constructs/host/prepare/package-list";
import { debianImage, missingForImage } from "./support/debian-image";
import { hasTool } from "./support/rig/requirements";
import { record } from "./support/results";
import { Rig } from "./support/rig";

/**
 * A lab machine with plain Debian is made a KVM host over SSH, its packages from an archive served in the rig, and made
 * plain again: `node --import tsx test/real/host-stack.real.ts`; with `--lab-only` just the way to a lab on it and back.
 */
const HOST = "lw-target";
const GATEWAY = "192.168.77.1";
const ADDRESS = "192.168.77.10";
const PORT = 8077;
const BOOT_MS = 600_000;
const LAB_ONLY = process.argv.includes("--lab-only");

async function main(): Promise<void> {
  const missing = [...Rig.missing(), ...(await missingForImage()), ...["terraform", "gpg", "dpkg-scanpackages", "python3"].filter((tool) => !hasTool(tool))];
  if (missing.length > 0) return console.log(`SKIPPED host-stack: this machine lacks ${missing.join(", ")}`);
  const image = await timed("image", () => debianImage());
  const rig = await timed("rig start", () => Rig.start());
  try {
    const before = await rig.snapshotHost();
    const work = join(rig.stateDir, "host-stack");
    mkdirSync(work);
    const remote = await makeRemote(rig, work);
    const stacks = synthesize(work, image.path);
    const env = { ...remote.env, TF_VAR_labwright_ssh_public_key: remote.publicKey, TF_VAR_labwright_accelerator: "qemu", TF_VAR_labwright_command: "true" };
    const outer = new Terraform(rig, stacks("outer"), env);
    await outer.init();
    await timed("lab machine: apply", () => outer.apply());
    remote.add(HOST, "debian", ADDRESS);
    await timed("lab machine: SSH and cloud-init", () => booted(remote));
    await prepare(rig, remote, work, new Terraform(rig, stacks("host"), env), new Terraform(rig, stacks("inner"), env));
    await timed("lab machine: destroy", () => outer.destroy());
    assert.deepEqual(await rig.snapshotHost(), before);
    console.log("host in the rig as before");
  } finally {
    await timed("rig stop", () => rig.stop());
  }
}

function synthesize(work: string, image: string): (id: string) => string {
  const outdir = join(work, "cdktf.out");
  const app = new App({ outdir, context: {
    "labwright:mirrors": { apt: `http://${GATEWAY}:${PORT}` },
    "labwright:backend": { type: "local", path: join(work, "{stack}.tfstate") },
  } });
  const lab = new LabStack(app, "outer", { host: KvmHost.local({ storagePath: "/var/lib/libvirt/images" }) });
  const mgmt = new NatNetwork(lab, "mgmt", { cidr: `${GATEWAY.replace(/1$/, "0")}/24` });
  new Machine(lab, "target", {
    image: Image.fromFile(image), vcpus: 2, memory: Size.gibibytes(3), disk: Size.gibibytes(12),
    networks: [mgmt.attach({ address: ADDRESS, addressing: "dhcp" })],
  });
  const host = new HostStack(app, "host", {
    host: KvmHost.remote(HOST, { storagePath: "/srv/labs" }),
    bridge: { name: "br0", nic: "mgmt", confirmSeconds: 60 },
    ovsBridge: { name: "ovsbr0" },
    nested: true,
    storage: { minimumFree: Size.gibibytes(1) },
  });
  // A machine that only has to run: its boot sector halts. A Linux under two emulations would take half an hour.
  const tiny = join(work, "tiny.raw");
  writeFileSync(tiny, Buffer.concat([Buffer.from([0xfa, 0xf4, 0xeb, 0xfd]), Buffer.alloc(506), Buffer.from([0x55, 0xaa]), Buffer.alloc(2 ** 20 - 512)]));
  const inner = new LabStack(app, "inner", { host: host.host });
  inner.addDependency(host);
  new Machine(inner, "tiny", {
    image: Image.fromFile(tiny, { provisioning: "none" }), memory: Size.mebibytes(64), disk: Size.mebibytes(2),
    networks: [new BridgedNetwork(inner, "lan", { bridge: "br0" })],
  });
  app.synth();
  return (id) => join(outdir, "stacks", id);
}

async function booted(remote: Remote): Promise<void> {
  const deadline = Date.now() + BOOT_MS;
  while ((await remote.run(HOST, "true")).code !== 0) {
    if (Date.now() > deadline) throw new Error("the lab machine never answered");
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  const { stdout } = await remote.run(HOST, "cloud-init status --wait --long", { timeoutMs: BOOT_MS });
  assert.match(stdout, /^status: done$/m);
}

async function prepare(rig: Rig, remote: Remote, work: string, host: Terraform, inner: Terraform): Promise<void> {
  const says = async (command: string): Promise<string> => (await remote.run(HOST, command, { check: true })).stdout.trim();
  const facts = "dpkg-query -W -f='${Package} ${Status}\\n'; ls /srv; ls /etc/systemd/network /etc/modprobe.d; ip -brief link; systemctl list-unit-files --state=enabled --no-legend | sort";
  const plain = await says(facts);

  const status = (await remote.run(HOST, "cat /var/lib/dpkg/status", { check: true })).stdout;
  const archive = await timed("archive", () => makeAptRepository(work, "bookworm", status, kvmHostPackages("apt", "x86_64")));
  console.log(`archive: ${archive.packages} packages, ${(archive.bytes / 2 ** 20).toFixed(0)} MiB`);
  const server = rig.spawn(["python3", "-m", "http.server", String(PORT), "--bind", GATEWAY, "--directory", archive.dir]);
  server.stdout.resume();
  server.stderr.resume();
  await remote.run(HOST, "sudo tee /etc/apt/trusted.gpg.d/labwright-test.asc >/dev/null", { input: archive.publicKey, check: true });
  // Emulated, most of an installation's time is spent waiting for the disk.
  await remote.run(HOST, "echo force-unsafe-io | sudo tee /etc/dpkg/dpkg.cfg.d/labwright-test >/dev/null", { check: true });

  await host.init();
  if (!LAB_ONLY) await cutOff(host, says);
  await timed("host: apply", () => host.apply());
  assert.match(await says("ip -brief -4 addr show br0"), new RegExp(ADDRESS.replaceAll(".", "\\.")));
  assert.match(await says("cat /sys/class/net/br0/brif/mgmt/state"), /^3$/);
  assert.match(await says("virsh -c qemu:///system version"), /QEMU/);
  assert.match(await says("sudo ovs-vsctl list-br"), /^ovsbr0$/m);
  assert.match(await says("ls -d /srv/labs/labwright"), /labwright/);
  const journal = await says("sudo cat /var/lib/labwright/journal.jsonl");
  console.log(`journal: ${journal.split("\n").length} lines`);
  console.log(await says("cat /sys/module/kvm_amd/parameters/nested 2>/dev/null || echo no kvm module"));

  assert.ok(await timed("host: second plan", () => host.isSettled()));
  if (!LAB_ONLY) await againAndAfterReboot(remote, host, says, journal);

  await inner.init();
  await timed("lab on the new host: apply", () => inner.apply());
  assert.match(await says("virsh -c qemu:///system list --name"), /^lw-.*-tiny$/m);
  assert.match(await says("ls /sys/class/net/br0/brif"), /vnet/);
  assert.ok(await timed("lab on the new host: second plan", () => inner.isSettled()));
  await timed("lab on the new host: destroy", () => inner.destroy());
  // As `labwright image prune` does: base images are no lab's.
  await remote.run(HOST, "sudo find /srv/labs/labwright -type f -delete", { check: true });

  const output = await timed("host: destroy", () => host.destroy());
  console.log(output.stdout.split("\n").filter((line) => line.includes("labwright:")).join("\n"));
  assert.equal(await says(facts), plain);
  console.log("undone: packages, directories, units and interfaces are what they were");
  server.kill();
}

type Says = (command: string) => Promise<string>;

async function cutOff(host: Terraform, says: Says): Promise<void> {
  // No confirmation gets through: the host goes back by itself, and the stack stays half applied.
  const cut = await timed("host: apply, its confirmation cut off", () => host.tryApply({ LW_TEST_CUT: "1" }));
  assert.notEqual(cut.code, 0);
  assert.match(cut.stdout + cut.stderr, /LW2065/);
  assert.doesNotMatch(await says("ip -brief link"), /^br0\b/m);
  assert.match(await says("ip -brief -4 addr show mgmt"), new RegExp(ADDRESS.replaceAll(".", "\\.")));
  console.log("no confirmation: br0 gone, mgmt has its address again");
}

async function againAndAfterReboot(remote: Remote, host: Terraform, says: Says, journal: string): Promise<void> {
  await timed("host: every step again", () => host.apply(...["packages", "libvirt", "storage", "nested", "ovs", "bridge"].map((step) => `-replace=terraform_data.${step}`)));
  assert.equal(await says("sudo cat /var/lib/labwright/journal.jsonl"), journal);
  console.log("every step again: nothing written to the journal");

  await timed("host: reboot", () => reboot(remote));
  assert.match(await says("ip -brief -4 addr show br0"), new RegExp(ADDRESS.replaceAll(".", "\\.")));
  console.log("rebooted: br0 is there and has the address");
}

async function reboot(remote: Remote): Promise<void> {
  const bootId = "cat /proc/sys/kernel/random/boot_id";
  const old = (await remote.run(HOST, bootId, { check: true })).stdout;
  await remote.run(HOST, "sudo systemctl reboot");
  const deadline = Date.now() + BOOT_MS;
  for (;;) {
    const { code, stdout } = await remote.run(HOST, bootId);
    if (code === 0 && stdout !== old) return;
    if (Date.now() > deadline) throw new Error("the lab machine did not come back");
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const result = await work();
  record("host-stack", what, (Date.now() - start) / 1000);
  return result;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
