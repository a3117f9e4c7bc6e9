import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface MetricsServerProps {
  /** Of its server. @default 1 */
  readonly replicas?: number;
  /**
   * Ask kubelets that signed their own certificate, as kubeadm's do unless they are told otherwise.
   * @default true
   */
  readonly kubeletInsecureTls?: boolean;
  /**
   * Seconds between two looks at the nodes, 10 or more.
   * @default 15
   * @example 30
   */
  readonly resolutionSeconds?: number;
}

const MEMORY_MIB = 100;

/**
 * metrics-server: what `kubectl top` shows, and what autoscalers go by.
 * @see https://github.com/kubernetes-sigs/metrics-server
 */
export class MetricsServer extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: MetricsServerProps = {}) {
    const { replicas = 1, kubeletInsecureTls = true, resolutionSeconds = 15 } = props;
    const { version, chart } = versions["metrics-server"];
    super(scope, id, {
      name: "metrics-server",
      version,
      title: verbatim("metrics-server"),
      provides: ["resource-metrics"],
      resources: { memoryMiB: MEMORY_MIB * replicas },
      readiness: [{ deployment: "metrics-server" }, { apiService: "v1beta1.metrics.k8s.io" }],
    });
    checkWhole(this.node.path, { replicas });
    checkWhole(this.node.path, { resolutionSeconds }, 10);
    new HelmRelease(this, "metrics-server", {
      chart,
      values: {
        replicas,
        args: [`--metric-resolution=${resolutionSeconds}s`, ...(kubeletInsecureTls ? ["--kubelet-insecure-tls"] : [])],
        resources: requests(MEMORY_MIB, "50m"),
      },
    });
  }
}
