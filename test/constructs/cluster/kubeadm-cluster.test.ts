import { Construct } from "constructs";
import { parseAllDocuments } from "yaml";
import { Flannel } from "../../../charts/cni/flannel";
import { MetalLb } from "../../../charts/load-balancing/metallb";
import { MetricsServer } from "../../../charts/scaling/metrics-server";
import { KubeadmCluster, type KubeadmClusterProps } from "../../../constructs/cluster/kubeadm-cluster";
import { formatProblem } from "../../../constructs/core/lab-error";
import { Size } from "../../../constructs/core/size";
import { compile } from "../../../constructs/core/json-schema";
import { NatNetwork } from "../../../constructs/network/nat-network";
import { OvsNetwork } from "../../../constructs/network/ovs-network";
import type { ClusterSpec } from "../../../constructs/spec/cluster-spec";
import { hostsLines } from "../../../constructs/spec/hosts-lines";
import type { LabSpec } from "../../../constructs/spec/lab-spec";
import type { LabStack } from "../../../stacks/lab-stack";
import { codesOf, foundIn, makeLab, synthLab, withoutTraces } from "../../support/synth";

type Props = Omit<KubeadmClusterProps, "network">;

function declare(lab: LabStack, props: Props = {}): KubeadmCluster {
  const network = new NatNetwork(lab, "mgmt", { cidr: "10.20.44.0/24" });
  const cluster = new KubeadmCluster(lab, "k8s", { network, controlPlanes: { firstAddress: 11 }, workers: [{ firstAddress: 21 }], ...props });
  new Flannel(cluster, "flannel");
  return cluster;
}

function specOf(props: Props = {}, more?: (cluster: KubeadmCluster) => void): LabSpec {
  return withoutTraces(() => {
    const lab = makeLab();
    const cluster = declare(lab, props);
    more?.(cluster);
    return JSON.parse(JSON.stringify(lab.spec())) as LabSpec;
  });
}

function clusterOf(props: Props = {}): ClusterSpec {
  const [cluster] = specOf(props).clusters ?? [];
  if (cluster === undefined) throw new Error("the lab has no cluster");
  return cluster;
}

interface KubeadmDocument {
  readonly [field: string]: unknown;
  readonly apiServer: { readonly certSANs: readonly string[]; readonly extraArgs: readonly { readonly name: string }[]; readonly extraVolumes: readonly object[] };
  readonly discovery: { readonly bootstrapToken: object };
  readonly nodeRegistration: { readonly kubeletExtraArgs: readonly object[]; readonly taints: readonly object[] };
}

/** kubeadm's documents of a node, by kind. */
function documentsOf(cluster: ClusterSpec, machine: string): Readonly<Record<string, KubeadmDocument>> {
  const node = cluster.nodes.find((one) => one.machine === machine);
  return Object.fromEntries(parseAllDocuments(node?.kubeadm ?? "").map((document) => document.toJS() as KubeadmDocument & { readonly kind: string }).map((one) => [one.kind, one]));
}

const HA: Props = { controlPlanes: { count: 3, firstAddress: 11 }, virtualIp: 10 };

test("the smallest is a control plane and a worker, prepared but with nothing of Kubernetes in their cloud-init", () => {
  const spec = specOf();
  expect(spec.machines.map(({ name, vcpus, memoryMiB }) => ({ name, vcpus, memoryMiB }))).toEqual([{ name: "cp1", vcpus: 2, memoryMiB: 2560 }, { name: "w1", vcpus: 2, memoryMiB: 2048 }]);
  for (const { seed } of spec.machines) {
    expect(seed?.userData).toContain("br_netfilter");
    expect(seed?.userData).not.toMatch(/kubeadm|kubelet|1\.36/);
  }
  expect(spec.clusters?.map(({ name, kubernetes, endpoint }) => ({ name, kubernetes, endpoint }))).toEqual([{ name: "k8s", kubernetes: "1.36.3", endpoint: { name: "k8s-api", address: "10.20.44.11", port: 6443 } }]);
});

test("its API server's name is among the names that all machines know", () => {
  expect(hostsLines(specOf(HA)).split("\n").slice(-2)).toEqual(["10.20.44.21 w1.lab.lab.internal w1", "10.20.44.10 k8s-api"]);
});

test("the spec is what its JSON Schema says", () => {
  const check = compile(require("../../../constructs/spec/labspec.schema.json") as object);
  expect(check(specOf(HA, (cluster) => new MetalLb(cluster, "metallb", { addresses: ["10.20.44.100-10.20.44.110"] })))).toEqual([]);
});

test("a worker more, another minor or another add-on leave the machines that are there as they are", () => {
  const machines = (props: Props, more?: (cluster: KubeadmCluster) => void): unknown => specOf(props, more).machines.filter(({ name }) => name !== "w2");
  const before = machines({});
  expect(machines({ workers: [{ count: 2, firstAddress: 21 }] })).toEqual(before);
  expect(machines({ kubernetes: "1.35" })).toEqual(before);
  expect(machines({}, (cluster) => new MetricsServer(cluster, "metrics-server"))).toEqual(before);
});

