import { parse } from "yaml";
import { Kueue } from "../../../charts/batch/kueue";
import { Volcano, type VolcanoProps } from "../../../charts/batch/volcano";
import { addonSet } from "../support/cluster";
import { objectOf } from "../support/objects";
import { stepsOf, valuesOf } from "../support/releases";

test("Kueue's queues are a ClusterQueue each, and a LocalQueue in each namespace", () => {
  const addon = new Kueue(addonSet(), "kueue", { queues: { research: { quota: { cpu: "4", memory: "8Gi" }, namespaces: ["one", "two"], cohort: "lab" }, teaching: { quota: { cpu: "2" } } } });
  expect(stepsOf(addon)).toEqual(["Namespace kueue-system", "chart kueue", "ResourceFlavor any-node", "ClusterQueue research", "LocalQueue research", "LocalQueue research", "ClusterQueue teaching", "LocalQueue teaching"]);
  expect(objectOf(addon, "ClusterQueue research").spec).toEqual({
    namespaceSelector: {},
    cohortName: "lab",
    resourceGroups: [{ coveredResources: ["cpu", "memory"], flavors: [{ name: "any-node", resources: [{ name: "cpu", nominalQuota: "4" }, { name: "memory", nominalQuota: "8Gi" }] }] }],
  });
  expect(objectOf(addon, "LocalQueue teaching")).toMatchObject({ metadata: { namespace: "default" }, spec: { clusterQueue: "teaching" } });
});

test("without queues Kueue has no flavor", () => expect(stepsOf(new Kueue(addonSet(), "kueue"))).toEqual(["Namespace kueue-system", "chart kueue"]));

test("Kueue's configuration", () => {
  const configOf = (addon: Kueue): unknown => parse(String((valuesOf(addon).managerConfig as { readonly controllerManagerConfigYaml: string }).controllerManagerConfigYaml));
  const plain = configOf(new Kueue(addonSet(), "kueue"));
  expect(plain).toMatchObject({ apiVersion: "config.kueue.x-k8s.io/v1beta2", manageJobsWithoutQueueName: false, integrations: { frameworks: ["batch/job", "pod", "deployment", "statefulset"] } });
  expect(plain).not.toHaveProperty("waitForPodsReady");
  expect(configOf(new Kueue(addonSet(), "kueue", { readyMinutes: 5, frameworks: ["batch/job"] }))).toMatchObject({ waitForPodsReady: { timeout: "5m" }, integrations: { frameworks: ["batch/job"] } });
});

interface SchedulerConfig {
  readonly actions: string;
  readonly tiers: readonly { readonly plugins: readonly { readonly name: string; readonly arguments?: Readonly<Record<string, number>> }[] }[];
}

function volcanoConfig(props: VolcanoProps): SchedulerConfig {
  return parse(String((valuesOf(new Volcano(addonSet(), "volcano", props)).custom as { readonly scheduler_config_override: string }).scheduler_config_override)) as SchedulerConfig;
}

test("Volcano packs nodes, or spreads over them", () => {
  const [packed, spread] = [volcanoConfig({}), volcanoConfig({ placement: "spread" })].map(({ tiers }) => tiers[1]?.plugins ?? []);
  expect(packed?.map(({ name }) => name)).toEqual(["overcommit", "drf", "predicates", "proportion", "nodeorder", "binpack"]);
  expect(packed?.[4]?.arguments).toEqual({ "leastrequested.weight": 0, "mostrequested.weight": 1 });
  expect(spread?.map(({ name }) => name)).not.toContain("binpack");
  expect(spread?.[4]?.arguments).toEqual({ "leastrequested.weight": 1, "mostrequested.weight": 0 });
});

test("Volcano takes from others only where that is asked for", () => {
  expect(volcanoConfig({}).actions).toBe("enqueue, allocate, backfill");
  expect(volcanoConfig({ preemption: true }).actions).toBe("enqueue, allocate, preempt, reclaim, backfill");
});

test("Volcano's queues come after the chart that brings their kind", () => {
  const addon = new Volcano(addonSet(), "volcano", { queues: { training: { weight: 3 } } });
  expect(stepsOf(addon)).toEqual(["Namespace volcano-system", "chart volcano", "Queue training"]);
  expect(objectOf(addon, "Queue training").spec).toEqual({ weight: 3 });
});
