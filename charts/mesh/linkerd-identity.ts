import type { Chart } from "cdk8s";
import { CustomObject } from "../addon/custom-object";
import { certificate, clusterIssuer } from "../crd/cert-manager";
import { bundle } from "../crd/trust-manager";
import { TRUST_NAMESPACE } from "../security/trust-manager";

export interface LinkerdIdentity {
  /** Namespace of the control plane. */
  readonly namespace: string;
  readonly trustDomain: string;
  readonly anchorDays: number;
  readonly issuerDays: number;
}

const SELF_SIGNED = { kind: "ClusterIssuer", name: "linkerd-self-signed" };
const ANCHOR = "linkerd-trust-anchor";
const CA_USAGES = ["cert sign", "crl sign", "server auth", "client auth"] as const;

/** What the control plane serves to the API server. The chart's own would be made anew by every upgrade. */
export const LINKERD_WEBHOOKS = { proxyInjector: "linkerd-proxy-injector", profileValidator: "linkerd-sp-validator", policyValidator: "linkerd-policy-validator" } as const;

/**
 * What the mesh's identities come from. Keys are made in the cluster, and are nowhere else: cert-manager makes a trust anchor and an
 * issuer that it signs, trust-manager puts the anchor's certificate where the control plane looks for it.
 * @see https://linkerd.io/2/tasks/automatically-rotating-control-plane-tls-credentials/
 */
export function linkerdIdentity(chart: Chart, { namespace, trustDomain, anchorDays, issuerDays }: LinkerdIdentity): void {
  new CustomObject(chart, "self-signed", clusterIssuer, { name: SELF_SIGNED.name }, { spec: { selfSigned: {} } });
  new CustomObject(chart, "anchor", certificate, { name: ANCHOR, namespace: TRUST_NAMESPACE }, {
    spec: {
      issuerRef: SELF_SIGNED,
      secretName: ANCHOR,
      isCA: true,
      commonName: `root.${namespace}.${trustDomain}`,
      duration: hours(anchorDays),
      // The key stays, so what the old certificate vouches for is trusted by the new one.
      privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Never" },
      usages: CA_USAGES,
    },
  });
  new CustomObject(chart, "anchor-issuer", clusterIssuer, { name: ANCHOR }, { spec: { ca: { secretName: ANCHOR } } });
  const issuerName = `identity.${namespace}.${trustDomain}`;
  new CustomObject(chart, "issuer", certificate, { name: "linkerd-identity-issuer", namespace }, {
    spec: {
      issuerRef: { kind: "ClusterIssuer", name: ANCHOR },
      secretName: "linkerd-identity-issuer",
      isCA: true,
      commonName: issuerName,
      dnsNames: [issuerName],
      duration: hours(issuerDays),
      privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
      usages: CA_USAGES,
    },
  });
  new CustomObject(chart, "roots", bundle, { name: "linkerd-identity-trust-roots" }, {
    spec: {
      sources: [{ secret: { name: ANCHOR, key: "tls.crt" } }],
      target: { configMap: { key: "ca-bundle.crt" }, namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } },
    },
  });
  for (const name of Object.values(LINKERD_WEBHOOKS)) {
    new CustomObject(chart, name, certificate, { name, namespace }, {
      spec: {
        issuerRef: SELF_SIGNED,
        secretName: `${name}-k8s-tls`,
        commonName: `${name}.${namespace}.svc`,
        dnsNames: [`${name}.${namespace}.svc`],
        duration: hours(issuerDays),
        // The policy controller reads no other form.
        privateKey: { algorithm: "ECDSA", size: 256, encoding: "PKCS8", rotationPolicy: "Always" },
        usages: ["server auth"],
      },
    });
  }
}

const hours = (days: number): string => `${days * 24}h`;
