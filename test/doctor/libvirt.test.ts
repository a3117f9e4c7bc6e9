import { KvmHost } from "../../constructs/host/kvm-host";
import { MARK_NAMESPACE } from "../../constructs/terraform/lab-resources";
import { findTakenNames, Libvirt, virshUri, type NameSituation } from "../../engines/doctor";
import { networkOf, parseNetwork, parsePool, markOf } from "../../engines/doctor/libvirt-xml";
import { FakedHost } from "./support/faked-host";
import { lab, LAB_ID, labWithOvs } from "./support/labs";

const mark = (id: string, prefix = "labwright"): string => `<${prefix}:lab xmlns:${prefix}="${MARK_NAMESPACE}" id="${id}" name="payments"/>`;

describe("virshUri", () => {
  test.each([
    [KvmHost.local(), "qemu:///system"],
    [KvmHost.remote("alice@kvm1:2222"), "qemu+ssh://alice@kvm1:2222/system?no_tty=1"],
    [KvmHost.parse("qemu:///session"), "qemu:///session"],
  ])("%#", (host, uri) => expect(virshUri(host)).toBe(uri));
});

describe("libvirt's XML", () => {
  test("a network: its bridge, addresses in every notation, routes and mark", () => {
    const xml = `<network connections='1'><name>mgmt</name><uuid>1</uuid><metadata>${mark("abc")}</metadata>
      <forward mode='nat'/><bridge name='virbr5' stp='on'/>
      <ip address='10.20.4.1' netmask='255.255.255.0'><dhcp><range start='10.20.4.2' end='10.20.4.9'/></dhcp></ip>
      <ip family='ipv6' address='fd00:20:4::1' prefix='64'/><ip address='172.16.9.1'/>
      <route address='10.99.0.0' prefix='16' gateway='10.20.4.2'/></network>`;
    expect(parseNetwork(xml, true)).toEqual({
      name: "mgmt", active: true, bridge: "virbr5", labId: "abc", labName: "payments",
      subnets: ["10.20.4.0/24", "fd00:20:4::/64", "172.16.0.0/16", "10.99.0.0/16"],
    });
  });

  test("a network without addresses, and what is no network", () => {
    expect(parseNetwork("<network><name>lan</name><forward mode='bridge'/><bridge name='br0'/></network>", false)).toMatchObject({ subnets: [], labId: undefined });
    expect(parseNetwork("", true)).toBeUndefined();
    expect(parseNetwork("error: Network not found", true)).toBeUndefined();
  });

  test("the mark counts by its namespace, not by its prefix", () => {
    expect(markOf(`<metadata>${mark("abc", "x")}</metadata>`)).toBe("abc");
    expect(markOf('<metadata><labwright:lab xmlns:labwright="https://elsewhere" id="abc"/></metadata>')).toBeUndefined();
  });

  test("a pool", () => {
    expect(parsePool("<pool type='dir'><name>p</name><target><path>/srv/p</path></target></pool>")).toEqual({ name: "p", type: "dir", path: "/srv/p" });
  });

  test("networkOf clears the host's bits and refuses what is no address", () => {
    expect(networkOf("10.0.3.7", 24)).toBe("10.0.3.0/24");
    expect(networkOf("fd00::1:2", 64)).toBe("fd00::/64");
    expect(networkOf("nonsense", 24)).toBeUndefined();
  });
});

