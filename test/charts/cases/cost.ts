import { Kepler } from "../../../charts/cost/kepler";
import { OpenCost } from "../../../charts/cost/opencost";
import { KubePrometheusStack } from "../../../charts/observability/kube-prometheus-stack";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["kepler", (set) => new Kepler(set, "kepler")],
  ["kepler with everything", (set) => new Kepler(set, "kepler", { meter: "hwmon", intervalSeconds: 10, maxTerminated: 0, podsFrom: "apiserver", serviceMonitor: true, logLevel: "debug" })],
  ["opencost", (set) => {
    new KubePrometheusStack(set, "metrics");
    return new OpenCost(set, "opencost");
  }],
  ["opencost with everything", (set) => new OpenCost(set, "opencost", { source: "collector", prices: { cpu: 4, memory: 1, gpu: 100, storage: 0.1 }, retention: { days: 30, hours: 72 }, page: { host: "cost.lab.example", ingressClass: "traefik", issuer: "lab" }, mcp: true })],
];