test("the first control plane makes the cluster, the others join it by what the run mints", () => {
  const cluster = clusterOf(HA);
  expect(Object.keys(documentsOf(cluster, "cp1")).sort()).toEqual(["ClusterConfiguration", "InitConfiguration", "KubeProxyConfiguration", "KubeletConfiguration"]);
  const { InitConfiguration: init, ClusterConfiguration: config } = documentsOf(cluster, "cp1");
  expect(init?.["localAPIEndpoint"]).toEqual({ advertiseAddress: "10.20.44.11", bindPort: 6443 });
  expect(config?.["controlPlaneEndpoint"]).toBe("k8s-api:6443");
  expect(config?.apiServer.certSANs).toEqual(["k8s-api", "10.20.44.10", "10.20.44.11", "10.20.44.12", "10.20.44.13", "127.0.0.1", "localhost"]);
  const { JoinConfiguration: second } = documentsOf(cluster, "cp2");
  expect(second?.["controlPlane"]).toEqual({ localAPIEndpoint: { advertiseAddress: "10.20.44.12", bindPort: 6443 }, certificateKey: "{{labwright.certificateKey}}" });
  const { JoinConfiguration: worker } = documentsOf(cluster, "w1");
  expect(worker?.["controlPlane"]).toBeUndefined();
  expect(worker?.discovery.bootstrapToken).toEqual({ apiServerEndpoint: "k8s-api:6443", token: "{{labwright.token}}", caCertHashes: ["{{labwright.caCertHash}}"] });
});

test("a node's address, labels and taints are told to its kubelet", () => {
  const cluster = clusterOf({ workers: [{ name: "gpu", count: 2, firstAddress: 31, labels: { "lab/disk": "ssd", zone: "a" }, taints: [{ key: "gpu", value: "yes", effect: "NoExecute" }] }] });
  const { JoinConfiguration: join } = documentsOf(cluster, "gpu2");
  expect(join?.nodeRegistration.kubeletExtraArgs).toEqual([{ name: "node-ip", value: "10.20.44.32" }, { name: "node-labels", value: "lab/disk=ssd,zone=a" }]);
  expect(join?.nodeRegistration.taints).toEqual([{ key: "gpu", value: "yes", effect: "NoExecute" }]);
  const { InitConfiguration: init } = documentsOf(cluster, "cp1");
  expect(init?.nodeRegistration.taints).toEqual([{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }]);
});

