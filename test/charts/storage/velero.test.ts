import { Velero, type VeleroProps } from "../../../charts/storage/velero";
import { addonSet } from "../support/cluster";
import { kindsOf } from "../support/objects";
import { stepsOf, textOf, valuesOf } from "../support/releases";

const bucket = { name: "backups", secretName: "velero-s3" };
const velero = (props: Partial<VeleroProps> = {}): Velero => new Velero(addonSet(), "velero", { bucket, ...props });

const configOf = (props: Partial<VeleroProps>): unknown => valuesOf(velero(props)).configuration;

test("a store that is not AWS' is reached by its address, with buckets in its path", () => {
  expect(configOf({ bucket: { ...bucket, endpoint: "http://10.20.44.5:9000", region: "lab" } })).toMatchObject({ backupStorageLocation: [{ bucket: "backups", provider: "aws", config: { region: "lab", s3Url: "http://10.20.44.5:9000", s3ForcePathStyle: "true", checksumAlgorithm: "" } }] });
  expect(configOf({})).toMatchObject({ backupStorageLocation: [{ config: { region: "us-east-1" } }] });
  expect(JSON.stringify(configOf({}))).not.toContain("s3");
});

test("keys stay out of it: there is the name of a Secret, and no Secret", () => {
  expect(textOf(velero())).toContain('"credentials":{"existingSecret":"velero-s3"}');
  expect(kindsOf(velero())).toEqual(["Namespace"]);
});

test("a schedule comes after the chart that brings its kind", () => {
  expect(stepsOf(velero({ schedule: "0 3 * * *" }))).toEqual(["Namespace velero", "chart velero", "Schedule all"]);
});

test("only its agent needs a privileged namespace", () => {
  expect(velero().description.namespace?.podSecurity).toBe("baseline");
  expect(velero({ fileSystemBackup: true }).description).toMatchObject({ namespace: { podSecurity: "privileged" }, readiness: [{ deployment: "velero" }, { daemonSet: "node-agent" }] });
});

test("snapshots are those of CSI", () => {
  expect(velero({ snapshots: true }).description.needs).toEqual(["volume-snapshots"]);
  expect(configOf({ snapshots: true })).toMatchObject({ features: "EnableCSI" });
});

test("retention is said in hours", () => expect(configOf({ retentionDays: 30 })).toMatchObject({ defaultBackupTTL: "720h0m0s" }));

test.each<[string, Partial<VeleroProps>]>([
  ["bucket.name", { bucket: { ...bucket, name: "My_Bucket" } }],
  ["bucket.secretName", { bucket: { ...bucket, secretName: "AKIA/secret" } }],
  ["bucket.endpoint", { bucket: { ...bucket, endpoint: "10.20.44.5:9000" } }],
  ["bucket.endpoint", { bucket: { ...bucket, endpoint: "http://key:secret@10.20.44.5:9000" } }],
  ["schedule", { schedule: "daily" }],
  ["retentionDays", { retentionDays: 0 }],
])("a bad %s is refused: %j", (property, props) => {
  expect(() => velero(props)).toThrow(`LW1001 velero: \`${property}\``);
});
