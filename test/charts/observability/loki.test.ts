import { Loki, type LokiProps } from "../../../charts/observability/loki";
import { addonSet } from "../support/cluster";
import { valuesOf } from "../support/releases";

const bucket = { name: "logs", endpoint: "http://minio.lab.example:9000", secretName: "s3" };
const loki = (props: LokiProps = {}): Loki => new Loki(addonSet(), "loki", props);

test("one Pod with files of its own", () => {
  expect(valuesOf(loki())).toMatchObject({
    deploymentMode: "Monolithic",
    loki: { storage: { type: "filesystem" }, commonConfig: { replication_factor: 1 }, compactor: { delete_request_store: "filesystem" } },
    singleBinary: { replicas: 1, persistence: { enabled: false } },
    read: { replicas: 0 }, write: { replicas: 0 }, backend: { replicas: 0 }, chunksCache: { enabled: false },
  });
});

test("keys of a bucket are the Secret's, and not in the values", () => {
  const values = valuesOf(loki({ bucket: { ...bucket, replicas: 2 } }));
  expect(values).toMatchObject({
    loki: { storage: { type: "s3", s3: { accessKeyId: "${AWS_ACCESS_KEY_ID}", insecure: true } }, schemaConfig: { configs: [{ object_store: "s3" }] }, commonConfig: { replication_factor: 2 } },
    singleBinary: { replicas: 2, extraArgs: ["-config.expand-env=true"], extraEnvFrom: [{ secretRef: { name: "s3" } }] },
  });
});

test.each<[LokiProps, RegExp]>([
  [{ retentionDays: 0.5 }, /LW1001 loki: `retentionDays` is 0.5; it must be a whole number, 1 or more/],
  [{ bucket: { ...bucket, endpoint: "minio.lab.example:9000" } }, /LW1001 loki: `bucket\.endpoint` /],
  [{ bucket: { ...bucket, replicas: 0 } }, /LW1001 loki: `bucket\.replicas` is 0; it must be a whole number, 1 or more/],
  [{ volume: { sizeGiB: 0.5 } }, /LW1001 loki: `volume\.sizeGiB` /],
])("%j is refused", (props, message) => expect(() => loki(props)).toThrow(message));

test("replicas do not share a node", () => {
  expect(loki({ bucket: { ...bucket, replicas: 2 } }).problems()).toEqual([]);
  expect(loki({ bucket: { ...bucket, replicas: 3 } }).problems()).toMatchObject([{ code: "LW1208", values: { what: { en: "3 nodes that Pods run on, one for each of its replicas, and the cluster has 2" } } }]);
});
