import { Headlamp } from "../../../charts/dashboard/headlamp";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["headlamp", (set) => new Headlamp(set, "headlamp")],
  ["headlamp with everything", (set) => new Headlamp(set, "headlamp", { clusterRole: "cluster-admin", page: { host: "headlamp.lab.example", ingressClass: "traefik", issuer: "lab" }, oidcSecretName: "oidc", sessionHours: 1, helm: true, replicas: 2 })],
];
