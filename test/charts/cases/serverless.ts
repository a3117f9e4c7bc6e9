import { Knative } from "../../../charts/serverless/knative";
import { OpenFaas } from "../../../charts/serverless/openfaas";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["knative", (set) => new Knative(set, "knative")],
  ["knative with everything", (set) => new Knative(set, "knative", { exposure: "node-port", domain: "apps.lab.example", replicas: 2, scaleToZero: false, concurrency: 10 })],
  ["knative with Istio", (set) => new Knative(set, "knative", { eventing: false, ingress: "istio" })],
  ["knative eventing alone", (set) => new Knative(set, "knative", { serving: false })],
  ["openfaas", (set) => new OpenFaas(set, "openfaas")],
  ["openfaas with everything", (set) => new OpenFaas(set, "openfaas", { exposure: "load-balancer", page: { host: "functions.lab.example", ingressClass: "traefik", issuer: "lab" }, timeoutSeconds: 300, async: false, nonRootFunctions: false, retentionDays: 7 })],
  ["openfaas from inside alone", (set) => new OpenFaas(set, "openfaas", { exposure: "none" })],
];
