import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FabricWorld } from "./support/fabric-world";
import { describeReal } from "./support/requirements";
import { record } from "./support/results";

const MINUTES = 60_000;

// One lab, lived with: each test goes on from the one before.
describeReal("real-apply", () => {
  let world: FabricWorld;

  beforeAll(async () => {
    world = await FabricWorld.start();
  }, 10 * MINUTES);

  afterAll(async () => world?.lab.stop(), 2 * MINUTES);

  test("up ends with three machines that answer SSH", async () => {
    const { seconds, stdout } = await world.up();
    record("fabric", "up", seconds);
    expect(stdout).toContain("3 machine(s) ready");
    for (const machine of ["web1", "web2", "db1"]) {
      expect((await world.lab.onMachine(machine, "hostname")).stdout.trim()).toBe(machine);
    }
    expect((await world.lab.onMachine("web1", "getent hosts db1")).stdout).toContain("10.66.0.13");
  }, 20 * MINUTES);

  test("the key is private, and nothing secret is in state, variables, log or user-data", async () => {
    const { rig, project } = world.lab;
    const key = readFileSync(join(project, ".labwright", "fabric", "id_ed25519"), "utf8");
    const { stdout } = await rig.exec(["sh", "-c", 'grep -rlF -e "$0" . --exclude=id_ed25519 || true', key.split("\n")[1] ?? ""], { cwd: project });
    expect(stdout.trim()).toBe("");
    const { stdout: modes } = await rig.exec(["stat", "-c", "%a", ".labwright/fabric", ".labwright/fabric/id_ed25519"], { cwd: project });
    expect(modes.trim().split("\n")).toEqual(["700", "600"]);
  }, MINUTES);

  test("a second plan is empty", async () => {
    const started = Date.now();
    expect(await world.plan()).toEqual({});
    record("fabric", "second plan", (Date.now() - started) / 1000);
  }, 5 * MINUTES);

  test("VLANs isolate: the same one answers, the other does not", async () => {
    expect(await world.reaches("web1", "web2")).toBe(true);
    expect(await world.reaches("web1", "db1")).toBe(false);
  }, 3 * MINUTES);

  test("without the difference in tags they do not: db1 moved to the others' VLAN answers", async () => {
    world.edits = { oneVlan: true };
    expect(await world.plan()).toMatchObject({ "machine db1": "restart" });
    record("fabric", "NIC moved to another VLAN", (await world.up()).seconds);
    expect(await world.reaches("web1", "db1")).toBe(true);
  }, 20 * MINUTES);

  test("down leaves nothing, and what is somebody else's as it was", async () => {
    const { seconds, stdout } = await world.lab.succeed(["down", "--yes"]);
    record("fabric", "down", seconds);
    expect(stdout).toContain("3 machines");
    expect(await world.lab.rig.snapshotHost()).toEqual(world.before);
    expect(readdirSync(join(world.lab.project, ".labwright"))).not.toContain("fabric");
  }, 5 * MINUTES);
});
