import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { LabRig, type CommandResult } from "./support/lab-rig";
import { describeReal } from "./support/requirements";
import { tinyImage } from "./support/tiny-image";

const MINUTES = 60_000;

// What an edit of its data disks costs a machine; each test goes on from the one before.
describeReal("real-apply: data disks", () => {
  let lab: LabRig;
  let image = "";
  const command = (words: readonly string[], disks: string): Promise<CommandResult> => lab.labwright([...words], { TINY_IMAGE: image, DATA_DISKS: disks });
  const up = async (disks: string): Promise<void> => {
    const { code, stdout, stderr } = await command(["up", "disks.ts", "--yes"], disks);
    if (code !== 0) throw new Error(stdout + stderr);
  };
  const plan = async (disks: string): Promise<string[]> => {
    const { stdout } = await command(["plan", "disks.ts", "--json"], disks);
    const { changes } = JSON.parse(stdout) as { changes: { what: string; name: string; kind: string; why: { en: string }[] }[] };
    return changes.map(({ what, name, kind, why }) => [kind, what, name, ...why.map(({ en }) => `(${en})`)].join(" "));
  };
  const domain = async (): Promise<string> => (await lab.rig.virsh("list", "--all", "--name")).trim();
  const inVolume = async (disk: string, ...words: string[]): Promise<string> => {
    const pool = (await domain()).replace(/-tiny$/, "-pool");
    const path = (await lab.rig.virsh("vol-path", "--pool", pool, `tiny.${disk}.qcow2`)).trim();
    return (await lab.rig.exec([...words, path])).stdout;
  };
  const started = async (): Promise<string> => lab.rig.virsh("domid", await domain());
  const capacity = async (disk: string): Promise<number> => (JSON.parse(await inVolume(disk, "qemu-img", "info", "-U", "--output=json")) as { "virtual-size": number })["virtual-size"] / 1024 ** 2;

  beforeAll(async () => {
    image = (await tinyImage()).path;
    lab = await LabRig.start();
    copyFileSync(join(__dirname, "fixtures", "disks.ts"), join(lab.project, "disks.ts"));
    await up("data=16");
    await lab.rig.virsh("destroy", await domain());
    await inVolume("data", "qemu-io", "-f", "qcow2", "-c", "write -P 0xab 0 64k");
    await lab.rig.virsh("start", await domain());
  }, 20 * MINUTES);

  afterAll(async () => lab?.stop(), 2 * MINUTES);

  test("one that grows does so under the running machine", async () => {
    expect(await plan("data=32")).toEqual(["update machine tiny (its data disk data grows to 32 MiB)"]);
    const before = await started();
    await up("data=32");
    expect(await started()).toBe(before);
    expect(await capacity("data")).toBe(32);
    expect(await lab.rig.virsh("domblkinfo", await domain(), "vdb")).toMatch(new RegExp(`Capacity:\\s+${32 * 1024 ** 2}`));
    expect(await plan("data=32")).toEqual([]);
  }, 10 * MINUTES);

  test("one that grows beside another is grown before its machine starts again, and keeps its content", async () => {
    expect(await plan("data=48,logs=8")).toEqual(["restart machine tiny (its data disks changed) (its data disk data grows to 48 MiB)"]);
    await up("data=48,logs=8");
    expect(await capacity("data")).toBe(48);
    expect(await inVolume("data", "qemu-io", "-r", "-U", "-f", "qcow2", "-c", "read -P 0xab 0 64k")).toMatch(/^read 65536\/65536/m);
    expect(await plan("data=48,logs=8")).toEqual([]);
  }, 10 * MINUTES);

  test("one that would shrink is refused by plan and by up, and nothing is touched", async () => {
    const before = await started();
    // Below what it was made with, and below what it has grown to since.
    for (const [word, size, has] of [["plan", 24, "48 MiB"], ["up", 24, "48 MiB"], ["plan", 8, "0.01562 GiB"]] as const) {
      const { code, stderr } = await command([word, "disks.ts", "--yes"], `data=${size},logs=8`);
      expect([code, stderr]).toEqual([3, expect.stringContaining(`tiny/data has ${has}, and ${size} MiB is less`)]);
      expect(stderr).toContain("LW2081");
    }
    expect([await started(), await capacity("data")]).toEqual([before, 48]);
  }, 10 * MINUTES);

  test("one that is removed is told as lost; the other is what it was", async () => {
    expect(await plan("data=48")).toEqual(["restart machine tiny (its data disks changed)", "lost disk tiny/logs"]);
    await up("data=48");
    expect(await inVolume("data", "qemu-io", "-r", "-U", "-f", "qcow2", "-c", "read -P 0xab 0 64k")).toMatch(/^read 65536\/65536/m);
    expect((await command(["down", "--yes"], "data=48")).code).toBe(0);
  }, 10 * MINUTES);
});
