import type { Problem } from "../../constructs/core/lab-error";
import type { Addon } from "../addon/addon";
import type { Capability } from "../addon/capability";
import type { PodSecurityLevel } from "../addon/pod-security";
import { checkWhole, refuse } from "../parts/checks";

/**
 * Where what is outside the cluster reaches a proxy: `load-balancer` at an address of its own, `node-port` on ports 30080 and 30443
 * of every node, `host-port` on 80 and 443 of every worker, which then runs one.
 */
export type Exposure = "load-balancer" | "node-port" | "host-port";

/** Ports of every node, where a proxy is reached by those. */
export const NODE_PORTS = { http: 30080, https: 30443 } as const;

interface Facts {
  readonly serviceType: "LoadBalancer" | "NodePort" | "ClusterIP";
  readonly needs: readonly Capability[];
  /** No level but the lowest lets Pods have ports of their node. */
  readonly podSecurity: PodSecurityLevel;
}

/** What each way asks for, of a proxy that is restricted by itself. */
export const exposures: Readonly<Record<Exposure, Facts>> = {
  "load-balancer": { serviceType: "LoadBalancer", needs: ["load-balancer"], podSecurity: "restricted" },
  "node-port": { serviceType: "NodePort", needs: [], podSecurity: "restricted" },
  "host-port": { serviceType: "ClusterIP", needs: [], podSecurity: "privileged" },
};

/** @throws LabError LW1001 for replicas that are none, or of what every node runs one of */
export function replicasOf(exposure: Exposure, replicas: number | undefined, path: string): number {
  if (exposure === "host-port" && replicas !== undefined) {
    refuse(path, "replicas", replicas, { en: "left out where exposure is host-port: every worker runs one", zh: "exposure 为 host-port 时不设置：每个工作节点运行一个" });
  }
  checkWhole(path, { replicas });
  return replicas ?? 1;
}

export interface ExposedAddon extends Addon {
  /** Undefined for what is not reached from outside. */
  readonly exposure?: Exposure;
}

function isExposed(addon: Addon): addon is ExposedAddon {
  return "exposure" in addon;
}

/** A port of a node is taken once. */
export function exposureProblems(addon: ExposedAddon): Problem[] {
  const { exposure, set, node, description } = addon;
  if (exposure === undefined || exposure === "load-balancer") return [];
  const others = set.addons.slice(0, set.addons.indexOf(addon)).filter((other) => isExposed(other) && other.exposure === exposure);
  const ports = exposure === "node-port" ? Object.values(NODE_PORTS) : [80, 443];
  return others.map((other): Problem => ({
    code: "LW1207",
    path: node.path,
    values: { addon: description.title, other: other.description.title, why: { en: `both take ports ${ports.join(" and ")} of every node`, zh: `二者都占用各节点的 ${ports.join(" 和 ")} 端口` } },
  }));
}
