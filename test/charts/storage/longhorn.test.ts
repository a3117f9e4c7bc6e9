import { Longhorn, type LonghornProps } from "../../../charts/storage/longhorn";
import { addonSet, facts } from "../support/cluster";
import { saidBy } from "../support/problems";
import { valuesOf } from "../support/releases";

const longhorn = (props?: LonghornProps, nodes = facts().nodes): Longhorn => new Longhorn(addonSet({ nodes }), "longhorn", props);

test("copies go by the nodes that Pods run on", () => {
  const [controlPlane, worker] = facts().nodes;
  if (controlPlane === undefined || worker === undefined) throw new Error("no nodes");
  expect(valuesOf(longhorn())).toMatchObject({ persistence: { defaultClassReplicaCount: 2 }, defaultSettings: { defaultReplicaCount: "2" } });
  expect(valuesOf(longhorn({}, [controlPlane, worker, worker, worker]))).toMatchObject({ persistence: { defaultClassReplicaCount: 2 } });
  expect(valuesOf(longhorn({}, [controlPlane, worker]))).toMatchObject({ persistence: { defaultClassReplicaCount: 1 } });
});

test("more copies than nodes are told, and a node that Pods are kept off is none", () => {
  expect(longhorn({ copies: 2 }).problems()).toEqual([]);
  expect(saidBy(longhorn({ copies: 3 }))).toEqual(["LW1208 longhorn: Longhorn needs 3 nodes that Pods run on, one for each of its copies of a volume, and the cluster has 2; it would not work without. add 1 worker, or lower `copies`"]);
});

test("backups go where they are told to", () => {
  expect(valuesOf(longhorn({ backupTarget: { url: "s3://longhorn@lab/", secretName: "minio" } }))).toMatchObject({ defaultBackupStore: { backupTarget: "s3://longhorn@lab/", backupTargetCredentialSecret: "minio" } });
  expect(JSON.stringify(valuesOf(longhorn()))).not.toContain("defaultBackupStore");
});

test.each<[string, LonghornProps]>([["copies", { copies: 0 }], ["dataPath", { dataPath: "srv" }], ["reservedPercent", { reservedPercent: 101 }], ["backupTarget.url", { backupTarget: { url: "http://nas.lab/" } }]])("a bad %s is refused: %j", (property, props) => {
  expect(() => longhorn(props)).toThrow(`LW1001 longhorn: \`${property}\``);
});
