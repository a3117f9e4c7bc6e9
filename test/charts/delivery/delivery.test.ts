import { objectsOf } from "../../../charts/addon/object-problems";
import { Crossplane } from "../../../charts/delivery/crossplane";
import { Harbor, type HarborProps } from "../../../charts/delivery/harbor";
import { KubeVela } from "../../../charts/delivery/kubevela";
import { Tekton, type TektonProps } from "../../../charts/delivery/tekton";
import { addonSet } from "../support/cluster";
import { kindsOf, objectOf, specOf } from "../support/objects";
import { stepsOf, textOf, valuesOf } from "../support/releases";

const harbor = (props?: HarborProps): Harbor => new Harbor(addonSet(), "harbor", props);
const tekton = (props?: TektonProps): Tekton => new Tekton(addonSet(), "tekton", props);

test("Harbor's passwords are made in the cluster before anything asks for them, and none is written down", () => {
  const steps = stepsOf(harbor());
  expect(steps.filter((step) => step.startsWith("Job "))).toEqual([expect.stringMatching(/^Job harbor-secrets-[0-9a-f]{8}$/)]);
  expect(steps.at(-1)).toBe("chart harbor");
  expect(kindsOf(harbor())).not.toContain("Secret");
  expect(textOf(harbor())).not.toMatch(/Harbor12345|changeit|not-a-secure-key|registry_password/);
});

test("every password that the chart has a default for is one of the Secret", () => {
  for (const [props, secret] of [[{}, "harbor-passwords"], [{ passwordsSecretName: "own" }, "own"]] as const) {
    expect(valuesOf(harbor(props))).toMatchObject({
      existingSecretAdminPassword: secret,
      existingSecretSecretKey: secret,
      registry: { credentials: { existingSecret: secret } },
      database: { type: "external", external: { host: "harbor-postgresql", existingSecret: secret } },
    });
    expect(JSON.stringify(objectsOf(harbor(props)))).toContain(`"secretKeyRef":{"key":"password","name":"${secret}"}`);
  }
});

test("what made them may make Secrets, and read none; a Secret of one's own needs no maker", () => {
  expect(objectOf(harbor(), "Role")).toMatchObject({ rules: [{ resources: ["secrets"], verbs: ["create"] }] });
  expect(kindsOf(harbor({ passwordsSecretName: "own" }))).toEqual(["Namespace", "Service", "StatefulSet"]);
});

test("Harbor is known by a worker's address, or by its page", () => {
  expect(valuesOf(harbor())).toMatchObject({ externalURL: "https://10.20.44.21:30003", expose: { type: "nodePort", tls: { enabled: true, auto: { commonName: "10.20.44.21" } } } });
  expect(valuesOf(harbor({ tls: false }))).toMatchObject({ externalURL: "http://10.20.44.21:30002", expose: { tls: { enabled: false } } });
  expect(valuesOf(harbor({ page: { host: "harbor.lab.example", issuer: "lab" } }))).toMatchObject({ externalURL: "https://harbor.lab.example", expose: { type: "ingress", tls: { enabled: true, certSource: "secret", secret: { secretName: "harbor-tls" } } } });
  expect(valuesOf(harbor({ page: { host: "harbor.lab.example" } }))).toMatchObject({ externalURL: "http://harbor.lab.example", expose: { tls: { enabled: false } } });
  expect(() => harbor({ page: { host: "h.lab.example" }, tls: true })).toThrow("LW1001 harbor: `tls`");
});

test("a volume of one writer is let go before the next Pod starts", () => {
  expect(valuesOf(harbor()).updateStrategy).toEqual({ type: "RollingUpdate" });
  expect(valuesOf(harbor({ volume: { sizeGiB: 20, storageClass: "fast" } }))).toMatchObject({ updateStrategy: { type: "Recreate" }, persistence: { enabled: true, persistentVolumeClaim: { registry: { size: "20Gi", storageClass: "fast" }, redis: { storageClass: "fast" } } } });
});

test("Tekton's parts are those that are asked for", () => {
  const spec = (props?: TektonProps): unknown => specOf(tekton(props), "TektonConfig");
  expect(spec()).toMatchObject({ profile: "basic", trigger: { disabled: false }, chain: { disabled: true }, result: { disabled: true } });
  expect(spec({ dashboard: "read-only", triggers: false, chains: true })).toMatchObject({ profile: "all", trigger: { disabled: true }, chain: { disabled: false }, dashboard: { readonly: true } });
  expect(spec({ dashboard: "writing" })).toMatchObject({ dashboard: { readonly: false } });
  expect(spec({ dashboard: "read-only" })).toMatchObject({ platforms: { kubernetes: { pipelinesAsCode: { enable: false } } }, tektonpruner: { disabled: true }, pruner: { disabled: false, keep: 20 } });
  expect(spec({ replicas: 2 })).toMatchObject({ pipeline: { performance: { "disable-ha": false, replicas: 2 } } });
  expect(valuesOf(tekton())).toMatchObject({ installCRDs: true, operator: { autoInstallComponents: false } });
});

test("the dashboard's page is where the dashboard is", () => {
  const made = tekton({ page: { host: "tekton.lab.example" } });
  expect(stepsOf(made)).toEqual(["Namespace tekton-operator", "chart tekton-operator", "Namespace tekton-pipelines", "Ingress tekton-dashboard", "TektonConfig config"]);
  expect(objectOf(made, "Ingress").metadata.namespace).toBe("tekton-pipelines");
  expect(made.description.needs).toEqual(["default-ingress-class"]);
});

test.each(["provider-kubernetes:v1.0.0", "xpkg.crossplane.io/crossplane-contrib/provider-kubernetes", "xpkg.crossplane.io/x y:v1"])("%s is no package of Crossplane", (one) => {
  expect(() => new Crossplane(addonSet(), "crossplane", { functions: [one] })).toThrow("LW1001 crossplane: `functions[0]`");
});

test.each(["xpkg.crossplane.io/crossplane-contrib/provider-kubernetes:v1.0.0", "registry.lab.example:5000/platform:1", `xpkg.upbound.io/a/b@sha256:${"0".repeat(64)}`])("%s is one", (one) => {
  expect(valuesOf(new Crossplane(addonSet(), "crossplane", { providers: [one] })).provider).toMatchObject({ packages: [one] });
});

test("KubeVela's webhooks have certificates of the chart's Jobs, or of cert-manager", () => {
  expect(valuesOf(new KubeVela(addonSet(), "vela")).admissionWebhooks).toEqual({ patch: { enabled: true }, certManager: { enabled: false } });
  const certified = new KubeVela(addonSet(), "vela", { certManager: true });
  expect(certified.description.needs).toEqual(["certificates"]);
  expect(valuesOf(certified).admissionWebhooks).toEqual({ patch: { enabled: false }, certManager: { enabled: true } });
});
