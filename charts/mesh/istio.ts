import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { AddonSet } from "../addon/addon-set";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease, type HelmValues } from "../addon/helm-release";
import { chainingProblems } from "../cni/chaining";
import { peerAuthentication, telemetry } from "../crd/istio";
import { exposureProblems, exposures, NODE_PORTS, type Exposure } from "../ingress/exposure";
import { whereAsked } from "../parts/capabilities";
import { checkNumber, checkWhole, refuse } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

/** Where proxies send spans, by OTLP over gRPC, and of how many requests. */
export interface IstioTracing {
  /** Host name of the collector, as `jaeger-collector.tracing.svc.cluster.local`. */
  readonly service: string;
  /** @default 4317 */
  readonly port?: number;
  /** Percent of requests. @default 1 */
  readonly samplingPercent?: number;
}

export interface IstioProps {
  /** `sidecar`: a proxy in every Pod. `ambient`: one on every node, and others, waypoints, where they are asked for. @default sidecar */
  readonly mode?: "sidecar" | "ambient";
  /** What Pods of the mesh take from others: plain text too, mutual TLS alone, or no TLS. Ambient has no DISABLE. @default PERMISSIVE */
  readonly mtls?: "PERMISSIVE" | "STRICT" | "DISABLE";
  /** Redirect traffic from the node; without it every Pod has an init container that may change its network. Ambient needs it. @default true */
  readonly cni?: boolean;
  /** Write the redirection with nftables in place of iptables. @default true where kube-proxy does */
  readonly nftables?: boolean;
  /** Be a controller for Gateways, whose kinds are another add-on's. @default true in ambient mode, where waypoints are Gateways */
  readonly gatewayController?: boolean;
  /** A gateway for Istio's own Gateways, selected by `istio: ingressgateway`: at an address of its own, or on ports 30080 and 30443 of every node. @default none */
  readonly ingressGateway?: "load-balancer" | "node-port";
  /** A line for every request, of all proxies. @default false */
  readonly accessLogs?: boolean;
  /**
   * Tell of requests as spans.
   * @default none
   * @example {"service":"jaeger-collector.tracing.svc.cluster.local","samplingPercent":100}
   */
  readonly tracing?: IstioTracing;
  /** Of istiod, and of the ingress gateway. @default 1 */
  readonly replicas?: number;
}

const MEMORY_MIB = { istiod: 256, gateway: 64, cni: 64, ztunnel: 64, sidecar: 64 } as const;
const asked = (part: keyof typeof MEMORY_MIB, cpu: string): HelmValues => requests(MEMORY_MIB[part], cpu);

/**
 * Istio: a service mesh, of sidecars or ambient. Namespaces join it by label: `istio-injection: enabled`, or `istio.io/dataplane-mode: ambient`.
 * @see https://istio.io/latest/docs/setup/install/helm/
 */
export class Istio extends Addon {
  /** Where its ingress gateway is reached, if there is one. */
  readonly exposure?: Exposure;
  private readonly hasPlugin: boolean;

