import { ApiObject, JsonPatch, type Chart } from "cdk8s";
import { DaemonSet, Volume } from "cdk8s-plus-27";
import { IntOrString } from "cdk8s-plus-27/lib/imports/k8s";
import { Construct } from "constructs";
import { containerProps, harden, podSecurity, type AppContainer } from "./container";
import { place, type Placement } from "./placement";

export interface NodeAgentProps {
  readonly container: AppContainer;
  /** Folders of the node that it reads, at the same path. They take a namespace that is privileged. @default [] */
  readonly reads?: readonly string[];
  /** Nodes that get a new version at a time: a number, or percent. @default 1 */
  readonly maxUnavailable?: number | `${number}%`;
  /** @default on every node that no taint keeps it off */
  readonly placement?: Placement;
}

/** A DaemonSet: a Pod on every node, such as one that gathers logs. */
export class NodeAgent extends Construct {
  readonly daemonSet: DaemonSet;

  constructor(scope: Chart | Construct, id: string, props: NodeAgentProps) {
    super(scope, id);
    const { container, reads = [], maxUnavailable = 1, placement = {} } = props;
    this.daemonSet = new DaemonSet(this, "set", {
      metadata: { name: id, labels: { app: id } },
      podMetadata: { labels: { app: id } },
      securityContext: podSecurity(container),
      automountServiceAccountToken: false,
      containers: [containerProps(this, container)],
    });
    const [app] = this.daemonSet.containers;
    reads.forEach((path, index) => app?.mount(path, Volume.fromHostPath(this, `reads-${index}`, `reads-${index}`, { path }), { readOnly: true }));
    harden(this.daemonSet, container);
    ApiObject.of(this.daemonSet).addJsonPatch(JsonPatch.add("/spec/updateStrategy", { type: "RollingUpdate", rollingUpdate: { maxUnavailable: typeof maxUnavailable === "number" ? IntOrString.fromNumber(maxUnavailable) : IntOrString.fromString(maxUnavailable) } }));
    place(this.daemonSet, placement);
  }
}
