import fc from "fast-check";
import { Cidr } from "../../constructs/core/cidr";
import { findSubnetClashes, readHostNetworking, suggestSubnetBase, type HostNetwork, type LibvirtNetwork } from "../../engines/doctor";
import { FakedHost } from "./support/faked-host";
import { lab, LAB_ID, network, ovsNetwork } from "./support/labs";

const route = (cidr: string, connected = true, device = "eth0"): HostNetwork => ({ cidr, device, connected });
const other = (subnet: string, props: Partial<LibvirtNetwork> = {}): LibvirtNetwork => ({ name: "default", active: true, bridge: "virbr0", subnets: [subnet], ...props });
const clashes = (host: HostNetwork[], libvirt: LibvirtNetwork[] = [], spec = lab()): string[] =>
  findSubnetClashes(spec, { host, libvirt }).map(({ effect, owner, other: cidr }) => `${effect} ${owner} ${cidr}`);

describe("findSubnetClashes", () => {
  test("none with what lies elsewhere", () => {
    expect(clashes([route("192.168.1.0/24"), route("10.129.0.0/16")], [other("192.168.122.0/24")])).toEqual([]);
  });

  test("a network that the host is on stops the lab, whichever is the larger", () => {
    expect(clashes([route("10.128.7.0/24")])).toEqual(["stops eth0 10.128.7.0/24"]);
    expect(clashes([route("10.128.7.128/25")])).toEqual(["stops eth0 10.128.7.128/25"]);
    expect(clashes([route("10.0.0.0/8")])).toEqual(["stops eth0 10.0.0.0/8"]);
  });

  test("a route through a router stops it when it is as narrow, and is hidden in part when it is wider", () => {
    expect(clashes([route("10.128.7.0/24", false, "tun0")])).toEqual(["stops tun0 10.128.7.0/24"]);
    expect(clashes([route("10.0.0.0/8", false, "tun0")])).toEqual(["hides tun0 10.0.0.0/8"]);
  });

  test("another libvirt network stops it; one that is not started may be started later", () => {
    expect(clashes([], [other("10.128.0.0/16")])).toEqual(["stops libvirt default 10.128.0.0/16"]);
    for (const subnet of ["10.128.0.0/16", "10.128.7.0/24"]) {
      expect(clashes([], [other(subnet, { active: false })])).toEqual([`hides libvirt default ${subnet}`]);
    }
  });

  test("another lab is told by its name, and not a second time by its bridge", () => {
    const theirs = other("10.128.7.0/24", { name: "lw-zzz-mgmt", bridge: "lwother", labId: "zzz", labName: "payments" });
    expect(clashes([route("10.128.7.0/24", true, "lwother")], [theirs])).toEqual(["stops libvirt lw-zzz-mgmt (payments) 10.128.7.0/24"]);
  });

  test("the lab's own networks are in nobody's way", () => {
    const mine = other("10.128.7.0/24", { name: network().hostName, bridge: "lwnatbridge1234", labId: LAB_ID });
    expect(clashes([route("10.128.7.0/24", true, "lwnatbridge1234")], [mine])).toEqual([]);
    // One that the lab no longer has, and that the same `up` removes.
    expect(clashes([], [{ ...mine, name: `lw-${LAB_ID}-renamed` }])).toEqual([]);
  });

  test("VLANs and LANs do not touch the host's routes", () => {
    const spec = lab({ networks: [ovsNetwork({ subnets: [{ cidr: "10.10.0.0/24" }] }), network({ kind: "bridged", bridge: "br0", subnets: [{ cidr: "192.168.1.0/24" }] })] });
    expect(clashes([route("10.10.0.0/24"), route("192.168.1.0/24")], [], spec)).toEqual([]);
  });

  test("IPv6 as well", () => {
    const spec = lab({ networks: [network({ subnets: [{ cidr: "fd00:20:4::/64" }] })] });
    expect(clashes([route("fd00:20::/32", false)], [], spec)).toEqual(["hides eth0 fd00:20::/32"]);
  });
});

