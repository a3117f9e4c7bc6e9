import { isKubernetesKind, objectProblems, SCHEMA_MINORS, schemaVersion, type KubeObject } from "../../charts/schema/object-check";

const deployment = (container: object): KubeObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: {
    selector: { matchLabels: { app: "web" } },
    strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: 1 } },
    template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "nginx", image: "nginx:1.19", resources: { limits: { memory: "128Mi", cpu: 0.5 } }, ...container }] } },
  },
});

describe.each(SCHEMA_MINORS)("Kubernetes %s", (minor) => {
  const said = (object: KubeObject): string[] => objectProblems(minor, object).map(({ en }) => en);

  test("is known by an exact version of that minor", () => expect(schemaVersion(minor)).toMatch(new RegExp(`^${minor.replace(".", "\\.")}\\.\\d+$`)));

  test("finds nothing wrong with the books' Deployment", () => expect(said(deployment({}))).toEqual([]));

  test.each([
    ["a field that is spelt wrongly", { imagePulPolicy: "Always" }, ["spec.template.spec.containers.0 has the unknown property `imagePulPolicy`"]],
    ["a value of another type", { ports: [{ containerPort: "80" }] }, ["spec.template.spec.containers.0.ports.0.containerPort must be integer"]],
    ["what is no quantity", { resources: { limits: { memory: "128 MB" } } }, [expect.stringMatching(/^spec\.template\.spec\.containers\.0\.resources\.limits\.memory must match pattern/)]],
    ["a required field that is missing", { env: [{ value: "x" }] }, ["spec.template.spec.containers.0.env.0 must have required property 'name'"]],
  ])("names %s", (_, container, expected) => expect(said(deployment(container))).toEqual(expected));

  test("names a field that only the server writes", () => {
    expect(said({ ...deployment({}), status: { replicas: 1 } })).toEqual(["the object has the unknown property `status`"]);
  });

  test("takes a custom resource's definition with any schema", () => {
    const schema = { type: "object", properties: { spec: { type: "object", additionalProperties: true, "x-kubernetes-preserve-unknown-fields": true } } };
    const versions = [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema } }];
    const spec = { group: "lab.example", names: { kind: "Thing", plural: "things" }, scope: "Namespaced", versions };
    expect(said({ apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", metadata: { name: "things.lab.example" }, spec })).toEqual([]);
  });

  test("does not know kinds that add-ons bring, and nothing is said of them", () => {
    const pool = { apiVersion: "metallb.io/v1beta1", kind: "IPAddressPool", metadata: { name: "lab" } };
    expect(isKubernetesKind(minor, pool)).toBe(false);
    expect(() => objectProblems(minor, pool)).toThrow(`Kubernetes ${minor} has no kind metallb.io/v1beta1/IPAddressPool`);
  });
});
