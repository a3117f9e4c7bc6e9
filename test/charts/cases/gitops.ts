import { ArgoCd } from "../../../charts/gitops/argo-cd";
import { ArgoRollouts } from "../../../charts/gitops/argo-rollouts";
import { Flux } from "../../../charts/gitops/flux";
import type { Made } from "../support/addons";

const page = { host: "gitops.lab.example", ingressClass: "traefik", issuer: "lab" };
const apps = { name: "apps", repository: "https://git.lab.example/lab/apps.git", path: "clusters/lab" };

export const cases: readonly Made[] = [
  ["argo-cd", (set) => new ArgoCd(set, "argo-cd")],
  ["argo-cd with everything", (set) => new ArgoCd(set, "argo-cd", { applications: [apps, { ...apps, name: "others", revision: "v1", automatic: false }], page, adminUser: false, oidc: { issuer: "https://id.lab.example", clientId: "argocd", secretName: "oidc" }, reconciliationSeconds: 60, applicationSets: false, notifications: true, highAvailability: true, serviceMonitor: true })],
  ["argo-rollouts", (set) => new ArgoRollouts(set, "rollouts")],
  ["argo-rollouts with everything", (set) => new ArgoRollouts(set, "rollouts", { dashboard: true, page, gatewayApi: true, replicas: 2, serviceMonitor: true })],
  ["flux", (set) => new Flux(set, "flux")],
  ["flux with everything", (set) => new Flux(set, "flux", { sync: { url: "ssh://git@git.lab.example/lab/fleet.git", ref: "refs/tags/v1", path: "clusters/lab", secretName: "git" }, components: ["source-controller", "helm-controller"], size: "large", multitenant: true, networkPolicy: false, volume: { sizeGiB: 10, storageClass: "fast" }, page, serviceMonitor: true })],
];
