import { MINUTES, type ChapterWorld } from "./chapter-world";
import { tinyImage } from "./tiny-image";

/** As the reader does it in `linux-advanced/2:nested`, with a disk that is there already in place of an installation. */
const INSTALL = `sudo virt-install --name vmtest1 --memory 128 --vcpus 1 --import --disk /var/lib/libvirt/images/vmtest1.qcow2,bus=virtio \
--network bridge=br0,model=virtio --graphics vnc,listen=127.0.0.1 --os-variant generic --noautoconsole --virt-type `;

/** What the variant claims of kvm1, and the chapter's exercise done on it by hand. */
export function machineByHand(world: () => ChapterWorld): void {
  test("kvm1 is a KVM host with br0 on its NIC, and empty", async () => {
    const says = (command: string): Promise<string> => world().says("kvm1", command);
    expect(await says("sudo virsh list --all --name; ls /dev/kvm; cat /sys/class/net/br0/brif/lan/state")).toBe("/dev/kvm\n3");
    expect(await world().addresses("kvm1")).toMatchObject({ mgmt: "10.23.4.11/24", br0: "10.23.5.11/24" });
    expect(await world().answered("kvm1", { "host on the LAN": "10.23.5.1" })).toEqual(["host on the LAN"]);
  }, 4 * MINUTES);

  test("vmtest1, made by hand, boots and gets an address of the LAN through br0", async () => {
    const { lab } = world();
    const config = lab.write("ssh_config", (await lab.succeed(["ssh-config"])).stdout);
    await lab.rig.exec(["scp", "-q", "-F", config, (await tinyImage()).path, "kvm1:vmtest1.qcow2"], { check: true });
    await world().says("kvm1", "sudo mv vmtest1.qcow2 /var/lib/libvirt/images/");
    await world().says("kvm1", INSTALL + "kvm");
    const lease = await leaseOf(world(), 5 * MINUTES);
    expect(lease).toMatch(/^10\.23\.5\.\d+$/);
    expect(await world().answered("kvm1", { vmtest1: lease })).toEqual(["vmtest1"]);
  }, 15 * MINUTES);
}

/** The address that the LAN's DHCP server, libvirt's on the outer host, gave to vmtest1. */
async function leaseOf(world: ChapterWorld, timeoutMs: number): Promise<string> {
  const { rig } = world.lab;
  const network = world.spec.networks.find(({ name }) => name === "lan")?.hostName ?? "";
  const mac = /<mac address='([^']+)'/.exec(await world.says("kvm1", "sudo virsh dumpxml vmtest1"))?.[1] ?? "none";
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = new RegExp(`${mac}.* ([\\d.]+)/`).exec(await rig.virsh("net-dhcp-leases", network))?.[1];
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`vmtest1 asked for no address; on kvm1:\n${await world.says("kvm1", "sudo virsh list --all; ip -brief link; sudo tail -n 20 /var/log/libvirt/qemu/vmtest1.log")}`);
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}
