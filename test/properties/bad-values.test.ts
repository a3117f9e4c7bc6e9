import fc from "fast-check";
import { checkTerraformJson } from "@cdktf/provider-libvirt/schema-check";
import { contextKeys } from "../../constructs/core/context";
import { formatProblem, LabError } from "../../constructs/core/lab-error";
import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine, type MachineProps } from "../../constructs/machine/machine";
import { NetworkAttachment } from "../../constructs/network/attachment";
import { BridgedNetwork } from "../../constructs/network/bridged-network";
import { IsolatedNetwork } from "../../constructs/network/isolated-network";
import { MacvtapNetwork } from "../../constructs/network/macvtap-network";
import { NatNetwork } from "../../constructs/network/nat-network";
import { OvsBridge } from "../../constructs/network/ovs-bridge";
import { OvsNetwork } from "../../constructs/network/ovs-network";
import { RoutedNetwork } from "../../constructs/network/routed-network";
import type { LabStack } from "../../stacks/lab-stack";
import { badValue } from "../support/bad-values";
import { type LabOptions, makeLab, withoutTraces } from "../support/synth";

// Few at a time, others the next time: fast-check prints the seed of what it found.
const RUNS = Number(process.env["LABWRIGHT_PROPERTY_RUNS"] ?? 15);

type Build = (lab: LabStack, props: never) => unknown;

const image = Image.debian12();
const machine = (rest: Partial<MachineProps>): object => ({ image, ...rest });

/** Each construct with properties that are fine: one after the other is replaced by something that is not. */
const CONSTRUCTS: Readonly<Record<string, readonly [build: Build, good: object]>> = {
  NatNetwork: [(lab, props) => new NatNetwork(lab, "net", props), { cidr: "10.1.0.0/24", ipv6: true, domain: "lab.internal", dhcp: true, mtu: 1500 }],
  RoutedNetwork: [(lab, props) => new RoutedNetwork(lab, "net", props), { cidr: "10.1.0.0/24", ipv6: "fd00:1::/64", domain: "lab.internal", dhcp: false }],
  IsolatedNetwork: [(lab, props) => new IsolatedNetwork(lab, "net", props), { cidr: "10.1.0.0/24", hostAccess: false }],
  BridgedNetwork: [(lab, props) => new BridgedNetwork(lab, "net", props), { bridge: "br0", cidr: "10.1.0.0/24", gateway: "10.1.0.1" }],
  MacvtapNetwork: [(lab, props) => new MacvtapNetwork(lab, "net", props), { device: "eth0", mode: "bridge", cidr: "10.1.0.0/24", gateway: "10.1.0.1" }],
  OvsNetwork: [(lab, props) => new OvsNetwork(lab, "net", props), { vlans: { red: 10 }, bridge: "ovs0" }],
  "a VLAN": [(lab, red) => new OvsNetwork(lab, "net", { vlans: { red } }), { tag: 10, cidr: "10.1.0.0/24", ipv6: true }],
  OvsBridge: [(lab, props) => new OvsBridge(lab, "br", props), { datapath: "netdev" }],
  Machine: [(lab, props) => new Machine(lab, "web", props), machine({ vcpus: 1, memory: Size.gibibytes(1), disk: Size.gibibytes(5), disks: [], networks: [], cloudInit: {}, nestedVirtualization: true, firmware: "uefi", graphics: "vnc", autostart: true, installer: Image.fromFile("/a.iso"), arch: "x86_64" })],
  "a data disk": [(lab, disk) => new Machine(lab, "web", { image, disks: [disk] }), { name: "data", size: Size.gibibytes(1), bus: "sata" }],
  "cloud-init": [(lab, cloudInit) => new Machine(lab, "web", { image, cloudInit }), { packages: ["vim"], users: [], files: [], commands: ["true"], parts: [{}] }],
  "a cloud-init user": [(lab, user) => new Machine(lab, "web", { image, cloudInit: { users: [user] } }), { name: "ann", groups: ["wheel"], sudo: true, shell: "/bin/sh" }],
  "a cloud-init file": [(lab, file) => new Machine(lab, "web", { image, cloudInit: { files: [file] } }), { path: "/a", content: "b", permissions: "0600", owner: "root" }],
  "a cloud-config part": [(lab, part) => new Machine(lab, "web", { image }).addCloudConfig(part), { hostname: "x", users: [], packages: [], write_files: {} }],
  ignition: [(lab, ignition) => new Machine(lab, "web", { image: Image.flatcar({ allowUnpinned: true }), ignition }), { files: [], units: [] }],
  "an Ignition file": [(lab, file) => new Machine(lab, "web", { image: Image.flatcar({ allowUnpinned: true }), ignition: { files: [file] } }), { path: "/a", content: "b", mode: 0o600 }],
  "an Ignition unit": [(lab, unit) => new Machine(lab, "web", { image: Image.flatcar({ allowUnpinned: true }), ignition: { units: [unit] } }), { name: "a.service", contents: "b" }],
  "attach()": [(lab, options) => new Machine(lab, "web", { image, networks: [new NatNetwork(lab, "net", { ipv6: true }).attach(options)] }), { address: 20, address6: "fd00::1", addressing: "dhcp", mac: "52:54:00:00:00:01", name: "eth0" }],
  "access()": [(lab, options) => new Machine(lab, "web", { image, networks: [new OvsNetwork(lab, "net", { vlans: { red: 10 } }).access("red", options)] }), { address: 20, mac: "52:54:00:00:00:01" }],
  "trunk()": [(lab, options) => new Machine(lab, "web", { image, networks: [new OvsNetwork(lab, "net", { vlans: { red: 10 } }).trunk(["red"], options)] }), { native: "red", subinterfaces: true }],
  "the VLANs of a port": [(lab, { access, trunk }: { access: never; trunk: never }) => {
    const net = new OvsNetwork(lab, "net", { vlans: { red: 10 } });
    new Machine(lab, "web", { image, networks: [net.access(access), net.trunk(trunk, { name: "eth1" })] });
  }, { access: "red", trunk: ["red"] }],
  "a NIC": [(lab, { to, network, options }: { to: never; network: never; options: never }) => new Machine(lab, "web", { image }).connect(to).connect(new NetworkAttachment(network, options)), { to: undefined, network: undefined, options: {} }],
  "an id": [(lab, { network, name, bridge }: { network: never; name: never; bridge: never }) => [new NatNetwork(lab, network), new Machine(lab, name, { image }), new OvsBridge(lab, bridge)], { network: "net", name: "web", bridge: "br" }],
  "a scope": [(_lab, { network, name }: { network: never; name: never }) => [new NatNetwork(network, "net"), new Machine(name, "web", { image })], { network: undefined, name: undefined }],
};

