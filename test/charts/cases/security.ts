import { AdmissionPolicies } from "../../../charts/security/admission-policies";
import { CertManager } from "../../../charts/security/cert-manager";
import { ExternalSecrets } from "../../../charts/security/external-secrets";
import { Falco } from "../../../charts/security/falco";
import { Gatekeeper, requireLabels } from "../../../charts/security/gatekeeper";
import { Kyverno } from "../../../charts/security/kyverno";
import { NodeProfiles } from "../../../charts/security/node-profiles";
import { SealedSecrets } from "../../../charts/security/sealed-secrets";
import { TrivyOperator } from "../../../charts/security/trivy-operator";
import type { Made } from "../support/addons";

const acme = { server: "https://ca.lab/acme/directory", email: "lab@example.org", ingressClass: "traefik" };

export const cases: readonly Made[] = [
  ["cert-manager", (set) => new CertManager(set, "cert-manager")],
  ["cert-manager with everything", (set) => new CertManager(set, "cert-manager", { replicas: 3, issuer: "lab-ca", acme, gatewayApi: true, dnsServers: ["10.20.44.1:53"], serviceMonitor: true })],
  ["trivy-operator", (set) => new TrivyOperator(set, "trivy-operator")],
  ["trivy-operator with everything", (set) => new TrivyOperator(set, "trivy-operator", { concurrency: 3, severities: ["LOW"], ignoreUnfixed: false, exemptNamespaces: [], server: true, nodeScans: true, compliance: ["k8s-cis-1.23"], reportHours: 12, serviceMonitor: true })],
  ["falco", (set) => new Falco(set, "falco")],
  ["falco with everything", (set) => new Falco(set, "falco", { driver: "kmod", priority: "debug", rules: { "lab.yaml": "- list: shells\n  items: [sh]\n" }, json: true, sidekick: true, updateRules: true, serviceMonitor: true })],
  ["kyverno", (set) => new Kyverno(set, "kyverno")],
  [
    "kyverno with everything",
    (set) =>
      new Kyverno(set, "kyverno", {
        replicas: 3,
        reports: false,
        background: false,
        cleanup: true,
        ignoreFailures: true,
        clusterPolicies: { "no-default": { rules: [{ name: "no-default", match: { any: [{ resources: { kinds: ["Pod"], namespaces: ["default"] } }] }, validate: { failureAction: "Enforce", message: "not here", deny: {} } }] } },
        validatingPolicies: { "no-default": { validationActions: ["Deny"], validations: [{ expression: "object.metadata.namespace != 'default'" }] } },
        serviceMonitor: true,
      }),
  ],
  ["gatekeeper", (set) => new Gatekeeper(set, "gatekeeper")],
  ["gatekeeper with everything", (set) => new Gatekeeper(set, "gatekeeper", { replicas: 3, auditIntervalSeconds: 300, failurePolicy: "Fail", mutation: false, exemptNamespaces: [], policies: [requireLabels(["team"])] })],
  ["admission-policies", (set) => new AdmissionPolicies(set, "admission-policies")],
  ["admission-policies with everything", (set) => new AdmissionPolicies(set, "admission-policies", { requiredLimits: ["cpu", "memory"], requiredLabels: ["team", "app.kubernetes.io/name"], registries: ["registry.k8s.io", "localhost:5000"], action: "Warn", exemptNamespaces: [] })],
  ["sealed-secrets", (set) => new SealedSecrets(set, "sealed-secrets")],
  ["sealed-secrets with everything", (set) => new SealedSecrets(set, "sealed-secrets", { keyRenewalDays: 0, retries: 2, updateStatus: false, watchKeys: true, serviceMonitor: true })],
  ["external-secrets", (set) => new ExternalSecrets(set, "external-secrets")],
  ["external-secrets with everything", (set) => new ExternalSecrets(set, "external-secrets", { replicas: 2, concurrency: 4, onlyNamespace: "shop", push: false, certManager: true, serviceMonitor: true })],
  ["node-profiles", (set) => new NodeProfiles(set, "node-profiles")],
  ["node-profiles with everything", (set) => new NodeProfiles(set, "node-profiles", { seccomp: { none: { defaultAction: "SCMP_ACT_ERRNO" } }, appArmor: { "deny-write": "profile deny-write { deny /** w, }\n" }, controlPlanes: false, image: "harbor.lab.example/library/busybox:1.37" })],
];
