import { Image } from "../../../constructs/image/image";
import { Machine } from "../../../constructs/machine/machine";
import { IsolatedNetwork } from "../../../constructs/network/isolated-network";
import { NatNetwork } from "../../../constructs/network/nat-network";
import { RoutedNetwork } from "../../../constructs/network/routed-network";
import { codesOf, makeLab, problemsOf, synthLab } from "../../support/synth";

const image = Image.debian12();

describe("NatNetwork", () => {
  test("is a libvirt network that forwards by NAT, with its gateway, DHCP and DNS", () => {
    const lab = synthLab((stack) => void new NatNetwork(stack, "mgmt", { cidr: "10.20.4.0/24" }));
    const network = lab.resource("mgmt/network");
    expect(network).toMatchObject({
      name: expect.stringMatching(/^lw-[a-z2-7]{13}-mgmt$/),
      autostart: true,
      forward: { mode: "nat" },
      bridge: { name: expect.stringMatching(/^lw[a-z2-7]{13}$/), stp: "on", delay: "0" },
      domain: { name: "lab.lab.internal", local_only: "yes" },
      ips: [{ family: "ipv4", address: "10.20.4.1", prefix: 24, dhcp: { ranges: [{ start: "10.20.4.128", end: "10.20.4.254" }] } }],
    });
    expect(network).not.toHaveProperty("mtu");
  });

  test("carries the lab's mark", () => {
    const lab = synthLab((stack) => void new NatNetwork(stack, "mgmt"));
    expect(String(lab.at("mgmt/network", "metadata", "xml")).trim()).toMatch(/^<labwright:lab xmlns:labwright="[^"]+" id="[a-z2-7]{13}" name="lab"\/>$/);
  });

  test("is made anew when its definition changes, as libvirt changes none in place", () => {
    const digestOf = (domain: string): unknown => synthLab((stack) => void new NatNetwork(stack, "mgmt", { domain })).at("mgmt/definition", "triggers_replace");
    const lab = synthLab((stack) => void new NatNetwork(stack, "mgmt"));
    expect(lab.at("mgmt/network", "lifecycle", "replace_triggered_by")).toEqual([lab.address("mgmt/definition")]);
    expect(digestOf("a.internal")).not.toEqual(digestOf("b.internal"));
    expect(digestOf("a.internal")).toEqual(digestOf("a.internal"));
  });

  test("has IPv6 when asked, behind NAT too", () => {
    const lab = synthLab((stack) => void new NatNetwork(stack, "mgmt", { cidr: "10.20.4.0/24", ipv6: "fd00:20:4::/64" }));
    expect(lab.at("mgmt/network", "forward")).toEqual({ mode: "nat", nat: { ipv6: "yes" } });
    expect(lab.at("mgmt/network", "ips", 1)).toMatchObject({ family: "ipv6", address: "fd00:20:4::1", prefix: 64 });
  });

  test("takes MTU and domain", () => {
    const lab = synthLab((stack) => void new NatNetwork(stack, "mgmt", { mtu: 9000, domain: "corp.internal" }));
    expect(lab.at("mgmt/network", "mtu")).toEqual({ size: 9000 });
    expect(lab.at("mgmt/network", "domain", "name")).toBe("corp.internal");
  });

  test("can do without DHCP", () => {
    const lab = synthLab((stack) => void new NatNetwork(stack, "mgmt", { dhcp: false }));
    expect(lab.at("mgmt/network", "ips", 0)).not.toHaveProperty("dhcp");
  });

  test("keeps addresses for machines that ask its DHCP server", () => {
    const lab = synthLab((stack) => {
      const net = new NatNetwork(stack, "mgmt", { cidr: "10.20.4.0/24" });
      new Machine(stack, "web", { image, networks: [net.attach({ addressing: "dhcp", address: 11, mac: "52:54:00:00:00:11" })] });
    });
    expect(lab.at("mgmt/network", "ips", 0, "dhcp", "hosts")).toEqual([{ mac: "52:54:00:00:00:11", ip: "10.20.4.11", name: "web" }]);
  });

  test("refuses machines that ask for a server it does not have", () => {
    const problems = problemsOf((lab) => new Machine(lab, "web", { image, networks: [new NatNetwork(lab, "mgmt", { dhcp: false }).attach({ addressing: "dhcp" })] }));
    expect(problems.map(({ code, path, values }) => [code, path, values["property"]])).toEqual([["LW1001", "lab/mgmt", "addressing"]]);
  });
});

