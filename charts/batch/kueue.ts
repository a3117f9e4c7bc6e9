import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { clusterQueue, localQueue, resourceFlavor } from "../crd/kueue";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { yamlFile } from "../parts/yaml-file";
import { versions } from "../versions";

/** What one team may use. */
export interface KueueQueue {
  /** Most of each resource at a time, such as `{ cpu: "4", memory: "8Gi" }`. */
  readonly quota: Readonly<Record<string, string>>;
  /** Namespaces whose jobs name the queue. They have to be there. @default default */
  readonly namespaces?: readonly string[];
  /** Queues of a cohort lend each other what they do not use. @default none */
  readonly cohort?: string;
}

export type KueueFramework =
  | "batch/job" | "pod" | "deployment" | "statefulset" | "jobset.x-k8s.io/jobset" | "leaderworkerset.x-k8s.io/leaderworkerset" | "kubeflow.org/mpijob"
  | "trainer.kubeflow.org/trainjob" | "ray.io/rayjob" | "ray.io/raycluster" | "ray.io/rayservice" | "workload.codeflare.dev/appwrapper";

export interface KueueProps {
  /**
   * Queues by name, each with LocalQueues of that name.
   * @default none
   * @example {"research":{"quota":{"cpu":"4","memory":"8Gi"},"namespaces":["default"],"cohort":"lab"}}
   */
  readonly queues?: Readonly<Record<string, KueueQueue>>;
  /**
   * What waits in queues.
   * @default Jobs, and Pods, Deployments and StatefulSets that name a queue
   * @example ["batch/job","jobset.x-k8s.io/jobset"]
   */
  readonly frameworks?: readonly KueueFramework[];
  /** Hold back jobs that name no queue too. @default false */
  readonly allJobs?: boolean;
  /** Minutes until all Pods of a job have to be ready; else it goes back to its queue. @default no end */
  readonly readyMinutes?: number;
  /** One works, the others wait for it to fail. @default 1 */
  readonly replicas?: number;
  /** Have cert-manager make its certificates, in place of itself. @default false */
  readonly certManager?: boolean;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = 256;

/**
 * Kueue: jobs wait until their team's quota has room for them, and start as a whole.
 * @see https://kueue.sigs.k8s.io/docs/
 */
export class Kueue extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: KueueProps = {}) {
    const { queues = {}, frameworks = ["batch/job", "pod", "deployment", "statefulset"], allJobs = false, readyMinutes, replicas = 1, certManager = false, serviceMonitor = false } = props;
    const { version, chart } = versions.kueue;
    super(scope, id, {
      name: "kueue",
      version,
      title: verbatim("Kueue"),
      namespace: { name: "kueue-system", podSecurity: "restricted" },
      needs: whereAsked({ "certificates": certManager, "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: MEMORY_MIB * replicas },
      readiness: [{ deployment: "kueue-controller-manager" }, { apiService: "v1beta2.visibility.kueue.x-k8s.io" }],
    });
    checkWhole(this.node.path, { readyMinutes, replicas });
    const config = yamlFile({
      apiVersion: "config.kueue.x-k8s.io/v1beta2",
      kind: "Configuration",
      health: { healthProbeBindAddress: ":8081" },
      metrics: { bindAddress: ":8443" },
      webhook: { port: 9443 },
      leaderElection: { leaderElect: true, resourceName: "c1f6bfd2.kueue.x-k8s.io" },
      clientConnection: { qps: 50, burst: 100 },
      manageJobsWithoutQueueName: allJobs,
      ...(readyMinutes !== undefined && { waitForPodsReady: { timeout: `${readyMinutes}m` } }),
      integrations: { frameworks },
    });
    new HelmRelease(this, "kueue", {
      chart,
      values: {
        enableCertManager: certManager,
        enablePrometheus: serviceMonitor,
        kubernetesClusterDomain: this.cluster.dnsDomain,
        controllerManager: {
          replicas,
          // The chart's file in the repository names a registry of what is not released.
          manager: { image: { repository: "registry.k8s.io/kueue/kueue", tag: `v${version}`, pullPolicy: "IfNotPresent" }, resources: { ...requests(MEMORY_MIB, "100m"), limits: { cpu: "1", memory: "512Mi" } } },
        },
        managerConfig: { controllerManagerConfigYaml: config },
      },
    });
    this.declareQueues(queues);
  }

  private declareQueues(queues: Readonly<Record<string, KueueQueue>>): void {
    const objects = this.chart("queues");
    if (Object.keys(queues).length > 0) new CustomObject(objects, "flavor", resourceFlavor, { name: "any-node" }, {});
    for (const [name, { quota, namespaces = ["default"], cohort }] of Object.entries(queues)) {
      const resources = Object.entries(quota).map(([resource, nominalQuota]) => ({ name: resource, nominalQuota }));
      const resourceGroups = [{ coveredResources: Object.keys(quota), flavors: [{ name: "any-node", resources }] }];
      new CustomObject(objects, name, clusterQueue, { name }, { spec: { namespaceSelector: {}, cohortName: cohort, resourceGroups } });
      for (const namespace of namespaces) new CustomObject(objects, `${name}-${namespace}`, localQueue, { name, namespace }, { spec: { clusterQueue: name } });
    }
  }
}
