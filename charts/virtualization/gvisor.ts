import { KubeRuntimeClass, Quantity } from "cdk8s-plus-27/lib/imports/k8s";
import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { checkWhole } from "../parts/checks";
import { versions } from "../versions";

export interface GvisorProps {
  /**
   * Name of the RuntimeClass, which Pods say in `runtimeClassName`.
   * @default gvisor
   * @example runsc
   */
  readonly runtimeClass?: string;
  /**
   * What the nodes' runtime calls it.
   * @default runsc
   * @example gvisor
   */
  readonly handler?: string;
  /**
   * Labels of the nodes that have it: only there such Pods run.
   * @default all nodes
   * @example {"gvisor":"true"}
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** MiB that a Pod takes besides its own, which the scheduler counts in. @default 0 */
  readonly overheadMiB?: number;
}

/**
 * gVisor: Pods that talk to a kernel of their own, in user space; no nested virtualization is needed. This is the RuntimeClass alone. The nodes
 * have to have the package `runsc` from gVisor's apt repository, and containerd a runtime of that name with
 * `runtime_type = "io.containerd.runsc.v1"`, in a configuration of `version = 3` since containerd 2.
 * @see https://gvisor.dev/docs/user_guide/containerd/quick_start/
 */
export class Gvisor extends Addon {
  /** @throws LabError LW1001 for an overhead that is none */
  constructor(scope: Construct, id: string, props: GvisorProps = {}) {
    const { runtimeClass = "gvisor", handler = "runsc", nodeSelector, overheadMiB = 0 } = props;
    super(scope, id, { name: "gvisor", version: versions.gvisor.version, title: verbatim("gVisor"), resources: { memoryMiB: 0 }, readiness: [] });
    checkWhole(this.node.path, { overheadMiB }, 0);
    new KubeRuntimeClass(this.chart("class"), "class", {
      metadata: { name: runtimeClass },
      handler,
      ...(nodeSelector !== undefined && { scheduling: { nodeSelector: { ...nodeSelector } } }),
      ...(overheadMiB > 0 && { overhead: { podFixed: { memory: Quantity.fromString(`${overheadMiB}Mi`) } } }),
    });
  }
}