describe("RoutedNetwork", () => {
  test("forwards without changing addresses", () => {
    const lab = synthLab((stack) => void new RoutedNetwork(stack, "dmz", { cidr: "10.20.5.0/24", ipv6: "fd00:20:5::/64" }));
    expect(lab.at("dmz/network", "forward")).toEqual({ mode: "route" });
  });
});

describe("IsolatedNetwork", () => {
  test("forwards nothing but has the host on it", () => {
    const lab = synthLab((stack) => void new IsolatedNetwork(stack, "lan", { cidr: "10.20.6.0/24" }));
    expect(lab.resource("lan/network")).not.toHaveProperty("forward");
    expect(lab.at("lan/network", "ips", 0, "address")).toBe("10.20.6.1");
  });

  test("without host access has no address, no DHCP and no SSH through it", () => {
    const stack = makeLab();
    const net = new IsolatedNetwork(stack, "lan", { hostAccess: false, cidr: "10.20.6.0/24" });
    const machine = new Machine(stack, "web", { image, networks: [net] });
    expect(net.reachableFromHost).toBe(false);
    expect(net.subnets[0]?.dhcpRange).toBeUndefined();
    expect(machine.ssh).toBeUndefined();
    expect(machine.address(net)).toMatch(/^10\.20\.6\./);
    const lab = synthLab((other) => void new IsolatedNetwork(other, "lan", { hostAccess: false }));
    expect(lab.at("lan/network", "ips")).toEqual([]);
  });
});

describe("bad networks", () => {
  test.each<[string, object, string]>([
    ["MTU below the smallest", { mtu: 575 }, "mtu"], ["MTU above the largest", { mtu: 65522 }, "mtu"], ["MTU that is text", { mtu: "1500" }, "mtu"],
    ["domain with capitals", { domain: "Lab.internal" }, "domain"], ["DHCP that is text", { dhcp: "yes" }, "dhcp"], ["no mapping", [], "options"],
  ])("%s", (_name, props, property) => {
    expect(problemsOf((lab) => new NatNetwork(lab, "net", props)).map(({ code, values }) => [code, values["property"]])).toEqual([["LW1001", property]]);
  });

  test("an unknown option is told with the known ones", () => {
    const [problem] = problemsOf((lab) => new NatNetwork(lab, "net", { cdir: "10.0.0.0/24" } as object));
    expect(problem).toEqual({ code: "LW1002", path: "lab/net", values: { property: "cdir", known: "mtu, cidr, ipv6, domain, dhcp" } });
  });

  test("a name that is no host name", () => {
    expect(codesOf((lab) => new NatNetwork(lab, "My_Net"))).toEqual(["LW1001"]);
  });

  test("all that is wrong is told at once, when the lab is synthesized", () => {
    const build = (lab: ReturnType<typeof makeLab>): void => {
      new NatNetwork(lab, "a", { mtu: 1, domain: "?" });
      new NatNetwork(lab, "b", { cidr: "10.0.0.1/24" });
    };
    expect(codesOf(build)).toEqual(["LW1001", "LW1001", "LW1010"]);
    expect(() => synthLab(build)).toThrow(/LW1001 lab\/a[\s\S]*LW1001 lab\/a[\s\S]*LW1010 lab\/b/);
  });
});

test("a DHCP reservation is told apart from the definition: both make the network anew", () => {
  const trigger = (options: object): unknown => synthLab((lab) => new Machine(lab, "web", { image: Image.debian12(), networks: [new NatNetwork(lab, "mgmt", { cidr: "10.20.4.0/24" }).attach(options)] })).at("mgmt/definition", "triggers_replace");
  const definition = trigger({});
  expect(definition).toEqual(expect.any(String));
  expect(trigger({ addressing: "dhcp", address: 11 })).toEqual({ definition, reserved: expect.any(String) as string });
});
