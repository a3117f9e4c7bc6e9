import { Image } from "../../../constructs/image/image";
import type { IgnitionProps } from "../../../constructs/machine/ignition";
import { Machine } from "../../../constructs/machine/machine";
import type { NetworkAttachment } from "../../../constructs/network/attachment";
import { BridgedNetwork } from "../../../constructs/network/bridged-network";
import { NatNetwork } from "../../../constructs/network/nat-network";
import type { Network } from "../../../constructs/network/network";
import { OvsNetwork } from "../../../constructs/network/ovs-network";
import type { LabStack } from "../../../stacks/lab-stack";
import { codesOf, makeLab, problemsOf, synthLab } from "../../support/synth";

const image = Image.flatcar({ allowUnpinned: true });

interface Ignition {
  readonly ignition: { readonly version: string };
  readonly passwd: unknown;
  readonly storage: { readonly files: { readonly path: string; readonly mode: number; readonly overwrite: boolean; readonly contents: { readonly source: string } }[] };
  readonly systemd?: { readonly units: unknown[] };
}

function ignitionOf(props?: IgnitionProps, networks: (lab: LabStack) => (Network | NetworkAttachment)[] = () => []): Ignition {
  const lab = makeLab();
  const machine = new Machine(lab, "core1", { image, ignition: props, networks: networks(lab) });
  return JSON.parse(machine.seed()?.userData ?? "") as Ignition;
}

/** The text of each file, by path. */
function filesOf(ignition: Ignition): Record<string, string> {
  return Object.fromEntries(ignition.storage.files.map(({ path, contents }) => [path, decodeURIComponent(contents.source.replace(/^data:,/, ""))]));
}

describe("a machine with Ignition", () => {
  test("has its name and the lab's key", () => {
    const ignition = ignitionOf();
    expect(ignition).toMatchObject({ ignition: { version: "3.3.0" }, passwd: { users: [{ name: "core", sshAuthorizedKeys: ["{{labwright.sshPublicKey}}"] }] } });
    expect(filesOf(ignition)).toEqual({ "/etc/hostname": "core1\n" });
  });

  test("has its files and units", () => {
    const ignition = ignitionOf({ files: [{ path: "/etc/motd", content: "héllo %41\n" }, { path: "/run.sh", content: "", mode: 0o755 }], units: [{ name: "web.service", contents: "[Service]\n" }] });
    expect(filesOf(ignition)["/etc/motd"]).toBe("héllo %41\n");
    expect(ignition.storage.files.map(({ mode, overwrite }) => [mode, overwrite])).toEqual([[0o644, true], [0o644, true], [0o755, true]]);
    expect(ignition.systemd?.units).toEqual([{ name: "web.service", contents: "[Service]\n", enabled: true }]);
  });

  test("reads it from QEMU's firmware device, not from a disk", () => {
    const lab = synthLab((stack) => void new Machine(stack, "core1", { image }));
    expect(lab.at("core1/domain", "sys_info")).toEqual([{ fw_cfg: { entry: [{ name: "opt/com.coreos/config", value: "", file: `\${${lab.address("core1/seed")}.path}` }] } }]);
    expect(lab.at("core1/domain", "devices", "disks")).toHaveLength(1);
    expect(lab.at("core1/seed", "create", "content", "url")).toBe(`\${${lab.address("core1/ignition")}.path}`);
    expect(lab.at("core1/ignition", "content")).toContain("${var.labwright_ssh_public_key}");
  });

  test("is only waited for over SSH: it has no cloud-init", () => {
    const lab = synthLab((stack) => void new Machine(stack, "core1", { image, networks: [new NatNetwork(stack, "mgmt")] }));
    expect(JSON.stringify(lab.resource("core1/ready"))).toContain('\\"steps\\":[\\"ssh\\"]');
  });
});

describe("its network", () => {
  test("is found by MAC and named, with one default route", () => {
    const files = filesOf(ignitionOf(undefined, (lab) => ["a", "b"].map((id, index) => new NatNetwork(lab, id, { cidr: `10.${index}.0.0/24`, mtu: 1400 }).attach({ address: 11, mac: `52:54:00:00:00:0${index}` }))));
    expect(files["/etc/systemd/network/10-a.link"]).toBe("[Match]\nMACAddress=52:54:00:00:00:00\nType=ether\n\n[Link]\nName=a\nMTUBytes=1400\n");
    expect(files["/etc/systemd/network/10-a.network"]).toContain("Address=10.0.0.11/24\nGateway=10.0.0.1\nDNS=10.0.0.1\n");
    expect(files["/etc/systemd/network/11-b.network"]).toContain("Address=10.1.0.11/24\n");
    expect(files["/etc/systemd/network/11-b.network"]).not.toContain("Gateway");
  });

  test("routes through a LAN's gateway", () => {
    const files = filesOf(ignitionOf(undefined, (lab) => [new BridgedNetwork(lab, "lan", { bridge: "br0", cidr: "192.168.1.0/24", gateway: "192.168.1.254" }).attach({ address: 50 })]));
    expect(files["/etc/systemd/network/10-lan.network"]).toContain("Gateway=192.168.1.254");
  });

  test("asks the DHCP server, with its IPv6 address written down", () => {
    const files = filesOf(ignitionOf(undefined, (lab) => [new NatNetwork(lab, "mgmt", { ipv6: "fd00:1::/64" }).attach({ addressing: "dhcp", address6: "fd00:1::5" })]));
    expect(files["/etc/systemd/network/10-mgmt.network"]).toContain("[Network]\nDHCP=ipv4\nAddress=fd00:1::5/64\n");
  });

  test("has the VLAN interfaces of a trunk", () => {
    const files = filesOf(ignitionOf(undefined, (lab) => [new OvsNetwork(lab, "fabric", { vlans: { red: { tag: 10, cidr: "10.20.10.0/24" } } }).trunk(["red"], { subinterfaces: { red: 11 } })]));
    expect(files["/etc/systemd/network/10-fabric.network"]).toContain("VLAN=fabric.10");
    expect(files["/etc/systemd/network/10-fabric.10.netdev"]).toBe("[NetDev]\nName=fabric.10\nKind=vlan\n\n[VLAN]\nId=10\n");
    expect(files["/etc/systemd/network/10-fabric.10.network"]).toContain("Address=10.20.10.11/24");
  });
});

describe("bad Ignition", () => {
  test.each<[string, unknown, string[]]>([
    ["unknown options", { storage: {} }, ["storage"]],
    ["files that are no list", { files: {} }, ["ignition.files"]],
    ["a relative path", { files: [{ path: "a", content: "" }] }, ["ignition.files[0].path"]],
    ["broken characters", { files: [{ path: "/a", content: "\ud800" }] }, ["ignition.files[0].content"]],
    ["a mode out of range", { files: [{ path: "/a", content: "", mode: 0o10000 }] }, ["ignition.files[0].mode"]],
    ["a unit without ending", { units: [{ name: "web", contents: "" }] }, ["ignition.units[0].name"]],
  ])("%s", (_name, ignition, properties) => {
    expect(problemsOf((lab) => new Machine(lab, "core1", { image, ignition: ignition as IgnitionProps })).map(({ values }) => values["property"])).toEqual(properties);
  });

  test("for an image that never reads it", () => {
    expect(codesOf((lab) => new Machine(lab, "web", { image: Image.debian12(), ignition: {} }))).toEqual(["LW1040"]);
  });
});
