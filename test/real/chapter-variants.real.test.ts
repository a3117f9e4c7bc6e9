import { containersOnTwoHosts } from "./support/docker-cloud-4";
import { describeChapter, MINUTES } from "./support/chapter-world";
import { UPLINK } from "./support/lab-rig";
import { addBridge, addNeighbour, hostReaches } from "./support/neighbours";
import { fourNetworks, outside } from "./support/pinnacle-14";
import { machineByHand } from "./support/linux-advanced-2";
import type { Rig } from "./support/rig";

// The chapters' other variants.

const lanPc = (rig: Rig, bridge?: string): Promise<void> =>
  addNeighbour(rig, { name: "pc", address: "10.20.58.2/24", hostNic: bridge ? "pc0" : UPLINK, bridge });

describeChapter("linux-advanced/2:nested", { flavour: "kvm-host", machines: ["kvm1"] }, machineByHand);

describeChapter("pinnacle/14:macvtap", {
  flavour: "kvm-host",
  machines: ["net1", "net2"],
  prepare: async (rig) => {
    await lanPc(rig);
    await outside(rig);
  },
}, (world) => {
  fourNetworks(world);

  test("the host itself does not reach them over macvtap", async () => {
    const { lab: { rig } } = world();
    await rig.exec(["ip", "address", "add", "10.20.58.3/24", "dev", UPLINK], { check: true });
    expect(await hostReaches(rig, "10.20.58.11")).toBe(false);
    await rig.exec(["ip", "address", "del", "10.20.58.3/24", "dev", UPLINK], { check: true });
  }, 3 * MINUTES);
});

describeChapter("pinnacle/14:small", {
  flavour: "kvm-host",
  machines: ["net1", "net2"],
  prepare: async (rig) => {
    await addBridge(rig);
    await lanPc(rig, "br0");
    await outside(rig);
  },
}, fourNetworks);

describeChapter("docker-cloud/4:docker", { flavour: "docker", machines: ["node1", "node2"] }, containersOnTwoHosts);
