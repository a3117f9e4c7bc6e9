/**
 * Proves the rig and the Debian image without Terraform:
 *   node --import tsx test/real/support/smoke.ts [--machines 1] [--vcpus 1] [--flavour base]
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { debianImage, isFlavour, missingForImage } from "./debian-image";
import { Rig } from "./rig";
import { makeSeed } from "./smoke/seed";
import { watchTraces } from "./smoke/traces";
import { machineXml, natNetworkXml, NAT, OVS, ovsNetworkXml, type SmokeMachine } from "./smoke/xml";

const BOOT_TIMEOUT_MS = 300_000;
const SHUTDOWN_TIMEOUT_MS = 60_000;

interface Booted {
  readonly machine: SmokeMachine;
  readonly sshSeconds: number;
  readonly doneSeconds: number;
}

async function main(): Promise<void> {
  const missing = [...new Set([...Rig.missing(), ...(await missingForImage())])];
  if (missing.length > 0) return console.log(`skipped, this machine lacks: ${missing.join(", ")}`);
  const { values } = parseArgs({ options: { machines: { type: "string", default: "1" }, vcpus: { type: "string", default: "1" }, flavour: { type: "string", default: "base" } } });
  const flavour = values.flavour;
  if (!isFlavour(flavour)) throw new Error(`no flavour ${flavour}`);

  const image = await timed("image", () => debianImage({ flavour }));
  console.log(`image ${image.path}, ${(image.sizeBytes / 2 ** 20).toFixed(0)} MiB`);
  const rig = await timed("rig start", () => Rig.start());
  const traces = watchTraces(rig, [NAT.bridge, OVS.bridge]);
  try {
    const before = await rig.snapshotHost();
    await useLab(rig, image.path, Number(values.machines), Number(values.vcpus));
    assert.deepEqual(await rig.snapshotHost(), before);
    console.log("host in the rig as before");
  } finally {
    await timed("rig stop", () => rig.stop());
  }
  assert.deepEqual(traces(), []);
  console.log("nothing left on the machine");
}

async function useLab(rig: Rig, image: string, count: number, vcpus: number): Promise<void> {
  const dir = "/var/lib/libvirt/images";
  const key = join(rig.stateDir, "key");
  await rig.exec(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], { check: true });
  await rig.exec(["ovs-vsctl", "add-br", OVS.bridge, "--", "set", "bridge", OVS.bridge, "datapath_type=netdev"], { check: true });
  await defineNetwork(rig, natNetworkXml(), NAT.name);
  await defineNetwork(rig, ovsNetworkXml(), OVS.name);

  const machines: SmokeMachine[] = [];
  for (let index = 1; index <= count; index += 1) machines.push(await makeMachine(rig, dir, image, key, index, vcpus));
  const booted = await Promise.all(machines.map((machine) => boot(rig, machine, key)));
  for (const { machine, sshSeconds, doneSeconds } of booted) {
    console.log(`${machine.name} (${vcpus} vCPU): ssh after ${sshSeconds.toFixed(1)} s, cloud-init done after ${doneSeconds.toFixed(1)} s`);
  }
  if (count > 1) await ssh(rig, machines[0]!, key, "ping -c 1 -W 10 10.10.0.2");

  for (const machine of machines) {
    await shutDown(rig, machine.name);
    await rig.virsh("undefine", machine.name);
  }
  for (const network of [NAT.name, OVS.name]) {
    await rig.virsh("net-destroy", network);
    await rig.virsh("net-undefine", network);
  }
  await rig.exec(["ovs-vsctl", "del-br", OVS.bridge], { check: true });
}

/** By a file: node's pipes are sockets, which cannot be opened as /dev/stdin. */
async function define(rig: Rig, command: string, name: string, xml: string): Promise<void> {
  const file = join(rig.stateDir, `${name}.xml`);
  writeFileSync(file, xml);
  await rig.virsh(command, file);
}

