import { Kepler } from "../../../charts/cost/kepler";
import { OpenCost } from "../../../charts/cost/opencost";
import { KubePrometheusStack } from "../../../charts/observability/kube-prometheus-stack";
import { addonSet } from "../support/cluster";
import { valuesOf } from "../support/releases";

test("OpenCost asks the Prometheus of its cluster, whenever that is declared", () => {
  const set = addonSet();
  const opencost = new OpenCost(set, "opencost");
  new KubePrometheusStack(set, "metrics");
  expect(opencost.description.needs).toEqual(["prometheus-operator"]);
  expect(valuesOf(opencost).opencost).toMatchObject({
    prometheus: { internal: { enabled: true, serviceName: "prometheus-operated", namespaceName: "monitoring", port: 9090 } },
    metrics: { serviceMonitor: { enabled: true } },
    exporter: { defaultClusterId: "k8s", collectorDataSource: { enabled: false } },
    mcp: { enabled: false },
  });
});

test("with a collector of its own it needs no Prometheus", () => {
  const opencost = new OpenCost(addonSet(), "opencost", { source: "collector", retention: { days: 3, hours: 10 } });
  expect(opencost.description.needs).toEqual([]);
  expect(valuesOf(opencost).opencost).toMatchObject({ prometheus: { internal: { enabled: false } }, metrics: { serviceMonitor: { enabled: false } }, exporter: { collectorDataSource: { enabled: true, retention1d: 3, retention1h: 10 } } });
});

test("prices that are left out stay", () => {
  expect(valuesOf(new OpenCost(addonSet(), "opencost", { prices: { cpu: 4 } })).opencost).toMatchObject({ customPricing: { enabled: true, costModel: { CPU: 4, RAM: 0.5, GPU: 0.95, storage: 0.25 } } });
});

test.each([{ cpu: -1 }, { memory: Number.NaN }])("%j is no price", (prices) => {
  expect(() => new OpenCost(addonSet(), "opencost", { prices })).toThrow(`LW1001 opencost: \`prices.${Object.keys(prices)[0]}\``);
});

test.each([["fake", true, false], ["rapl", false, false], ["hwmon", false, true]] as const)("Kepler reads %s", (meter, fake, hwmon) => {
  expect(valuesOf(new Kepler(addonSet(), "kepler", { meter })).config).toMatchObject({ dev: { "fake-cpu-meter": { enabled: fake } }, experimental: { hwmon: { enabled: hwmon } } });
});
