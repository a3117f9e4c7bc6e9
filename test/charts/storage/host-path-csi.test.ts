import { HostPathCsi, type HostPathCsiProps } from "../../../charts/storage/host-path-csi";
import { addonSet } from "../support/cluster";
import { podsOf, type Pods } from "../support/objects";
import { textOf } from "../support/releases";

const hostPath = (props?: HostPathCsiProps): HostPathCsi => new HostPathCsi(addonSet(), "host-path", props);

const podOf = (props?: HostPathCsiProps): Pods["spec"] => podsOf(hostPath(props), "StatefulSet").spec;

test("its Pod stays on the node that has the volumes: the first that Pods run on, or one that is named", () => {
  expect(podOf().nodeSelector).toEqual({ "kubernetes.io/hostname": "w1" });
  expect(podOf({ node: "w2" }).nodeSelector).toEqual({ "kubernetes.io/hostname": "w2" });
  expect(() => hostPath({ node: "w3" })).toThrow(/LW1001 .*`node` is "w3"; it must be one of cp1, w1, w2/);
});

test("there is a container for each thing that the driver does", () => {
  const names = (props?: HostPathCsiProps): string[] => podOf(props).containers.map(({ name }) => name);
  expect(names()).toEqual(["hostpath", "node-driver-registrar", "liveness-probe", "csi-provisioner", "csi-resizer", "csi-snapshotter"]);
  expect(names({ snapshots: false })).not.toContain("csi-snapshotter");
});

test("all that containers mount is there", () => {
  const { containers, volumes } = podOf();
  const known = volumes.map(({ name }) => name);
  expect(containers.flatMap(({ volumeMounts }) => volumeMounts.map(({ name }) => name)).filter((name) => !known.includes(name))).toEqual([]);
});

test("without snapshots it may do nothing with them, and needs none", () => {
  expect(hostPath().description.needs).toEqual(["volume-snapshots"]);
  expect(hostPath({ snapshots: false }).description.needs).toEqual([]);
  expect(textOf(hostPath({ snapshots: false }))).not.toContain("snapshot.storage.k8s.io");
});

test("the largest volume is said in bytes", () => {
  expect(podOf({ maxVolumeGiB: 10 }).containers[0]?.args).toContain("--max-volume-size=10737418240");
  expect(() => hostPath({ maxVolumeGiB: 0 })).toThrow(/LW1001 .*maxVolumeGiB/);
});
