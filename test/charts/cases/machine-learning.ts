import { KubeflowTrainer } from "../../../charts/machine-learning/kubeflow-trainer";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["kubeflow-trainer", (set) => new KubeflowTrainer(set, "trainer")],
  ["kubeflow-trainer with everything", (set) => new KubeflowTrainer(set, "trainer", { frameworks: ["torch", "deepspeed", "mlx", "jax", "xgboost"], jobSet: false, concurrency: 1, webhookFailurePolicy: "Ignore", replicas: 2 })],
];
