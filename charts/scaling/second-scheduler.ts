import { Yaml } from "cdk8s";
import { KubeClusterRoleBinding, KubeConfigMap, KubeDeployment, KubeRole, KubeRoleBinding, KubeServiceAccount, IntOrString, Quantity } from "cdk8s-plus-27/lib/imports/k8s";
import type { Construct } from "constructs";
import { createHash } from "node:crypto";
import { LabError, show } from "../../constructs/core/lab-error";
import { Addon } from "../addon/addon";
import { AddonSet } from "../addon/addon-set";
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

/**
 * A second kube-scheduler beside the cluster's own, with a profile of its own, for Pods that ask for it.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/
 * @see https://kubernetes.io/docs/reference/scheduling/config/
 */
export class SecondScheduler extends Addon {
  /** @throws LabError LW1001 for a name that is none, or the first one's */
  constructor(scope: Construct, id: string, props: SecondSchedulerProps = {}) {
    const { schedulerName = "second-scheduler", placement = "pack", weights = { cpu: 1, memory: 1 }, replicas = 1, verbosity = 2 } = props;
    const { version } = versions[`kube-scheduler-${AddonSet.forScope(scope).cluster.kubernetes}`];
    super(scope, id, {
      name: "second-scheduler",
      version,
      title: { en: "Second scheduler", zh: "第二调度器" },
      namespace: { name: "second-scheduler", podSecurity: "restricted" },
      resources: { memoryMiB: 64 * replicas },
      readiness: [{ deployment: "second-scheduler" }],
    });
    if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(schedulerName) || schedulerName === "default-scheduler") {
      throw LabError.of("LW1001", { property: "schedulerName", given: show(schedulerName), rule: { en: "a name of small letters, digits and `-`, other than default-scheduler", zh: "由小写字母、数字和 `-` 组成的名称，且不是 default-scheduler" } }, this.node.path);
    }
    const without = props.withoutScores ?? (placement === "pack" ? ["NodeResourcesBalancedAllocation", "PodTopologySpread"] : []);
    const config = Yaml.stringify({
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
    new KubeConfigMap(chart, "config", { metadata: { name }, data: { "config.yaml": config } });
    const selector = { "app.kubernetes.io/name": name };
    const probe = (path: string): object => ({ httpGet: { path, port: IntOrString.fromNumber(10259), scheme: "HTTPS" } });
    new KubeDeployment(chart, "scheduler", {
      metadata: { name },
      spec: {
        replicas,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: { ...this.labels, ...selector }, annotations: { "checksum/config": createHash("sha256").update(config).digest("hex") } },
          spec: {
            serviceAccountName: name,
            priorityClassName: "system-cluster-critical",
            securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: "RuntimeDefault" } },
            containers: [
              {
                name: "kube-scheduler",
                image: `registry.k8s.io/kube-scheduler:v${version}`,
                command: ["kube-scheduler", "--config=/etc/kube-scheduler/config.yaml", `--v=${verbosity}`],
                livenessProbe: probe("/livez"),
                readinessProbe: probe("/readyz"),
                resources: { requests: { cpu: Quantity.fromString("50m"), memory: Quantity.fromString("64Mi") } },
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true },
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
    const subjects = [{ kind: "ServiceAccount", name, namespace: this.namespace }];
    const role = (kind: string, called: string): { apiGroup: string; kind: string; name: string } => ({ apiGroup: "rbac.authorization.k8s.io", kind, name: called });
    new KubeServiceAccount(chart, "account", { metadata: { name } });
    for (const first of ["kube-scheduler", "volume-scheduler"]) {
      new KubeClusterRoleBinding(chart, first, { metadata: { name: `${name}:${first}` }, subjects, roleRef: role("ClusterRole", `system:${first}`) });
    }
    new KubeRoleBinding(chart, "authentication", { metadata: { name: `${name}:authentication`, namespace: "kube-system" }, subjects, roleRef: role("Role", "extension-apiserver-authentication-reader") });
    new KubeRole(chart, "lease", { metadata: { name }, rules: [{ apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["get", "list", "watch", "create", "update"] }] });
    new KubeRoleBinding(chart, "lease-binding", { metadata: { name }, subjects, roleRef: role("Role", name) });
  }
}
