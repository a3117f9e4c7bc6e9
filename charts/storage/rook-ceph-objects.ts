import type { Chart } from "cdk8s";
import { KubeDeployment } from "cdk8s-plus-27/lib/imports/k8s";
import { CustomObject } from "../addon/custom-object";
import { cephBlockPool, cephCluster, cephFilesystem, cephFilesystemSubVolumeGroup, cephObjectStore } from "../crd/rook";
import { secretEnv } from "../parts/env";
import { containerRequests, limitedRequests, requests } from "../parts/requests";
import { noRights } from "../parts/security-context";
import { selectedPods } from "../parts/selected-pods";
import { versions } from "../versions";
import { MEMORY, type CephPlan } from "./rook-ceph-plan";

export interface CephParts {
  readonly block: boolean;
  readonly file: boolean;
  readonly object: boolean;
  readonly dashboard: boolean;
}

/** Ceph's daemons go by their limit: of it they make the size of their caches. */
const upTo = (mib: number): ReturnType<typeof limitedRequests> => limitedRequests(mib, mib * 2);

/** Ceph, and what it keeps. */
export function cephObjects(chart: Chart, plan: CephPlan, { block, file, object, dashboard }: CephParts): void {
  const { failureDomain, several } = plan;
  const replicated = replicatedBy(plan.copies);
  cluster(chart, plan, dashboard);
  // Ceph's own pool would else have three copies, for which a small cluster has no place.
  new CustomObject(chart, "mgr-pool", cephBlockPool, { name: "builtin-mgr" }, { spec: { name: ".mgr", failureDomain, replicated } });
  if (block) new CustomObject(chart, "pool", cephBlockPool, { name: "ceph-block" }, { spec: { failureDomain, replicated } });
  if (file) {
    new CustomObject(chart, "filesystem", cephFilesystem, { name: "ceph-filesystem" }, {
      spec: {
        metadataPool: { failureDomain, replicated },
        dataPools: [{ name: "data0", failureDomain, replicated }],
        metadataServer: { activeCount: 1, activeStandby: several, resources: upTo(MEMORY.metadata), priorityClassName: "system-cluster-critical" },
      },
    });
    // Where the driver makes its volumes.
    new CustomObject(chart, "volumes", cephFilesystemSubVolumeGroup, { name: "ceph-filesystem-csi" }, { spec: { name: "csi", filesystemName: "ceph-filesystem", pinning: { distributed: 1 } } });
  }
  if (object) {
    new CustomObject(chart, "objects", cephObjectStore, { name: "ceph-objectstore" }, {
      spec: { metadataPool: { failureDomain, replicated }, dataPool: { failureDomain, replicated }, gateway: { port: 80, instances: several ? 2 : 1, resources: requests(MEMORY.gateway), priorityClassName: "system-cluster-critical" } },
    });
  }
}

function replicatedBy(size: number): { readonly size: number; readonly requireSafeReplicaSize: boolean } {
  return { size, requireSafeReplicaSize: size > 1 };
}

function cluster(chart: Chart, { disks, monitors, several, crowded, osdMemoryMiB, copies }: CephPlan, dashboard: boolean): void {
  new CustomObject(chart, "cluster", cephCluster, { name: "rook-ceph" }, {
    spec: {
      cephVersion: { image: `quay.io/ceph/ceph:v${versions.ceph.version}` },
      dataDirHostPath: "/var/lib/rook",
      // With one daemon of a kind none is ever fit to be stopped.
      skipUpgradeChecks: !several,
      // Kernels before 7.0 know no other.
      security: { cephx: { csi: { keyType: "aes" } } },
      mon: { count: monitors, allowMultiplePerNode: crowded },
      mgr: { count: several ? 2 : 1, allowMultiplePerNode: crowded },
      dashboard: { enabled: dashboard, ssl: false },
      crashCollector: { disable: !several },
      // What the lab gave for it, and no other disk.
      storage: { useAllNodes: false, useAllDevices: false, nodes: disks.map(({ node, devices }) => ({ name: node, devices: devices.map((name) => ({ name })) })) },
      resources: { mon: requests(MEMORY.monitor), mgr: requests(MEMORY.manager), osd: upTo(osdMemoryMiB) },
      priorityClassNames: { mon: "system-node-critical", osd: "system-node-critical", mgr: "system-cluster-critical" },
      disruptionManagement: { managePodBudgets: true },
      cephConfig: { global: { osd_pool_default_size: String(copies), ...(copies === 1 && { mon_warn_on_pool_no_redundancy: "false" }) } },
    },
  });
}

/** Ceph's commands, with what they need to reach it. @see https://rook.io/docs/rook/latest-release/Troubleshooting/ceph-toolbox/ */
export function toolbox(chart: Chart, version: string): void {
  const name = "rook-ceph-tools";
  const labels = { app: name };
  new KubeDeployment(chart, "tools", {
    metadata: { name, labels },
    spec: {
      ...selectedPods(labels, {
        serviceAccountName: "rook-ceph-default",
        containers: [{
          name,
          image: `docker.io/rook/ceph:v${version}`,
          command: ["/usr/local/bin/toolbox.sh"],
          env: [secretEnv("ROOK_CEPH_USERNAME", "rook-ceph-mon", "ceph-username")],
          resources: containerRequests(MEMORY.toolbox),
          securityContext: { ...noRights, runAsNonRoot: true, runAsUser: 2016, runAsGroup: 2016 },
          volumeMounts: [
            { name: "config", mountPath: "/etc/ceph" },
            { name: "monitors", mountPath: "/etc/rook" },
            { name: "key", mountPath: "/var/lib/rook-ceph-mon", readOnly: true },
            { name: "override", mountPath: "/etc/rook-config-override", readOnly: true },
          ],
        }],
        volumes: [
          { name: "config", emptyDir: {} },
          { name: "monitors", configMap: { name: "rook-ceph-mon-endpoints", items: [{ key: "data", path: "mon-endpoints" }] } },
          { name: "key", secret: { secretName: "rook-ceph-mon", items: [{ key: "ceph-secret", path: "secret.keyring" }] } },
          { name: "override", configMap: { name: "rook-config-override", optional: true } },
        ],
      }),
    },
  });
}
