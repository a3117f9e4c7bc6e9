import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MachineTask } from "../../engines/embedded/lab-plan";
import { RECORD_PARTS, recordOf, type MachineRecord } from "../../engines/embedded/machine-record";
import type { MachineRunner } from "../../engines/embedded/machine-runner";
import { ReadyStore } from "../../engines/embedded/ready-store";
import { LabSnapshots } from "../../engines/embedded/snapshots";
import { shapeOf, WarmStart } from "../../engines/embedded/warm-start";
import { RunLog } from "../../engines/project/run-log";
import { FakeMachines } from "./support/fake-machines";
import { lab, named } from "./support/lab";

const SHAPE = "the shape";
const spec = lab({ machines: [named("web"), named("db")] });

let machines: FakeMachines;
let store: ReadyStore;
let warm: WarmStart;
let log: RunLog;
beforeEach(async () => {
  machines = await FakeMachines.start(spec);
  const { files } = machines;
  log = new RunLog(files.directory);
  for (const key of ["id_ed25519", "id_ed25519.pub", "known_hosts"]) writeFileSync(join(files.directory, key), key);
  store = new ReadyStore(join(files.directory, "cache"), spec);
  warm = new WarmStart({ files, labDirectory: files.directory, store, log, snapshots: (shape) => new LabSnapshots(spec, files, shape) });
});
afterEach(() => machines.close());

const snapshots = (shape = SHAPE): LabSnapshots => new LabSnapshots(spec, machines.files, shape);
const disk = (name: string): string => machines.files.machine(name).disk("root");
function putDisks(): void {
  for (const { name } of spec.machines) {
    mkdirSync(machines.files.machine(name).directory, { recursive: true });
    writeFileSync(disk(name), `disk of ${name}`);
  }
}

describe("keeping a lab that first is up (QEMU's monitors are faked)", () => {
  test("saves it, and copies its disks while all machines stand still", async () => {
    putDisks();
    let told: string[] = [];
    jest.spyOn(store, "keep").mockImplementation((...given) => {
      told = [...machines.told];
      ReadyStore.prototype.keep.apply(store, given);
    });
    expect(await warm.keep(SHAPE)).toBe("disk of web".length + "disk of db".length);
    expect([told.filter((one) => one.endsWith("snapshot-save")).length, told.filter((one) => one.endsWith("cont")).length]).toEqual([2, 0]);
    expect(machines.told.slice(-2).sort()).toEqual(["db: cont", "web: cont"]);
    expect([warm.has(SHAPE), warm.has("another")]).toEqual([true, false]);
    expect(snapshots().list().map(({ name }) => name)).toEqual(["ready"]);
    expect(readFileSync(log.file, "utf8")).toMatch(/kept ready: \d+ B/);
  });

  test("that does not work is in its log, and the lab is up all the same", async () => {
    putDisks();
    machines.failing.add("web: snapshot-save");
    expect(await warm.keep(SHAPE)).toBeUndefined();
    expect(readFileSync(log.file, "utf8")).toMatch(/ready was not kept: LW3042 .*no space left/);
    expect([warm.has(SHAPE), store.size, snapshots().list()]).toEqual([false, 0, []]);
    expect(machines.told.slice(-2).sort()).toEqual(["db: cont", "web: cont"]);
  });

  test("for which the cache has no room leaves the lab its own snapshot, and nothing in the cache", async () => {
    putDisks();
    rmSync(disk("db"));
    expect(await warm.keep(SHAPE)).toBeUndefined();
    expect([warm.has(SHAPE), existsSync(join(machines.files.directory, "cache", spec.id))]).toEqual([false, false]);
    expect(snapshots().list().map(({ name }) => name)).toEqual(["ready"]);
  });
});

describe("starting from what is kept", () => {
  const tasks = spec.machines.map((machine, index): MachineTask => ({ machine, index, record: recordOf(spec, machine, "key", "tcg"), action: "create", why: [] }));

  test("lays the disks, starts the machines on them standing still, and puts their memory back", async () => {
    putDisks();
    await warm.keep(SHAPE);
    const kept = store.find(SHAPE) ?? "";
    for (const { name } of spec.machines) rmSync(machines.files.machine(name).directory, { recursive: true });
    rmSync(machines.files.snapshots);
    machines.told.length = 0;
    const resumed: [string, string, number][] = [];
    const runner = { resume: ({ machine, index }: MachineTask) => {
      resumed.push([machine.name, readFileSync(disk(machine.name), "utf8"), machines.told.length]);
      return Promise.resolve(2200 + index);
    } };
    const ports = await warm.resume(tasks, SHAPE, runner as unknown as MachineRunner);
    expect(resumed).toEqual([["web", "disk of web", 0], ["db", "disk of db", 0]]);
    expect([...ports]).toEqual([["web", 2200], ["db", 2201]]);
    expect(machines.commands.filter(({ execute }) => execute === "snapshot-load").map(({ machine, arguments: { tag } }) => [machine, tag]).sort()).toEqual([["db", "ready"], ["web", "ready"]]);
    expect(machines.told.slice(-2).sort()).toEqual(["db: cont", "web: cont"]);
    expect(snapshots().list()).toEqual([{ name: "ready", created: kept, isOfThisShape: true }]);
  });
});

describe("a shape", () => {
  const record = Object.fromEntries(RECORD_PARTS.map((part) => [part, part])) as unknown as MachineRecord;
  const shape = shapeOf([{ name: "web", record }, { name: "db", record }], "7.2.0");

  test("is the same for the same machines, whatever port leads to them", () => {
    expect(shapeOf([{ name: "web", record: { ...record, sshPort: 2200, isReady: true } as MachineRecord }, { name: "db", record }], "7.2.0")).toBe(shape);
  });

  test("is another for another QEMU, other machines, and each part they are made from", () => {
    const others = [
      shapeOf([{ name: "web", record }, { name: "db", record }], "7.2.1"), shapeOf([{ name: "web", record }], "7.2.0"), shapeOf([{ name: "web", record }, { name: "other", record }], "7.2.0"),
      ...RECORD_PARTS.map((part) => shapeOf([{ name: "web", record }, { name: "db", record: { ...record, [part]: "changed" } }], "7.2.0")),
    ];
    expect(new Set([shape, ...others]).size).toBe(others.length + 1);
  });
});
