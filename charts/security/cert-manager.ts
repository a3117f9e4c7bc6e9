import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { certificate, clusterIssuer } from "../crd/cert-manager";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

/** A server that gives certificates by ACME, such as Let's Encrypt, or step-ca inside a lab. */
export interface AcmeServer {
  /** Its directory, as a URL. */
  readonly server: string;
  /** Whom it writes to before a certificate ends. */
  readonly email: string;
  /** Class of the Ingress that answers its challenges by HTTP. */
  readonly ingressClass: string;
}

export interface CertManagerProps {
  /** Of its controller, its webhook and its CA injector, each. @default 1 */
  readonly replicas?: number;
  /**
   * A ClusterIssuer for the lab: `self-signed`, whose certificates each stand alone, or `lab-ca`, which signs with a CA of its own that
   * a browser can be told to trust.
   * @default none
   */
  readonly issuer?: "self-signed" | "lab-ca";
  /**
   * A ClusterIssuer `acme` that asks this server.
   * @default none
   * @example {"server":"https://acme-staging-v02.api.letsencrypt.org/directory","email":"lab@example.org","ingressClass":"traefik"}
   */
  readonly acme?: AcmeServer;
  /** Make certificates for Gateways that are annotated with an issuer. @default false */
  readonly gatewayApi?: boolean;
  /**
   * DNS servers, `address:port`, that are asked whether a DNS challenge is answered, where the cluster's own cannot tell.
   * @default the cluster's
   * @example ["10.20.44.1:53","1.1.1.1:53"]
   */
  readonly dnsServers?: readonly string[];
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

/**
 * cert-manager: certificates as objects, made and renewed by issuers.
 * @see https://cert-manager.io/docs/
 */
export class CertManager extends Addon {
  /** @throws LabError LW1001 for replicas that are none */
  constructor(scope: Construct, id: string, props: CertManagerProps = {}) {
    const { replicas = 1, issuer, acme, gatewayApi = false, dnsServers = [], serviceMonitor = false } = props;
    const { version, chart } = versions["cert-manager"];
    const issuers = [...(issuer === undefined ? [] : [issuer]), ...(acme === undefined ? [] : ["acme"])];
    super(scope, id, {
      name: "cert-manager",
      version,
      title: verbatim("cert-manager"),
      namespace: { name: "cert-manager", podSecurity: "restricted" },
      provides: ["certificates"],
      needs: whereAsked({ "gateway-api": gatewayApi, "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: 160 * replicas },
      readiness: [
        { deployment: "cert-manager" },
        { deployment: "cert-manager-webhook" },
        { deployment: "cert-manager-cainjector" },
        ...issuers.map((name) => ({ condition: "Ready", kind: "ClusterIssuer", name })),
      ],
    });
    checkWhole(this.node.path, { replicas });
    new HelmRelease(this, "cert-manager", {
      chart,
      values: {
        crds: { enabled: true },
        replicaCount: replicas,
        resources: requests(64, "20m"),
        webhook: { replicaCount: replicas, resources: requests(32, "10m") },
        cainjector: { replicaCount: replicas, resources: requests(64, "10m") },
        ...(gatewayApi && { config: { apiVersion: "controller.config.cert-manager.io/v1alpha1", kind: "ControllerConfiguration", enableGatewayAPI: true } }),
        ...(dnsServers.length > 0 && { dns01RecursiveNameservers: dnsServers.join(","), dns01RecursiveNameserversOnly: true }),
        prometheus: { servicemonitor: { enabled: serviceMonitor } },
      },
    });
    const objects = this.chart("issuers");
    if (issuer !== undefined) new CustomObject(objects, "self-signed", clusterIssuer, { name: "self-signed" }, { spec: { selfSigned: {} } });
    if (issuer === "lab-ca") {
      const issuerRef = { group: "cert-manager.io", kind: "ClusterIssuer", name: "self-signed" };
      const privateKey = { algorithm: "ECDSA", size: 256 } as const;
      new CustomObject(objects, "ca", certificate, { name: "lab-ca" }, { spec: { isCA: true, commonName: `${this.cluster.name} lab CA`, secretName: "lab-ca", duration: "87600h", privateKey, issuerRef } });
      new CustomObject(objects, "lab-ca", clusterIssuer, { name: "lab-ca" }, { spec: { ca: { secretName: "lab-ca" } } });
    }
    if (acme !== undefined) {
      const { server, email, ingressClass } = acme;
      const solvers = [{ http01: { ingress: { ingressClassName: ingressClass } } }];
      new CustomObject(objects, "acme", clusterIssuer, { name: "acme" }, { spec: { acme: { server, email, privateKeySecretRef: { name: "acme-account" }, solvers } } });
    }
  }
}
