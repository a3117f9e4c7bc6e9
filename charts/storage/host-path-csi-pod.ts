import type { Container, Volume, VolumeMount } from "cdk8s-plus-27/lib/imports/k8s";
import { fieldEnv } from "../parts/env";
import { httpProbe } from "../parts/http-probe";
import { containerRequests } from "../parts/requests";
import { versions } from "../versions";

const KUBELET = "/var/lib/kubelet";
const SOCKET = "--csi-address=/csi/csi.sock";

/** Folders of the node, by the name of their volume. */
const FOLDERS = {
  "socket": { path: `${KUBELET}/plugins/csi-hostpath`, type: "DirectoryOrCreate" },
  "pods": { path: `${KUBELET}/pods`, type: "DirectoryOrCreate" },
  "plugins": { path: `${KUBELET}/plugins`, type: "Directory" },
  "registration": { path: `${KUBELET}/plugins_registry`, type: "Directory" },
  "data": { path: "/var/lib/csi-hostpath-data", type: "DirectoryOrCreate" },
  "dev": { path: "/dev", type: "Directory" },
} as const;

export function hostPathVolumes(): Volume[] {
  return Object.entries(FOLDERS).map(([name, hostPath]) => ({ name, hostPath }));
}

/** The driver, and beside it what Kubernetes' side of CSI is: a container for each thing that a driver can do. */
export function hostPathContainers(driver: string, snapshots: boolean, maxVolumeGiB: number): Container[] {
  return [
    {
      ...container("hostpath", "hostpathplugin", versions["csi-driver-host-path"].version, [`--drivername=${driver}`, "--endpoint=unix:///csi/csi.sock", "--nodeid=$(NODE_NAME)", `--max-volume-size=${maxVolumeGiB * 1024 ** 3}`]),
      env: [fieldEnv("NODE_NAME", "spec.nodeName")],
      ports: [{ name: "healthz", containerPort: 9898 }],
      livenessProbe: httpProbe("/healthz", "healthz", { initialDelaySeconds: 10, timeoutSeconds: 3, periodSeconds: 10, failureThreshold: 5 }),
      volumeMounts: [mount("socket", "/csi"), shared("pods"), shared("plugins"), mount("data", "/csi-data-dir"), mount("dev", "/dev")],
    },
    {
      ...container("node-driver-registrar", "csi-node-driver-registrar", versions["csi-node-driver-registrar"].version, [SOCKET, `--kubelet-registration-path=${FOLDERS.socket.path}/csi.sock`]),
      volumeMounts: [mount("socket", "/csi"), mount("registration", "/registration")],
    },
    container("liveness-probe", "livenessprobe", versions["csi-livenessprobe"].version, [SOCKET, "--health-port=9898"]),
    container("csi-provisioner", "csi-provisioner", versions["csi-provisioner"].version, [SOCKET, "--feature-gates=Topology=true"]),
    container("csi-resizer", "csi-resizer", versions["csi-resizer"].version, [SOCKET]),
    ...(snapshots ? [container("csi-snapshotter", "csi-snapshotter", versions["external-snapshotter"].version, [SOCKET])] : []),
  ];
}

/** All are privileged: on nodes with SELinux others may not use the driver's socket. */
function container(name: string, image: string, version: string, args: string[]): Container {
  return {
    name,
    image: `registry.k8s.io/sig-storage/${image}:v${version}`,
    args: ["--v=2", ...args],
    securityContext: { privileged: true },
    resources: containerRequests(20, "10m"),
    volumeMounts: [mount("socket", "/csi")],
  };
}

function mount(name: keyof typeof FOLDERS, mountPath: string): VolumeMount {
  return { name, mountPath };
}

/** What is mounted in there is seen on the node, and the other way round. */
function shared(name: "pods" | "plugins"): VolumeMount {
  return { name, mountPath: FOLDERS[name].path, mountPropagation: "Bidirectional" };
}
