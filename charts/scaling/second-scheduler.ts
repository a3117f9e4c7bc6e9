import { IntOrString, KubeClusterRoleBinding, KubeConfigMap, KubeDeployment, KubeRoleBinding } from "cdk8s-plus-27/lib/imports/k8s";
import type { Construct } from "constructs";
import { Addon } from "../addon/addon";
import { AddonSet } from "../addon/addon-set";
import { checkWhole, refuse } from "../parts/checks";
import { configHash } from "../parts/config-hash";
import { nameLabel } from "../parts/labels";
import { role, roleRef, rule, serviceAccount } from "../parts/rbac";
import { containerRequests } from "../parts/requests";
import { NOBODY, podUser, readOnlyContainer } from "../parts/security-context";
import { yamlFile } from "../parts/yaml-file";
import { versions } from "../versions";

export interface SecondSchedulerProps {
  /** What Pods name in `schedulerName`. @default second-scheduler @example packing-scheduler */
  readonly schedulerName?: string;
  /** Fill nodes one after another, or spread Pods over all as the cluster's own scheduler does. @default pack */
  readonly placement?: "pack" | "spread";
  /**
   * How much each resource counts in that.
   * @default CPU and memory alike
   * @example {"cpu":1,"memory":1,"nvidia.com/gpu":5}
   */
  readonly weights?: Readonly<Record<string, number>>;
  /**
   * Plugins that have no say in which node is the best.
   * @default NodeResourcesBalancedAllocation and PodTopologySpread while packing
   * @example ["ImageLocality"]
   */
  readonly withoutScores?: readonly string[];
  /** One works, the others wait for it to fail. @default 1 */
  readonly replicas?: number;
  /** How much it logs: 4 says why a node was chosen. @default 2 */
  readonly verbosity?: number;
}

const MEMORY_MIB = 64;

/**
 * A second kube-scheduler beside the cluster's own, with a profile of its own, for Pods that ask for it.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/
 * @see https://kubernetes.io/docs/reference/scheduling/config/
 */
export class SecondScheduler extends Addon {
  /** @throws LabError LW1001 for numbers that are none, and for a name that is none, or the first one's */
  constructor(scope: Construct, id: string, props: SecondSchedulerProps = {}) {
    const { schedulerName = "second-scheduler", placement = "pack", weights = { cpu: 1, memory: 1 }, replicas = 1, verbosity = 2 } = props;
    const { version } = versions[`kube-scheduler-${AddonSet.forScope(scope).cluster.kubernetes}`];
    super(scope, id, {
      name: "second-scheduler",
      version,
      title: { en: "Second scheduler", zh: "第二调度器" },
      namespace: { name: "second-scheduler", podSecurity: "restricted" },
      resources: { memoryMiB: MEMORY_MIB * replicas },
      readiness: [{ deployment: "second-scheduler" }],
    });
    checkWhole(this.node.path, { replicas });
    checkWhole(this.node.path, { verbosity }, 0);
    checkWhole(this.node.path, Object.fromEntries(Object.entries(weights).map(([resource, weight]) => [`weights.${resource}`, weight])), 1, 100);
    if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(schedulerName) || schedulerName === "default-scheduler") {
      refuse(this.node.path, "schedulerName", schedulerName, { en: "a name of small letters, digits and `-`, other than default-scheduler", zh: "由小写字母、数字和 `-` 组成的名称，且不是 default-scheduler" });
    }
    const without = props.withoutScores ?? (placement === "pack" ? ["NodeResourcesBalancedAllocation", "PodTopologySpread"] : []);
    const config = yamlFile({
      apiVersion: "kubescheduler.config.k8s.io/v1",
      kind: "KubeSchedulerConfiguration",
      leaderElection: { leaderElect: replicas > 1, resourceNamespace: this.namespace, resourceName: schedulerName },
      profiles: [
        {
          schedulerName,
          plugins: { score: { disabled: without.map((name) => ({ name })) } },
          pluginConfig: [
            {
              name: "NodeResourcesFit",
              args: { scoringStrategy: { type: placement === "pack" ? "MostAllocated" : "LeastAllocated", resources: Object.entries(weights).map(([name, weight]) => ({ name, weight })) } },
            },
          ],
        },
      ],
    });
    const name = "second-scheduler";
    this.access(name);
    const chart = this.chart("scheduler");
    const files = { "config.yaml": config };
    new KubeConfigMap(chart, "config", { metadata: { name }, data: files });
    const selector = nameLabel(name);
    const probe = (path: string): object => ({ httpGet: { path, port: IntOrString.fromNumber(10259), scheme: "HTTPS" } });
    new KubeDeployment(chart, "scheduler", {
      metadata: { name },
      spec: {
        replicas,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: { ...this.labels, ...selector }, annotations: configHash(files) },
          spec: {
            serviceAccountName: name,
            priorityClassName: "system-cluster-critical",
            securityContext: podUser(NOBODY),
            containers: [
              {
                name: "kube-scheduler",
                image: `registry.k8s.io/kube-scheduler:v${version}`,
                command: ["kube-scheduler", "--config=/etc/kube-scheduler/config.yaml", `--v=${verbosity}`],
                livenessProbe: probe("/livez"),
                readinessProbe: probe("/readyz"),
                resources: containerRequests(MEMORY_MIB, "50m"),
                securityContext: readOnlyContainer,
                volumeMounts: [{ name: "config", mountPath: "/etc/kube-scheduler" }],
              },
            ],
            volumes: [{ name: "config", configMap: { name } }],
          },
        },
      },
    });
  }

  /** What the cluster's own scheduler may do, and its own lease. */
  private access(name: string): void {
    const chart = this.chart("access");
    const account = serviceAccount(chart, name);
    const subjects = [account];
    for (const first of ["kube-scheduler", "volume-scheduler"]) {
      new KubeClusterRoleBinding(chart, first, { metadata: { name: `${name}:${first}` }, subjects, roleRef: roleRef("ClusterRole", `system:${first}`) });
    }
    new KubeRoleBinding(chart, "authentication", { metadata: { name: `${name}:authentication`, namespace: "kube-system" }, subjects, roleRef: roleRef("Role", "extension-apiserver-authentication-reader") });
    role(chart, name, account, [rule("coordination.k8s.io", "leases", "get list watch create update")]);
  }
}
