import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface TrustManagerProps {
  /** Of its controller. @default 1 */
  readonly replicas?: number;
  /** Bring the public CAs, for bundles that ask for them by `useDefaultCAs`. @default false */
  readonly publicCas?: boolean;
  /** Leave out certificates that have ended. @default false */
  readonly filterExpired?: boolean;
  /**
   * Secrets that bundles may be written to, by name, beside ConfigMaps. It may then write Secrets of those names in all namespaces.
   * @default []
   * @example ["lab-ca"]
   */
  readonly secretTargets?: readonly string[];
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

/** Where the certificates are that bundles are made of, and where cert-manager has those of ClusterIssuers. */
export const TRUST_NAMESPACE = "cert-manager";

const MEMORY_MIB = 64;

/**
 * trust-manager: certificates of CAs, gathered into bundles and put where Pods trust them.
 * @see https://cert-manager.io/docs/trust/trust-manager/
 */
export class TrustManager extends Addon {
  /** @throws LabError LW1001 for replicas that are none */
  constructor(scope: Construct, id: string, props: TrustManagerProps = {}) {
    const { replicas = 1, publicCas = false, filterExpired = false, secretTargets = [], serviceMonitor = false } = props;
    const { version, chart } = versions["trust-manager"];
    super(scope, id, {
      name: "trust-manager",
      version,
      title: verbatim("trust-manager"),
      namespace: { name: "trust-manager", podSecurity: "restricted" },
      provides: ["trust-bundles"],
      needs: whereAsked({ "certificates": true, "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: MEMORY_MIB * replicas },
      readiness: [{ deployment: "trust-manager" }, { crd: "bundles.trust.cert-manager.io" }],
    });
    checkWhole(this.node.path, { replicas });
    new HelmRelease(this, "trust-manager", {
      chart,
      values: {
        replicaCount: replicas,
        podDisruptionBudget: { enabled: replicas > 1 },
        defaultPackage: { enabled: publicCas },
        filterExpiredCertificates: { enabled: filterExpired },
        secretTargets: secretTargets.length > 0 ? { enabled: true, authorizedSecrets: secretTargets } : undefined,
        app: { trust: { namespace: TRUST_NAMESPACE }, metrics: { service: { servicemonitor: { enabled: serviceMonitor } } } },
        resources: requests(MEMORY_MIB, "10m"),
      },
    });
  }
}
