import { describeChapter, MINUTES } from "./support/chapter-world";
import { addBridge, addNeighbour, hostReaches } from "./support/neighbours";
import { fourNetworks, outside } from "./support/pinnacle-14";
import { vncLetsIn } from "./support/vnc";

// Each chapter as a reader runs it, and what it claims, asked from inside; each test goes on from the one before.

describeChapter("linux-advanced/2", {
  flavour: "base",
  machines: ["vmtest1"],
  prepare: async (rig) => {
    await addBridge(rig);
    await addNeighbour(rig, { name: "pc", address: "10.23.5.2/24", hostNic: "pc0", bridge: "br0" });
  },
}, (world) => {
  test("vmtest1 is the book's, with virtio devices", async () => {
    const says = (command: string): Promise<string> => world().says("vmtest1", command);
    expect(await says("nproc; lsblk -bndo SIZE /dev/vda")).toBe(`1\n${10 * 2 ** 30}`);
    const memory = Number(await says("awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo"));
    expect([memory > 850, memory <= 1024]).toEqual([true, true]);
    const drivers = await says("for device in /sys/class/net/lan /sys/class/net/mgmt /sys/block/vda; do basename $(readlink $device/device/driver); done");
    expect(drivers.split("\n")).toEqual(["virtio_net", "virtio_net", "virtio_blk"]);
    expect(await world().addresses("vmtest1")).toEqual({ mgmt: "10.23.4.11/24", lan: "10.23.5.11/24" });
  }, 3 * MINUTES);

  test("it is on br0: whoever is on that LAN reaches it, and it them", async () => {
    const { lab: { rig } } = world();
    expect((await rig.exec(["ip", "-brief", "link", "show", "master", "br0"], { check: true })).stdout).toMatch(/^vnet\d+ /m);
    expect(await hostReaches(rig, "10.23.5.11", "pc")).toBe(true);
    expect(await world().answered("vmtest1", { pc: "10.23.5.2" })).toEqual(["pc"]);
  }, 3 * MINUTES);

  test("its VNC display is on loopback and locked, until a password is made that nothing keeps", async () => {
    const { lab, spec } = world();
    const [domain = ""] = spec.machines.map(({ hostName }) => hostName);
    const port = 5900 + Number((await lab.rig.virsh("vncdisplay", domain)).trim().split(":")[1]);
    const { stdout: sockets } = await lab.rig.exec(["ss", "-Hltn", `sport = :${port}`], { check: true });
    expect(sockets.trim().split("\n").map((line) => line.split(/\s+/)[3])).toEqual([`127.0.0.1:${port}`]);
    expect(await vncLetsIn(lab.rig, port, "locked")).toBe(false);

    const opened = JSON.parse((await lab.succeed(["console", "vmtest1", "--vnc", "--json"])).stdout) as { password: string };
    expect(await vncLetsIn(lab.rig, port, opened.password)).toBe(true);
    expect(await vncLetsIn(lab.rig, port, "locked")).toBe(false);

    const { stdout: kept } = await lab.rig.exec(["sh", "-c", 'grep -rlF -e "$0" . "$1" || true', opened.password, lab.env["XDG_STATE_HOME"] ?? ""], { cwd: lab.project });
    expect(kept).toBe("");
    expect(await lab.rig.virsh("dumpxml", "--security-info", domain)).not.toContain(opened.password);
  }, 3 * MINUTES);
});

describeChapter("pinnacle/14", {
  flavour: "kvm-host",
  machines: ["net1", "net2"],
  prepare: async (rig) => {
    await addBridge(rig);
    await addNeighbour(rig, { name: "pc", address: "10.20.58.2/24", hostNic: "pc0", bridge: "br0" });
    await outside(rig);
  },
}, (world) => {
  fourNetworks(world);

  test("net1 is a host in which each mode can be built by hand", async () => {
    expect(await world().says("net1", "sudo virsh list --all --name; sudo ovs-vsctl show >/dev/null && echo ovs; ls /usr/lib/cni/bridge")).toBe("ovs\n/usr/lib/cni/bridge");
  }, 3 * MINUTES);
});

describeChapter("docker-cloud/4:access", { flavour: "base", machines: ["web1", "web2", "db1"] }, (world) => {
  test("each VLAN has its subnet, and the host's names for all machines", async () => {
    expect(await world().addresses("web1")).toEqual({ mgmt: "10.21.12.11/24", web: "10.21.13.11/25" });
    expect(await world().addresses("db1")).toEqual({ mgmt: "10.21.12.13/24", db: "10.21.13.141/25" });
    expect(await world().answered("web1", { web2: "10.21.13.12", "db1 by mgmt": "db1" })).toEqual(["db1 by mgmt", "web2"]);
  }, 3 * MINUTES);

  test("inside one subnet the tag alone keeps db1 apart", async () => {
    const places = [["web1", "web", 1], ["web2", "web", 2], ["db1", "db", 3]] as const;
    for (const [machine, nic, number] of places) await world().says(machine, `sudo ip address add 10.91.0.${number}/24 dev ${nic}`);
    const all = { web1: "10.91.0.1", web2: "10.91.0.2", db1: "10.91.0.3" };
    const { web1, web2, db1 } = all;
    expect(await world().answered("web1", { web2, db1 })).toEqual(["web2"]);
    expect(await world().answered("web2", { web1, db1 })).toEqual(["web1"]);
    expect(await world().answered("db1", { web1, web2 })).toEqual([]);
  }, 5 * MINUTES);

  test("it is the tag: with that of the others on its port, db1 answers", async () => {
    const { lab: { rig } } = world();
    const { stdout } = await rig.exec(["ovs-vsctl", "--bare", "--columns=name", "find", "port", "tag=200"], { check: true });
    const port = stdout.trim();
    const tag = (value: number): Promise<unknown> => rig.exec(["ovs-vsctl", "set", "port", port, `tag=${value}`], { check: true });
    await tag(100);
    expect(await world().answered("web1", { db1: "10.91.0.3" })).toEqual(["db1"]);
    await tag(200);
    expect(await world().answered("web1", { db1: "10.91.0.3" })).toEqual([]);
  }, 5 * MINUTES);
});
