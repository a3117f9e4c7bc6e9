import type { Construct } from "constructs";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { furtherNamespace } from "../parts/namespace";
import { requests } from "../parts/requests";
import { ingressValues, pageNeeds, type WebPage } from "../parts/web-page";
import { versions } from "../versions";

export interface OpenFaasProps {
  /** Where the gateway is reached: on port 31112 of every node, at an address of its own, or from inside the cluster alone. @default node-port */
  readonly exposure?: "node-port" | "load-balancer" | "none";
  /**
   * The gateway's page, by an Ingress.
   * @default none
   * @example {"host":"functions.lab.example","issuer":"lab"}
   */
  readonly page?: WebPage;
  /** Seconds that a function may take. @default 60 */
  readonly timeoutSeconds?: number;
  /** Functions that are asked for now and run later, from a queue in memory. @default true */
  readonly async?: boolean;
  /** Run functions as a user that is not root, whatever their images say. @default true */
  readonly nonRootFunctions?: boolean;
  /** Days that its Prometheus remembers; it goes with its Pod. @default 1 */
  readonly retentionDays?: number;
}

const FUNCTIONS = "openfaas-fn";
const MEMORY_MIB = { gateway: 96, provider: 64, prometheus: 192, alertmanager: 25, nats: 32, queueWorker: 32 } as const;

/**
 * OpenFaaS Community Edition: functions as containers. Its licence is for individuals who try it, and for 60 days of a commercial proof of
 * concept; it takes public images alone, and functions do not scale to none. The user is `admin`, and the Secret `basic-auth` has the password.
 * @see https://docs.openfaas.com/deployment/kubernetes/
 */
export class OpenFaas extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: OpenFaasProps = {}) {
    const { exposure = "node-port", page, timeoutSeconds = 60, async: queued = true, nonRootFunctions = true, retentionDays = 1 } = props;
    const { version, chart } = versions.openfaas;
    super(scope, id, {
      name: "openfaas",
      version,
      title: { en: "OpenFaaS Community Edition", zh: "OpenFaaS 社区版" },
      namespace: { name: "openfaas", podSecurity: "baseline" },
      needs: [...pageNeeds(page), ...whereAsked({ "load-balancer": exposure === "load-balancer" })],
      resources: { memoryMiB: MEMORY_MIB.gateway + MEMORY_MIB.provider + MEMORY_MIB.prometheus + MEMORY_MIB.alertmanager + (queued ? MEMORY_MIB.nats + MEMORY_MIB.queueWorker : 0) },
      readiness: [{ deployment: "gateway" }, { deployment: "prometheus" }, ...(queued ? [{ deployment: "nats" }, { deployment: "queue-worker" }] : [])],
    });
    checkWhole(this.node.path, { timeoutSeconds, retentionDays });
    furtherNamespace(this.chart("functions"), FUNCTIONS, "baseline");
    const backend = { service: { name: "gateway", port: { number: 8080 } } };
    new HelmRelease(this, "openfaas", {
      chart,
      values: {
        functionNamespace: FUNCTIONS,
        generateBasicAuth: true,
        exposeServices: exposure !== "none",
        serviceType: exposure === "load-balancer" ? "LoadBalancer" : "NodePort",
        async: queued,
        kubernetesDNSDomain: this.cluster.dnsDomain,
        functions: { setNonRootUser: nonRootFunctions, imagePullPolicy: "IfNotPresent" },
        // The gateway's own have to be longer than what it gives functions.
        gateway: { upstreamTimeout: `${timeoutSeconds}s`, readTimeout: `${timeoutSeconds + 5}s`, writeTimeout: `${timeoutSeconds + 5}s`, resources: requests(MEMORY_MIB.gateway, "50m") },
        faasnetes: { resources: requests(MEMORY_MIB.provider, "50m") },
        queueWorker: { ackWait: `${timeoutSeconds}s`, resources: requests(MEMORY_MIB.queueWorker, "50m") },
        nats: { resources: requests(MEMORY_MIB.nats, "50m") },
        prometheus: { retention: { time: `${retentionDays}d` }, resources: requests(MEMORY_MIB.prometheus, "50m") },
        ingress: ingressValues(page, "openfaas", ({ ingressClass, host }) => ({ ingressClassName: ingressClass, hosts: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }] })),
      },
    });
  }
}