/** Runs what a user runs: constructs, then synthesis. Whatever is wrong is told as a LabError or collected, or else the JSON is valid. */
function tryOut(build: (lab: LabStack) => unknown, options: LabOptions = {}): void {
  withoutTraces(() => outcomeOf(build, options));
}

function outcomeOf(build: (lab: LabStack) => unknown, options: LabOptions): void {
  let stack: LabStack;
  try {
    stack = makeLab(options);
    build(stack);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    for (const problem of error.problems) formatProblem(problem, "zh");
    return;
  }
  const problems = stack.lab.findProblems();
  for (const problem of problems) formatProblem(problem, "zh");
  // cdktf renders everything once before it validates: that too has to go well.
  const json = JSON.parse(JSON.stringify(stack.toTerraform())) as object;
  if (problems.length > 0) {
    expect(() => stack.spec()).toThrow(LabError);
  } else {
    stack.spec();
    expect(checkTerraformJson(json).map(({ message }) => message)).toEqual([]);
  }
}

/** Entries above that pass on several arguments, not one mapping. */
const COMPOSITES = ["the VLANs of a port", "a NIC", "an id", "a scope"];

describe.each(Object.entries(CONSTRUCTS))("%s", (name, [build, good]) => {
  const whole = COMPOSITES.includes(name) ? [] : ["(all of it)", "(an unknown one)"];

  test.each([...Object.keys(good), ...whole])("%s: any value is taken or refused with a code", (property) => {
    const replaced = (value: unknown): unknown => (property === "(all of it)" ? value : { ...good, [property]: value });
    fc.assert(fc.property(badValue, (value) => tryOut((lab) => build(lab, replaced(value) as never))), { numRuns: RUNS });
  });
});

describe("a lab", () => {
  const withNetwork = (lab: LabStack): unknown => new Machine(lab, "web", { image, networks: [new NatNetwork(lab, "net")] });

  test.each(["host", "name", "title", "arch", "subnetBase", "id"])("%s: any value is taken or refused with a code", (property) => {
    fc.assert(fc.property(badValue, (value) => tryOut(withNetwork, { [property]: value })), { numRuns: RUNS });
  });

  test.each(Object.values(contextKeys))("context %s: any value is taken or refused with a code", (key) => {
    fc.assert(fc.property(badValue, (value) => tryOut(withNetwork, { context: { [key]: value } })), { numRuns: RUNS });
  });

  test.each(["apt", "images"])("mirrors.%s: any value is taken or refused with a code", (kind) => {
    fc.assert(fc.property(badValue, (value) => tryOut(withNetwork, { context: { [contextKeys.mirrors]: { [kind]: value } } })), { numRuns: RUNS });
  });

  test.each(["url", "checksum", "packages"])("pin %s: any value is taken or refused with a code", (property) => {
    const good = { url: "https://images.example/d.qcow2", checksum: `sha256:${"a".repeat(64)}` };
    fc.assert(fc.property(badValue, (value) => tryOut(withNetwork, { context: { [contextKeys.images]: { "debian-12/x86_64": { ...good, [property]: value } } } })), { numRuns: RUNS });
  });
});
