import { Chart } from "cdk8s";
import { Construct } from "constructs";
import { placeIn } from "../../constructs/core/placement";
import { knownByMark } from "../../constructs/core/known-by-mark";
import type { Problem } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import { AddonSet } from "./addon-set";
import type { Capability } from "./capability";
import type { ClusterFacts, KubernetesMinor } from "./cluster-facts";
import type { PodSecurityLevel } from "./pod-security";
import type { Readiness } from "./readiness";

export interface AddonNamespace {
  readonly name: string;
  /** What its Pods may do. @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
  readonly podSecurity: PodSecurityLevel;
}

/** What Pods ask for, so that a cluster too small for the sum is told before it is made. */
export interface ResourceNeeds {
  /** MiB, of all Pods that there are once. */
  readonly memoryMiB: number;
  /** MiB on every node, of DaemonSets. @default 0 */
  readonly memoryPerNodeMiB?: number;
}

/** Versions of Kubernetes that an add-on's makers support; both ends belong to it. */
export interface KubernetesRange {
  readonly from?: KubernetesMinor;
  readonly to?: KubernetesMinor;
}

/** What every add-on says of itself. */
export interface AddonDescription {
  /** Its name in messages and labels: that of its project, in lower case. */
  readonly name: string;
  /** Its project's version. */
  readonly version: string;
  readonly title: Text;
  /** Where its objects are, and which is made for it; absent for those that live in `kube-system` or in none. */
  readonly namespace?: AddonNamespace;
  readonly provides?: readonly Capability[];
  /** What the cluster has to have, whoever brings it. A Pod network is needed by all that bring none. */
  readonly needs?: readonly Capability[];
  /** Other add-ons of the same cluster, which are ready before it. */
  readonly requires?: readonly Addon[];
  /** Names of add-ons that it cannot be with, and why. */
  readonly conflicts?: Readonly<Record<string, Text>>;
  readonly kubernetes?: KubernetesRange;
  readonly resources: ResourceNeeds;
  /** What holds once it works. */
  readonly readiness: readonly Readiness[];
  /** For a project that has ended: what to know, and what took its place. */
  readonly retired?: Text;
}

/**
 * Something that is installed into a cluster: charts of typed objects, Helm releases, or both, delivered in the order they are
 * made in. Constructs of one's own extend it.
 * @example
 * class Echo extends Addon {
 *   constructor(scope: Construct, id: string) {
 *     super(scope, id, { name: "echo", version: "1.0", title, namespace: { name: "echo", podSecurity: "restricted" }, resources: { memoryMiB: 32 }, readiness: [{ deployment: "echo" }] });
 *     new KubeDeployment(this.chart("app"), "echo", { ... });
 *   }
 * }
 */
export abstract class Addon extends Construct {
  readonly set: AddonSet;
  readonly description: AddonDescription;

  /** @param scope A cluster, or an AddonSet */
  protected constructor(scope: Construct, id: string, description: AddonDescription) {
    const set = AddonSet.forScope(scope);
    super(placeIn(set, id), id);
    this.set = set;
    this.description = description;
  }

  get cluster(): ClusterFacts {
    return this.set.cluster;
  }

  /** The namespace of its objects. */
  get namespace(): string {
    return this.description.namespace?.name ?? "kube-system";
  }

  /** The nodes' NIC, by its name in the guest. It is the same on all of them. */
  protected get nodeInterface(): string {
    return this.cluster.nodes[0]?.interface ?? "eth0";
  }

  /** What is wrong with it in this cluster, beyond what its description says. */
  problems(): readonly Problem[] {
    return [];
  }

  /** A chart of objects in the add-on's namespace, or in none where their kind is. Objects have the names they are given. */
  chart(id: string): Chart {
    return new Chart(this, id, { namespace: this.namespace, disableResourceNameHashes: true, labels: this.labels });
  }

  /** Labels of all its objects. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
  get labels(): Record<string, string> {
    return { "app.kubernetes.io/part-of": this.description.name, "app.kubernetes.io/managed-by": "labwright" };
  }
}

knownByMark(Addon, "Addon");
