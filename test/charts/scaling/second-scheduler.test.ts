import { SecondScheduler, type SecondSchedulerProps } from "../../../charts/scaling/second-scheduler";
import { addonSet } from "../support/cluster";
import { fileOf, objectOf } from "../support/objects";
import { stepsOf } from "../support/releases";

const scheduler = (props: SecondSchedulerProps = {}): SecondScheduler => new SecondScheduler(addonSet(), "scheduler", props);
const configOf = (addon: SecondScheduler): unknown => fileOf(addon, "second-scheduler", "config.yaml");

test("it may do what the cluster's own may, before it starts", () => {
  const addon = scheduler();
  expect(stepsOf(addon)).toEqual([
    "Namespace second-scheduler",
    "ServiceAccount second-scheduler",
    "ClusterRoleBinding second-scheduler:kube-scheduler",
    "ClusterRoleBinding second-scheduler:volume-scheduler",
    "RoleBinding second-scheduler:authentication",
    "Role second-scheduler",
    "RoleBinding second-scheduler",
    "ConfigMap second-scheduler",
    "Deployment second-scheduler",
  ]);
  expect(objectOf(addon, "RoleBinding second-scheduler:authentication").metadata.namespace).toBe("kube-system");
});

test.each([["1.34", "v1.34.13"], ["1.35", "v1.35.10"], ["1.36", "v1.36.6"]] as const)("it is of the cluster's minor: %s", (kubernetes, tag) => {
  const addon = new SecondScheduler(addonSet({ kubernetes }), "scheduler");
  expect(JSON.stringify(objectOf(addon, "Deployment second-scheduler").spec)).toContain(`"registry.k8s.io/kube-scheduler:${tag}"`);
});

test("it packs by default, and what would spread has no say", () => {
  expect(configOf(scheduler())).toEqual({
    apiVersion: "kubescheduler.config.k8s.io/v1",
    kind: "KubeSchedulerConfiguration",
    leaderElection: { leaderElect: false, resourceNamespace: "second-scheduler", resourceName: "second-scheduler" },
    profiles: [
      {
        schedulerName: "second-scheduler",
        plugins: { score: { disabled: [{ name: "NodeResourcesBalancedAllocation" }, { name: "PodTopologySpread" }] } },
        pluginConfig: [{ name: "NodeResourcesFit", args: { scoringStrategy: { type: "MostAllocated", resources: [{ name: "cpu", weight: 1 }, { name: "memory", weight: 1 }] } } }],
      },
    ],
  });
});

test("several elect one by a lease of their own name", () => {
  expect(configOf(scheduler({ replicas: 2, placement: "spread", schedulerName: "gpu" }))).toMatchObject({
    leaderElection: { leaderElect: true, resourceName: "gpu" },
    profiles: [{ schedulerName: "gpu", plugins: { score: { disabled: [] } }, pluginConfig: [{ args: { scoringStrategy: { type: "LeastAllocated" } } }] }],
  });
});

test.each(["default-scheduler", "Packing", "a_b", ""])("a name that it cannot have is refused: %j", (schedulerName) => {
  expect(() => scheduler({ schedulerName })).toThrow(/^LW1001 scheduler: .*schedulerName/);
});
