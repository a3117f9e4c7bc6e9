import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { lock } from "../../engines/project/lock";
import { Project } from "../../engines/project/project";
import { LabWorld } from "./support/lab-world";
import { pretended } from "./support/fake-engine";
import { onMachines } from "./support/fake-shell";

jest.mock("../../engines/embedded/embedded-engine", () => ({ EmbeddedEngine: jest.requireActual<typeof import("./support/fake-engine")>("./support/fake-engine").FakeEngine }));
jest.mock("../../engines/exercises/remote-shell", () => ({
  ...jest.requireActual<object>("../../engines/exercises/remote-shell"), SshShell: jest.requireActual<typeof import("./support/fake-shell")>("./support/fake-shell").FakeShell,
}));

let world: LabWorld;
beforeEach(async () => {
  world = new LabWorld();
  expect(await world.run(["up", "pinnacle/7"])).toMatchObject({ code: 0, stderr: "" });
  pretended.calls.length = 0;
});
afterEach(() => world.close());

const ready = (): string[] => {
  const folder = join(world.line.root, "cache/ready");
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe("snapshot (the engine is faked)", () => {
  test("save, list, restore and delete do what they say, with the lab's name or without", async () => {
    expect(await world.run(["snapshot", "save", "before-upgrade"])).toMatchObject({ code: 0, stdout: "snapshot `before-upgrade` saved\n" });
    expect((await world.run(["snapshot", "list"])).stdout).toMatch(/^snapshot +created\nready +2026\S+\nbefore-upgrade +2026\S+\n$/);
    expect(await world.run(["snapshot", "restore", "pinnacle/7", "before-upgrade", "--lang", "zh"])).toMatchObject({ code: 0, stdout: "所有虚拟机已恢复到 `before-upgrade`\n" });
    expect((await world.run(["snapshot", "delete", "pinnacle/7", "before-upgrade"])).code).toBe(0);
    expect(pretended.calls).toEqual(["save before-upgrade of pinnacle-7", "restore before-upgrade of pinnacle-7", "delete before-upgrade of pinnacle-7"]);
    expect(await world.json(["snapshot", "list", "pinnacle/7"])).toEqual({ lab: "pinnacle-7", snapshots: [{ name: "ready", created: "2026-01-02T03:04:05.000Z", isOfThisShape: true }] });
    expect(await world.json(["snapshot", "save", "x"])).toEqual({ lab: "pinnacle-7", snapshot: "x" });
  });

  test.each([["snapshot", "save", "x"], ["snapshot", "restore", "ready", "--yes"], ["snapshot", "delete", "ready"], ["reset", "--yes"]])("%s %s waits for nobody: another labwright at work on the lab is LW4022", async (...words) => {
    const unlock = lock(new Project(world.line.directory).lockOf("pinnacle-7"), "pinnacle-7");
    expect(await world.run(words)).toMatchObject({ code: 2, codes: ["LW4022"] });
    expect(pretended.calls).toEqual([]);
    unlock();
    expect((await world.run(words)).code).toBe(0);
  });

  test("a lab is also called by its default variant", async () => {
    expect(await world.run(["snapshot", "save", "pinnacle/7:box", "x"])).toMatchObject({ code: 0 });
    expect(await world.run(["snapshot", "save", "pinnacle/7:boxes", "x"])).toMatchObject({ code: 2, codes: ["LW4003"] });
  });

  test("list says which are of another shape, and that there are none", async () => {
    pretended.snapshots.set("old", { name: "old", created: "2025-01-01T00:00:00.000Z", isOfThisShape: false });
    expect((await world.run(["snapshot", "list", "--lang", "zh"])).stdout).toMatch(/^old +2025\S+ +属于另一种结构$/m);
    pretended.snapshots.clear();
    expect((await world.run(["snapshot", "list"])).stdout).toBe("no snapshots\n");
  });

  test("restore asks: no ends with 130, no terminal is LW4006, and nothing is put back", async () => {
    await world.run(["snapshot", "save", "x"]);
    expect(await world.run(["snapshot", "restore", "x"], { answer: false })).toMatchObject({ code: 130 });
    expect(await world.run(["snapshot", "restore", "x"], { answer: undefined })).toMatchObject({ code: 2, codes: ["LW4006"] });
    expect(pretended.calls).toEqual(["save x of pinnacle-7"]);
    expect((await world.run(["snapshot", "restore", "x", "--yes"], { answer: undefined })).code).toBe(0);
  });

  test.each([[["restore", "none"], 4, "LW3043"], [["delete", "none"], 4, "LW3043"], [["save", "a/b"], 2, "LW4043"], [["save", ".."], 2, "LW4043"], [["save", "x".repeat(41)], 2, "LW4043"], [["save", "--", "-x"], 2, "LW4043"],
    [["save", "pinnacle/7", "a", "b"], 2, "LW4043"], [["save", "docker-cloud/4", "a"], 2, "LW4003"], [["save"], 2, "LW4008"], [["keep", "x"], 2, "LW4008"]] as const)("%j is refused", async (words, code, error) => {
    expect(await world.run(["--yes", "snapshot", ...words])).toMatchObject({ code, codes: [error], stdout: "" });
    expect(pretended.calls.filter((call) => call.startsWith("save"))).toEqual([]);
  });
});

describe("reset", () => {
  test("puts all machines back to what they were at first, and forgets what was done", async () => {
    await world.run(["solve", "1"]);
    onMachines.done.clear();
    expect(await world.run(["reset", "pinnacle/7"])).toMatchObject({ code: 0, stdout: "every machine is as it was when the lab first was up\n" });
    expect(pretended.calls).toEqual(["restore ready of pinnacle-7"]);
    expect(await world.json(["next"])).toMatchObject({ done: 0, next: { number: 1 } });
    expect(await world.json(["reset"])).toEqual({ lab: "pinnacle-7", snapshot: "ready" });
  });

  test("asks; where it was not said yes to, or there is no such snapshot, what was done stays known", async () => {
    await world.run(["solve", "1"]);
    expect((await world.run(["reset"], { answer: false })).code).toBe(130);
    expect(pretended.calls).toEqual([]);
    pretended.snapshots.clear();
    expect(await world.run(["reset", "--lang", "zh"])).toMatchObject({ code: 4, codes: ["LW3043"] });
    expect(await world.json(["next"])).toMatchObject({ done: 1 });
  });

  test("of no lab is LW4002", async () => {
    await world.run(["down"]);
    expect(await world.run(["reset"])).toMatchObject({ code: 2, codes: ["LW4002"] });
  });
});

describe("down", () => {
  test("keeps what the lab was at first, and says so", async () => {
    const { code, stdout } = await world.run(["down"]);
    expect([code, stdout]).toEqual([0, "removed  1 machine\naudit    nothing of pinnacle/7 is left on local\nkept     the `ready` snapshot (2 KiB), for the next `up`; `labwright down pinnacle/7 --all` removes it too\n"]);
    expect(ready()).toHaveLength(1);
    expect((await world.run(["up", "pinnacle/7"])).code).toBe(0);
    expect(await world.json(["down"])).toMatchObject({ lab: "pinnacle-7", removed: { machine: 1 }, left: [], kept: 2048 });
  });

  test("what was kept can be removed afterwards, with the command that it told", async () => {
    await world.run(["down"]);
    expect(await world.run(["down", "pinnacle/7", "--all"], { answer: false })).toMatchObject({ code: 130 });
    expect(ready()).toHaveLength(1);
    expect(await world.run(["down", "pinnacle/7", "--all"])).toMatchObject({ code: 0, stdout: "removed  the `ready` snapshot (2 KiB)\n" });
    expect(ready()).toEqual([]);
    expect(await world.run(["down", "pinnacle/7", "--all"])).toMatchObject({ code: 2, codes: ["LW4003"] });
    await world.run(["up", "pinnacle/7"]);
    await world.run(["down"]);
    expect(await world.json(["down", "pinnacle/7:box", "--all"])).toEqual({ lab: "pinnacle-7", removed: { snapshot: 1 }, left: [], kept: 0 });
  });

  test("--all keeps nothing", async () => {
    const { code, stdout } = await world.run(["down", "--all", "--lang", "zh"]);
    expect([code, stdout]).toEqual([0, "已删除   1 个虚拟机\n检查     local 上已无 pinnacle/7 的任何残留\n"]);
    expect(ready()).toEqual([]);
    await world.run(["up", "pinnacle/7"]);
    expect(await world.json(["down", "--all"])).toMatchObject({ kept: 0 });
  });
});
