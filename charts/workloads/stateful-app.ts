import { ApiObject, JsonPatch, type Chart } from "cdk8s";
import { PodManagementPolicy, Service, StatefulSet, StatefulSetUpdateStrategy, Volume } from "cdk8s-plus-27";
import { Construct } from "constructs";
import { volumeClaim, type Volume as Kept } from "../parts/volume";
import { containerProps, harden, patchPods, podSecurity, type AppContainer } from "./container";
import { place, type Placement } from "./placement";

/** A volume that each Pod has for itself and keeps. */
export interface Claim extends Kept {
  readonly name: string;
  /** Where the container has it. */
  readonly path: string;
}

export interface StatefulAppProps {
  readonly container: AppContainer & { readonly port: number };
  /** @default 3 */
  readonly replicas?: number;
  /** @default [] */
  readonly claims?: readonly Claim[];
  /** Start and stop all at once, in place of one after the other. @default false */
  readonly parallel?: boolean;
  /** Only Pods from this number on get a new version. @default 0 */
  readonly partition?: number;
  /** Delete claims with the StatefulSet. @default false: data is kept */
  readonly deleteClaims?: boolean;
  readonly placement?: Placement;
}

/** A StatefulSet and the headless Service by which each of its Pods has a name. */
export class StatefulApp extends Construct {
  readonly statefulSet: StatefulSet;
  readonly service: Service;

  constructor(scope: Chart | Construct, id: string, props: StatefulAppProps) {
    super(scope, id);
    const { container, replicas = 3, claims = [], parallel = false, partition = 0, deleteClaims = false, placement = {} } = props;
    this.service = new Service(this, "service", { metadata: { name: id, labels: { app: id } }, clusterIP: "None", ports: [{ name: "app", port: container.port, targetPort: container.port }] });
    this.statefulSet = new StatefulSet(this, "set", {
      metadata: { name: id, labels: { app: id } },
      podMetadata: { labels: { app: id } },
      service: this.service,
      replicas,
      podManagementPolicy: parallel ? PodManagementPolicy.PARALLEL : PodManagementPolicy.ORDERED_READY,
      strategy: StatefulSetUpdateStrategy.rollingUpdate({ partition }),
      securityContext: podSecurity(container),
      automountServiceAccountToken: false,
      containers: [containerProps(this, container)],
    });
    harden(this.statefulSet, container);
    place(this.statefulSet, placement);
    if (claims.length > 0) this.claim(claims, deleteClaims, container);
  }

  /** Name of a Pod inside its namespace. */
  address(index: number): string {
    return `${this.statefulSet.name}-${index}.${this.service.name}`;
  }

  /** cdk8s-plus has no claim templates: what it mounts is a volume of the Pod, which the claim takes the place of. */
  private claim(claims: readonly Claim[], deleteClaims: boolean, { writes = [] }: AppContainer): void {
    const [app] = this.statefulSet.containers;
    for (const { name, path } of claims) app?.mount(path, Volume.fromEmptyDir(this, `claim-${name}`, name));
    patchPods(this.statefulSet, "volumes", writes.map((_, index) => ({ name: `writes-${index}`, emptyDir: {} })));
    const object = ApiObject.of(this.statefulSet);
    const templates = claims.map((claim) => ({ metadata: { name: claim.name }, spec: volumeClaim(claim) }));
    object.addJsonPatch(JsonPatch.add("/spec/volumeClaimTemplates", templates));
    object.addJsonPatch(JsonPatch.add("/spec/persistentVolumeClaimRetentionPolicy", { whenDeleted: deleteClaims ? "Delete" : "Retain", whenScaled: "Retain" }));
  }
}
