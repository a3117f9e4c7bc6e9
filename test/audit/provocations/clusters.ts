import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KubeConfigMap, KubePod } from "cdk8s-plus-27/lib/imports/k8s";
import { Addon, type AddonDescription } from "../../../charts/addon/addon";
import { addonProblems } from "../../../charts/addon/addon-problems";
import type { AddonSet } from "../../../charts/addon/addon-set";
import type { Delivery } from "../../../charts/addon/delivery";
import { inOrder } from "../../../charts/addon/order";
import { Calico } from "../../../charts/cni/calico";
import { Flannel } from "../../../charts/cni/flannel";
import { MetalLb } from "../../../charts/load-balancing/metallb";
import { MetricsServer } from "../../../charts/scaling/metrics-server";
import { RookCeph } from "../../../charts/storage/rook-ceph";
import { KubeadmCluster, type KubeadmClusterProps } from "../../../constructs/cluster/kubeadm-cluster";
import { Size } from "../../../constructs/core/size";
import { NatNetwork } from "../../../constructs/network/nat-network";
import type { ClusterSpec } from "../../../constructs/spec/cluster-spec";
import { clusterIn } from "../../../cli/cluster-of";
import type { Session } from "../../../cli/session";
import { Bundle } from "../../../engines/bundle/bundle";
import { createBundle } from "../../../engines/bundle/create";
import { programDownloads } from "../../../engines/bundle/downloads";
import { downloadParts } from "../../../engines/bundle/download";
import { clusterDiff } from "../../../engines/cluster/addon-diff";
import { AddonRunner } from "../../../engines/cluster/addon-runner";
import { ClusterRunner } from "../../../engines/cluster/cluster-runner";
import { Kubectl } from "../../../engines/cluster/kubectl";
import { awaitNodes } from "../../../engines/cluster/nodes-ready";
import { UpstreamSource } from "../../../engines/cluster/upstream-source";
import type { RunResult } from "../../../engines/process/run";
import { addonSet } from "../../charts/support/cluster";
import { foundIn } from "../../support/synth";

class Own extends Addon {
  constructor(set: AddonSet, name: string, other: Partial<AddonDescription> = {}) {
    super(set, name, { name, version: "1.0", title: { en: name, zh: name }, resources: { memoryMiB: 0 }, readiness: [], ...other });
  }
}

const found = (declare: (set: AddonSet) => void) => () => {
  const set = addonSet();
  declare(set);
  return addonProblems(set);
};

const cluster = (props: Partial<KubeadmClusterProps>) => () => foundIn((lab) => new KubeadmCluster(lab, "k8s", { network: new NatNetwork(lab, "mgmt", { cidr: "10.20.44.0/24" }), ...props }));

const answer = (result: Partial<RunResult>): Promise<RunResult> => Promise.resolve({ code: 0, stdout: "", stderr: "", ...result });
const web: Delivery = { addon: "web", name: "web", version: "1", namespace: "web", isNetwork: false, after: [], steps: [], readiness: [{ deployment: "web" }] };
const onProgress = (): void => undefined;
const runner = (run: (argv: readonly string[]) => Promise<RunResult>): AddonRunner => new AddonRunner({ shell: { run }, timeoutMs: 1, onProgress });

const spec: ClusterSpec = {
  name: "k8s", path: "lab/k8s", kind: "kubeadm", kubernetes: "1.36.3", runtime: "containerd", endpoint: { name: "k8s-api", address: "10.20.44.11", port: 6443 }, addons: [],
  nodes: [{ machine: "cp1", role: "control-plane", address: "10.20.44.11", files: [], kubeadm: "" }],
};

function nodes(said: (script: string) => Partial<RunResult>): ClusterRunner {
  const shell = { run: (_: string, script: string) => answer(said(script)), send: () => answer({}) };
  return new ClusterRunner(spec, { shell, source: new UpstreamSource(), isEmulated: false, timeoutMs: 1000, onProgress });
}

