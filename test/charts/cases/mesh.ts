import { Istio } from "../../../charts/mesh/istio";
import { Linkerd } from "../../../charts/mesh/linkerd";
import { TrustManager } from "../../../charts/security/trust-manager";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["istio", (set) => new Istio(set, "istio")],
  ["istio, sidecars alone", (set) => new Istio(set, "istio", { cni: false, mtls: "DISABLE" })],
  [
    "istio with everything",
    (set) => new Istio(set, "istio", { mode: "ambient", mtls: "STRICT", nftables: true, ingressGateway: "node-port", accessLogs: true, tracing: { service: "otel.tracing.svc", port: 4319, samplingPercent: 100 }, replicas: 2 }),
  ],
  ["linkerd", (set) => new Linkerd(set, "linkerd")],
  [
    "linkerd with everything",
    (set) => new Linkerd(set, "linkerd", {
      highAvailability: true, inboundPolicy: "all-authenticated", anchorDays: 365, issuerDays: 4, serviceMonitor: true, heartbeat: true,
      tracing: { endpoint: "otel-collector.tracing:4317", serviceAccount: "otel-collector", namespace: "tracing" },
    }),
    { dnsDomain: "lab.internal" },
  ],
  ["trust-manager", (set) => new TrustManager(set, "trust-manager")],
  ["trust-manager with everything", (set) => new TrustManager(set, "trust-manager", { replicas: 2, publicCas: true, filterExpired: true, secretTargets: ["lab-ca"], serviceMonitor: true })],
];
