import type { Construct } from "constructs";
import { KubeDeployment } from "cdk8s-plus-27/lib/imports/k8s";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { RemoteManifest } from "../addon/remote-manifest";
import { checkWhole } from "../parts/checks";
import { nameLabel } from "../parts/labels";
import { clusterRole, role, rule, serviceAccount } from "../parts/rbac";
import { containerRequests } from "../parts/requests";
import { podUser, readOnlyContainer } from "../parts/security-context";
import { selectedPods } from "../parts/selected-pods";
import { versions } from "../versions";

export interface VolumeSnapshotsProps {
  /** Of its controller. @default 1 */
  readonly replicas?: number;
  /** Snapshots of several volumes at one moment, by drivers that can. @default false */
  readonly groupSnapshots?: boolean;
  /** Leave a snapshot to the node that its volume is on, as drivers of local disks with a snapshotter on every node want it. @default false */
  readonly distributed?: boolean;
}

/** Files of the release with its kinds, and their SHA-256. */
const KINDS = {
  "snapshot.storage.k8s.io_volumesnapshotclasses": "75e6565aac2c0f2949ed13ea884bbaa388cb7be576b558b709cf1168e011828d",
  "snapshot.storage.k8s.io_volumesnapshotcontents": "895a3c1e73b60f06a0deb566dd123d01bdf1b2efc5d5ff5231ff8bbcf42dafc7",
  "snapshot.storage.k8s.io_volumesnapshots": "b032116e987fb1d7d93cec7d942833adeb9d95c9bdc7e00c10b280c2fe4a6c33",
} as const;

const GROUP_KINDS = {
  "groupsnapshot.storage.k8s.io_volumegroupsnapshotclasses": "0ac1b24c628e73fbe3352c21c7929707453252a64072184727a82d2f3c42fc51",
  "groupsnapshot.storage.k8s.io_volumegroupsnapshotcontents": "dc148b9798e4aa080ab3e2dc0681e029ef75ca31adfdf96cf0a14ec309ea9c79",
  "groupsnapshot.storage.k8s.io_volumegroupsnapshots": "59abaccbe9e85a611848489da53d855db4ab606894b0c4cab109a574b4a95b10",
} as const;

const NAME = "snapshot-controller";
const MEMORY_MIB = 32;
const SNAPSHOTS = "snapshot.storage.k8s.io";
const GROUPS = "groupsnapshot.storage.k8s.io";

/**
 * The kinds of volume snapshots, and the controller that hands them to CSI drivers. A cluster has them once, whatever its drivers.
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshots/
 */
export class VolumeSnapshots extends Addon {
  /** @throws LabError LW1001 */
  constructor(scope: Construct, id: string, props: VolumeSnapshotsProps = {}) {
    const { replicas = 1, groupSnapshots = false, distributed = false } = props;
    const { version } = versions["external-snapshotter"];
    super(scope, id, {
      name: "external-snapshotter",
      version,
      title: verbatim("external-snapshotter"),
      provides: ["volume-snapshots"],
      resources: { memoryMiB: MEMORY_MIB * replicas },
      readiness: [{ crd: `volumesnapshots.${SNAPSHOTS}` }, { deployment: NAME }],
    });
    checkWhole(this.node.path, { replicas });
    for (const [file, sha256] of Object.entries({ ...KINDS, ...(groupSnapshots && GROUP_KINDS) })) {
      new RemoteManifest(this, file, { url: `https://raw.githubusercontent.com/kubernetes-csi/external-snapshotter/v${version}/client/config/crd/${file}.yaml`, sha256 });
    }
    this.permissions(distributed);
    this.controller(replicas, ["--v=2", "--leader-election=true", ...(groupSnapshots ? ["--feature-gates=CSIVolumeGroupSnapshot=true"] : []), ...(distributed ? ["--enable-distributed-snapshotting=true"] : [])]);
  }

  private permissions(distributed: boolean): void {
    const roles = this.chart("roles");
    const own = this.chart("leader-election");
    const account = serviceAccount(own, NAME);
    clusterRole(roles, `${NAME}-runner`, account, [
      rule("", "persistentvolumes", "get list watch"),
      rule("", "persistentvolumeclaims", "get list watch update"),
      rule("", "events", "list watch create update patch"),
      rule(SNAPSHOTS, "volumesnapshotclasses", "get list watch"),
      rule(SNAPSHOTS, "volumesnapshotcontents", "create get list watch update delete patch"),
      rule(SNAPSHOTS, "volumesnapshots", "create get list watch update delete patch"),
      rule(SNAPSHOTS, "volumesnapshotcontents/status volumesnapshots/status", "update patch"),
      rule(GROUPS, "volumegroupsnapshotclasses", "get list watch"),
      rule(GROUPS, "volumegroupsnapshotcontents", "create get list watch update delete patch"),
      rule(GROUPS, "volumegroupsnapshots", "get list watch update patch"),
      rule(GROUPS, "volumegroupsnapshotcontents/status volumegroupsnapshots/status", "update patch"),
      ...(distributed ? [rule("", "nodes", "get list watch")] : []),
    ]);
    role(own, `${NAME}-leaderelection`, account, [rule("coordination.k8s.io", "leases", "get watch list delete update create")]);
  }

  private controller(replicas: number, args: string[]): void {
    const labels = nameLabel(NAME);
    new KubeDeployment(this.chart("controller"), "controller", {
      metadata: { name: NAME },
      spec: {
        replicas,
        ...selectedPods(labels, {
          serviceAccountName: NAME,
          // Its image is nobody's in particular, and its program needs no user.
          securityContext: podUser(65532),
          containers: [{
            name: NAME,
            image: `registry.k8s.io/sig-storage/snapshot-controller:v${this.description.version}`,
            args,
            resources: containerRequests(MEMORY_MIB, "10m"),
            securityContext: readOnlyContainer,
          }],
        }),
      },
    });
  }
}
