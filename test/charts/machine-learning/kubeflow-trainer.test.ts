import { KubeflowTrainer } from "../../../charts/machine-learning/kubeflow-trainer";
import { addonSet } from "../support/cluster";
import { valuesOf } from "../support/releases";

test("there are runtimes for the frameworks that are asked for, and for no others", () => {
  const on = { enabled: true };
  const off = { enabled: false };
  expect(valuesOf(new KubeflowTrainer(addonSet(), "trainer")).runtimes).toEqual({ torchDistributed: on, deepspeedDistributed: off, mlxDistributed: off, jaxDistributed: off, xgboostDistributed: off });
  expect(valuesOf(new KubeflowTrainer(addonSet(), "trainer", { frameworks: ["jax"] })).runtimes).toMatchObject({ torchDistributed: off, jaxDistributed: on });
});

test("JobSet is waited for where it is brought", () => {
  const readiness = (jobSet: boolean): unknown => new KubeflowTrainer(addonSet(), "trainer", { jobSet }).description.readiness;
  expect(readiness(true)).toContainEqual({ deployment: "jobset-controller" });
  expect(readiness(false)).toEqual([{ deployment: "kubeflow-trainer-controller-manager" }]);
});

test("numbers that are none are refused", () => expect(() => new KubeflowTrainer(addonSet(), "trainer", { concurrency: 0 })).toThrow("LW1001 trainer: `concurrency`"));
