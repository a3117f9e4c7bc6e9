import { Hami } from "../../../charts/gpu/hami";
import { NvidiaDevicePlugin } from "../../../charts/gpu/nvidia-device-plugin";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["hami", (set) => new Hami(set, "hami")],
  ["hami with everything", (set) => new Hami(set, "hami", { splitCount: 10, memoryScaling: 1.5, nodePolicy: "spread", gpuPolicy: "binpack", mock: true, runtimeClass: "" })],
  ["nvidia-device-plugin", (set) => new NvidiaDevicePlugin(set, "nvidia-device-plugin")],
  ["nvidia-device-plugin with everything", (set) => new NvidiaDevicePlugin(set, "nvidia-device-plugin", { sharing: { pods: 4, by: "mps", rename: true }, migStrategy: "mixed", featureDiscovery: false, runtimeClass: "" })],
];
