import { copyFileSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { FabricEdits } from "./fixtures/fabric";
import { LabRig } from "./support/lab-rig";
import type { HostInventory } from "./support/inventory";
import { describeReal } from "./support/requirements";
import { record } from "./support/results";

const MINUTES = 60_000;

// One lab, lived with: each test goes on from the one before.
describeReal("real-apply", () => {
  let world: LabRig;
  let before: HostInventory;
  let edits: FabricEdits = {};

  const env = (): Record<string, string> => ({ FABRIC_EDITS: JSON.stringify(edits) });
  const up = (): ReturnType<LabRig["succeed"]> => world.succeed(["up", "fabric.ts", "--yes"], env());
  const plan = async (): Promise<Record<string, string>> => {
    const { stdout } = await world.succeed(["plan", "fabric.ts", "--json"], env());
    const { changes } = JSON.parse(stdout) as { changes: { what: string; name: string; kind: string }[] };
    return Object.fromEntries(changes.map(({ what, name, kind }) => [`${what} ${name}`, kind]));
  };
  const spec = (): LabSpec => {
    const [file] = readdirSync(join(world.env["XDG_STATE_HOME"] ?? "", "labwright", "labs"));
    return (JSON.parse(readFileSync(join(world.env["XDG_STATE_HOME"] ?? "", "labwright", "labs", file ?? ""), "utf8")) as { spec: LabSpec }).spec;
  };
  const reaches = async (from: string, to: string): Promise<boolean> => {
    const mac = spec().machines.find(({ name }) => name === to)?.nics.find(({ name }) => name === "fab")?.mac ?? "";
    const { code } = await world.onMachine(from, `sudo ping -6 -c 3 -i 0.3 -W 3 ${linkLocal(mac)}%fab`);
    return code === 0;
  };

  beforeAll(async () => {
    world = await LabRig.start();
    copyFileSync(join(__dirname, "fixtures", "fabric.ts"), join(world.project, "fabric.ts"));
    // Somebody else's: it has to be there, and be the same, at the end.
    await world.rig.virsh("net-define", world.write("foreign-net.xml", FOREIGN_NETWORK));
    await world.rig.virsh("net-start", "foreign");
    await world.rig.virsh("define", world.write("foreign.xml", FOREIGN_DOMAIN));
    before = await world.rig.snapshotHost();
  }, 10 * MINUTES);

  afterAll(async () => world?.stop(), 2 * MINUTES);

  test("up ends with three machines that answer SSH", async () => {
    const { seconds, stdout } = await up();
    record("up", seconds);
    expect(stdout).toContain("3 machine(s) ready");
    for (const machine of ["web1", "web2", "db1"]) {
      expect((await world.onMachine(machine, "hostname")).stdout.trim()).toBe(machine);
    }
    expect((await world.onMachine("web1", "getent hosts db1")).stdout).toContain("10.66.0.13");
  }, 15 * MINUTES);

  test("the key is private, and nothing secret is in state, variables, log or user-data", async () => {
    const key = readFileSync(join(world.project, ".labwright", "fabric", "id_ed25519"), "utf8");
    const secret = key.split("\n")[1] ?? "";
    const { stdout } = await world.rig.exec(["sh", "-c", "grep -rlF -e \"$0\" . --include='*' --exclude=id_ed25519 || true", secret], { cwd: world.project });
    expect(stdout.trim()).toBe("");
    const { stdout: modes } = await world.rig.exec(["stat", "-c", "%a", ".labwright/fabric", ".labwright/fabric/id_ed25519"], { cwd: world.project });
    expect(modes.trim().split("\n")).toEqual(["700", "600"]);
  }, MINUTES);

  test("a second plan is empty", async () => {
    const started = Date.now();
    expect(await plan()).toEqual({});
    record("second plan", (Date.now() - started) / 1000);
  }, 5 * MINUTES);

  test("VLANs isolate: the same one answers, the other does not", async () => {
    expect(await reaches("web1", "web2")).toBe(true);
    expect(await reaches("web1", "db1")).toBe(false);
  }, 2 * MINUTES);

  test("without the difference in tags they do not: db1 moved to the others' VLAN answers", async () => {
    edits = { oneVlan: true };
    expect(await plan()).toMatchObject({ "machine db1": "restart" });
    record("NIC moved to another VLAN", (await up()).seconds);
    expect(await reaches("web1", "db1")).toBe(true);
    edits = {};
    await up();
    expect(await reaches("web1", "db1")).toBe(false);
  }, 15 * MINUTES);

  test("edited user-data rebuilds that machine, and plan says so", async () => {
    edits = { ...edits, motd: "edited" };
    expect(await plan()).toMatchObject({ "machine web2": "rebuild" });
    record("user-data edited", (await up()).seconds);
    expect((await world.onMachine("web2", "cat /etc/motd")).stdout).toContain("edited");
    expect(await plan()).toEqual({});
  }, 15 * MINUTES);

  test("a grown root disk rebuilds the machine and keeps its data disk", async () => {
    await world.onMachine("db1", "echo kept | sudo dd of=/dev/disk/by-id/virtio-data conv=notrunc,fsync");
    edits = { ...edits, disk: 12 };
    expect(await plan()).toMatchObject({ "machine db1": "rebuild" });
    record("root disk grown", (await up()).seconds);
    expect((await world.onMachine("db1", "sudo head -c 4 /dev/disk/by-id/virtio-data")).stdout).toContain("kept");
    expect((await world.onMachine("db1", "lsblk -bndo SIZE /dev/vda")).stdout.trim()).toBe(String(12 * 2 ** 30));
    expect(await plan()).toEqual({});
  }, 15 * MINUTES);

  test("an added NIC is there after the machine was rebuilt with it", async () => {
    edits = { ...edits, extraNic: true };
    const changes = await plan();
    expect(Object.keys(changes)).toContain("machine web1");
    record("NIC added", (await up()).seconds);
    expect((await world.onMachine("web1", "ip -4 -o address show dev extra")).stdout).toContain("10.67.0.11/24");
    expect(await plan()).toEqual({});
  }, 15 * MINUTES);

  test("the provider's temporary ISO may vanish: no machine is touched", async () => {
    for (const file of readdirSync(tmpdir())) if (/cloudinit|terraform-provider-libvirt/i.test(file)) rmSync(join(tmpdir(), file), { recursive: true, force: true });
    expect(Object.values(await plan()).filter((kind) => kind !== "update")).toEqual([]);
    await up();
    expect((await world.onMachine("web1", "uptime -s")).code).toBe(0);
  }, 10 * MINUTES);

  test("down leaves nothing, and what is somebody else's as it was", async () => {
    const { seconds, stdout } = await world.succeed(["down", "--yes"]);
    record("down", seconds);
    expect(stdout).toContain("3 machines");
    expect(await world.rig.snapshotHost()).toEqual(before);
    expect(readdirSync(join(world.project, ".labwright")).filter((name) => name === "fabric")).toEqual([]);
  }, 5 * MINUTES);

  test("killed in the middle of up: up goes on, and down leaves nothing", async () => {
    const child = world.rig.spawn(world.argv("up", "fabric.ts", "--yes"), { cwd: world.project, env: { ...world.env, ...env() } });
    await new Promise<void>((resolve) => child.stdout.on("data", (chunk: Buffer) => /starting/.test(String(chunk)) && resolve()));
    await sleep(500);
    await world.rig.exec(["sh", "-c", "kill -9 $(pgrep -f 'labwright.js up')"], { check: false });
    const { seconds } = await up();
    record("up after kill -9", seconds);
    expect((await world.onMachine("db1", "true")).code).toBe(0);
    await world.succeed(["down", "--yes"]);
    expect(await world.rig.snapshotHost()).toEqual(before);
  }, 20 * MINUTES);

  test("killed in the middle of up: down alone leaves nothing", async () => {
    const child = world.rig.spawn(world.argv("up", "fabric.ts", "--yes"), { cwd: world.project, env: { ...world.env, ...env() } });
    await new Promise<void>((resolve) => child.stdout.on("data", (chunk: Buffer) => /starting|disks/.test(String(chunk)) && resolve()));
    await world.rig.exec(["sh", "-c", "kill -9 $(pgrep -f 'labwright.js up') $(pgrep -x terraform)"], { check: false });
    await world.succeed(["down", "--yes"]);
    expect(await world.rig.snapshotHost()).toEqual(before);
  }, 10 * MINUTES);
});

/** The link-local address that IPv6 derives from a MAC (modified EUI-64, RFC 4291). */
function linkLocal(mac: string): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac.split(":").map((octet) => Number.parseInt(octet, 16));
  const words = [((a ^ 2) << 8) | b, (c << 8) | 0xff, 0xfe00 | d, (e << 8) | f];
  return `fe80::${words.map((word) => word.toString(16)).join(":")}`;
}

const FOREIGN_NETWORK = "<network><name>foreign</name><bridge name='virbr77'/><ip address='10.99.0.1' netmask='255.255.255.0'/></network>\n";
const FOREIGN_DOMAIN = "<domain type='qemu'><name>foreign</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='q35'>hvm</type></os></domain>\n";
