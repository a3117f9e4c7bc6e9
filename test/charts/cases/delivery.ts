import { Crossplane } from "../../../charts/delivery/crossplane";
import { Harbor } from "../../../charts/delivery/harbor";
import { KubeVela } from "../../../charts/delivery/kubevela";
import { Tekton } from "../../../charts/delivery/tekton";
import type { Made } from "../support/addons";

const page = { host: "delivery.lab.example", ingressClass: "traefik", issuer: "lab" };
const packageOf = (name: string): string => `xpkg.crossplane.io/crossplane-contrib/${name}:v1.0.0`;

export const cases: readonly Made[] = [
  ["crossplane", (set) => new Crossplane(set, "crossplane")],
  ["crossplane with everything", (set) => new Crossplane(set, "crossplane", { providers: [packageOf("provider-kubernetes")], functions: [packageOf("function-patch-and-transform")], configurations: [packageOf("platform")], activations: ["*.kubernetes.crossplane.io"], registryCa: "lab-ca", replicas: 2 })],
  ["harbor", (set) => new Harbor(set, "harbor")],
  ["harbor by plain HTTP", (set) => new Harbor(set, "harbor", { tls: false, volume: { sizeGiB: 20 } })],
  ["harbor with everything", (set) => new Harbor(set, "harbor", { page, passwordsSecretName: "own", volume: { sizeGiB: 20, storageClass: "fast" }, bucket: { name: "images", endpoint: "http://10.20.44.5:9000", region: "lab", secretName: "s3" }, trivy: true, serviceMonitor: true })],
  ["kubevela", (set) => new KubeVela(set, "kubevela")],
  ["kubevela with everything", (set) => new KubeVela(set, "kubevela", { replicas: 2, multicluster: true, certManager: true, authentication: true, concurrency: 8, revisions: 5, serviceMonitor: true })],
  ["tekton", (set) => new Tekton(set, "tekton")],
  ["tekton with everything", (set) => new Tekton(set, "tekton", { triggers: false, chains: true, dashboard: "writing", page, apiFields: "alpha", keepRuns: 5, replicas: 2 })],
];
