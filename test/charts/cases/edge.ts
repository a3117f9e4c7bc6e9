import { KubeEdge } from "../../../charts/edge/kubeedge";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["kubeedge", (set) => new KubeEdge(set, "kubeedge")],
  ["kubeedge with everything", (set) => new KubeEdge(set, "kubeedge", { node: "w2", addresses: ["203.0.113.7"], stream: false, dynamicController: true, router: true, authorization: true, nodeLimit: 10 })],
];
