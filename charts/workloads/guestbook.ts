import { Duration, Size, type Chart } from "cdk8s";
import { Cpu, Probe } from "cdk8s-plus-27";
import { Construct } from "constructs";
import type { AppContainer } from "./container";
import { AllowFrom } from "./network-policies";
import { WebApp } from "./web-app";

export interface GuestbookProps {
  /** Pages. @default 3 */
  readonly frontends?: number;
  /** Redis servers that are read from. @default 2 */
  readonly followers?: number;
  /** How the pages are reached. @default NodePort */
  readonly serviceType?: "ClusterIP" | "NodePort" | "LoadBalancer";
  /** Let only the pages reach Redis, where something enforces NetworkPolicies. @default false */
  readonly isolate?: boolean;
}

const REDIS = 6379;
const EVERY_FIVE_SECONDS = { periodSeconds: Duration.seconds(5), timeoutSeconds: Duration.seconds(2) };

/**
 * The guestbook of Kubernetes' tutorial: pages that write into one Redis and read from those that follow it. Its data is gone with
 * the Pod of the leader.
 * @see https://kubernetes.io/docs/tutorials/stateless-application/guestbook/
 */
export class Guestbook extends Construct {
  readonly frontend: WebApp;
  readonly leader: WebApp;
  readonly follower: WebApp;

  constructor(scope: Chart | Construct, id: string, props: GuestbookProps = {}) {
    super(scope, id);
    const { frontends = 3, followers = 2, serviceType = "NodePort", isolate = false } = props;
    // The pages know these names.
    this.leader = new WebApp(this, "redis-leader", { container: redis([]), replicas: 1, update: { maxSurge: 0, maxUnavailable: 1 } });
    this.follower = new WebApp(this, "redis-follower", { container: redis(["--replicaof", "redis-leader", String(REDIS)]), replicas: followers });
    this.frontend = new WebApp(this, "frontend", { container: pages, replicas: frontends, serviceType });
    if (isolate) {
      new AllowFrom(this, "to-redis-leader", { to: this.leader.deployment, from: [this.frontend.deployment, this.follower.deployment], port: REDIS });
      new AllowFrom(this, "to-redis-follower", { to: this.follower.deployment, from: [this.frontend.deployment], port: REDIS });
    }
  }
}

function redis(more: readonly string[]): AppContainer & { readonly port: number } {
  return {
    image: "docker.io/library/redis:7.2",
    port: REDIS,
    // The image's own user; as root it would first take its folder over.
    user: 999,
    writes: ["/data"],
    // Redis answers only itself unless it is told otherwise, or has a password.
    args: ["redis-server", "--protected-mode", "no", "--save", "", ...more],
    resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) } },
    readiness: Probe.fromCommand(["redis-cli", "ping"], EVERY_FIVE_SECONDS),
    liveness: Probe.fromTcpSocket({ port: REDIS, failureThreshold: 6 }),
  };
}

const pages: AppContainer & { readonly port: number } = {
  image: "us-docker.pkg.dev/google-samples/containers/gke/gb-frontend:v5",
  port: 80,
  user: "root",
  env: { GET_HOSTS_FROM: "dns" },
  resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) } },
  readiness: Probe.fromHttpGet("/", { port: 80, ...EVERY_FIVE_SECONDS }),
};