async function defineNetwork(rig: Rig, xml: string, name: string): Promise<void> {
  await define(rig, "net-define", name, xml);
  await rig.virsh("net-start", name);
}

async function makeMachine(rig: Rig, dir: string, image: string, key: string, index: number, vcpus: number): Promise<SmokeMachine> {
  const name = `smoke${index}`;
  const [mac, ovsMac] = [`52:54:00:77:00:0${index}`, `52:54:00:77:01:0${index}`];
  const work = join(rig.stateDir, name);
  mkdirSync(work);
  const seed = await makeSeed(rig, work, { hostname: name, publicKey: readFileSync(`${key}.pub`, "utf8").trim(), mac, ovsMac, ovsAddress: `10.10.0.${index}/24` });
  const disk = join(dir, `${name}.qcow2`);
  await rig.exec(["qemu-img", "create", "-q", "-f", "qcow2", "-b", image, "-F", "qcow2", disk, "10G"], { check: true });
  return { name, vcpus, mac, ovsMac, disk, seed };
}

async function boot(rig: Rig, machine: SmokeMachine, key: string): Promise<Booted> {
  await define(rig, "define", machine.name, machineXml(machine));
  const start = Date.now();
  const seconds = (): number => (Date.now() - start) / 1000;
  await rig.virsh("start", machine.name);
  const deadline = start + BOOT_TIMEOUT_MS;
  while ((await trySsh(rig, machine, key, "true")) !== 0) {
    if (Date.now() > deadline) throw new Error(`${machine.name} never answered\n${serialLog(rig, machine)}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  const sshSeconds = seconds();
  const status = await ssh(rig, machine, key, "cloud-init status --wait --long");
  const doneSeconds = seconds();
  assert.match(status, /^status: done$/m);
  assert.equal(await ssh(rig, machine, key, "cat /etc/smoke /run/smoke; hostname"), `written\nran\n${machine.name}\n`);
  assert.match(await ssh(rig, machine, key, "ip -brief address show fabric0"), /10\.10\.0\.\d+\/24/);
  return { machine, sshSeconds, doneSeconds };
}

/** Politely: that the machine hears it is part of the proof. */
async function shutDown(rig: Rig, name: string): Promise<void> {
  await rig.virsh("shutdown", name);
  const deadline = Date.now() + SHUTDOWN_TIMEOUT_MS;
  while ((await rig.virsh("domstate", name)).trim() !== "shut off") {
    if (Date.now() > deadline) throw new Error(`${name} does not shut down`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function leaseOf(rig: Rig, mac: string): Promise<string | undefined> {
  return new RegExp(`${mac}.* (\\d+\\.\\d+\\.\\d+\\.\\d+)/`).exec(await rig.virsh("net-dhcp-leases", NAT.name))?.[1];
}

async function sshArgv(rig: Rig, machine: SmokeMachine, key: string, command: string): Promise<string[] | undefined> {
  const address = await leaseOf(rig, machine.mac);
  if (address === undefined) return undefined;
  const options = ["BatchMode=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "ConnectTimeout=5"];
  return ["ssh", "-i", key, ...options.flatMap((option) => ["-o", option]), `student@${address}`, command];
}

async function trySsh(rig: Rig, machine: SmokeMachine, key: string, command: string): Promise<number> {
  const argv = await sshArgv(rig, machine, key, command);
  return argv === undefined ? 255 : (await rig.exec(argv)).code;
}

async function ssh(rig: Rig, machine: SmokeMachine, key: string, command: string): Promise<string> {
  const argv = await sshArgv(rig, machine, key, command);
  if (argv === undefined) throw new Error(`${machine.name} has no lease`);
  return (await rig.exec(argv, { check: true, timeoutMs: BOOT_TIMEOUT_MS })).stdout;
}

function serialLog(rig: Rig, machine: SmokeMachine): string {
  return readFileSync(join(rig.stateDir, "root/var/log/libvirt/qemu", `${machine.name}-serial.log`), "utf8").slice(-4000);
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const result = await work();
  console.log(`${what}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
