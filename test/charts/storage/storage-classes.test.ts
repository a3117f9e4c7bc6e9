import type { Addon } from "../../../charts/addon/addon";
import type { AddonSet } from "../../../charts/addon/addon-set";
import { objectsOf } from "../../../charts/addon/object-problems";
import { HostPathCsi } from "../../../charts/storage/host-path-csi";
import { LocalPath } from "../../../charts/storage/local-path";
import { Longhorn } from "../../../charts/storage/longhorn";
import { NfsCsi } from "../../../charts/storage/nfs-csi";
import { RookCeph } from "../../../charts/storage/rook-ceph";
import { VolumeSnapshots } from "../../../charts/storage/volume-snapshots";
import { addonSet, facts, networked } from "../support/cluster";
import { said } from "../support/problems";

type Make = (set: AddonSet, id: string, props: { readonly defaultClass?: boolean }) => Addon;

const MAKERS: Readonly<Record<string, Make>> = {
  NfsCsi: (set, id, props) => new NfsCsi(set, id, { server: "nas.lab", share: "/exports", ...props }),
  HostPathCsi: (set, id, props) => new HostPathCsi(set, id, props),
  LocalPath: (set, id, props) => new LocalPath(set, id, props),
  Longhorn: (set, id, props) => new Longhorn(set, id, props),
  RookCeph: (set, id, props) => new RookCeph(set, id, props),
};

const makers = Object.entries(MAKERS);

/** A cluster that lacks nothing: room, disks, a network, snapshots. */
function ample(): AddonSet {
  const set = networked({ nodes: facts().nodes.map((node) => ({ ...node, memoryMiB: 16384, rawDisks: node.tainted ? [] : ["/dev/disk/by-id/virtio-a"] })) });
  new VolumeSnapshots(set, "snapshots");
  return set;
}


test.each(makers)("nothing is wrong with %s in a cluster that has what it needs", (_, make) => {
  const set = ample();
  make(set, "storage", {});
  expect(said(set)).toEqual([]);
});

test.each(makers)("%s with the default class, and another with it, are one too many", (_, make) => {
  const set = ample();
  new LocalPath(set, "first");
  make(set, "second", { defaultClass: true });
  expect(said(set)).toContainEqual(expect.stringContaining("both bring the default StorageClass; a cluster has it once"));
});

test.each(makers)("%s without it may stand beside another", (_, make) => {
  const set = ample();
  new RookCeph(set, "first", { block: false, file: true });
  make(set, "second", { defaultClass: false });
  expect(said(set).filter((problem) => problem.startsWith("LW1201"))).toEqual([]);
});

test.each(makers)("%s has a StorageClass for whoever needs one", (_, make) => {
  expect(make(addonSet(), "storage", { defaultClass: false }).description.provides).toEqual(["storage-class"]);
});

test.each(makers.filter(([name]) => ["NfsCsi", "HostPathCsi", "RookCeph"].includes(name)))("%s marks its class as the default one, or does not", (_, make) => {
  const marked = (defaultClass: boolean): unknown[] => objectsOf(make(addonSet(), "storage", { defaultClass })).filter(({ kind }) => kind === "StorageClass").map(({ metadata }) => (metadata as { readonly annotations?: unknown }).annotations);
  expect(marked(true)).toEqual([{ "storageclass.kubernetes.io/is-default-class": "true" }]);
  expect(marked(false)).toEqual([undefined]);
});

test("classes are in no namespace, so that two of one name are found", () => {
  const set = ample();
  new RookCeph(set, "first");
  new RookCeph(set, "second", { defaultClass: false });
  expect(said(set)).toContainEqual(expect.stringContaining("both declare StorageClass ceph-block"));
});
