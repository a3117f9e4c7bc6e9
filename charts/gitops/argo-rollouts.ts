import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkTogether, checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { restrictedContainer } from "../parts/security-context";
import { ingressValues, pageNeeds, type WebPage } from "../parts/web-page";
import { versions } from "../versions";

export interface ArgoRolloutsProps {
  /** What shows rollouts; it asks nobody for a password and may change them. @default true where it has a page */
  readonly dashboard?: boolean;
  /**
   * The dashboard's page.
   * @default none: `kubectl -n argo-rollouts port-forward service/argo-rollouts-dashboard 3100`
   * @example {"host":"rollouts.lab.example"}
   */
  readonly page?: WebPage;
  /** Split traffic by routes of the Gateway API, by a plugin that it downloads when it starts; Istio's and Traefik's own it knows. @default false */
  readonly gatewayApi?: boolean;
  /** Of its controller. @default 1 */
  readonly replicas?: number;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = { controller: 64, dashboard: 32 } as const;
const PLUGIN = "https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download";
const ARCH = { x86_64: "amd64", aarch64: "arm64" } as const;

/**
 * Argo Rollouts: Deployments that go out step by step, canary or blue-green, and back if what is measured says so.
 * @see https://argo-rollouts.readthedocs.io/
 */
export class ArgoRollouts extends Addon {
  /** @throws LabError LW1001 for replicas that are none, and for a page without a dashboard */
  constructor(scope: Construct, id: string, props: ArgoRolloutsProps = {}) {
    const { page, dashboard = page !== undefined, gatewayApi = false, replicas = 1, serviceMonitor = false } = props;
    const { version, chart } = versions["argo-rollouts"];
    super(scope, id, {
      name: "argo-rollouts",
      version,
      title: verbatim("Argo Rollouts"),
      namespace: { name: "argo-rollouts", podSecurity: "restricted" },
      needs: [...pageNeeds(page), ...whereAsked({ "gateway-api": gatewayApi, "prometheus-operator": serviceMonitor })],
      resources: { memoryMiB: MEMORY_MIB.controller * replicas + (dashboard ? MEMORY_MIB.dashboard : 0) },
      readiness: [{ deployment: "argo-rollouts" }, ...(dashboard ? [{ deployment: "argo-rollouts-dashboard" }] : [])],
    });
    checkWhole(this.node.path, { replicas });
    checkTogether(this.node.path, { page }, { dashboard });
    const { version: plugin } = versions["argo-rollouts-gateway-api"];
    new HelmRelease(this, "argo-rollouts", {
      chart,
      values: () => ({
        controller: {
          replicas,
          resources: requests(MEMORY_MIB.controller, "50m"),
          trafficRouterPlugins: gatewayApi ? [{ name: "argoproj-labs/gatewayAPI", location: `${PLUGIN}/v${plugin}/gatewayapi-plugin-linux-${ARCH[this.cluster.arch]}` }] : [],
          metrics: { enabled: serviceMonitor, serviceMonitor: { enabled: serviceMonitor } },
        },
        dashboard: {
          enabled: dashboard,
          containerSecurityContext: restrictedContainer,
          resources: requests(MEMORY_MIB.dashboard, "10m"),
          ingress: ingressValues(page, "argo-rollouts-dashboard", ({ ingressClass, host }) => ({ ingressClassName: ingressClass, hosts: [host] })),
        },
      }),
    });
  }
}
