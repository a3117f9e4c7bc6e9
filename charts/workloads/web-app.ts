import { Duration, Size, type Chart } from "cdk8s";
import { Cpu, Deployment, DeploymentStrategy, HorizontalPodAutoscaler, Metric, MetricTarget, PercentOrAbsolute, Probe, Service, ServiceType, type IServiceAccount } from "cdk8s-plus-27";
import { Construct } from "constructs";
import { containerProps, harden, podSecurity, type AppContainer } from "./container";
import { place, type Placement } from "./placement";

/** How a new version takes the place of the old one. */
export interface RollingUpdate {
  /** Pods beyond the replicas while it goes on: a number, or percent. @default 25% */
  readonly maxSurge?: number | `${number}%`;
  /** Replicas that may be missing while it goes on: a number, or percent. @default 0, so that there is never less */
  readonly maxUnavailable?: number | `${number}%`;
  /** Seconds that a new Pod has to be ready before it counts. @default 5 */
  readonly minReadySeconds?: number;
}

export interface Autoscaling {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Percent of the CPU asked for that Pods use on average. @default 70 */
  readonly cpuPercent?: number;
}

export interface WebAppProps {
  /** @default the books' nginx: 1.19, at port 80, 500m of a CPU and 128 MiB at most */
  readonly container?: AppContainer & { readonly port: number };
  /** Ignored where it is scaled by load. @default 3 */
  readonly replicas?: number;
  /** Scale by load, which takes metrics-server. @default none */
  readonly autoscaling?: Autoscaling;
  readonly update?: RollingUpdate;
  readonly placement?: Placement;
  /** @default ClusterIP */
  readonly serviceType?: "ClusterIP" | "NodePort" | "LoadBalancer";
  /** What it is to the API. @default nothing: it gets no token */
  readonly serviceAccount?: IServiceAccount;
}

const SERVICE_TYPES = { ClusterIP: ServiceType.CLUSTER_IP, NodePort: ServiceType.NODE_PORT, LoadBalancer: ServiceType.LOAD_BALANCER } as const;

/** The container that the books begin with. */
export const nginx: AppContainer & { readonly port: number } = {
  image: "nginx:1.19",
  port: 80,
  user: "root",
  resources: { cpu: { request: Cpu.millis(50), limit: Cpu.millis(500) }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) } },
  startup: Probe.fromHttpGet("/", { port: 80, periodSeconds: Duration.seconds(2), failureThreshold: 30 }),
  readiness: Probe.fromHttpGet("/", { port: 80, periodSeconds: Duration.seconds(5) }),
  liveness: Probe.fromHttpGet("/", { port: 80, periodSeconds: Duration.seconds(10), failureThreshold: 3 }),
};

/** A Deployment and its Service, which have the construct's id as their name. */
export class WebApp extends Construct {
  readonly deployment: Deployment;
  readonly service: Service;

  constructor(scope: Chart | Construct, id: string, props: WebAppProps = {}) {
    super(scope, id);
    const { container = nginx, replicas = 3, autoscaling, update = {}, placement = {}, serviceType = "ClusterIP", serviceAccount } = props;
    const { maxSurge = "25%", maxUnavailable = 0, minReadySeconds = 5 } = update;
    this.deployment = new Deployment(this, "deployment", {
      metadata: { name: id, labels: { app: id } },
      podMetadata: { labels: { app: id } },
      ...(autoscaling === undefined && { replicas }),
      minReady: Duration.seconds(minReadySeconds),
      strategy: DeploymentStrategy.rollingUpdate({ maxSurge: amount(maxSurge), maxUnavailable: amount(maxUnavailable) }),
      securityContext: podSecurity(container),
      serviceAccount,
      automountServiceAccountToken: serviceAccount !== undefined,
      containers: [containerProps(this, container)],
    });
    harden(this.deployment, container);
    place(this.deployment, placement);
    this.service = new Service(this, "service", { metadata: { name: id, labels: { app: id } }, type: SERVICE_TYPES[serviceType], selector: this.deployment, ports: [{ name: "app", port: container.port, targetPort: container.port }] });
    if (autoscaling !== undefined) {
      const { minReplicas, maxReplicas, cpuPercent = 70 } = autoscaling;
      new HorizontalPodAutoscaler(this, "autoscaler", { metadata: { name: id }, target: this.deployment, minReplicas, maxReplicas, metrics: [Metric.resourceCpu(MetricTarget.averageUtilization(cpuPercent))] });
    }
  }
}

function amount(given: number | `${number}%`): PercentOrAbsolute {
  return typeof given === "number" ? PercentOrAbsolute.absolute(given) : PercentOrAbsolute.percent(Number(given.slice(0, -1)));
}
