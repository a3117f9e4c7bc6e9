import { deliveryOf } from "../../../charts/addon/delivery";
import { VolumeSnapshots, type VolumeSnapshotsProps } from "../../../charts/storage/volume-snapshots";
import { addonSet } from "../support/cluster";
import { stepsOf, textOf } from "../support/releases";

const steps = (props?: VolumeSnapshotsProps): string[] => stepsOf(new VolumeSnapshots(addonSet(), "snapshots", props)).map((step) => step.replace(/^https.*\/|\.yaml$| .*$/g, ""));

const text = (props?: VolumeSnapshotsProps): string => textOf(new VolumeSnapshots(addonSet(), "snapshots", props));

test("kinds come before the controller, which ends without them", () => {
  expect(steps()).toEqual([
    "snapshot.storage.k8s.io_volumesnapshotclasses",
    "snapshot.storage.k8s.io_volumesnapshotcontents",
    "snapshot.storage.k8s.io_volumesnapshots",
    "ClusterRole",
    "ClusterRoleBinding",
    "ServiceAccount",
    "Role",
    "RoleBinding",
    "Deployment",
  ]);
});

test("kinds are of the release that the controller is of, and known by their sum", () => {
  for (const step of deliveryOf(new VolumeSnapshots(addonSet(), "snapshots", { groupSnapshots: true })).steps) {
    if (step.type === "manifest") expect(step).toMatchObject({ url: expect.stringContaining("/kubernetes-csi/external-snapshotter/v8.6.0/"), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  }
  expect(text()).toContain("snapshot-controller:v8.6.0");
});

test("groups of volumes have kinds of their own, and a gate", () => {
  expect(steps({ groupSnapshots: true }).filter((step) => step.startsWith("groupsnapshot"))).toHaveLength(3);
  expect(text({ groupSnapshots: true })).toContain("--feature-gates=CSIVolumeGroupSnapshot=true");
  expect(text()).not.toContain("CSIVolumeGroupSnapshot");
});

test("it looks at nodes only where these make the snapshots", () => {
  expect(text({ distributed: true })).toContain('"resources":["nodes"]');
  expect(text()).not.toContain('"resources":["nodes"]');
});

test("no controller is refused", () => expect(() => new VolumeSnapshots(addonSet(), "snapshots", { replicas: 0 })).toThrow(/LW1001 .*replicas/));
