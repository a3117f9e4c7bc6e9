import { checkTerraformJson } from "@cdktf/provider-libvirt/schema-check";
import { Testing } from "cdktf";
import { Cidr } from "../../constructs/core/cidr";
import type { LabSpec, NetworkKind, NetworkSpec } from "../../constructs/spec/lab-spec";
import { ChapterStack } from "../../stacks/chapter-stack";
import { secretsIn } from "./secrets";
import { cases, once, resources, seeds, synthesize, walk, type Json } from "./support";

/** All guests together: 16 GiB, what a reader's laptop has, less 3 GiB for its own system. */
const MEMORY_BUDGET_MIB = 13312;

/** As large as the books' range and far from it. */
const MOVED_TO = "10.64.0.0/14";

/** Whose addresses the lab decides, and whose it is only told. */
const OWN: readonly NetworkKind[] = ["nat", "routed", "isolated", "ovs"];
const LANS: readonly NetworkKind[] = ["bridged", "macvtap"];

const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g;

describe.each(cases)("$stackId", (one) => {
  // Inside the tests: a chapter that cannot be synthesized fails its own, and the others are still told of.
  const made = once(() => synthesize(one));

  test("is synthesized without a problem", () => {
    expect(new ChapterStack(Testing.app(), one.chapter.id, { variant: one.variant }).lab.findProblems()).toEqual([]);
    const { spec } = made();
    expect(spec.machines.length).toBeGreaterThan(0);
    expect(spec.title).toEqual(one.chapter.title);
  });

  test("is the same when synthesized again", () => {
    const again = synthesize(one);
    expect(again.text).toBe(made().text);
    expect(again.spec).toEqual(made().spec);
  });

  test("stays within the memory budget", () => {
    expect(made().spec.machines.reduce((total, { memoryMiB }) => total + memoryMiB, 0)).toBeLessThanOrEqual(MEMORY_BUDGET_MIB);
  });

  test("holds nothing that the provider refuses", () => {
    const { terraform, spec } = made();
    expect(checkTerraformJson(terraform).map(({ message }) => message)).toEqual([]);
    // Other types would go unchecked.
    expect(Object.keys(terraform.resource).filter((type) => !/^(libvirt_\w+|terraform_data)$/.test(type))).toEqual([]);
    expect(resources(made(), "libvirt_domain").length).toBe(spec.machines.length);
  });

  test("holds no secret", () => {
    const { terraform, spec } = made();
    expect(secretsIn(terraform)).toEqual([]);
    expect(secretsIn(spec as unknown as Json)).toEqual([]);
    expect(secretsIn(seeds(spec))).toEqual([]);
  });

  test("keeps consoles on the host's loopback, and locked", () => {
    for (const [, domain] of resources(made(), "libvirt_domain")) {
      const { graphics = [] } = (domain["devices"] ?? {}) as { readonly graphics?: readonly { readonly [kind: string]: GraphicsJson }[] };
      for (const console of graphics.flatMap((kinds) => Object.values(kinds))) {
        expect(addressesOf(console).filter((address) => address !== "127.0.0.1")).toEqual([]);
        // One without a password is open to every user of the host; that it has expired is for the secrets' audit.
        expect(console.passwd).toBeDefined();
      }
      expect(walk(domain).filter(({ path }) => /\.(serials|consoles)\.\d+\.source\.(tcp|udp)/.test(path))).toEqual([]);
    }
  });

  test("lies within its book's subnet base", () => {
    expect(outside(one.chapter.subnetBase, made().spec, [...OWN, ...LANS])).toEqual([]);
  });

  test("moves to another subnet base as a whole, but for LANs that are not the lab's", () => {
    const moved = synthesize(one, { "labwright:subnet-base": MOVED_TO });
    expect(outside(MOVED_TO, moved.spec, OWN)).toEqual([]);
    expect(outside(one.chapter.subnetBase, moved.spec, LANS)).toEqual([]);
    // Nothing has an address written into it: what still is in the old range is a LAN's.
    const lans = cidrsOf(moved.spec, LANS);
    const left = inside(one.chapter.subnetBase, moved.text).filter((address) => !lans.some((lan) => lan.offsetOf(address) !== undefined));
    expect(left).toEqual([]);
    expect(inside(MOVED_TO, moved.text).length).toBeGreaterThan(0);
  });

  test("is reached over SSH at an address that the lab itself provides", () => {
    const { spec } = made();
    for (const { nics, ssh } of spec.machines) {
      const nic = nics.find(({ addresses }) => addresses.some((address) => address.replace(/\/.*/, "") === ssh?.address));
      expect(networkOf(spec, nic?.network).subnets[0]?.gateway).toBeDefined();
      expect(OWN).toContain(networkOf(spec, nic?.network).kind);
    }
  });

  test("has no network or VLAN that nobody is on", () => {
    const { spec } = made();
    const used = spec.machines.flatMap(({ nics }) => nics.flatMap(({ network, vlan }) => [network, ...(vlan?.vlans ?? []).map((name) => `${network}/${name}`)]));
    const declared = spec.networks.flatMap(({ name, vlans }) => [name, ...vlans.map((vlan) => `${name}/${vlan.name}`)]);
    expect(declared.filter((name) => !used.includes(name))).toEqual([]);
  });
});

interface GraphicsJson {
  readonly listen?: string;
  readonly listeners?: readonly { readonly address?: { readonly address?: string } }[];
  readonly passwd?: string;
}

/** Where a graphics device listens: all of it must be said, since libvirt's default is decided by the host. */
function addressesOf({ listen, listeners }: GraphicsJson): string[] {
  return [listen ?? "not said", ...(listeners ?? [{}]).map(({ address }) => address?.address ?? "not said")];
}

/** Networks and addresses of some kinds of network that do not lie in a range. */
function outside(range: string, spec: LabSpec, kinds: readonly NetworkKind[]): string[] {
  const base = Cidr.parse(range);
  const cidrs = cidrsOf(spec, kinds).filter((cidr) => !base.contains(cidr)).map(String);
  const nics = spec.machines.flatMap((machine) => machine.nics).filter(({ network }) => kinds.includes(networkOf(spec, network).kind));
  const addresses = nics.flatMap((nic) => nic.addresses).filter((address) => base.offsetOf(address.replace(/\/.*/, "")) === undefined);
  return [...cidrs, ...addresses];
}

function cidrsOf(spec: LabSpec, kinds: readonly NetworkKind[]): Cidr[] {
  const networks = spec.networks.filter(({ kind }) => kinds.includes(kind));
  return networks.flatMap(({ subnets, vlans }) => [...subnets, ...vlans.flatMap((vlan) => vlan.subnets)]).map(({ cidr }) => Cidr.parse(cidr));
}

/** IPv4 addresses of a range, wherever they stand in a text. */
function inside(range: string, text: string): string[] {
  return [...text.matchAll(IPV4)].map(String).filter((address) => Cidr.parse(range).offsetOf(address) !== undefined);
}

function networkOf(spec: LabSpec, name: string | undefined): NetworkSpec {
  const found = spec.networks.find((network) => network.name === name);
  if (!found) throw new Error(`no network ${name}`);
  return found;
}
