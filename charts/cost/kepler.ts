import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface KeplerProps {
  /**
   * Where power is read: `fake`, which makes numbers up; `rapl`, the processor's own meter; `hwmon`, sensors on the board. Virtual machines
   * have no meter.
   * @default fake
   */
  readonly meter?: "fake" | "rapl" | "hwmon";
  /** Seconds between two readings. @default 5 */
  readonly intervalSeconds?: number;
  /** Processes, containers and Pods that have ended and are still told of, those that used most. @default 100 */
  readonly maxTerminated?: number;
  /** Ask each node's kubelet for its Pods, or the API server. @default kubelet */
  readonly podsFrom?: "kubelet" | "apiserver";
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
  /** @default info */
  readonly logLevel?: "debug" | "info" | "warn" | "error";
}

const MEMORY_MIB = 64;

/**
 * Kepler: energy that Pods use, each by its share of processor time. A lab's virtual machines have no meter, so what it tells there shows
 * how it is told, and means nothing.
 * @see https://sustainable-computing.io/kepler/
 */
export class Kepler extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: KeplerProps = {}) {
    const { meter = "fake", intervalSeconds = 5, maxTerminated = 100, podsFrom = "kubelet", serviceMonitor = false, logLevel = "info" } = props;
    const { version, chart } = versions.kepler;
    super(scope, id, {
      name: "kepler",
      version,
      title: verbatim("Kepler"),
      namespace: { name: "kepler", podSecurity: "privileged" },
      needs: whereAsked({ "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: 0, memoryPerNodeMiB: MEMORY_MIB },
      readiness: [{ daemonSet: "kepler" }],
    });
    checkWhole(this.node.path, { intervalSeconds });
    checkWhole(this.node.path, { maxTerminated }, 0);
    new HelmRelease(this, "kepler", {
      chart,
      values: {
        config: {
          log: { level: logLevel },
          monitor: { interval: `${intervalSeconds}s`, maxTerminated },
          kube: { enabled: true, podInformer: { mode: podsFrom } },
          dev: { "fake-cpu-meter": { enabled: meter === "fake" } },
          experimental: { hwmon: { enabled: meter === "hwmon" } },
        },
        daemonset: { resources: requests(MEMORY_MIB, "50m") },
        serviceMonitor: { enabled: serviceMonitor, interval: `${intervalSeconds}s` },
      },
    });
  }
}
