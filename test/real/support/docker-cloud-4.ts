import { MINUTES, type ChapterWorld } from "./chapter-world";

/** Containers by the chapter's notes: all in one subnet, each with the tag of its VLAN. */
const CONTAINERS = [
  { node: "node1", name: "web1", address: "10.91.0.1", tag: 100 },
  { node: "node2", name: "web2", address: "10.91.0.2", tag: 100 },
  { node: "node1", name: "db1", address: "10.91.0.3", tag: 200 },
  { node: "node2", name: "db2", address: "10.91.0.4", tag: 200 },
];

/** An image without a registry, and a bridge of one's own on the trunk, without the kernel's interfaces before it. */
const PREPARE = `set -e
sudo ip link delete trunk.100
sudo ip link delete trunk.200
sudo ovs-vsctl add-br ovsbr0 -- add-port ovsbr0 trunk
mkdir -p box/bin
cp /bin/busybox box/bin/
for name in sh ping sleep; do ln -s busybox box/bin/$name; done
tar -C box -c . | sudo docker import - box`;

const run = ({ name, address, tag }: (typeof CONTAINERS)[number]): string => `set -e
sudo docker run --detach --network none --name ${name} box sleep 1d
sudo ovs-docker add-port ovsbr0 eth0 ${name} --ipaddress=${address}/24
sudo ovs-docker set-vlan ovsbr0 eth0 ${name} ${tag}`;

/** What `docker-cloud/4:docker` claims, and the section's exercise done on it. */
export function containersOnTwoHosts(world: () => ChapterWorld): void {
  test("both are Docker hosts", async () => {
    for (const node of ["node1", "node2"]) {
      expect(await world().says(node, "sudo docker info --format '{{.ServerVersion}} {{.Containers}}'; sudo ovs-vsctl list-br; ls /sbin/brctl /usr/bin/arping")).toMatch(/^20\.\d\S* 0\n\/sbin\/brctl\n\/usr\/bin\/arping$/);
    }
  }, 4 * MINUTES);

  test("they reach each other on the underlay and on each VLAN of the trunk, without the host", async () => {
    expect(await world().addresses("node1")).toMatchObject({ mgmt: "10.21.12.11/24", underlay: "10.21.14.11/24", "trunk.100": "10.21.13.11/25", "trunk.200": "10.21.13.139/25" });
    expect(await world().answered("node1", {
      underlay: "10.21.14.12", web: "-I trunk.100 10.21.13.12", db: "-I trunk.200 10.21.13.140", "host on the underlay": "10.21.14.1",
    })).toEqual(["db", "underlay", "web"]);
  }, 4 * MINUTES);

  test("containers of both hosts and both VLANs in one subnet: who shares a tag can talk, who does not cannot", async () => {
    for (const node of ["node1", "node2"]) await world().says(node, PREPARE);
    for (const container of CONTAINERS) await world().says(container.node, run(container));
    for (const { node, name, tag } of CONTAINERS) {
      const others = CONTAINERS.filter((other) => other.name !== name);
      const pings = others.map((other) => `(sudo docker exec ${name} ping -q -c 3 -W 5 ${other.address} >/dev/null && echo ${other.name}) &`);
      const said = await world().says(node, `${pings.join("\n")}\nwait`);
      expect({ from: name, answered: said.split("\n").sort() }).toEqual({ from: name, answered: others.filter((other) => other.tag === tag).map((other) => other.name) });
    }
  }, 15 * MINUTES);
}
