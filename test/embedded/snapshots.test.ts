import { existsSync, readFileSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { LabError } from "../../constructs/core/lab-error";
import { LabSnapshots } from "../../engines/embedded/snapshots";
import { FakeHost } from "../engines/support/fake-host";
import { FakeMachines } from "./support/fake-machines";
import { lab, named } from "./support/lab";

const spec = lab({
  machines: ["web", "db"].map((name) => named(name, { disks: [{ name: "root", bytes: 1024, bus: "virtio" }, ...(name === "db" ? [{ name: "data", bytes: 1024, bus: "virtio" as const }] : [])] })),
});
let machines: FakeMachines;
afterEach(() => machines.close());

async function started(running?: string[]): Promise<LabSnapshots> {
  machines = await FakeMachines.start(spec, running);
  return new LabSnapshots(spec, machines.files, "this shape");
}
const problem = (work: Promise<unknown>): Promise<unknown> => work.then(() => "nothing was wrong", (error: unknown) => (error as LabError).problems?.[0] ?? error);
/** What was told after something, of each machine. */
const toldAfter = (mark: string): string[] => machines.told.slice(machines.told.indexOf(mark) + 1);
const counted = (command: string): number => machines.told.filter((one) => one.endsWith(`: ${command}`)).length;

describe("saving (QEMU's monitors are faked)", () => {
  test("stops every machine before any is saved, and lets all go on at the end", async () => {
    const snapshots = await started();
    let still: string[] = [];
    await snapshots.save("one", () => (still = [...machines.told]));
    const [first, last] = [machines.told.findIndex((one) => one.endsWith("snapshot-save")), machines.told.map((one) => one.endsWith("snapshot-save")).lastIndexOf(true)];
    expect(machines.told.slice(0, first).sort()).toEqual(["db: stop", "web: stop"]);
    expect(machines.told.slice(last + 1).sort()).toEqual(["db: cont", "db: stop", "web: cont", "web: stop"]);
    expect(still.filter((one) => one.endsWith("cont"))).toEqual([]);
    expect(still.filter((one) => one.endsWith("stop"))).toHaveLength(4);
    expect(machines.commands.filter(({ execute }) => execute === "snapshot-save").map(({ machine, arguments: { tag, vmstate, devices } }) => [machine, tag, vmstate, devices]).sort()).toEqual([
      ["db", "one", "disk0", ["disk0", "disk1"]], ["web", "one", "disk0", ["disk0"]],
    ]);
    await sleep(20);
    expect(machines.open).toBe(0);
  });

  test("is known afterwards, by a file that is the user's alone", async () => {
    const snapshots = await started();
    await snapshots.save("one");
    await snapshots.save("two");
    const { snapshots: file } = machines.files;
    expect([statSync(file).mode & 0o777, existsSync(`${file}.new`)]).toEqual([0o600, false]);
    expect(snapshots.list().map(({ name, isOfThisShape, created }) => [name, isOfThisShape, Date.parse(created) > Date.now() - 60_000])).toEqual([["one", true, true], ["two", true, true]]);
    expect(new LabSnapshots(spec, machines.files, "another").list().map(({ isOfThisShape }) => isOfThisShape)).toEqual([false, false]);
  });

  test("where one machine fails is undone on all, told of that one, and they go on", async () => {
    const snapshots = await started();
    machines.failing.add("db: snapshot-save");
    expect(await problem(snapshots.save("one"))).toMatchObject({ code: "LW3042", values: { machine: "db", why: { en: "no space left" } } });
    expect(machines.commands.filter(({ execute }) => execute === "snapshot-delete").map(({ machine, arguments: { tag, devices } }) => [machine, tag, devices]).sort()).toEqual([["db", "one", ["disk0", "disk1"]], ["web", "one", ["disk0"]]]);
    expect(machines.told.slice(-2).sort()).toEqual(["db: cont", "web: cont"]);
    expect(snapshots.list()).toEqual([]);
  });

  test("where what is done while they stand still fails: they go on, and the snapshot is one", async () => {
    const snapshots = await started();
    await expect(snapshots.save("one", () => { throw new Error("the cache is full"); })).rejects.toThrow("the cache is full");
    expect(counted("cont")).toBe(2);
    expect(snapshots.list().map(({ name }) => name)).toEqual(["one"]);
  });

  test("of a lab that does not run whole is none: nothing is stopped", async () => {
    const snapshots = await started(["web"]);
    expect(await problem(snapshots.save("one"))).toMatchObject({ code: "LW3042", values: { machine: "db" } });
    expect(machines.told).toEqual([]);
    await sleep(20);
    expect(machines.open).toBe(0);
  });

  test("where one does not stop: the others, which did, go on", async () => {
    const snapshots = await started();
    machines.failing.add("db: stop");
    expect(await problem(snapshots.save("one"))).toMatchObject({ code: "LW3042", values: { machine: "db", why: { en: "it cannot" } } });
    expect(toldAfter("web: stop")).toContain("web: cont");
    expect(counted("snapshot-save")).toBe(0);
  });

  test("where one does not go on again is told, and the others do", async () => {
    const snapshots = await started();
    machines.failing.add("web: cont");
    expect(await problem(snapshots.save("one"))).toMatchObject({ code: "LW3042", values: { machine: "web", why: { en: "it cannot" } } });
    expect(machines.told).toContain("db: cont");
  });

  test("by a name that is taken replaces that one, which goes when the other is there", async () => {
    const snapshots = await started();
    await snapshots.save("one");
    await snapshots.save("one");
    expect(machines.told.filter((one) => /^web: snapshot/.test(one))).toEqual(["web: snapshot-save", "web: snapshot-save", "web: snapshot-delete"]);
    expect(snapshots.list()).toHaveLength(1);
  });

  test("by a name that is taken, where it fails, leaves that one as it was", async () => {
    const snapshots = await started();
    await snapshots.save("one");
    machines.failing.add("web: snapshot-save");
    expect(await problem(snapshots.save("one"))).toMatchObject({ code: "LW3042" });
    machines.failing.clear();
    expect(snapshots.list()).toHaveLength(1);
    await snapshots.restore("one");
  });
});

describe("restoring", () => {
  test("stops every machine before any is put back, and lets all go on", async () => {
    const snapshots = await started();
    await snapshots.save("one");
    machines.told.length = 0;
    await snapshots.restore("one");
    expect([machines.told.slice(0, 2).sort(), machines.told.slice(2, 4).sort(), machines.told.slice(4).sort()]).toEqual([["db: stop", "web: stop"], ["db: snapshot-load", "web: snapshot-load"], ["db: cont", "web: cont"]]);
  });

  test("that failed on one machine leaves the snapshot where it is, and they go on", async () => {
    const snapshots = await started();
    await snapshots.save("one");
    machines.failing.add("db: snapshot-load").add("db: cont");
    expect(await problem(snapshots.restore("one"))).toMatchObject({ code: "LW3042", values: { machine: "db", why: { en: "no space left" } } });
    expect(counted("snapshot-delete")).toBe(0);
    expect(toldAfter("web: snapshot-load")).toContain("web: cont");
    expect(snapshots.list()).toHaveLength(1);
  });

  test("to what is none, or of another shape, is refused: no machine is asked", async () => {
    const snapshots = await started();
    await snapshots.save("one");
    machines.told.length = 0;
    expect(await problem(snapshots.restore("two"))).toMatchObject({ code: "LW3043", values: { name: "two", known: "one" } });
    expect(await problem(new LabSnapshots(spec, machines.files, "another shape").restore("one"))).toMatchObject({ code: "LW3044", values: { name: "one" } });
    expect(machines.told).toEqual([]);
  });

  test("what the disks came with is taken over, and can be restored", async () => {
    const snapshots = await started();
    snapshots.adopt("ready", "2026-01-02T03:04:05.000Z");
    snapshots.adopt("ready", "2026-02-02T03:04:05.000Z");
    expect(snapshots.list()).toEqual([{ name: "ready", created: "2026-02-02T03:04:05.000Z", isOfThisShape: true }]);
    await snapshots.restore("ready");
    expect(counted("snapshot-load")).toBe(2);
  });
});

describe("deleting", () => {
  test("takes it out of the disks, of machines that run and of those that do not", async () => {
    const snapshots = await started(["web"]);
    snapshots.adopt("one", "2026-01-02T03:04:05.000Z");
    const host = new FakeHost({ "qemu-img": 'echo "$*" >> "$FAKE_DIR/log"\n' });
    try {
      await snapshots.delete("one");
      const db = machines.files.machine("db");
      expect(host.log).toEqual([`snapshot -d one ${db.disk("root")}`, `snapshot -d one ${db.disk("data")}`]);
    } finally {
      host.close();
    }
    expect(machines.commands.map(({ machine, execute, arguments: { tag } }) => [machine, execute, tag])).toEqual([["web", "snapshot-delete", "one"]]);
    expect(JSON.parse(readFileSync(machines.files.snapshots, "utf8"))).toEqual([]);
  });

  test("what is none is LW3043", async () => {
    expect(await problem((await started()).delete("one"))).toMatchObject({ code: "LW3043", values: { name: "one", known: "-" } });
  });
});
