import { MINUTES, type ChapterWorld } from "./chapter-world";
import { addNeighbour, hostReaches } from "./neighbours";
import type { Rig } from "./rig";

const OUTSIDE = "192.0.2.2";

/** A computer that knows the way to the machines behind the NAT: what keeps it out is not a missing route. */
export function outside(rig: Rig): Promise<void> {
  const routes = ["route add 10.20.56.0/24 via 192.0.2.1", "route add 10.20.57.0/24 via 192.0.2.1"];
  return addNeighbour(rig, { name: "outside", address: `${OUTSIDE}/24`, hostNic: "wan0", hostAddress: "192.0.2.1/24", routes });
}

/** The chapter's four networks, each with what is said of it. The LAN has a computer "pc" at 10.20.58.2. */
export function fourNetworks(world: () => ChapterWorld): void {
  test("both machines are on all networks, with the addresses the chapter tells", async () => {
    expect(await world().addresses("net1")).toMatchObject({
      mgmt: "10.20.56.11/24", hostonly: "10.20.57.11/24", lan: "10.20.58.11/24", "trunk.10": "10.20.59.11/25", "trunk.20": "10.20.59.139/25",
    });
    expect(await world().addresses("net2")).toMatchObject({
      mgmt: "10.20.56.12/24", hostonly: "10.20.57.12/24", lan: "10.20.58.12/24", vlan10: "10.20.59.12/25",
    });
  }, 3 * MINUTES);

  test("net1 reaches net2 on each, by VLAN 10 and not by VLAN 20", async () => {
    expect(await world().answered("net1", {
      mgmt: "-I mgmt 10.20.56.12", hostonly: "-I hostonly 10.20.57.12", lan: "-I lan 10.20.58.12",
      "trunk.10": "-I trunk.10 10.20.59.12", "trunk.20": "-I trunk.20 10.20.59.12",
    })).toEqual(["hostonly", "lan", "mgmt", "trunk.10"]);
  }, 3 * MINUTES);

  test("by NAT they reach the outside and are not reached from there", async () => {
    expect(await world().answered("net1", { outside: OUTSIDE })).toEqual(["outside"]);
    expect(await hostReaches(world().lab.rig, "10.20.56.11")).toBe(true);
    expect(await hostReaches(world().lab.rig, "10.20.56.11", "outside")).toBe(false);
  }, 3 * MINUTES);

  test("host-only means they and the host, in both directions", async () => {
    await world().says("net1", `sudo ip route add ${OUTSIDE} via 10.20.57.1 dev hostonly`);
    expect(await world().answered("net1", { host: "10.20.57.1", outside: `-I hostonly ${OUTSIDE}` })).toEqual(["host"]);
    await world().says("net1", `sudo ip route del ${OUTSIDE}`);
    expect(await hostReaches(world().lab.rig, "10.20.57.11", "outside")).toBe(false);
  }, 3 * MINUTES);

  test("on the LAN they are computers like any other", async () => {
    expect(await hostReaches(world().lab.rig, "10.20.58.11", "pc")).toBe(true);
    expect(await world().answered("net2", { pc: "10.20.58.2" })).toEqual(["pc"]);
  }, 3 * MINUTES);
}
