import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

/** What a TrainJob may be run by. */
export type TrainingFramework = "torch" | "deepspeed" | "mlx" | "jax" | "xgboost";

export interface KubeflowTrainerProps {
  /**
   * Of each there is a ClusterTrainingRuntime, such as `torch-distributed`.
   * @default ["torch"]
   * @example ["torch","jax"]
   */
  readonly frameworks?: readonly TrainingFramework[];
  /** Bring JobSet, which jobs are run by; without it the cluster has to have it. @default true */
  readonly jobSet?: boolean;
  /** TrainJobs that are worked on at a time. @default 5 */
  readonly concurrency?: number;
  /** Whether objects are taken while its webhook does not answer. @default Fail */
  readonly webhookFailurePolicy?: "Fail" | "Ignore";
  /** Of its controller, one of which works. @default 1 */
  readonly replicas?: number;
}

const MEMORY_MIB = { manager: 128, jobSet: 128 } as const;
const FRAMEWORKS: readonly TrainingFramework[] = ["torch", "deepspeed", "mlx", "jax", "xgboost"];

/**
 * Kubeflow Trainer: training over several Pods, by TrainJobs and the runtimes they name. PyTorchJob, TFJob and MPIJob, as the books have
 * them, were those of its first version.
 * @see https://www.kubeflow.org/docs/components/trainer/
 */
export class KubeflowTrainer extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: KubeflowTrainerProps = {}) {
    const { frameworks = ["torch"], jobSet = true, concurrency = 5, webhookFailurePolicy = "Fail", replicas = 1 } = props;
    const { version, chart } = versions["kubeflow-trainer"];
    super(scope, id, {
      name: "kubeflow-trainer",
      version,
      title: verbatim("Kubeflow Trainer"),
      // Besides its own Pods there are those of JobSet, and of the Job that makes the runtimes.
      namespace: { name: "kubeflow-system", podSecurity: "baseline" },
      resources: { memoryMiB: MEMORY_MIB.manager * replicas + (jobSet ? MEMORY_MIB.jobSet : 0) },
      readiness: [{ deployment: "kubeflow-trainer-controller-manager" }, ...(jobSet ? [{ deployment: "jobset-controller" }] : [])],
    });
    checkWhole(this.node.path, { concurrency, replicas });
    new HelmRelease(this, "kubeflow-trainer", {
      chart,
      values: {
        jobset: { install: jobSet },
        manager: {
          replicas,
          resources: requests(MEMORY_MIB.manager, "50m"),
          config: { controller: { groupKindConcurrency: { trainJob: concurrency } } },
        },
        webhook: { failurePolicy: webhookFailurePolicy },
        runtimes: Object.fromEntries(FRAMEWORKS.map((framework) => [`${framework}Distributed`, { enabled: frameworks.includes(framework) }])),
      },
    });
  }
}