async function withFolder<T>(use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const withBundle = <T>(use: (bundle: Bundle) => T | Promise<T>): Promise<T> => withFolder(async (folder) => {
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin", "kubelet"), "a program");
  return use(await createBundle({ from: [folder], out: folder, kubernetes: "1.36.3", arch: "x86_64" }));
});

/** One for each code of clusters and their add-ons; shells are faked where something has to fail on a machine. */
export const provocations: Record<string, () => unknown> = {
  LW1200: found((set) => new MetricsServer(set, "metrics-server")),
  LW1201: found((set) => [new Flannel(set, "flannel"), new Calico(set, "calico")]),
  LW1202: found((set) => new Own(set, "old", { kubernetes: { to: "1.35" } })),
  LW1203: found((set) => new Own(set, "heavy", { provides: ["cni"], resources: { memoryMiB: 99_999 } })),
  LW1204: found((set) => new Own(set, "mine", { requires: [new Flannel(addonSet(), "flannel")] })),
  LW1205: found((set) => ["one", "two"].map((name) => new Own(set, name, { namespace: { name: "same", podSecurity: "baseline" } }))),
  LW1206: found((set) => new KubeConfigMap(new Own(set, "own").chart("app"), "map", { metadata: { name: "map" }, data: { number: 1 as never } })),
  LW1207: found((set) => [new Flannel(set, "flannel"), new Own(set, "mine", { conflicts: { flannel: { en: "both write one file", zh: "二者写同一文件" } } })]),
  LW1208: found((set) => [new Flannel(set, "flannel"), new RookCeph(set, "rook")]),
  LW1209: () => {
    const set = addonSet();
    const first = new Own(set, "k1", { needs: ["cni"], provides: ["logs"] });
    new Own(set, "k2", { requires: [first], provides: ["cni"] });
    return inOrder(set);
  },
  LW1210: found((set) => [new Flannel(set, "flannel"), new MetalLb(set, "metallb", { addresses: ["10.20.44.21/32"] })]),
  LW1211: found((set) => new KubePod(new Own(set, "own", { namespace: { name: "own", podSecurity: "baseline" } }).chart("app"), "pod", { metadata: { name: "pod" }, spec: { hostNetwork: true, containers: [{ name: "c", image: "nginx" }] } })),
  LW1220: cluster({ podCidr: "10.20.0.0/16" }),
  LW1221: cluster({ controlPlanes: 2 as never }),
  LW1222: cluster({ workers: [{ memory: Size.mebibytes(512) }] }),
  LW3201: () => runner((argv) => answer(argv[1] === "apply" ? { code: 1, stderr: "denied" } : {})).apply([{ ...web, readiness: [] }]),
  LW3202: () => runner((argv) => answer({ stdout: argv.includes("--all-namespaces") || argv[2] === "events" ? '{"items":[]}' : "" })).apply([web]),
  LW3204: () => nodes(() => ({ code: 1, stderr: "no space left" })).up(),
  LW3205: () => nodes((script) => (script.includes("/readyz") ? { code: 1, stderr: "connection refused" } : {})).up(),
  LW3206: () => awaitNodes(new Kubectl({ run: () => answer({ stdout: '{"items":[]}' }) }), spec, { timeoutMs: 1, tell: onProgress }),
  LW3207: () => clusterIn({ spec: { clusters: [] }, registered: { target: "lab.ts" } } as unknown as Session, "k8s"),
  LW3208: () => nodes((script) => (script.includes("sha256sum") ? { stdout: "mark 1.34.4 upstream\n" } : {})).up(),
  LW3210: () => Bundle.open("/nowhere"),
  LW3211: () => withBundle((bundle) => {
    rmSync(bundle.file("bin/kubelet"));
    return bundle.verify();
  }),
  LW3212: () => withBundle((bundle) => bundle.refuseLack({ ...spec, kubernetes: "1.34.4" }, "x86_64")),
  LW3213: () => withBundle((bundle) => bundle.refuseLack(spec, "x86_64")),
  LW3215: () => withFolder((folder) => downloadParts({ clusters: [], kubernetes: "1.36.3", arch: "x86_64", programs: programDownloads("1.36.3", "x86_64"), to: folder, onProgress, mirrored: { address: () => "http://127.0.0.1:9/", image: String, charts: String } })),
  LW3214: () => withFolder(async (folder) => {
    mkdirSync(join(folder, "images"));
    writeFileSync(join(folder, "images", "notes.txt"), "not an image");
    await createBundle({ from: [folder], out: join(folder, "out"), kubernetes: "1.36.3", arch: "x86_64" });
  }),
  LW3209: () => clusterDiff(spec, { run: () => answer({ code: 1, stderr: "connection refused" }) }),
};
