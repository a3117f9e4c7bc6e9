import { ArgoCd, type ArgoCdProps } from "../../../charts/gitops/argo-cd";
import { ArgoRollouts } from "../../../charts/gitops/argo-rollouts";
import { Flux, type FluxProps } from "../../../charts/gitops/flux";
import { addonSet, facts } from "../support/cluster";
import { objectOf, specOf } from "../support/objects";
import { said, saidBy } from "../support/problems";
import { stepsOf, valuesOf } from "../support/releases";

const argo = (props?: ArgoCdProps): ArgoCd => new ArgoCd(addonSet(), "argo", props);
const flux = (props?: FluxProps): Flux => new Flux(addonSet(), "flux", props);

test("Applications come after the chart that brings their kind, and are kept right unless that is turned off", () => {
  const apps = argo({ applications: [{ name: "apps", repository: "https://git.lab.example/apps.git", path: "lab" }, { name: "others", repository: "https://git.lab.example/apps.git", path: "others", revision: "v1", automatic: false }] });
  expect(stepsOf(apps)).toEqual(["Namespace argocd", "chart argo-cd", "Application apps", "Application others"]);
  expect(["apps", "others"].map((name) => specOf(apps, `Application ${name}`))).toMatchObject([
    { source: { targetRevision: "HEAD", path: "lab" }, destination: { namespace: "apps" }, syncPolicy: { automated: { prune: true, selfHeal: true } } },
    { source: { targetRevision: "v1" }, destination: { namespace: "others" }, syncPolicy: { syncOptions: ["CreateNamespace=true"] } },
  ]);
  expect(JSON.stringify(specOf(apps, "Application others"))).not.toContain("automated");
});

test("TLS ends at the Ingress where there is one, and at the server where there is none", () => {
  expect(valuesOf(argo())).toMatchObject({ configs: { params: { "server.insecure": false } }, server: { ingress: { enabled: false } } });
  expect(valuesOf(argo({ page: { host: "cd.lab.example", issuer: "lab" } }))).toMatchObject({ global: { domain: "cd.lab.example" }, configs: { params: { "server.insecure": true } }, server: { ingress: { enabled: true, hostname: "cd.lab.example", tls: true } } });
  expect(valuesOf(argo({ page: { host: "cd.lab.example" } })).server).toMatchObject({ ingress: { tls: false } });
});

test("the client's secret is read of a Secret, and is in no file", () => {
  expect(JSON.stringify(valuesOf(argo({ oidc: { issuer: "https://id.lab.example", clientId: "argocd", secretName: "oidc" } })).configs)).toContain("$oidc:clientSecret");
});

test("Redis for several wants three nodes", () => {
  const told = (open: number): string[] => {
    const { nodes } = facts();
    const set = addonSet({ nodes: Array.from({ length: open }, (_, index) => ({ ...nodes[1]!, name: `w${index}` })) });
    return saidBy(new ArgoCd(set, "argo", { highAvailability: true }));
  };
  expect(told(2)).toEqual(["LW1208 argo: Argo CD needs 3 nodes that Pods run on, one for each of its Redis servers, and the cluster has 2; it would not work without. add 1 worker, or leave `highAvailability` out"]);
  expect(told(3)).toEqual([]);
  expect(argo().problems()).toEqual([]);
});

test("the plugin of Argo Rollouts is that of the nodes' architecture", () => {
  const plugin = (arch: "x86_64" | "aarch64"): string => JSON.stringify(valuesOf(new ArgoRollouts(addonSet({ arch }), "rollouts", { gatewayApi: true })).controller);
  expect(plugin("x86_64")).toContain("gatewayapi-plugin-linux-amd64");
  expect(plugin("aarch64")).toContain("gatewayapi-plugin-linux-arm64");
});

test("a page without a dashboard is refused", () => {
  expect(() => new ArgoRollouts(addonSet(), "rollouts", { dashboard: false, page: { host: "r.lab.example" } })).toThrow("LW1001 rollouts: `page` is ");
});

test("Flux is one instance of its operator's, at a minor whose patches come with that", () => {
  expect(stepsOf(flux())).toEqual(["Namespace flux-system", "chart flux-operator", "FluxInstance flux"]);
  expect(objectOf(flux(), "FluxInstance")).toMatchObject({ spec: { distribution: { version: "2.9.x" }, components: ["source-controller", "kustomize-controller", "helm-controller", "notification-controller"] } });
  expect(JSON.stringify(specOf(flux(), "FluxInstance"))).not.toContain("sync");
  expect(objectOf(flux({ sync: { url: "https://git.lab.example/fleet.git", secretName: "git" } }), "FluxInstance")).toMatchObject({ spec: { sync: { kind: "GitRepository", ref: "refs/heads/main", path: "./", pullSecret: "git" } } });
});

test.each<[string, FluxProps]>([
  ["components", { components: ["helm-controller"] }],
  ["volume.storageClass", { volume: { sizeGiB: 5 } }],
  ["volume.sizeGiB", { volume: { sizeGiB: 0, storageClass: "fast" } }],
])("Flux refuses a bad %s", (property, props) => expect(() => flux(props)).toThrow(`LW1001 flux: \`${property}\``));

test("pages need who serves them", () => {
  const set = addonSet();
  new ArgoCd(set, "argo", { page: { host: "cd.lab.example" } });
  expect(said(set).join()).toContain("the default IngressClass");
});
