import { FabricWorld } from "./support/fabric-world";
import { describeReal } from "./support/requirements";
import { record } from "./support/results";

const MINUTES = 60_000;

describeReal("real-apply: killed in the middle of up", () => {
  let world: FabricWorld;

  beforeAll(async () => {
    world = await FabricWorld.start();
  }, 10 * MINUTES);

  afterAll(async () => world?.lab.stop(), 2 * MINUTES);

  test("down alone leaves nothing, labwright and Terraform both gone", async () => {
    await world.killedUpAt(/starting|disks/, true);
    await world.lab.succeed(["down", "--yes"]);
    expect(await world.lab.rig.snapshotHost()).toEqual(world.before);
  }, 10 * MINUTES);

  test("up goes on, and down leaves nothing", async () => {
    await world.killedUpAt(/starting/, false);
    record("fabric", "up after kill -9", (await world.up()).seconds);
    expect((await world.lab.onMachine("db1", "true")).code).toBe(0);
    await world.lab.succeed(["down", "--yes"]);
    expect(await world.lab.rig.snapshotHost()).toEqual(world.before);
  }, 30 * MINUTES);
});
