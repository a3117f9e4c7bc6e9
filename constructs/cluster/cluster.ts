import { Construct } from "constructs";
import { addonProblems } from "../../charts/addon/addon-problems";
import { AddonSet } from "../../charts/addon/addon-set";
import type { ClusterFacts, NodeFacts } from "../../charts/addon/cluster-facts";
import { deliveryOf, type Delivery } from "../../charts/addon/delivery";
import { inOrder } from "../../charts/addon/order";
import type { Checker } from "../core/checker";
import type { Problem } from "../core/lab-error";
import { knownByMark } from "../core/known-by-mark";
import { NAME_PATTERN } from "../core/naming";
import { placeIn } from "../core/placement";
import { rules } from "../core/rules";
import { Lab } from "../lab";
import type { Machine } from "../machine/machine";
import type { ClusterSpec } from "../spec/cluster-spec";
import { clusterStep } from "./cluster-step";
import type { NodePool } from "./node-pool";

/** A machine as a node of a cluster. */
export interface ClusterNode {
  readonly machine: Machine;
  readonly pool: NodePool;
  /** Name of its NIC on the cluster's network. */
  readonly interface: string;
  /** Decided once all machines are declared; undefined where there is none, which is reported. */
  readonly address: string | undefined;
}

/** A Kubernetes cluster of machines of a lab. Add-ons are put into it: `new Cilium(cluster, "cilium")`. */
export abstract class Cluster extends Construct {
  readonly lab: Lab;
  /** Name of the cluster, as kubectl's contexts have it. */
  readonly name: string;
  readonly addons: AddonSet;
  /** @internal */
  protected readonly check: Checker;

  protected constructor(scope: Construct, id: string) {
    super(placeIn(scope, id), id);
    this.lab = Lab.of(this);
    this.check = this.lab.checker(this);
    this.name = this.check.text("name", id, NAME_PATTERN, rules.name, "cluster");
    this.addons = new AddonSet(this.facts(), this);
    this.lab.addCluster(this);
    clusterStep(this);
  }

  abstract get nodes(): readonly ClusterNode[];

  get machines(): readonly Machine[] {
    return this.nodes.map(({ machine }) => machine);
  }

  /** Where its API server is reached. */
  abstract get endpoint(): ClusterSpec["endpoint"];

  /** The cluster as plain JSON. */
  abstract toSpec(): ClusterSpec;

  /** What add-ons may know of it: read when they ask, as addresses are decided late. */
  protected abstract facts(): ClusterFacts;

  /** What can only be told once everything is declared. @internal */
  findProblems(): Problem[] {
    return addonProblems(this.addons);
  }

  /** How its add-ons get into it, in order. */
  protected get deliveries(): Delivery[] {
    return inOrder(this.addons).map(deliveryOf);
  }
}

knownByMark(Cluster, "Cluster");

export function nodeFacts({ machine, pool, interface: nic, address }: ClusterNode): NodeFacts {
  return {
    name: machine.name,
    role: pool.role,
    vcpus: machine.vcpus,
    memoryMiB: machine.memory.toMebibytes(),
    interface: nic,
    address: address ?? "",
    rawDisks: machine.dataDisks.map(({ serial, bus }) => `/dev/disk/by-id/${bus === "virtio" ? "virtio-" : bus === "scsi" ? "scsi-0QEMU_QEMU_HARDDISK_" : "ata-QEMU_HARDDISK_"}${serial}`),
    tainted: pool.role === "control-plane" || pool.taints.some(({ effect }) => effect !== "PreferNoSchedule"),
  };
}