describe("inventory (faked host)", () => {
  const uuid = "5a5e3f5b-0c39-4d92-8b7c-6d6f7b1c2d3e";
  const box = `lw-${LAB_ID}-box`;
  const pool = `lw-${LAB_ID}-pool`;

  test("reads every network, and of domains and pools only those with the lab's names", async () => {
    const run = new FakedHost({
      virshLists: `@active@${uuid}\n\n@networks@${uuid}\n@running@foreign\n\n@domains@foreign\n${box}\n\n@pools@default\n${pool}\n`,
      virshDumps: {
        [uuid]: "<network><name>default</name><bridge name='virbr0'/><ip address='192.168.122.1' netmask='255.255.255.0'/></network>",
        [box]: `<domain><name>${box}</name><metadata>${mark(LAB_ID)}</metadata></domain>`,
        [pool]: `<pool type='dir'><name>${pool}</name><target><path>/var/lib/libvirt/images/${pool}</path></target></pool>`,
      },
    });
    expect(await new Libvirt(KvmHost.local(), run).inventory(lab())).toEqual({
      networks: [{ name: "default", active: true, bridge: "virbr0", subnets: ["192.168.122.0/24"], labId: undefined, labName: undefined }],
      domains: [{ name: box, running: false, labId: LAB_ID }],
      pools: [{ name: pool, type: "dir", path: `/var/lib/libvirt/images/${pool}` }],
    });
    const commands = run.asked.map(({ command }) => command.argv.at(-1)).join("; ");
    expect(commands).not.toContain("dumpxml foreign");
    expect(commands).not.toMatch(/define|destroy|start|delete|create/);
  });

  test("what vanishes between the two questions is not there", async () => {
    const run = new FakedHost({ virshLists: `@active@@networks@${uuid}\n@running@@domains@${box}\n@pools@` });
    expect(await new Libvirt(KvmHost.local(), run).inventory(lab())).toEqual({ networks: [], domains: [], pools: [] });
  });

  test("without virsh here, the host's own is asked", async () => {
    const run = new FakedHost({ without: ["virsh"] });
    await new Libvirt(KvmHost.remote("alice@kvm1"), run).answer();
    expect(run.asked.map(({ where, command }) => [where, command.argv[3]])).toEqual([["here", "qemu+ssh://alice@kvm1/system?no_tty=1"], ["host", "qemu:///system"]]);
  });
});

describe("findTakenNames", () => {
  const empty: NameSituation = { libvirt: { networks: [], domains: [], pools: [] }, interfaces: [], ovsBridges: [] };
  const taken = (situation: Partial<NameSituation>): string[] => findTakenNames(labWithOvs(), { ...empty, ...situation }).map(({ kind, name }) => `${kind} ${name}`);
  const box = `lw-${LAB_ID}-box`;
  const mgmt = `lw-${LAB_ID}-mgmt`;
  const pool = `lw-${LAB_ID}-pool`;

  test("nothing on an empty host", () => expect(taken({})).toEqual([]));

  test("somebody else's, or nobody's, are taken", () => {
    const libvirt = {
      domains: [{ name: box, running: true, labId: "other" }],
      networks: [{ name: mgmt, active: true, subnets: [] }],
      pools: [{ name: pool, type: "dir", path: "/home/eve" }],
    };
    expect(taken({ libvirt })).toEqual([`domain ${box}`, `network ${mgmt}`, `storage pool ${pool}`]);
  });

  test("interfaces and OVS bridges too", () => {
    expect(taken({ interfaces: [{ name: "lwnatbridge1234" }, { name: "lwovsbridge1234" }] })).toEqual(["interface lwnatbridge1234", "interface lwovsbridge1234"]);
    expect(taken({ interfaces: [{ name: "lwovsbridge1234" }], ovsBridges: [{ name: "lwovsbridge1234" }] })).toEqual(["OVS bridge lwovsbridge1234"]);
  });

  test("the lab's own are not", () => {
    const libvirt = {
      domains: [{ name: box, running: true, labId: LAB_ID }],
      networks: [{ name: mgmt, active: true, bridge: "lwnatbridge1234", subnets: [], labId: LAB_ID }],
      pools: [{ name: pool, type: "dir", path: `/var/lib/libvirt/images/${pool}` }],
    };
    expect(taken({ libvirt, interfaces: [{ name: "lwnatbridge1234" }, { name: "lwovsbridge1234" }], ovsBridges: [{ name: "lwovsbridge1234", labId: LAB_ID }] })).toEqual([]);
  });

  test("without Open vSwitch's word its bridges are not judged by their interface", () => {
    expect(taken({ interfaces: [{ name: "lwovsbridge1234" }], ovsBridges: undefined })).toEqual([]);
  });
});
