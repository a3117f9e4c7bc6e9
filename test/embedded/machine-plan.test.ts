import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LabSpec, MachineSpec } from "../../constructs/spec/lab-spec";
import { LabFiles } from "../../engines/embedded/lab-files";
import { leftOver, machineChanges, taskOf, type MachineTask } from "../../engines/embedded/lab-plan";
import { forgetRoot } from "../../engines/embedded/machine-disks";
import { readRecord, recordOf, writeRecord } from "../../engines/embedded/machine-record";
import { golden } from "./support/lab";

const SPEC = golden("docker-cloud-4-access");
const [WEB] = SPEC.machines as [MachineSpec, ...MachineSpec[]];

let root: string;
let files: LabFiles;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "labwright-plan-"));
  files = new LabFiles(join(root, "embedded"), join(root, "run"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Lets a machine have been brought up as it is in the spec. */
function wasUp(machine = WEB, { isReady = true, key = "key", accelerator = "tcg" } = {}): void {
  mkdirSync(files.machine(machine.name).directory, { recursive: true });
  writeRecord(files.machine(machine.name), { ...recordOf(SPEC, machine, key, accelerator), sshPort: 40022, isReady });
}

function taskNow(machine: MachineSpec = WEB, { isRunning = true, spec = SPEC, key = "key", accelerator = "tcg" }: { isRunning?: boolean; spec?: LabSpec; key?: string; accelerator?: string } = {}): MachineTask {
  return taskOf(machine, 0, files, recordOf(spec, machine, key, accelerator), isRunning);
}
const told = (task: MachineTask): [string, ...string[]] => [task.action, ...task.why.map(({ en }) => en)];
const [rootDisk] = WEB.disks as [MachineSpec["disks"][number]];
const seed = { format: "cloud-init" as const, userData: "", ...WEB.seed };
const data = { name: "data", bytes: 1024, bus: "virtio" as const };

test("a machine that is not there is created, without more words", () => {
  expect(told(taskNow())).toEqual(["create"]);
});

test("a machine that is as it should be needs nothing", () => {
  wasUp();
  expect(told(taskNow())).toEqual(["none"]);
  expect(machineChanges([taskNow()], [])).toEqual([]);
});

const OTHER: readonly [what: string, change: Partial<MachineSpec>, told: [string, ...string[]]][] = [
  ["user-data", { seed: { ...seed, userData: "#cloud-config\n{}" } }, ["rebuild", "its user-data or name changed"]],
  ["name", { seed: { ...seed, metaData: "{}" } }, ["rebuild", "its user-data or name changed"]],
  ["image", { disks: [{ ...rootDisk, image: "other.qcow2" }] }, ["rebuild", "its image changed"]],
  ["root disk", { disks: [{ ...rootDisk, bytes: rootDisk.bytes * 2 }] }, ["rebuild", "its root disk has another size"]],
  ["vCPUs", { vcpus: 4 }, ["restart", "its vCPUs changed"]],
  ["memory", { memoryMiB: 4096 }, ["restart", "its memory changed"]],
  ["NICs", { nics: WEB.nics.slice(1) }, ["restart", "its NICs changed"]],
  ["addresses", { seed: { ...seed, networkConfig: "{}" } }, ["restart", "its addresses changed"]],
  ["data disks", { disks: [rootDisk, data] }, ["restart", "its data disks changed"]],
  ["firmware", { firmware: "uefi" }, ["restart", "its firmware, console or accelerator changed"]],
  ["VNC", { graphics: "vnc" }, ["restart", "its firmware, console or accelerator changed"]],
  ["vCPUs and memory", { vcpus: 4, memoryMiB: 4096 }, ["restart", "its vCPUs changed", "its memory changed"]],
  // What rebuilds restarts as well: the reason that costs is told.
  ["vCPUs and image", { vcpus: 4, disks: [{ ...rootDisk, image: "other.qcow2" }] }, ["rebuild", "its image changed"]],
];

test.each(OTHER)("other %s", (_, change, expected) => {
  wasUp();
  expect(told(taskNow({ ...WEB, ...change }))).toEqual(expected);
});

test("another key, or accelerator", () => {
  wasUp();
  expect(told(taskNow(WEB, { key: "other" }))).toEqual(["rebuild", "the lab's SSH key changed"]);
  expect(told(taskNow(WEB, { accelerator: "kvm" }))).toEqual(["restart", "its firmware, console or accelerator changed"]);
});

test("another MTU of a network restarts the machines that are on it, another domain none", () => {
  wasUp();
  const spec = (change: object): LabSpec => ({ ...SPEC, networks: SPEC.networks.map((network) => (network.name === "mgmt" ? { ...network, ...change } : network)) });
  expect(told(taskNow(WEB, { spec: spec({ mtu: 9000 }) }))).toEqual(["restart", "its NICs changed"]);
  expect(told(taskNow({ ...WEB, nics: WEB.nics }, { spec: spec({ domain: "other" }) }))).toEqual(["none"]);
});

test("a machine that does not run is started, one whose steps were not done is finished", () => {
  wasUp();
  expect(told(taskNow(WEB, { isRunning: false }))).toEqual(["restart", "it is not running"]);
  wasUp(WEB, { isReady: false });
  expect(told(taskNow())).toEqual(["none", "the last run did not finish it"]);
  expect(machineChanges([taskNow()], [])).toEqual([{ what: "machine", name: "web1", kind: "update", why: taskNow().why }]);
});

test("machines that the lab has no more are deleted", () => {
  const spec = { ...SPEC, machines: SPEC.machines.slice(1) };
  SPEC.machines.forEach((machine) => wasUp(machine));
  expect([leftOver(SPEC, files), leftOver(spec, files)]).toEqual([[], ["web1"]]);
  expect(machineChanges([], leftOver(spec, files))).toEqual([{ what: "machine", name: "web1", kind: "delete", why: [] }]);
  expect(leftOver(SPEC, new LabFiles(join(root, "none"), root))).toEqual([]);
});

test("a rebuilt machine loses its root disk, seed, UEFI settings and record, and keeps its data disks and logs", () => {
  wasUp();
  const own = files.machine("web1");
  for (const file of [own.disk("root"), own.disk("data"), own.seed, own.firmwareVariables, own.serialLog]) writeFileSync(file, "");
  forgetRoot({ ...WEB, disks: [rootDisk, data] }, own);
  expect(readdirSync(own.directory).sort()).toEqual(["data.qcow2", "serial.log"]);
});

test("a record is whole or not there: what a killed run left beside it is none", () => {
  const own = files.machine("web1");
  mkdirSync(own.directory, { recursive: true });
  writeFileSync(`${own.record}.new`, "{ cut");
  expect(readRecord(own)).toBeUndefined();
  wasUp();
  expect([readRecord(own)?.sshPort, existsSync(`${own.record}.new`)]).toEqual([40022, false]);
});
