import { parse } from "yaml";
import { objectsOf } from "../../../charts/addon/object-problems";
import { Eck, type EckProps } from "../../../charts/observability/eck";
import { addonSet } from "../support/cluster";
import { objectOf, specOf } from "../support/objects";
import { stepsOf } from "../support/releases";

const eck = (props: EckProps = {}): Eck => new Eck(addonSet(), "eck", props);

test("the operator first, then what it runs", () => {
  expect(stepsOf(eck())).toEqual([
    "Namespace elastic-system", "chart eck-operator", "ServiceAccount filebeat", "ClusterRole filebeat", "ClusterRoleBinding filebeat",
    "Elasticsearch elasticsearch", "Kibana kibana", "Beat filebeat",
  ]);
  expect(stepsOf(eck({ kibana: false, filebeat: false }))).toEqual(["Namespace elastic-system", "chart eck-operator", "Elasticsearch elasticsearch"]);
});

test("without a volume the operator is kept from claiming one", () => {
  expect(specOf(eck(), "Elasticsearch")).toMatchObject({ nodeSets: [{ podTemplate: { spec: { volumes: [{ name: "elasticsearch-data", emptyDir: {} }] } } }] });
  const kept = specOf(eck({ volume: { sizeGiB: 8, storageClass: "fast" } }), "Elasticsearch");
  expect(kept).toMatchObject({ nodeSets: [{ volumeClaimTemplates: [{ metadata: { name: "elasticsearch-data" }, spec: { storageClassName: "fast", resources: { requests: { storage: "8Gi" } } } }] }] });
  expect(JSON.stringify(kept)).not.toContain("emptyDir");
});

test("those without a password may add logs, and only if that is asked for", () => {
  expect(JSON.stringify(objectsOf(eck()))).not.toContain("anonymous");
  const open = eck({ openIngest: true });
  expect(specOf(open, "Elasticsearch")).toMatchObject({ auth: { roles: [{ secretName: "log-writer" }] }, nodeSets: [{ config: { "xpack.security.authc.anonymous": { roles: "log-writer" } } }] });
  const { stringData } = objectOf<{ readonly stringData: Readonly<Record<string, string>> }>(open, "Secret");
  expect(parse(stringData["roles.yml"] ?? "")).toEqual({ "log-writer": { indices: [{ names: ["logs-*"], privileges: ["auto_configure", "create_doc"] }] } });
});

test("Filebeat reads the nodes' files, and nothing else of it does", () => {
  expect(eck().description.namespace?.podSecurity).toBe("privileged");
  expect(eck({ filebeat: false }).description.namespace?.podSecurity).toBe("baseline");
});

test("the Ingress of Kibana's page ends TLS", () => {
  const addon = eck({ page: { host: "kibana.lab.example", issuer: "lab" } });
  expect(specOf(addon, "Kibana")).toMatchObject({ http: { tls: { selfSignedCertificate: { disabled: true } } }, config: { "server.publicBaseUrl": "https://kibana.lab.example" } });
  expect(specOf(addon, "Ingress")).toMatchObject({ rules: [{ host: "kibana.lab.example" }], tls: [{ hosts: ["kibana.lab.example"], secretName: "kibana-tls" }] });
  expect(JSON.stringify(specOf(eck(), "Kibana"))).not.toContain("selfSigned");
  expect(() => eck({ kibana: false, page: { host: "kibana.lab.example" } })).toThrow("LW1001 eck: `page` is ");
});
