import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease, type HelmValues } from "../addon/helm-release";
import { providersOf } from "../addon/needs";
import { whereAsked } from "../parts/capabilities";
import { checkNumber, checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { ingressValues, pageNeeds, type WebPage } from "../parts/web-page";
import { versions } from "../versions";

/** What things cost, a month. */
export interface Prices {
  /** A CPU. @default 1.25 */
  readonly cpu?: number;
  /** A GiB of memory. @default 0.5 */
  readonly memory?: number;
  /** A GPU. @default 0.95 */
  readonly gpu?: number;
  /** A GiB of volumes. @default 0.25 */
  readonly storage?: number;
}

export interface OpenCostProps {
  /**
   * Where use is known from: the cluster's Prometheus, or a collector of its own, which forgets all with its Pod.
   * @default prometheus
   */
  readonly source?: "prometheus" | "collector";
  /**
   * No cloud says what a lab's machines cost.
   * @default {}
   * @example {"cpu":4,"memory":1}
   */
  readonly prices?: Prices;
  /**
   * For how many days it answers day by day, and for how many hours hour by hour.
   * @default {"days":15,"hours":49}
   * @example {"days":30,"hours":72}
   */
  readonly retention?: { readonly days: number; readonly hours: number };
  /**
   * Its page.
   * @default none: `kubectl -n opencost port-forward service/opencost 9090`
   * @example {"host":"cost.lab.example","issuer":"lab"}
   */
  readonly page?: WebPage;
  /** Serve what it knows to language models, by MCP at port 8081 and without a password. @default false */
  readonly mcp?: boolean;
}

const MEMORY_MIB = { exporter: 128, ui: 55 } as const;

/**
 * OpenCost: what namespaces and workloads cost, by what they ask for and use.
 * @see https://opencost.io/docs/
 */
export class OpenCost extends Addon {
  /** @throws LabError LW1001 for prices and numbers that are none */
  constructor(scope: Construct, id: string, props: OpenCostProps = {}) {
    const { source = "prometheus", prices = {}, retention = { days: 15, hours: 49 }, page, mcp = false } = props;
    const { version, chart } = versions.opencost;
    const collects = source === "collector";
    super(scope, id, {
      name: "opencost",
      version,
      title: verbatim("OpenCost"),
      namespace: { name: "opencost", podSecurity: "baseline" },
      needs: [...pageNeeds(page), ...whereAsked({ "prometheus-operator": !collects })],
      resources: { memoryMiB: MEMORY_MIB.exporter + MEMORY_MIB.ui },
      readiness: [{ deployment: "opencost" }],
    });
    checkWhole(this.node.path, { "retention.days": retention.days, "retention.hours": retention.hours });
    checkNumber(this.node.path, Object.fromEntries(Object.entries(prices).map(([of, price]) => [`prices.${of}`, price as number])));
    new HelmRelease(this, "opencost", {
      chart,
      values: () => ({
        opencost: {
          exporter: {
            defaultClusterId: this.cluster.name,
            collectorDataSource: { enabled: collects, retention1d: retention.days, retention1h: retention.hours },
            resources: requests(MEMORY_MIB.exporter, "10m"),
          },
          ui: { resources: requests(MEMORY_MIB.ui, "10m"), ingress: ingressValues(page, "opencost", ({ ingressClass, host }) => ({ ingressClassName: ingressClass, hosts: [{ host, paths: ["/"] }] })) },
          retention1d: retention.days,
          retention1h: retention.hours,
          customPricing: { enabled: true, costModel: costModel(prices) },
          prometheus: { internal: { enabled: !collects, ...this.prometheus() } },
          // Prometheus knows prices from it, and it asks Prometheus for them.
          metrics: { serviceMonitor: { enabled: !collects } },
          mcp: { enabled: mcp },
        },
      }),
    });
  }

  /** The operator makes this Service beside whatever Prometheus it runs. */
  private prometheus(): HelmValues {
    const [provider] = providersOf(this.set, "prometheus-operator");
    return { serviceName: "prometheus-operated", namespaceName: provider?.namespace ?? "monitoring", port: 9090 };
  }
}

function costModel({ cpu = 1.25, memory = 0.5, gpu = 0.95, storage = 0.25 }: Prices): HelmValues {
  return { description: "lab", CPU: cpu, RAM: memory, GPU: gpu, storage };
}
