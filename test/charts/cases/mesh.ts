import { Istio } from "../../../charts/mesh/istio";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["istio", (set) => new Istio(set, "istio")],
  ["istio, sidecars alone", (set) => new Istio(set, "istio", { cni: false, mtls: "DISABLE" })],
  [
    "istio with everything",
    (set) => new Istio(set, "istio", { mode: "ambient", mtls: "STRICT", nftables: true, ingressGateway: "node-port", accessLogs: true, tracing: { service: "otel.tracing.svc", port: 4319, sampling: 100 }, replicas: 2 }),
  ],
];
