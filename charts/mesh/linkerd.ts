import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease, type HelmValues } from "../addon/helm-release";
import { chainingProblems } from "../cni/chaining";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { tooFewNodes } from "../parts/lacking";
import { versions } from "../versions";
import { LINKERD_WEBHOOKS, linkerdIdentity } from "./linkerd-identity";

/** A collector, by OTLP over gRPC, which is in the mesh itself. */
export interface LinkerdTracing {
  /** Host name and port, as `otel-collector.tracing:4317`. */
  readonly endpoint: string;
  /** What its Pods run as. */
  readonly serviceAccount: string;
  readonly namespace: string;
}

export interface LinkerdProps {
  /** Three of each part, each on a node of its own, and no Pod made while none of them can give it a proxy. @default false */
  readonly highAvailability?: boolean;
  /** Whom Pods of the mesh take requests from, where no policy says otherwise. @default all-unauthenticated */
  readonly inboundPolicy?: "all-unauthenticated" | "all-authenticated" | "cluster-unauthenticated" | "cluster-authenticated" | "deny" | "audit";
  /**
   * Days after which the trust anchor is renewed at the latest, no fewer than the issuer's; its key stays.
   * @default 3650
   * @example 730
   */
  readonly anchorDays?: number;
  /** Days after which the issuer of identities, and what webhooks serve, are renewed at the latest, 4 or more. @default 30 */
  readonly issuerDays?: number;
  /**
   * Tell of requests as spans.
   * @default none
   * @example {"endpoint":"otel-collector.tracing:4317","serviceAccount":"otel-collector","namespace":"tracing"}
   */
  readonly tracing?: LinkerdTracing;
  /** Have the Prometheus operator scrape it, and all proxies too. @default false */
  readonly serviceMonitor?: boolean;
  /** Ask the project every day whether there is a newer version, which tells it of the cluster. @default false */
  readonly heartbeat?: boolean;
}

/** MiB that containers of the control plane ask for. */
const REQUESTS = { identity: 16, destination: 50, policy: 32, validator: 32, injector: 50, proxy: 20 } as const;
const PODS = 3;
const PER_REPLICA_MIB = REQUESTS.identity + REQUESTS.destination + REQUESTS.policy + REQUESTS.validator + REQUESTS.injector + PODS * REQUESTS.proxy;

/**
 * Linkerd: a service mesh of small sidecars. Namespaces join it by their annotation `linkerd.io/inject: enabled`. The project itself
 * publishes edge releases only.
 * @see https://linkerd.io/2-edge/tasks/install-helm/
 */
export class Linkerd extends Addon {
  private readonly replicas: number;

  /** @throws LabError LW1001 for certificates that do not last */
  constructor(scope: Construct, id: string, props: LinkerdProps = {}) {
    const { highAvailability = false, inboundPolicy = "all-unauthenticated", anchorDays = 3650, issuerDays = 30, tracing, serviceMonitor = false, heartbeat = false } = props;
    const replicas = highAvailability ? 3 : 1;
    super(scope, id, {
      name: "linkerd",
      version: versions.linkerd.version,
      title: verbatim("Linkerd"),
      namespace: { name: "linkerd", podSecurity: "privileged" },
      provides: ["service-mesh"],
      needs: whereAsked({ "certificates": true, "trust-bundles": true, "gateway-api": true, "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: PER_REPLICA_MIB * replicas },
      readiness: [
        { condition: "Ready", kind: "Certificate", name: "linkerd-identity-issuer" },
        { deployment: "linkerd-identity" },
        { deployment: "linkerd-destination" },
        { deployment: "linkerd-proxy-injector" },
      ],
    });
    // It is renewed in the last third of its time, and has to outlive the identities that it gave, for a day each.
    checkWhole(this.node.path, { issuerDays }, 4);
    checkWhole(this.node.path, { anchorDays }, issuerDays);
    this.replicas = replicas;
    linkerdIdentity(this.chart("identity"), { namespace: this.namespace, trustDomain: this.cluster.dnsDomain, anchorDays, issuerDays });
    new HelmRelease(this, "linkerd-crds", { chart: versions["linkerd-crds"].chart, values: { installGatewayAPI: false } });
    new HelmRelease(this, "linkerd-control-plane", {
      chart: versions.linkerd.chart,
      values: {
        clusterDomain: this.cluster.dnsDomain,
        // Both are made by what is in the identity chart.
        identity: { externalCA: true, issuer: { scheme: "kubernetes.io/tls" } },
        ...this.webhooks(),
        controllerReplicas: replicas,
        enablePodAntiAffinity: highAvailability,
        enablePodDisruptionBudget: highAvailability,
        deploymentStrategy: highAvailability ? { rollingUpdate: { maxUnavailable: 1, maxSurge: "25%" } } : undefined,
        webhookFailurePolicy: highAvailability ? "Fail" : "Ignore",
        disableHeartBeat: !heartbeat,
        podMonitor: { enabled: serviceMonitor },
        proxy: { defaultInboundPolicy: inboundPolicy, resources: asks(REQUESTS.proxy), tracing: tracingOf(tracing) },
        identityResources: asks(REQUESTS.identity),
        destinationResources: asks(REQUESTS.destination),
        policyController: { resources: asks(REQUESTS.policy) },
        spValidatorResources: asks(REQUESTS.validator),
        proxyInjectorResources: asks(REQUESTS.injector),
      },
    });
  }

  override problems(): readonly Problem[] {
    const spread = tooFewNodes(this, this.replicas, { en: "replicas", zh: "副本" }, { en: "leave `highAvailability` out", zh: "不设置 `highAvailability`" });
    return [...chainingProblems(this, "proxy"), ...spread];
  }

  private webhooks(): HelmValues {
    return Object.fromEntries(Object.entries(LINKERD_WEBHOOKS).map(([key, name]) => [key, { externalSecret: true, injectCaFrom: `${this.namespace}/${name}` }]));
  }
}

function asks(memoryMiB: number): HelmValues {
  return { memory: { request: `${memoryMiB}Mi` } };
}

function tracingOf(tracing: LinkerdTracing | undefined): HelmValues | undefined {
  if (tracing === undefined) return undefined;
  const { endpoint, serviceAccount, namespace } = tracing;
  return { enabled: true, collector: { endpoint, meshIdentity: { serviceAccountName: serviceAccount, namespace } } };
}
