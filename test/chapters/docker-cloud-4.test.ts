import { domainOf, networkConfigOf, resources, synthesizeById, userDataOf, type JsonObject, type Synthesized } from "./support";

const docker = synthesizeById("docker-cloud/4", "docker");
const access = synthesizeById("docker-cloud/4", "access");

const interfaces = (made: Synthesized, machine: string): readonly JsonObject[] => (domainOf(made, machine)["devices"] as { readonly interfaces: readonly JsonObject[] }).interfaces;

test.each([["docker", docker], ["access", access]])("%s: VLANs 100 and 200 are on an OVS bridge of the lab's own", (_variant, made) => {
  const trunk = resources(made, "libvirt_network").find(([name]) => name.startsWith("trunk_"))?.[1];
  expect(trunk).toMatchObject({
    virtual_port: { params: { open_v_switch: {} } },
    port_groups: [{ name: "web", vlan: { tags: [{ id: 100 }] } }, { name: "db", vlan: { tags: [{ id: 200 }] } }],
  });
  expect(made.spec.bridges.map(({ hostName }) => hostName)).toEqual([made.spec.networks.find(({ name }) => name === "trunk")?.bridge]);
});

describe("docker", () => {
  test.each(["node1", "node2"])("%s carries both VLANs on its trunk, each with an interface", (node) => {
    expect(interfaces(docker, node)[1]).toMatchObject({ vlan: { trunk: "yes", tags: [{ id: 100 }, { id: 200 }] } });
    expect(Object.keys(networkConfigOf(docker, node)["vlans"] ?? {})).toEqual(["trunk.100", "trunk.200"]);
  });

  test.each(["node1", "node2"])("%s has Docker, from Debian", (node) => {
    expect(userDataOf(docker, node)["packages"]).toEqual(expect.arrayContaining(["docker.io", "openvswitch-switch", "iputils-arping"]));
    expect(userDataOf(docker, node)).not.toHaveProperty("apt.sources");
  });

  test("the host is not on the underlay, and hands out no addresses there", () => {
    const underlay = resources(docker, "libvirt_network").find(([name]) => name.startsWith("underlay_"))?.[1];
    expect(underlay).not.toHaveProperty("forward");
    expect(underlay?.["ips"] ?? []).toEqual([]);
    expect(docker.spec.networks.find(({ name }) => name === "underlay")?.subnets).toEqual([{ cidr: "10.21.14.0/24" }]);
  });
});

describe("access", () => {
  test("web1 and web2 share a VLAN, db1 is on the other", () => {
    const ports = ["web1", "web2", "db1"].map((machine) => interfaces(access, machine)[1]?.["source"]);
    expect(ports).toMatchObject([{ network: { port_group: "web" } }, { network: { port_group: "web" } }, { network: { port_group: "db" } }]);
  });

  test("machines are small and install nothing, so that they boot fast under emulation and without a network", () => {
    for (const { name, vcpus, memoryMiB, disks } of access.spec.machines) {
      expect({ name, vcpus, memoryMiB, disks: disks.map(({ bytes }) => bytes / 1024 ** 3) }).toEqual({ name, vcpus: 1, memoryMiB: 512, disks: [4] });
      expect(userDataOf(access, name)).not.toHaveProperty("packages");
    }
  });
});