test("three control planes share an address that the one with the highest priority has", () => {
  const cluster = clusterOf(HA);
  const configuration = (machine: string): string => cluster.nodes.find((node) => node.machine === machine)?.files.find(({ path }) => path === "/etc/keepalived/keepalived.conf")?.content ?? "";
  expect(configuration("cp1")).toContain("10.20.44.10/32 dev mgmt");
  expect(configuration("cp1")).toMatch(/unicast_src_ip 10\.20\.44\.11\n {2}unicast_peer \{\n {4}10\.20\.44\.12\n {4}10\.20\.44\.13\n/);
  expect(["cp1", "cp2", "cp3"].map((machine) => /priority (\d+)/.exec(configuration(machine))?.[1])).toEqual(["100", "99", "98"]);
  expect(configuration("w1")).toBe("");
  expect(clusterOf().nodes.flatMap(({ files }) => files.map(({ path }) => path))).not.toContain("/etc/keepalived/keepalived.conf");
});

test("audit log, encryption and Pod Security are on unless they are turned off", () => {
  const args = (props: Props): string[] => documentsOf(clusterOf(props), "cp1")["ClusterConfiguration"]?.apiServer.extraArgs.map(({ name }) => name) ?? [];
  const files = (props: Props): string[] => clusterOf(props).nodes.flatMap((node) => node.files.map(({ path }) => path));
  expect(args({})).toEqual(["audit-policy-file", "audit-log-path", "audit-log-maxage", "audit-log-maxbackup", "audit-log-maxsize", "encryption-provider-config", "admission-control-config-file"]);
  expect(files({})).toEqual(["/etc/kubernetes/labwright/audit-policy.yaml", "/etc/kubernetes/labwright/admission.yaml"]);
  const off: Props = { auditLog: false, encryptionAtRest: false, podSecurity: "privileged" };
  expect([args(off), files(off)]).toEqual([[], []]);
  const volumes = documentsOf(clusterOf(off), "cp1")["ClusterConfiguration"]?.apiServer.extraVolumes;
  expect(volumes).toEqual([]);
});

test("nothing secret is in the spec", () => {
  expect(JSON.stringify(specOf(HA))).not.toMatch(/PRIVATE KEY|[a-z0-9]{6}\.[a-z0-9]{16}"|sha256:[0-9a-f]{64}/);
});

test("kube-proxy serves Services in the mode that is asked for, or not at all", () => {
  expect(documentsOf(clusterOf({ kubeProxy: "nftables" }), "cp1")["KubeProxyConfiguration"]?.["mode"]).toBe("nftables");
  const none = documentsOf(clusterOf({ kubeProxy: "none" }), "cp1");
  expect(none["KubeProxyConfiguration"]).toBeUndefined();
  expect(none["InitConfiguration"]?.["skipPhases"]).toEqual(["addon/kube-proxy"]);
});

test("nodes are connected by a VLAN of a fabric as by a network", () => {
  const lab = makeLab();
  const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.20.44.0/24" });
  const fabric = new OvsNetwork(lab, "fabric", { vlans: { nodes: { tag: 30, cidr: "10.20.30.0/24" } } });
  const cluster = new KubeadmCluster(lab, "k8s", { network: fabric.access("nodes"), workers: [{ networks: [mgmt] }], controlPlanes: { networks: [mgmt] } });
  new Flannel(cluster, "flannel");
  const [spec] = lab.lab.spec().clusters ?? [];
  expect(spec?.nodes.every(({ address }) => address.startsWith("10.20.30."))).toBe(true);
  const nic = lab.lab.machines[0]?.nics[0]?.name ?? "";
  expect(nic).not.toBe("mgmt");
  expect(JSON.stringify(spec?.addons)).toContain(`"--iface=${nic}"`);
});

test("add-ons are delivered in order, whatever the order they were declared in", () => {
  const spec = specOf({}, (cluster) => new MetricsServer(cluster, "metrics-server"));
  expect(spec.clusters?.[0]?.addons.map(({ name }) => name)).toEqual(["flannel", "metrics-server"]);
});

test("Terraform's side of a cluster is its machines", () => {
  expect(synthLab((lab) => declare(lab, HA)).count("libvirt_domain")).toBe(4);
});

describe("what is refused", () => {
  test.each<[string, Props, string]>([
    ["an even number of control planes", { controlPlanes: 2 as never }, "LW1221 lab/k8s: a cluster of 2 control planes"],
    ["a worker that is too small", { workers: [{ memory: Size.mebibytes(512) }] }, "LW1222 lab/k8s: pool `w`: 2 vCPU, 512 MiB is too small for a worker; at least 1 vCPU, 1024 MiB"],
    ["a control plane of one CPU", { controlPlanes: { vcpus: 1 } }, "LW1222 lab/k8s: pool `cp`: 1 vCPU, 2560 MiB is too small for a control plane"],
    ["Pods on the lab's network", { podCidr: "10.20.0.0/16" }, "LW1220 lab/k8s: `podCidr` 10.20.0.0/16 overlaps 10.20.44.0/24 of lab/mgmt"],
    ["Services among Pods", { serviceCidr: "10.244.128.0/20" }, "LW1220 lab/k8s: `serviceCidr` 10.244.128.0/20 overlaps 10.244.0.0/16 of podCidr"],
    ["a minor that is not known", { kubernetes: "1.20" as never }, "`kubernetes` is \"1.20\"; it must be one of 1.34, 1.35, 1.36"],
    ["a range without room for nodes", { podCidr: "10.244.0.0/24" }, "`podCidr` is \"10.244.0.0/24\"; it must be an IPv4 network with a prefix from /8 to /22"],
    ["an address for one control plane", { virtualIp: 10 }, "`virtualIp` is 10; it must be absent where there is one control plane"],
    ["a label that is none", { workers: [{ labels: { "a b": "c" } }] }, "`workers[0].labels` is \"a b\""],
    ["a taint without effect", { workers: [{ taints: [{ key: "gpu" } as never] }] }, "`workers[0].taints[0].effect`"],
    ["a misspelled property", { worker: 2 } as never, "LW1002"],
    ["a misspelled property of a pool", { workers: [{ cpus: 2 } as never] }, "`cpus`"],
  ])("%s", (_, props, words) => {
    const told = foundIn((lab) => declare(lab, props)).map((problem) => formatProblem(problem));
    expect(told.join("\n")).toContain(words);
  });

  test("a cluster without a Pod network", () => {
    expect(codesOf((lab) => new KubeadmCluster(lab, "k8s", { network: new NatNetwork(lab, "mgmt") }))).toEqual([]);
    expect(codesOf((lab) => new MetricsServer(new KubeadmCluster(lab, "k8s", { network: new NatNetwork(lab, "mgmt") }), "metrics-server"))).toEqual(["LW1200"]);
  });

  test("no network, an address for all nodes, and a network of nobody", () => {
    expect(codesOf((lab) => new KubeadmCluster(lab, "k8s", {} as never))).toEqual(["LW1001"]);
    expect(codesOf((lab) => new KubeadmCluster(lab, "k8s", { network: new NatNetwork(lab, "mgmt").attach({ address: 11 }) }))).toEqual(["LW1001"]);
  });

  test("machines of two clusters with the same names, as both are called by default", () => {
    const codes = (props: Props): string[] => codesOf((lab) => {
      const network = new NatNetwork(lab, "mgmt");
      new KubeadmCluster(lab, "one", { network });
      return new KubeadmCluster(new Construct(lab, "second"), "two", { network, ...props });
    });
    expect(codes({})).toEqual(["LW1023", "LW1023"]);
    expect(codes({ controlPlanes: { name: "two-cp" }, workers: [{ name: "two-w" }] })).toEqual([]);
  });
});
