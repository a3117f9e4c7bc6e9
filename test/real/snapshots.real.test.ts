import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { LabRig } from "./support/lab-rig";
import { describeReal } from "./support/requirements";

const MINUTES = 60_000;

// Snapshots on libvirt; each test goes on from the one before.
describeReal("real-apply: snapshots", () => {
  let lab: LabRig;
  let before: Awaited<ReturnType<LabRig["rig"]["snapshotHost"]>>;
  const plan = async (): Promise<unknown> => (JSON.parse((await lab.succeed(["plan", "pair.ts", "--json"])).stdout) as { changes: unknown }).changes;
  const says = async (machine: string, command: string): Promise<string> => (await lab.onMachine(machine, command)).stdout.trim();
  const domains = async (): Promise<string[]> => (await lab.rig.virsh("list", "--all", "--name")).split("\n").filter(Boolean);

  beforeAll(async () => {
    lab = await LabRig.start();
    before = await lab.rig.snapshotHost();
    copyFileSync(join(__dirname, "fixtures", "pair.ts"), join(lab.project, "pair.ts"));
    await lab.succeed(["up", "pair.ts", "--yes"]);
  }, 20 * MINUTES);

  afterAll(async () => lab?.stop(), 2 * MINUTES);

  test("one that is saved leaves nothing with the domains, and an empty plan", async () => {
    for (const machine of ["one", "two"]) await says(machine, "echo before | sudo tee /run/state /root/state; sudo dd if=/root/state of=/dev/disk/by-id/virtio-data1 conv=notrunc,fsync 2>/dev/null");
    await lab.succeed(["snapshot", "save", "good"]);
    for (const domain of await domains()) expect((await lab.rig.virsh("snapshot-list", domain, "--name")).trim()).toBe("");
    expect(await plan()).toEqual([]);
    expect(JSON.parse((await lab.succeed(["snapshot", "list", "--json"])).stdout)).toMatchObject({ snapshots: [{ name: "good", isOfThisShape: true }] });
  }, 10 * MINUTES);

  test("restored, memory and disks of all machines are as they were, clocks go right, and the plan is empty", async () => {
    const booted = await says("one", "cat /proc/sys/kernel/random/boot_id");
    for (const machine of ["one", "two"]) await says(machine, "echo after | sudo tee /run/state /root/state; sudo dd if=/root/state of=/dev/disk/by-id/virtio-data1 conv=notrunc,fsync 2>/dev/null");
    await lab.succeed(["snapshot", "restore", "good", "--yes"]);
    for (const machine of ["one", "two"]) {
      expect(await says(machine, "sudo cat /run/state /root/state; sudo head -c 6 /dev/disk/by-id/virtio-data1")).toBe("before\nbefore\nbefore");
      expect(Math.abs(Number(await says(machine, "date +%s")) - Date.now() / 1000)).toBeLessThan(30);
    }
    expect(await says("one", "cat /proc/sys/kernel/random/boot_id")).toBe(booted);
    expect(await plan()).toEqual([]);
  }, 10 * MINUTES);

  test("a plain destroy after it leaves nothing", async () => {
    const { code, stdout, stderr } = await lab.rig.exec(["terraform", "destroy", "-auto-approve", "-no-color"], { cwd: join(lab.project, "cdktf.out", "stacks", "pair"), env: lab.env, check: false, timeoutMs: 10 * MINUTES });
    expect({ code, end: `${stdout}${stderr}`.slice(-2000) }).toMatchObject({ code: 0 });
    expect(await lab.rig.snapshotHost()).toEqual(before);
  }, 10 * MINUTES);
});
