import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { requests } from "../parts/requests";
import { versions } from "../versions";
import { exposureProblems, exposures, NODE_PORTS, replicasOf, type Exposure } from "./exposure";

export interface IngressNginxProps {
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
  /** Serve Ingresses that were made without a class, before there was a default. @default false */
  readonly classless?: boolean;
  /** Take pieces of NGINX configuration from annotations, which gives their authors all that the controller may. @default false */
  readonly snippets?: boolean;
  /** Pass TLS on unopened where an Ingress asks for it. @default false */
  readonly sslPassthrough?: boolean;
  /**
   * Options of its ConfigMap.
   * @default {}
   * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/
   * @example {"proxy-body-size":"64m"}
   */
  readonly config?: Readonly<Record<string, string>>;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = 90;

/**
 * ingress-nginx, the community's Ingress controller on NGINX, which books before 2026 use. It is not F5's NGINX Ingress Controller.
 * @see https://kubernetes.github.io/ingress-nginx/
 */
export class IngressNginx extends Addon {
  readonly exposure: Exposure;

  /** @throws LabError LW1001 for replicas that are none, or beside host ports */
  constructor(scope: Construct, id: string, props: IngressNginxProps = {}) {
    const { exposure = "load-balancer", defaultClass = true, classless = false, snippets = false, sslPassthrough = false, config = {}, serviceMonitor = false } = props;
    const { version, chart } = versions["ingress-nginx"];
    const { serviceType, needs, podSecurity } = exposures[exposure];
    const onNodes = exposure === "host-port";
    const replicas = replicasOf(exposure, props.replicas, id);
    super(scope, id, {
      name: "ingress-nginx",
      version,
      title: verbatim("ingress-nginx"),
      namespace: { name: "ingress-nginx", podSecurity },
      provides: whereAsked({ "ingress-controller": true, "default-ingress-class": defaultClass }),
      needs: [...needs, ...whereAsked({ "prometheus-operator": serviceMonitor })],
      kubernetes: { to: "1.35" },
      resources: onNodes ? { memoryMiB: 0, memoryPerNodeMiB: MEMORY_MIB } : { memoryMiB: MEMORY_MIB * replicas },
      readiness: [onNodes ? { daemonSet: "ingress-nginx-controller" } : { deployment: "ingress-nginx-controller" }],
      retired: {
        en: "ingress-nginx was retired in March 2026: holes that are found in it are no longer closed. Use Traefik, which with `nginxIngresses` serves the same Ingresses, or a controller of the Gateway API.",
        zh: "ingress-nginx 已于 2026 年 3 月停止维护，此后发现的安全漏洞不再修复。请改用 Traefik（启用 `nginxIngresses` 后可处理同样的 Ingress），或 Gateway API 的控制器。",
      },
    });
    this.exposure = exposure;
    new HelmRelease(this, "ingress-nginx", {
      chart,
      values: {
        controller: {
          kind: onNodes ? "DaemonSet" : "Deployment",
          replicaCount: replicas,
          hostPort: { enabled: onNodes },
          // A port of a node is free only once the old Pod is gone.
          updateStrategy: onNodes ? { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } } : undefined,
          ingressClassResource: { default: defaultClass },
          watchIngressWithoutClass: classless,
          allowSnippetAnnotations: snippets,
          // Snippets are in the highest class of risk, which is refused by default.
          config: snippets ? { "annotations-risk-level": "Critical", ...config } : config,
          extraArgs: sslPassthrough ? { "enable-ssl-passthrough": "true" } : undefined,
          service: { type: serviceType, nodePorts: exposure === "node-port" ? NODE_PORTS : undefined },
          metrics: { enabled: serviceMonitor, serviceMonitor: { enabled: serviceMonitor } },
          resources: requests(MEMORY_MIB, "100m"),
        },
      },
    });
  }

  override problems(): readonly Problem[] {
    return exposureProblems(this);
  }
}
