import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { FabricWorld } from "./support/fabric-world";
import { describeReal } from "./support/requirements";
import { record } from "./support/results";

const MINUTES = 60_000;

// What an edit costs, on real machines; each test goes on from the one before.
describeReal("real-apply: edits", () => {
  let world: FabricWorld;
  const edit = async (edits: FabricWorld["edits"]): Promise<Record<string, string>> => {
    world.edits = { ...world.edits, ...edits };
    return world.plan();
  };

  beforeAll(async () => {
    world = await FabricWorld.start();
    await world.up();
  }, 30 * MINUTES);

  afterAll(async () => world?.lab.stop(), 2 * MINUTES);

  test("edited user-data rebuilds that machine, and plan says so", async () => {
    expect(await edit({ motd: "edited" })).toMatchObject({ "machine web2": "rebuild" });
    record("fabric", "user-data edited", (await world.up()).seconds);
    expect((await world.lab.onMachine("web2", "cat /etc/motd")).stdout).toContain("edited");
    expect(await world.plan()).toEqual({});
  }, 20 * MINUTES);

  test("a grown root disk rebuilds the machine and keeps its data disk", async () => {
    await world.lab.onMachine("db1", "echo kept | sudo dd of=/dev/disk/by-id/virtio-data conv=notrunc,fsync");
    expect(await edit({ disk: 12 })).toMatchObject({ "machine db1": "rebuild" });
    record("fabric", "root disk grown", (await world.up()).seconds);
    expect((await world.lab.onMachine("db1", "sudo head -c 4 /dev/disk/by-id/virtio-data")).stdout).toContain("kept");
    expect((await world.lab.onMachine("db1", "lsblk -bndo SIZE /dev/vda")).stdout.trim()).toBe(String(12 * 2 ** 30));
    expect(await world.plan()).toEqual({});
  }, 20 * MINUTES);

  test("an added NIC is there after a boot, with the disk as it was", async () => {
    await world.lab.onMachine("web1", "touch /home/debian/still-here");
    expect(await edit({ extraNic: true })).toMatchObject({ "machine web1": "restart" });
    record("fabric", "NIC added", (await world.up()).seconds);
    expect((await world.lab.onMachine("web1", "ip -4 -o address show dev extra; ls /home/debian")).stdout).toMatch(/10\.67\.0\.11\/24[\s\S]*still-here/);
    expect(await world.plan()).toEqual({});
  }, 20 * MINUTES);

  test("the provider's temporary ISO may vanish: no machine is touched", async () => {
    const isos = join(world.lab.temporary, "terraform-provider-libvirt-cloudinit");
    expect(readdirSync(isos).length).toBeGreaterThanOrEqual(3);
    rmSync(isos, { recursive: true });
    const before = (await world.lab.onMachine("web1", "uptime -s")).stdout;
    expect(Object.values(await world.plan()).filter((kind) => kind !== "update")).toEqual([]);
    await world.up();
    expect((await world.lab.onMachine("web1", "uptime -s")).stdout).toBe(before);
  }, 10 * MINUTES);
});
