import { NfsCsi, type NfsCsiProps } from "../../../charts/storage/nfs-csi";
import { addonSet } from "../support/cluster";
import { kindsOf, objectOf } from "../support/objects";
import { saidBy } from "../support/problems";
import { textOf } from "../support/releases";

const nfs = (props: Partial<NfsCsiProps> = {}): NfsCsi => new NfsCsi(addonSet(), "nfs", { server: "10.20.44.5", share: "/exports", ...props });

test("its class tells the driver where volumes are", () => {
  const storageClass = objectOf(nfs({ subDir: "k8s/${pv.metadata.name}", onDelete: "retain" }), "StorageClass");
  expect(storageClass).toMatchObject({ kind: "StorageClass", provisioner: "nfs.csi.k8s.io", parameters: { server: "10.20.44.5", share: "/exports", onDelete: "retain", subDir: "k8s/${pv.metadata.name}" }, mountOptions: ["nfsvers=4.1"] });
});

test("a snapshotter is there only where the kinds that it watches are", () => {
  const snapshotter = (addon: NfsCsi): boolean => textOf(addon).includes('"enableSnapshotter":true');
  expect(snapshotter(nfs())).toBe(false);
  expect(nfs().description.needs).toEqual([]);
  expect(snapshotter(nfs({ snapshots: true }))).toBe(true);
  expect(nfs({ snapshots: true }).description.needs).toEqual(["volume-snapshots"]);
  expect(kindsOf(nfs({ snapshots: true }))).toEqual(["StorageClass", "VolumeSnapshotClass"]);
});

test("each controller has a node", () => {
  expect(nfs({ replicas: 3 }).problems()).toEqual([]);
  expect(saidBy(nfs({ replicas: 4 }))).toEqual(["LW1208 nfs: csi-driver-nfs needs a node for each of its 4 controllers; it would not work without. add 1 node, or lower `replicas`"]);
});

test.each<[string, Partial<NfsCsiProps>]>([["server", { server: "nas.lab:/exports" }], ["server", { server: "" }], ["share", { share: "exports" }], ["replicas", { replicas: 0 }]])("a bad %s is refused: %j", (property, props) => {
  expect(() => nfs(props)).toThrow(new RegExp(`LW1001 nfs: \`${property}\``));
});
