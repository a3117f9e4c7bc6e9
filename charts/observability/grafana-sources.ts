import { providersOf } from "../addon/needs";
import type { AddonSet } from "../addon/addon-set";
import type { HelmValues } from "../addon/helm-release";
import { isLogStore, isTraceStore } from "./stores";

/** What Grafana shows beside Prometheus: the stores of a cluster that ask for no password. */
export function grafanaSources(set: AddonSet): HelmValues[] {
  const logs = providersOf(set, "logs").filter(isLogStore).map((store): HelmValues[] => {
    const { type, host, port } = store.logEndpoint;
    return type === "loki" ? [source(store.node.id, store.description.title.en, "loki", `http://${host}:${port}`)] : [];
  });
  const traces = providersOf(set, "traces").filter(isTraceStore).map((store): HelmValues[] => {
    const { type, queryUrl } = store.traceEndpoint;
    return [source(store.node.id, store.description.title.en, type === "zipkin" ? "zipkin" : "jaeger", queryUrl)];
  });
  return [...logs, ...traces].flat();
}

function source(uid: string, name: string, type: string, url: string): HelmValues {
  return { uid, name, type, url, access: "proxy" };
}
