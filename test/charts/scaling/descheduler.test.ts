import { Descheduler, type DeschedulerProps } from "../../../charts/scaling/descheduler";
import { addonSet } from "../support/cluster";
import { valuesOf } from "../support/releases";

const descheduler = (props: DeschedulerProps = {}): Descheduler => new Descheduler(addonSet(), "descheduler", props);

test("strategies are enabled where they belong, with their arguments", () => {
  expect(valuesOf(descheduler({ strategies: ["RemoveFailedPods", "HighNodeUtilization"], utilization: { under: 10, over: 90 }, podLifetimeHours: 2 })).deschedulerPolicy).toEqual({
    profiles: [
      {
        name: "lab",
        pluginConfig: [
          { name: "DefaultEvictor", args: { podProtections: { defaultDisabled: ["PodsWithLocalStorage"], extraEnabled: ["PodsWithPVC"] }, nodeFit: true } },
          { name: "RemoveFailedPods", args: {} },
          { name: "HighNodeUtilization", args: { thresholds: { cpu: 10, memory: 10, pods: 10 } } },
          { name: "PodLifeTime", args: { maxPodLifeTimeSeconds: 7200 } },
        ],
        plugins: { balance: { enabled: ["HighNodeUtilization"] }, deschedule: { enabled: ["RemoveFailedPods", "PodLifeTime"] } },
      },
    ],
  });
});

test("actual use is metrics-server's", () => {
  const addon = descheduler({ strategies: ["LowNodeUtilization"], actualUse: true });
  expect(addon.description.needs).toEqual(["resource-metrics"]);
  expect(valuesOf(addon).deschedulerPolicy).toMatchObject({ metricsProviders: [{ source: "KubernetesMetrics" }], profiles: [{ pluginConfig: [{}, { args: { metricsUtilization: { source: "KubernetesMetrics" } } }] }] });
  expect(descheduler().description.needs).toEqual([]);
});

test("several replicas elect one: the chart refuses them otherwise", () => {
  expect(valuesOf(descheduler({ replicas: 2 }))).toMatchObject({ replicas: 2, leaderElection: { enabled: true } });
  expect(valuesOf(descheduler())).toMatchObject({ leaderElection: { enabled: false } });
});

test.each<[DeschedulerProps, string]>([
  [{ strategies: ["LowNodeUtilization", "HighNodeUtilization"] }, "strategies"],
  [{ utilization: { under: 50, over: 50 } }, "utilization"],
])("what contradicts itself is refused: %j", (props, property) => {
  expect(() => descheduler(props)).toThrow(new RegExp(`^LW1001 descheduler: .*${property}`));
});
