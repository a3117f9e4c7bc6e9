import { parseAllDocuments } from "yaml";
import { initConfiguration, joinConfiguration, type KubeadmNode, type KubeadmSettings } from "../../../constructs/cluster/kubeadm-config";
import { EMULATION_PATCHES, forEmulation } from "../../../engines/cluster/emulation";

const settings: KubeadmSettings = {
  clusterName: "k8s", version: "1.36.3", endpoint: { name: "k8s-api", address: "10.0.0.11", port: 6443 },
  podCidr: "10.244.0.0/16", serviceCidr: "10.96.0.0/16", dnsDomain: "cluster.local", kubeProxy: "iptables", runtime: "containerd",
  auditLog: true, encryptionAtRest: true, podSecurity: "baseline", highlyAvailable: false, addresses: ["10.0.0.11"],
};
const node: KubeadmNode = { name: "cp1", role: "control-plane", address: "10.0.0.11", labels: {}, taints: [] };

type Document = Readonly<Record<string, never>> & { readonly kind: string };
const read = (text: string): Document[] => parseAllDocuments(text).map((document) => document.toJSON() as Document);
const one = (documents: readonly Document[], kind: string): unknown => documents.find((document) => document.kind === kind);

test("a lone control plane elects nobody, etcd does not wait for its disk, and kubeadm waits longer", () => {
  const documents = read(forEmulation(initConfiguration(settings, node), 1));
  expect(documents.map(({ kind }) => kind)).toEqual(["InitConfiguration", "ClusterConfiguration", "KubeletConfiguration", "KubeProxyConfiguration"]);
  expect(one(documents, "InitConfiguration")).toMatchObject({ timeouts: { controlPlaneComponentHealthCheck: "20m0s" }, patches: { directory: "/etc/kubernetes/labwright/patches" } });
  expect(one(documents, "ClusterConfiguration")).toMatchObject({
    etcd: { local: { extraArgs: expect.arrayContaining([{ name: "unsafe-no-fsync", value: "true" }]) as unknown } },
    scheduler: { extraArgs: [{ name: "leader-elect", value: "false" }] },
    // What was there stays.
    apiServer: { extraArgs: expect.arrayContaining([{ name: "audit-log-maxage", value: "7" }]) as unknown },
  });
});

test("three elect one, with patience", () => {
  const [cluster] = read(forEmulation(initConfiguration({ ...settings, highlyAvailable: true }, node), 3)).filter(({ kind }) => kind === "ClusterConfiguration");
  expect(cluster).toMatchObject({ scheduler: { extraArgs: [{ name: "leader-elect-lease-duration", value: "120s" }, { name: "leader-elect-renew-deadline", value: "100s" }] } });
});

test("joins wait longer too, and their secrets' places are kept", () => {
  const text = forEmulation(joinConfiguration(settings, { ...node, name: "w1", role: "worker" }), 1);
  expect(text).toContain("{{labwright.token}}");
  expect(one(read(text), "JoinConfiguration")).toMatchObject({ timeouts: { tlsBootstrap: "15m0s" } });
  // Workers have no static Pods, and no folder of patches.
  expect(text).not.toContain("patches");
  expect(forEmulation(joinConfiguration(settings, node), 3)).toContain("patches");
});

test("every static Pod has a patch of its own name", () => {
  const names = Object.entries(EMULATION_PATCHES).map(([path, content]) => [/([a-z-]+)\+strategic\.yaml$/.exec(path)?.[1], (read(content)[0] as unknown as { spec: { containers: { name: string }[] } }).spec.containers[0]?.name]);
  expect(names.map(([name]) => name)).toEqual(["kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd"]);
  for (const [file, container] of names) expect(container).toBe(file);
});
