import { KubeIngressClass } from "cdk8s-plus-27/lib/imports/k8s";
import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { requests } from "../parts/requests";
import { versions } from "../versions";
import { exposureProblems, exposures, NODE_PORTS, replicasOf, type Exposure } from "./exposure";

export interface TraefikProps {
  /**
   * Where it is reached from outside the cluster.
   * @default load-balancer
   * @example node-port
   * @example host-port
   */
  readonly exposure?: Exposure;
  /** Of the proxy; not by host ports, where every worker runs one. @default 1 */
  readonly replicas?: number;
  /** Be the class of Ingresses that name none. @default true */
  readonly defaultClass?: boolean;
  /** Be a controller for Gateways too, whose kinds are another add-on's, and have a Gateway that takes routes of all namespaces. @default false */
  readonly gatewayController?: boolean;
  /** Serve Ingresses that were written for ingress-nginx: of class `nginx`, and by its annotations. @default false */
  readonly nginxIngresses?: boolean;
  /** Send all of HTTP to HTTPS. @default false */
  readonly httpsRedirect?: boolean;
  /** The dashboard, at /dashboard/ of its port 8080, which is not reached from outside. @default false */
  readonly dashboard?: boolean;
  /** A line for every request. @default false */
  readonly accessLog?: boolean;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = 64;

/**
 * Traefik: a proxy for Ingresses, for its own IngressRoutes and, if asked, for Gateways.
 * @see https://doc.traefik.io/traefik/setup/kubernetes/
 */
export class Traefik extends Addon {
  readonly exposure: Exposure;

  /** @throws LabError LW1001 for replicas that are none, or beside host ports */
  constructor(scope: Construct, id: string, props: TraefikProps = {}) {
    const { exposure = "load-balancer", defaultClass = true, gatewayController = false, nginxIngresses = false, httpsRedirect = false, dashboard = false, accessLog = false, serviceMonitor = false } = props;
    const { version, chart } = versions.traefik;
    const { serviceType, needs, podSecurity } = exposures[exposure];
    const onNodes = exposure === "host-port";
    const replicas = replicasOf(exposure, props.replicas, id);
    super(scope, id, {
      name: "traefik",
      version,
      title: verbatim("Traefik"),
      namespace: { name: "traefik", podSecurity },
      provides: whereAsked({ "ingress-controller": true, "default-ingress-class": defaultClass, "gateway-controller": gatewayController }),
      needs: [...needs, ...whereAsked({ "gateway-api": gatewayController, "prometheus-operator": serviceMonitor })],
      conflicts: nginxIngresses ? { "ingress-nginx": { en: "both serve Ingresses of class nginx", zh: "二者都处理 nginx 类的 Ingress" } } : {},
      resources: onNodes ? { memoryMiB: 0, memoryPerNodeMiB: MEMORY_MIB } : { memoryMiB: MEMORY_MIB * replicas },
      readiness: [onNodes ? { daemonSet: "traefik" } : { deployment: "traefik" }],
    });
    this.exposure = exposure;
    // Its provider goes by the class, which ingress-nginx would have made.
    if (nginxIngresses) new KubeIngressClass(this.chart("classes"), "nginx", { metadata: { name: "nginx" }, spec: { controller: "k8s.io/ingress-nginx" } });
    const nodePort = (port: number): number | undefined => (exposure === "node-port" ? port : undefined);
    const hostPort = (port: number): number | undefined => (onNodes ? port : undefined);
    const redirections = httpsRedirect ? { entryPoint: { to: "websecure", scheme: "https", permanent: true } } : undefined;
    new HelmRelease(this, "traefik", {
      chart,
      values: {
        deployment: { kind: onNodes ? "DaemonSet" : "Deployment", replicas },
        // A port of a node is free only once the old Pod is gone.
        updateStrategy: onNodes ? { rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } } : undefined,
        podDisruptionBudget: replicas > 1 ? { enabled: true, maxUnavailable: 1 } : undefined,
        ingressClass: { isDefaultClass: defaultClass },
        providers: { kubernetesGateway: { enabled: gatewayController }, kubernetesIngressNGINX: { enabled: nginxIngresses, publishService: { enabled: nginxIngresses } } },
        gateway: { listeners: { web: { namespacePolicy: { from: "All" } } } },
        api: { dashboard },
        ingressRoute: { dashboard: { enabled: dashboard } },
        ports: {
          web: { nodePort: nodePort(NODE_PORTS.http), hostPort: hostPort(80), http: { redirections } },
          websecure: { nodePort: nodePort(NODE_PORTS.https), hostPort: hostPort(443) },
        },
        service: { spec: { type: serviceType } },
        accessLog: { enabled: accessLog },
        metrics: { prometheus: { service: { enabled: serviceMonitor }, serviceMonitor: { enabled: serviceMonitor } } },
        global: { checkNewVersion: false },
        resources: requests(MEMORY_MIB, "50m"),
      },
    });
  }

  override problems(): readonly Problem[] {
    return exposureProblems(this);
  }
}
