import { parse } from "yaml";
import { Hami } from "../../../charts/gpu/hami";
import { NvidiaDevicePlugin, type NvidiaDevicePluginProps } from "../../../charts/gpu/nvidia-device-plugin";
import { addonSet } from "../support/cluster";
import { objectOf } from "../support/objects";
import { said } from "../support/problems";
import { stepsOf, valuesOf } from "../support/releases";

const plugin = (props: NvidiaDevicePluginProps = {}): NvidiaDevicePlugin => new NvidiaDevicePlugin(addonSet(), "gpu", props);
const configOf = (addon: NvidiaDevicePlugin): unknown => parse((valuesOf(addon).config as { readonly map: { readonly default: string } }).map.default);

test("a GPU is one Pod's, unless it is shared", () => {
  expect(configOf(plugin())).toEqual({ version: "v1", flags: { migStrategy: "none" } });
  const resources = [{ name: "nvidia.com/gpu", replicas: 4 }];
  expect(configOf(plugin({ sharing: { pods: 4 } }))).toMatchObject({ sharing: { timeSlicing: { renameByDefault: false, failRequestsGreaterThanOne: true, resources } } });
  expect(configOf(plugin({ sharing: { pods: 4, by: "mps", rename: true } }))).toMatchObject({ sharing: { mps: { renameByDefault: true, resources } } });
});

test.each([1, 0, 2.5])("a GPU that %s share is refused", (pods) => {
  expect(() => plugin({ sharing: { pods } })).toThrow(/^LW1001 gpu: .*sharing\.pods/);
});

test("the RuntimeClass is there before Pods that name it", () => {
  expect(stepsOf(plugin())).toEqual(["Namespace nvidia-device-plugin", "RuntimeClass nvidia", "chart nvidia-device-plugin"]);
  expect(objectOf(plugin({ runtimeClass: "gpu" }), "RuntimeClass gpu").handler).toBe("nvidia");
  const without = plugin({ runtimeClass: "" });
  expect(stepsOf(without)).toEqual(["Namespace nvidia-device-plugin", "chart nvidia-device-plugin"]);
  expect(valuesOf(without)).not.toHaveProperty("runtimeClassName");
});

test("HAMi stands beside no other device plugin", () => {
  const set = addonSet();
  new NvidiaDevicePlugin(set, "plugin");
  new Hami(set, "hami");
  expect(said(set).filter((line) => line.startsWith("LW1207"))).toEqual([
    "LW1207 plugin: NVIDIA device plugin cannot be in a cluster with HAMi: both bring nvidia.com/gpu; the two get in each other's way. take one of them away",
    "LW1207 hami: HAMi cannot be in a cluster with NVIDIA device plugin: both bring nvidia.com/gpu; the two get in each other's way. take one of them away",
  ]);
});

test("HAMi's mock takes the place of its device plugin", () => {
  expect(valuesOf(new Hami(addonSet(), "hami", { mock: true }))).toMatchObject({ devicePlugin: { enabled: false }, mockDevicePlugin: { enabled: true } });
  expect(new Hami(addonSet(), "hami", { mock: true }).description.readiness).toContainEqual({ daemonSet: "hami-mock-device-plugin" });
  expect(valuesOf(new Hami(addonSet(), "hami"))).toMatchObject({ devicePlugin: { enabled: true, runtimeClassName: "nvidia", createRuntimeClass: true }, mockDevicePlugin: { enabled: false } });
});
