import fc from "fast-check";
import { Image } from "../../constructs/image/image";
import { Size } from "../../constructs/core/size";
import { Machine } from "../../constructs/machine/machine";
import type { NetworkAttachment } from "../../constructs/network/attachment";
import { IsolatedNetwork } from "../../constructs/network/isolated-network";
import { NatNetwork } from "../../constructs/network/nat-network";
import type { Network } from "../../constructs/network/network";
import { OvsNetwork } from "../../constructs/network/ovs-network";
import { RoutedNetwork } from "../../constructs/network/routed-network";
import type { LabStack } from "../../stacks/lab-stack";

export interface NetworkPlan {
  readonly name: string;
  readonly kind: "nat" | "routed" | "isolated" | "ovs";
  readonly ipv6: boolean;
  readonly dhcp: boolean;
}

export interface MachinePlan {
  readonly name: string;
  /** Indices into the networks, each at most once. */
  readonly networks: readonly number[];
  readonly disks: readonly string[];
}

export interface Topology {
  readonly networks: readonly NetworkPlan[];
  readonly machines: readonly MachinePlan[];
}

// Names that are beginnings of one another: what is joined out of them must still differ.
const name = (letters: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 5 }).map((parts) => parts.join("")).filter((text) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(text) && /^[a-z]/.test(text));

const networkPlan: fc.Arbitrary<NetworkPlan> = fc.record({
  name: name("ab-1"), kind: fc.constantFrom("nat", "routed", "isolated", "ovs"), ipv6: fc.boolean(), dhcp: fc.boolean(),
});

/** A lab of some networks and machines, any of them on any of those. */
export const topology: fc.Arbitrary<Topology> = fc
  .record({
    networks: fc.uniqueArray(networkPlan, { selector: (plan) => plan.name, minLength: 1, maxLength: 6 }),
    machines: fc.uniqueArray(
      fc.record({
        name: name("ab-12").map((text) => `m${text}`),
        networks: fc.uniqueArray(fc.nat(5), { maxLength: 4 }),
        disks: fc.uniqueArray(name("ab-1"), { maxLength: 2 }),
        shadow: fc.constantFrom(undefined, "seed", "root", "disk"),
      }),
      { selector: (plan) => plan.name, minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ networks, machines }) => ({
    networks,
    machines: machines.map(({ shadow, ...plan }, index) => ({
      ...plan,
      name: shadowName(machines[index - 1], shadow) ?? plan.name,
      networks: [...new Set(plan.networks.map((at) => at % networks.length))],
    })).filter((plan, index, all) => all.findIndex(({ name: other }) => other === plan.name) === index),
  }));

// A machine called as something of its neighbour is called, where that is made of two words.
function shadowName(neighbour: MachinePlan | undefined, shadow: string | undefined): string | undefined {
  const word = shadow === "disk" ? neighbour?.disks[0] : shadow;
  return neighbour === undefined || word === undefined ? undefined : `${neighbour.name}-${word}`;
}

function makeNetwork(lab: LabStack, { name: id, kind, ipv6, dhcp }: NetworkPlan): Network {
  if (kind === "nat") return new NatNetwork(lab, id, { ipv6, dhcp });
  if (kind === "routed") return new RoutedNetwork(lab, id, { ipv6, dhcp });
  if (kind === "isolated") return new IsolatedNetwork(lab, id, { ipv6, dhcp });
  return new OvsNetwork(lab, id, { vlans: { red: { tag: 10, ipv6 }, blue: 20 } });
}

// OVS networks give access ports in turn, so that both VLANs have machines.
function port(network: Network, machine: number): Network | NetworkAttachment {
  if (!(network instanceof OvsNetwork)) return network;
  return machine % 3 === 2 ? network.trunk(["red", "blue"], { native: "red", subinterfaces: true, name: `t${network.name}` }) : network.access(machine % 3 === 0 ? "red" : "blue", { name: `p${network.name}` });
}

const IMAGE = Image.debian12();

/** Makes the constructs of a topology. Networks come first, then machines, in the order of the plan. */
export function buildTopology(lab: LabStack, plan: Topology): void {
  const networks = plan.networks.map((network) => makeNetwork(lab, network));
  plan.machines.forEach((machine, index) => {
    new Machine(lab, machine.name, {
      image: IMAGE,
      networks: machine.networks.flatMap((at) => networks[at] ?? []).map((network) => port(network, index)),
      disks: machine.disks.map((disk) => ({ name: disk, size: Size.gibibytes(1) })),
    });
  });
}
