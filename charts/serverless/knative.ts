import type { Chart } from "cdk8s";
import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { firstOpenNode } from "../addon/cluster-facts";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { later } from "../addon/later";
import { knativeEventing, knativeServing } from "../crd/knative-operator";
import { versions } from "../versions";
import { whereAsked } from "../parts/capabilities";
import { checkTogether, checkWhole, refuse } from "../parts/checks";
import { furtherNamespace } from "../parts/namespace";

export interface KnativeProps {
  /** Services that scale by requests, to none too. @default true */
  readonly serving?: boolean;
  /** Brokers, triggers and sources of events; channels are in memory. @default true */
  readonly eventing?: boolean;
  /**
   * What brings requests to Services: Kourier, which comes with it, or Istio's ingress gateway.
   * @default kourier
   */
  readonly ingress?: "kourier" | "istio";
  /** Where Kourier is reached: at an address of its own, or on ports 30880 and 30843 of every node. @default load-balancer */
  readonly exposure?: "load-balancer" | "node-port";
  /**
   * What Services' names end in.
   * @default a node's address and sslip.io, which resolves names with an address in them to it
   * @example apps.lab.example
   */
  readonly domain?: string;
  /** Of what serves requests and events. @default 1 */
  readonly replicas?: number;
  /** Let Services that nobody asks for have no Pods. @default true */
  readonly scaleToZero?: boolean;
  /** Requests that a Pod is meant to have at a time, unless its Service says otherwise. @default 100 */
  readonly concurrency?: number;
}

const NODE_PORTS = { http: 30880, https: 30843 } as const;
const MEMORY_MIB = { operator: 200, serving: 400, kourier: 400, eventing: 580 } as const;
const SERVING = "knative-serving";
const EVENTING = "knative-eventing";

/**
 * Knative by its operator: containers that run when they are asked for, and events that ask for them.
 * @see https://knative.dev/docs/install/operator/knative-with-operators/
 */
export class Knative extends Addon {
  /** @throws LabError LW1001 for numbers that are none, and for what is said of parts that are not there */
  constructor(scope: Construct, id: string, props: KnativeProps = {}) {
    const { serving = true, eventing = true, ingress = "kourier", exposure = "load-balancer", replicas = 1 } = props;
    const { version, chart } = versions["knative-operator"];
    const kourier = serving && ingress === "kourier";
    super(scope, id, {
      name: "knative",
      version,
      title: verbatim("Knative"),
      namespace: { name: "knative-operator", podSecurity: "baseline" },
      needs: whereAsked({ "load-balancer": kourier && exposure === "load-balancer", "service-mesh": serving && ingress === "istio" }),
      resources: { memoryMiB: MEMORY_MIB.operator + replicas * ((serving ? MEMORY_MIB.serving : 0) + (kourier ? MEMORY_MIB.kourier : 0) + (eventing ? MEMORY_MIB.eventing : 0)) },
      readiness: [
        { deployment: "knative-operator" },
        ...(serving ? [{ condition: "Ready", kind: "KnativeServing", name: SERVING, namespace: SERVING }] : []),
        ...(eventing ? [{ condition: "Ready", kind: "KnativeEventing", name: EVENTING, namespace: EVENTING }] : []),
      ],
    });
    const path = this.node.path;
    const { domain, scaleToZero, concurrency } = props;
    if (!serving && !eventing) refuse(path, "eventing", eventing, { en: "true where `serving` is false", zh: "`serving` 为 false 时须为 true" });
    checkTogether(path, { ingress: props.ingress, exposure: props.exposure, domain, scaleToZero, concurrency }, { serving });
    if (!kourier && props.exposure !== undefined) refuse(path, "exposure", exposure, { en: "left out where `ingress` is not kourier", zh: "`ingress` 不是 kourier 时不可设置" });
    checkWhole(path, { replicas, concurrency });
    if (domain !== undefined && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) refuse(path, "domain", domain, { en: "a domain, such as apps.lab.example", zh: "域名，例如 apps.lab.example" });
    new HelmRelease(this, "knative-operator", { chart });
    const parts = this.chart("parts");
    if (serving) this.serving(parts, { ...props, ingress, exposure, replicas });
    if (!eventing) return;
    furtherNamespace(parts, EVENTING, "baseline");
    new CustomObject(parts, "eventing", knativeEventing, { name: EVENTING, namespace: EVENTING }, { spec: { "high-availability": { replicas } } });
  }

  private serving(chart: Chart, { ingress, exposure, domain, replicas, scaleToZero = true, concurrency = 100 }: KnativeProps & { readonly ingress: string; readonly exposure: string; readonly replicas: number }): void {
    furtherNamespace(chart, SERVING, "baseline");
    const ports = exposure === "node-port" ? { "http-port": NODE_PORTS.http, "https-port": NODE_PORTS.https } : {};
    new CustomObject(chart, "serving", knativeServing, { name: SERVING, namespace: SERVING }, {
      spec: {
        "high-availability": { replicas },
        ingress: {
          kourier: ingress === "kourier" ? { enabled: true, "service-type": exposure === "node-port" ? "NodePort" : "LoadBalancer", ...ports } : { enabled: false },
          istio: { enabled: ingress === "istio" },
        },
        config: {
          network: { "ingress-class": `${ingress}.ingress.networking.knative.dev` },
          domain: later(() => ({ [domain ?? this.sslip()]: "" })),
          autoscaler: { "enable-scale-to-zero": String(scaleToZero), "container-concurrency-target-default": String(concurrency) },
        },
      },
    });
  }

  private sslip(): string {
    return `${firstOpenNode(this.cluster.nodes)?.address ?? "127.0.0.1"}.sslip.io`;
  }
}
