import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface KubeVelaProps {
  /** Of its controller. @default 1 */
  readonly replicas?: number;
  /** Deliver to other clusters too, by a gateway to them, which `vela cluster join` is for. @default false */
  readonly multicluster?: boolean;
  /** Have cert-manager make its certificates, in place of Jobs of the chart's. @default false */
  readonly certManager?: boolean;
  /** Act with the rights of who made an Application; otherwise all of them have all rights. @default false */
  readonly authentication?: boolean;
  /** Applications that are worked on at a time. @default 2 */
  readonly concurrency?: number;
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
    const { replicas = 1, multicluster = false, certManager = false, authentication = false, concurrency = 2, revisions = 2, serviceMonitor = false } = props;
    const { version, chart } = versions.kubevela;
    super(scope, id, {
      name: "kubevela",
      version,
      title: verbatim("KubeVela"),
      namespace: { name: "vela-system", podSecurity: "baseline" },
      needs: whereAsked({ "certificates": certManager, "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: MEMORY_MIB.core * replicas + (multicluster ? MEMORY_MIB.gateway : 0) },
      readiness: [{ deployment: "kubevela-vela-core" }, ...(multicluster ? [{ deployment: "kubevela-cluster-gateway" }] : [])],
    });
    checkWhole(this.node.path, { replicas, concurrency, revisions });
    new HelmRelease(this, "kubevela", {
      chart,
      values: {
        replicaCount: replicas,
        // The chart's own are `latest`, always pulled.
        image: { tag: `v${version}`, pullPolicy: "IfNotPresent" },
        concurrentReconciles: concurrency,
        applicationRevisionLimit: revisions,
        resources: requests(MEMORY_MIB.core, "50m"),
        multicluster: { enabled: multicluster, clusterGateway: { resources: requests(MEMORY_MIB.gateway, "50m"), secureTLS: { certManager: { enabled: certManager } } } },
        admissionWebhooks: { patch: { enabled: !certManager }, certManager: { enabled: certManager } },
        authentication: { enabled: authentication },
        core: { metrics: { enabled: serviceMonitor, serviceMonitor: { enabled: serviceMonitor } } },
      },
    });
  }
}
