import { Kueue } from "../../../charts/batch/kueue";
import { Volcano } from "../../../charts/batch/volcano";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["kueue", (set) => new Kueue(set, "kueue")],
  [
    "kueue with everything",
    (set) =>
      new Kueue(set, "kueue", {
        queues: { research: { quota: { cpu: "4", memory: "8Gi" }, namespaces: ["one", "two"], cohort: "lab" }, teaching: { quota: { "cpu": "2", "nvidia.com/gpu": "1" } } },
        frameworks: ["batch/job"],
        allJobs: true,
        readyMinutes: 5,
        replicas: 2,
        certManager: true,
        serviceMonitor: true,
      }),
  ],
  ["volcano", (set) => new Volcano(set, "volcano")],
  ["volcano with everything", (set) => new Volcano(set, "volcano", { replicas: 2, queues: { training: { weight: 3, reclaimable: true, capability: { cpu: "4" } } }, placement: "spread", preemption: true, schedulePeriodSeconds: 5 })],
];