describe("suggestSubnetBase", () => {
  test("the default where it is free, another as large where it is not", () => {
    expect(suggestSubnetBase({ host: [], libvirt: [] })).toBe("10.128.0.0/10");
    expect(suggestSubnetBase({ host: [route("10.130.0.0/24")], libvirt: [] })).toBe("10.64.0.0/10");
    expect(suggestSubnetBase({ host: [route("10.0.0.0/8", false)], libvirt: [other("172.16.5.0/24")] })).toBe("100.64.0.0/10");
  });

  test("a free part where no range is free as a whole", () => {
    const host = ["10.0.0.0/8", "172.16.0.0/12", "100.64.0.0/10", "192.168.0.0/17"].map((cidr) => route(cidr));
    expect(suggestSubnetBase({ host, libvirt: [] })).toBeUndefined();
    expect(suggestSubnetBase({ host: [route("10.0.0.0/9"), route("10.128.0.0/10"), route("10.192.3.0/24"), ...host.slice(1)], libvirt: [] })).toBe("10.193.0.0/16");
  });

  test("one that the lab's networks fit into", () => {
    const host = ["10.0.0.0/8", "172.16.0.0/12"].map((cidr) => route(cidr, false));
    const suggested = (...cidrs: string[]): string | undefined => suggestSubnetBase({ host, libvirt: [] }, lab({ networks: cidrs.map((cidr) => network({ subnets: [{ cidr }] })) }));
    expect(suggested("10.20.4.0/24", "10.84.4.0/24")).toBeUndefined();
    expect(suggested("10.20.4.0/24", "10.84.5.0/24")).toBe("100.64.0.0/10");
  });

  test("what it suggests never overlaps what is used", () => {
    const networks = fc.array(fc.tuple(fc.constantFrom("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"), fc.integer({ min: 12, max: 30 }), fc.nat()), { maxLength: 20 });
    fc.assert(fc.property(networks, (picks) => {
      const host = picks.map(([base, prefix, index]) => {
        const range = Cidr.parse(base);
        const longer = Math.max(prefix, range.prefix);
        return route(range.subnet(longer, index % range.subnetCount(longer)).toString());
      });
      const base = suggestSubnetBase({ host, libvirt: [] });
      return base === undefined || host.every(({ cidr }) => !Cidr.parse(cidr).overlaps(Cidr.parse(base)));
    }));
  });
});

describe("readHostNetworking (faked host)", () => {
  test("addresses and routes, without loopback, link-local and multicast", async () => {
    const networking = await readHostNetworking(new FakedHost({
      addresses: [
        { ifname: "lo", addr_info: [{ local: "127.0.0.1", prefixlen: 8, scope: "host" }] },
        { ifname: "eth0", addr_info: [{ local: "192.168.1.20", prefixlen: 24, scope: "global" }, { local: "fe80::1", prefixlen: 64, scope: "link" }, { local: "fd00:1::5", prefixlen: 64, scope: "global" }] },
      ],
      routes: [
        { dst: "default", gateway: "192.168.1.1", dev: "eth0", metric: 100 }, { dst: "default", gateway: "10.9.0.1", dev: "wlan0", metric: 600 },
        { dst: "10.0.0.0/8", gateway: "192.168.1.254", dev: "eth0" }, { dst: "10.9.9.9", dev: "tun0" }, { dst: "ff00::/8", dev: "eth0", type: "multicast" },
      ],
    }));
    expect(networking).toEqual({
      networks: [
        { cidr: "192.168.1.0/24", device: "eth0", connected: true }, { cidr: "fd00:1::/64", device: "eth0", connected: true },
        { cidr: "10.0.0.0/8", device: "eth0", connected: false }, { cidr: "10.9.9.9/32", device: "tun0", connected: true },
      ],
      uplink: { device: "eth0", addresses: ["192.168.1.20/24"], gateway: "192.168.1.1" },
    });
  });
});
