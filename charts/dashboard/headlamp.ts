import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { restrictedContainer } from "../parts/security-context";
import { ingressValues, pageNeeds, type WebPage } from "../parts/web-page";
import { versions } from "../versions";

export interface HeadlampProps {
  /**
   * The ClusterRole of the service account that one logs in as: `kubectl -n headlamp create token headlamp`. Another token has what it has.
   * @default view
   * @example cluster-admin
   */
  readonly clusterRole?: string;
  /**
   * Its page.
   * @default none: `kubectl -n headlamp port-forward service/headlamp 8080:80`
   * @example {"host":"headlamp.lab.example","issuer":"lab"}
   */
  readonly page?: WebPage;
  /**
   * Log in by OpenID Connect: name of a Secret in `headlamp` with the keys `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET` and `OIDC_ISSUER_URL`. The
   * API server has to know that issuer too.
   * @default by token
   * @example headlamp-oidc
   */
  readonly oidcSecretName?: string;
  /** Hours until one has to log in again. @default 24 */
  readonly sessionHours?: number;
  /** Let its users work with Helm releases. @default false */
  readonly helm?: boolean;
  /** Of its server. @default 1 */
  readonly replicas?: number;
}

const MEMORY_MIB = 64;

/**
 * Headlamp: a cluster in the browser. It took the place of Kubernetes Dashboard, which the books show: that was archived in January
 * 2026, and its chart is gone.
 * @see https://headlamp.dev/docs/latest/
 */
export class Headlamp extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: HeadlampProps = {}) {
    const { clusterRole = "view", page, oidcSecretName, sessionHours = 24, helm = false, replicas = 1 } = props;
    const { version, chart } = versions.headlamp;
    super(scope, id, {
      name: "headlamp",
      version,
      title: verbatim("Headlamp"),
      namespace: { name: "headlamp", podSecurity: "restricted" },
      needs: pageNeeds(page),
      resources: { memoryMiB: MEMORY_MIB * replicas },
      readiness: [{ deployment: "headlamp" }],
    });
    checkWhole(this.node.path, { replicas, sessionHours });
    new HelmRelease(this, "headlamp", {
      chart,
      values: {
        replicaCount: replicas,
        clusterRoleBinding: { clusterRoleName: clusterRole },
        config: {
          sessionTTL: sessionHours * 3600,
          enableHelm: helm,
          ...(oidcSecretName !== undefined && { oidc: { secret: { create: false }, externalSecret: { enabled: true, name: oidcSecretName } } }),
        },
        // The user of its image.
        securityContext: { ...restrictedContainer, privileged: false, runAsUser: 100, runAsGroup: 101 },
        ingress: ingressValues(page, "headlamp", ({ ingressClass, host }) => ({ ingressClassName: ingressClass, hosts: [{ host, paths: [{ path: "/", type: "Prefix" }] }] })),
        resources: requests(MEMORY_MIB, "20m"),
      },
    });
  }
}