  /** @throws LabError LW1001 for numbers that are none, and for what ambient mode does not have */
  constructor(scope: Construct, id: string, props: IstioProps = {}) {
    const { mode = "sidecar", mtls = "PERMISSIVE", cni = true, ingressGateway, accessLogs = false, tracing, replicas = 1 } = props;
    const ambient = mode === "ambient";
    const { gatewayController = ambient } = props;
    super(scope, id, {
      name: "istio",
      version: versions.istiod.version,
      title: verbatim("Istio"),
      namespace: { name: "istio-system", podSecurity: cni ? "privileged" : "baseline" },
      provides: whereAsked({ "service-mesh": true, "gateway-controller": gatewayController }),
      needs: [...(ingressGateway === undefined ? [] : exposures[ingressGateway].needs), ...whereAsked({ "gateway-api": gatewayController })],
      resources: {
        memoryMiB: (MEMORY_MIB.istiod + (ingressGateway === undefined ? 0 : MEMORY_MIB.gateway)) * replicas,
        memoryPerNodeMiB: (cni ? MEMORY_MIB.cni : 0) + (ambient ? MEMORY_MIB.ztunnel : 0),
      },
      readiness: [
        { deployment: "istiod" },
        ...(cni ? [{ daemonSet: "istio-cni-node" }] : []),
        ...(ambient ? [{ daemonSet: "ztunnel" }] : []),
        ...(ingressGateway === undefined ? [] : [{ deployment: "istio-ingressgateway" }]),
      ],
    });
    const { path } = this.node;
    if (ambient && mtls === "DISABLE") refuse(path, "mtls", mtls, { en: "PERMISSIVE or STRICT in ambient mode", zh: "ambient 模式下为 PERMISSIVE 或 STRICT" });
    if (ambient && !cni) refuse(path, "cni", cni, { en: "true in ambient mode", zh: "ambient 模式下为 true" });
    checkNumber(path, { "tracing.samplingPercent": tracing?.samplingPercent }, 0, 100);
    checkWhole(path, { replicas });
    checkWhole(path, { "tracing.port": tracing?.port }, 1, 65535);
    this.exposure = ingressGateway;
    this.hasPlugin = cni;
    const nativeNftables = props.nftables ?? AddonSet.forScope(scope).cluster.kubeProxy === "nftables";
    new HelmRelease(this, "istio-base", { chart: versions["istio-base"].chart });
    if (cni) new HelmRelease(this, "istio-cni", { chart: versions["istio-cni"].chart, values: { ambient: { enabled: ambient }, global: { nativeNftables }, resources: asked("cni", "50m") } });
    new HelmRelease(this, "istiod", {
      chart: versions.istiod.chart,
      values: {
        autoscaleEnabled: false,
        replicaCount: replicas,
        resources: asked("istiod", "100m"),
        cni: { enabled: cni },
        env: { PILOT_ENABLE_GATEWAY_API: String(gatewayController), ...(ambient && { PILOT_ENABLE_AMBIENT: "true" }) },
        meshConfig: {
          ...(ambient && { defaultConfig: { proxyMetadata: { ISTIO_META_ENABLE_HBONE: "true" } } }),
          ...(tracing !== undefined && { extensionProviders: [{ name: "spans", opentelemetry: { service: tracing.service, port: tracing.port ?? 4317 } }] }),
        },
        global: {
          nativeNftables,
          // With one replica it would keep a node from being drained.
          defaultPodDisruptionBudget: { enabled: replicas > 1 },
          proxy: { clusterDomain: this.cluster.dnsDomain, resources: asked("sidecar", "10m") },
        },
      },
    });
    if (ambient) new HelmRelease(this, "ztunnel", { chart: versions["istio-ztunnel"].chart, values: { resources: asked("ztunnel", "50m") } });
    if (ingressGateway !== undefined) this.gateway(ingressGateway, replicas);
    const policies = this.chart("policies");
    new CustomObject(policies, "mtls", peerAuthentication, { name: "default" }, { spec: { mtls: { mode: mtls } } });
    if (!accessLogs && tracing === undefined) return;
    const spec = {
      ...(accessLogs && { accessLogging: [{ providers: [{ name: "envoy" }] }] }),
      ...(tracing !== undefined && { tracing: [{ providers: [{ name: "spans" }], randomSamplingPercentage: tracing.samplingPercent ?? 1 }] }),
    };
    new CustomObject(policies, "telemetry", telemetry, { name: "mesh-default" }, { spec });
  }

  override problems(): readonly Problem[] {
    return [...chainingProblems(this, this.hasPlugin ? "plugin" : "proxy"), ...exposureProblems(this)];
  }

  /** The release's name, without `istio-`, is what Gateways select it by. */
  private gateway(exposure: Exposure, replicas: number): void {
    const nodePort = (port: number): number | undefined => (exposure === "node-port" ? port : undefined);
    new HelmRelease(this, "istio-ingressgateway", {
      chart: versions["istio-gateway"].chart,
      values: {
        replicaCount: replicas,
        autoscaling: { enabled: false },
        resources: asked("gateway", "50m"),
        service: {
          type: exposures[exposure].serviceType,
          ports: [
            { name: "status-port", port: 15021, targetPort: 15021 },
            { name: "http2", port: 80, targetPort: 80, nodePort: nodePort(NODE_PORTS.http) },
            { name: "https", port: 443, targetPort: 443, nodePort: nodePort(NODE_PORTS.https) },
          ],
        },
      },
    });
  }
}
