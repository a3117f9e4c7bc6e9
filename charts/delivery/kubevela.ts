import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import type { Capability } from "../addon/capability";
import { HelmRelease } from "../addon/helm-release";
import { checkWhole } from "../observability/checks";
import { versions } from "../versions";

export interface KubeVelaProps {
  /** @default 1 */
  readonly replicas?: number;
  /** Deliver to other clusters too, by a gateway to them, which `vela cluster join` is for. @default false */
  readonly multicluster?: boolean;
  /** Have cert-manager make the webhooks' certificates, in place of Jobs of the chart's own. @default false */
  readonly certManager?: boolean;
  /** Act with the rights of who made an Application; otherwise all of them have all rights. @default false */
  readonly authentication?: boolean;
  /** How many Applications are worked on at a time. @default 2 */
  readonly concurrentReconciles?: number;
  /** Earlier states of each Application that are kept. @default 2 */
  readonly revisions?: number;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = { core: 128, gateway: 32 } as const;

/**
 * KubeVela: applications by the Open Application Model, of components, traits and workflows.
 * @see https://kubevela.io/docs/
 */
export class KubeVela extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: KubeVelaProps = {}) {
    const { replicas = 1, multicluster = false, certManager = false, authentication = false, concurrentReconciles = 2, revisions = 2, serviceMonitor = false } = props;
    const { version, chart } = versions.kubevela;
    const needs: Capability[] = [];
    if (certManager) needs.push("certificates");
    if (serviceMonitor) needs.push("prometheus-operator");
    super(scope, id, {
      name: "kubevela",
      version,
      title: verbatim("KubeVela"),
      namespace: { name: "vela-system", podSecurity: "baseline" },
      needs,
      resources: { memoryMiB: MEMORY_MIB.core * replicas + (multicluster ? MEMORY_MIB.gateway : 0) },
      readiness: [{ deployment: "kubevela-vela-core" }, ...(multicluster ? [{ deployment: "kubevela-cluster-gateway" }] : [])],
    });
    checkWhole(this.node.path, { replicas, concurrentReconciles, revisions });
    new HelmRelease(this, "kubevela", {
      chart,
      values: {
        replicaCount: replicas,
        // The chart's own are `latest`, always pulled.
        image: { tag: `v${version}`, pullPolicy: "IfNotPresent" },
        concurrentReconciles,
        applicationRevisionLimit: revisions,
        resources: { requests: { cpu: "50m", memory: `${MEMORY_MIB.core}Mi` } },
        multicluster: { enabled: multicluster, clusterGateway: { resources: { requests: { cpu: "50m", memory: `${MEMORY_MIB.gateway}Mi` } }, secureTLS: { certManager: { enabled: certManager } } } },
        admissionWebhooks: { patch: { enabled: !certManager }, certManager: { enabled: certManager } },
        authentication: { enabled: authentication },
        core: { metrics: { enabled: serviceMonitor, serviceMonitor: { enabled: serviceMonitor } } },
      },
    });
  }
}
