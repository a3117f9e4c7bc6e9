import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type { HostInventory } from "./support/inventory";
import { LabRig } from "./support/lab-rig";
import { describeReal } from "./support/requirements";
import { record } from "./support/results";
import { tinyImage } from "./support/tiny-image";

const MINUTES = 60_000;

// A lab on a lab's machine, both of one file; each test goes on from the one before.
describeReal("real-apply: a lab on a lab's machine", () => {
  let lab: LabRig;
  let before: HostInventory;
  let env: Record<string, string>;

  beforeAll(async () => {
    env = { TINY_IMAGE: (await tinyImage()).path };
    lab = await LabRig.start("kvm-host");
    copyFileSync(join(__dirname, "fixtures", "nested.ts"), join(lab.project, "nested.ts"));
    before = await lab.rig.snapshotHost();
  }, 20 * MINUTES);

  afterAll(async () => lab?.stop(), 2 * MINUTES);

  test("before its host is there, plan says that it comes later", async () => {
    const { stdout } = await lab.succeed(["plan", "nested.ts", "--json"], env);
    expect(JSON.parse(stdout)).toMatchObject([{ lab: "outer" }, { stack: "inner", after: "outer" }]);
  }, 5 * MINUTES);

  test("up brings both up", async () => {
    const { seconds } = await lab.succeed(["up", "nested.ts", "--yes"], env);
    record("nested", "up of a KVM host and of a lab on it", seconds);
    const { stdout } = await lab.onMachine("kvm", "virsh -c qemu:///system list --name");
    expect(stdout).toMatch(/^lw-.*-tiny$/m);
  }, 30 * MINUTES);

  test("the inner machine boots: it asks its network for an address", async () => {
    const leases = "for i in $(seq 60); do cat /var/lib/libvirt/dnsmasq/*.status 2>/dev/null | grep -q 10.69.0 && exit 0; sleep 5; done; exit 1";
    expect((await lab.onMachine("kvm", `sudo sh -c '${leases}'`)).code).toBe(0);
  }, 10 * MINUTES);

  test("a second plan of both is empty", async () => {
    const started = Date.now();
    const { stdout } = await lab.succeed(["plan", "nested.ts", "--json"], env);
    record("nested", "second plan of both", (Date.now() - started) / 1000);
    expect(JSON.parse(stdout)).toMatchObject([{ lab: "outer", changes: [] }, { lab: "inner", changes: [] }]);
  }, 5 * MINUTES);

  test("down takes the inner lab away, then its host, and leaves nothing", async () => {
    const { seconds, stdout } = await lab.succeed(["down", "nested.ts", "--yes", "--json"], env);
    record("nested", "down of both", seconds);
    expect(JSON.parse(stdout)).toMatchObject([{ lab: "inner", left: [] }, { lab: "outer", left: [] }]);
    expect(await lab.rig.snapshotHost()).toEqual(before);
  }, 10 * MINUTES);
});
