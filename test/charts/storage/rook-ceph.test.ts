import { objectsOf } from "../../../charts/addon/object-problems";
import { RookCeph, type RookCephProps } from "../../../charts/storage/rook-ceph";
import { cephPlan } from "../../../charts/storage/rook-ceph-plan";
import { addonSet, facts } from "../support/cluster";
import { specOf } from "../support/objects";
import { saidBy } from "../support/problems";
import { stepsOf } from "../support/releases";

/** A control plane and workers with so many raw disks each; one on the control plane is nobody's. */
function nodes(...disks: number[]): ReturnType<typeof facts>["nodes"] {
  const [controlPlane, worker] = facts().nodes;
  if (controlPlane === undefined || worker === undefined) throw new Error("no nodes");
  const named = (name: string, count: number): string[] => Array.from({ length: count }, (_, index) => `/dev/disk/by-id/virtio-${name}-${index}`);
  return [{ ...controlPlane, rawDisks: named("cp1", 1) }, ...disks.map((count, index) => ({ ...worker, name: `w${index + 1}`, rawDisks: named(`w${index + 1}`, count) }))];
}

const ceph = (disks: readonly number[], props: RookCephProps = {}): RookCeph => new RookCeph(addonSet({ nodes: nodes(...disks) }), "ceph", props);

test("the operator comes first, then the drivers, then what they act on", () => {
  expect(stepsOf(ceph([1, 1]))).toEqual([
    "Namespace rook-ceph", "chart rook-ceph", "chart ceph-csi-drivers", "CephCluster rook-ceph", "CephBlockPool builtin-mgr", "CephBlockPool ceph-block", "StorageClass ceph-block", "Deployment rook-ceph-tools",
  ]);
});

test("only disks that the lab gave for it are taken, on nodes that Pods run on", () => {
  expect(specOf(ceph([2, 0, 1]), "CephCluster")).toMatchObject({
    storage: {
      useAllNodes: false,
      useAllDevices: false,
      nodes: [
        { name: "w1", devices: [{ name: "/dev/disk/by-id/virtio-w1-0" }, { name: "/dev/disk/by-id/virtio-w1-1" }] },
        { name: "w3", devices: [{ name: "/dev/disk/by-id/virtio-w3-0" }] },
      ],
    },
  });
});

test.each<[string, number[], number, "host" | "osd"]>([
  ["by node where enough have disks", [1, 1, 1], 3, "host"],
  ["by disk where fewer do", [2, 1, 0], 3, "osd"],
  ["by node for one copy", [1], 1, "host"],
])("copies are kept apart %s", (_, disks, copies, failureDomain) => {
  expect(cephPlan(nodes(...disks), { copies }).failureDomain).toBe(failureDomain);
});

test("one copy is allowed where one is asked for, and no warning kept", () => {
  expect(specOf(ceph([1]), "CephBlockPool ceph-block")).toMatchObject({ replicated: { size: 1, requireSafeReplicaSize: false } });
  expect(specOf(ceph([1]), "CephCluster")).toMatchObject({ cephConfig: { global: { osd_pool_default_size: "1", mon_warn_on_pool_no_redundancy: "false" } } });
  const safe = specOf(ceph([1, 1, 1], { copies: 3 }), "CephCluster");
  expect(safe).toMatchObject({ cephConfig: { global: { osd_pool_default_size: "3" } } });
  expect(JSON.stringify(safe)).not.toContain("mon_warn_on_pool_no_redundancy");
});

test.each<[RookCephProps, string[]]>([
  [{}, ["ceph-block"]],
  [{ file: true }, ["ceph-block", "ceph-filesystem"]],
  [{ block: false, object: true }, ["ceph-bucket"]],
  [{ file: true, object: true }, ["ceph-block", "ceph-filesystem", "ceph-bucket"]],
  [{ block: false }, []],
])("%j has the classes %j", (props, classes) => {
  expect(objectsOf(ceph([1], props)).filter(({ kind }) => kind === "StorageClass").map(({ metadata }) => metadata.name)).toEqual(classes);
});

test("one class is the default: that of files where there are no blocks", () => {
  const defaults = (props: RookCephProps): string[] => objectsOf(ceph([1], props)).filter(({ metadata }) => JSON.stringify(metadata).includes("is-default-class")).map(({ metadata }) => metadata.name);
  expect(defaults({ file: true, object: true })).toEqual(["ceph-block"]);
  expect(defaults({ block: false, file: true })).toEqual(["ceph-filesystem"]);
  expect(defaults({ block: false, object: true })).toEqual([]);
  expect(ceph([1], { block: false, object: true }).description.provides).toEqual([]);
  expect(() => ceph([1], { block: false, object: true, defaultClass: true })).toThrow(/LW1001 .*defaultClass/);
});

test("with several monitors all that one would do for is there twice", () => {
  expect(specOf(ceph([1, 1, 1], { monitors: 3 }), "CephCluster")).toMatchObject({ mon: { count: 3, allowMultiplePerNode: false }, mgr: { count: 2, allowMultiplePerNode: false }, skipUpgradeChecks: false });
  expect(specOf(ceph([1, 1], { monitors: 3 }), "CephCluster")).toMatchObject({ mon: { count: 3, allowMultiplePerNode: true } });
  expect(specOf(ceph([1]), "CephCluster")).toMatchObject({ mon: { count: 1, allowMultiplePerNode: false }, mgr: { count: 1 }, skipUpgradeChecks: true });
});

test("memory is asked for by disk", () => {
  const memory = (disks: number[], props: RookCephProps = {}): number => ceph(disks, props).description.resources.memoryMiB;
  expect(memory([1, 2]) - memory([1])).toBe(2 * 1024);
  expect(memory([1], { osdMemoryMiB: 4096 }) - memory([1])).toBe(3072);
  expect(memory([1]) - memory([1], { toolbox: false })).toBe(128);
});

test("without raw disks it says what to add", () => {
  expect(saidBy(ceph([0, 0]))).toEqual(["LW1208 ceph: Rook Ceph needs 1 raw disk on nodes that Pods run on, and finds 0; it would not work without. give the workers 1 more disk of 10 GiB or more, used by nothing"]);
  expect(saidBy(ceph([1, 0], { copies: 3 }))).toEqual(["LW1208 ceph: Rook Ceph needs 3 raw disks on nodes that Pods run on, and finds 1; it would not work without. give the workers 2 more disks of 10 GiB or more, used by nothing, or lower `copies`"]);
  expect(saidBy(ceph([2, 1], { copies: 3 }))).toEqual([]);
});

test.each<RookCephProps>([{ copies: 0 }, { copies: 1.5 }, { osdMemoryMiB: 512 }])("%j is refused", (props) => {
  expect(() => ceph([1], props)).toThrow(/LW1001/);
});
