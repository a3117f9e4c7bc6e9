import type { Construct } from "constructs";
import type { ClusterFacts } from "../../charts/addon/cluster-facts";
import type { Problem } from "../core/lab-error";
import { Size } from "../core/size";
import { Image } from "../image/image";
import { Machine } from "../machine/machine";
import { NetworkAttachment } from "../network/attachment";
import type { Network } from "../network/network";
import type { ClusterNodeSpec, ClusterSpec } from "../spec/cluster-spec";
import { apiServerFiles } from "./api-server-files";
import { Cluster, nodeFacts, type ClusterNode } from "./cluster";
import { checkAttachment, checkRanges, overlapProblems, type ClusterRanges } from "./cluster-network";
import { initConfiguration, joinConfiguration, type KubeadmNode, type KubeadmSettings } from "./kubeadm-config";
import { DEFAULT_KUBERNETES, KUBERNETES_MINORS, kubernetesVersion, type KubernetesMinor } from "./kubernetes-release";
import { keepVirtualIp, VIRTUAL_ROUTER_PACKAGE } from "./keepalived";
import { makePool, type NodePool, type NodePoolProps } from "./node-pool";
import { nodePreparation } from "./node-preparation";

export interface KubeadmClusterProps {
  /** What its nodes reach each other on. One attachment stands for all: `fabric.access("nodes")`. */
  readonly network: Network | NetworkAttachment;
  /** @default 1.36 */
  readonly kubernetes?: KubernetesMinor;
  /** One control plane, or three that share an address. Their machines are `cp1`, `cp2`... @default one of 2 vCPUs and 2.5 GiB */
  readonly controlPlanes?: 1 | 3 | (NodePoolProps & { readonly count?: 1 | 3 });
  /** How many, or pools of them. Their machines are `w1`, `w2`... @default 1 */
  readonly workers?: number | readonly NodePoolProps[];
  /** With cloud-init and apt. @default Image.debian12() */
  readonly image?: Image;
  /** Addresses of Pods. @default 10.244.0.0/16 */
  readonly podCidr?: string;
  /** Addresses of Services. @default 10.96.0.0/16 */
  readonly serviceCidr?: string;
  /** @default cluster.local */
  readonly dnsDomain?: string;
  /** What serves Services; `none` where an add-on does. @default iptables */
  readonly kubeProxy?: "nftables" | "iptables" | "none";
  /** Address of the API server where there are three, or its host part on the network. @default - derived from the cluster's name */
  readonly virtualIp?: string | number;
  /** Whether control planes keep a log of changes in /var/log/kubernetes/audit. @default true */
  readonly auditLog?: boolean;
  /** Whether Secrets are encrypted in etcd, by a key that the first control plane makes. @default true */
  readonly encryptionAtRest?: boolean;
  /** What Pods may do in a namespace that says nothing of it. @default baseline */
  readonly podSecurity?: "privileged" | "baseline" | "restricted";
}

const PROPS = ["network", "kubernetes", "controlPlanes", "workers", "image", "podCidr", "serviceCidr", "dnsDomain", "kubeProxy", "virtualIp", "auditLog", "encryptionAtRest", "podSecurity"];
const DOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const API_PORT = 6443;

/**
 * A cluster made by kubeadm: control planes with stacked etcd, and workers. Machines are prepared by cloud-init; init, join and
 * upgrade are the runner's, so that a further worker or minor rebuilds no machine.
 * @see https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/
 */
export class KubeadmCluster extends Cluster {
  readonly kubernetes: KubernetesMinor;
  readonly ranges: ClusterRanges;
  readonly dnsDomain: string;
  readonly kubeProxy: "nftables" | "iptables" | "none";
  private readonly nodeList: ClusterNode[] = [];
  private readonly hardening: Pick<KubeadmSettings, "auditLog" | "encryptionAtRest" | "podSecurity">;
  private readonly virtualIp?: () => string | undefined;

  constructor(scope: Construct, id: string, props: KubeadmClusterProps) {
    super(scope, id);
    const { check } = this;
    check.known(props, PROPS);
    const given = Object(props) as Partial<KubeadmClusterProps>;
    this.kubernetes = check.oneOf("kubernetes", given.kubernetes ?? DEFAULT_KUBERNETES, KUBERNETES_MINORS, DEFAULT_KUBERNETES);
    this.ranges = checkRanges(check, given);
    this.dnsDomain = check.text("dnsDomain", given.dnsDomain ?? "cluster.local", DOMAIN, { en: "a DNS domain such as cluster.local", zh: "DNS 域名，例如 cluster.local" }, "cluster.local");
    this.kubeProxy = check.oneOf("kubeProxy", given.kubeProxy ?? "iptables", ["nftables", "iptables", "none"], "iptables");
    this.hardening = {
      auditLog: check.flag("auditLog", given.auditLog, true),
      encryptionAtRest: check.flag("encryptionAtRest", given.encryptionAtRest, true),
      podSecurity: check.oneOf("podSecurity", given.podSecurity ?? "baseline", ["privileged", "baseline", "restricted"], "baseline"),
    };
    const attachment = checkAttachment(check, this.lab, given.network);
    const pools = this.pools(given);
    if (attachment === undefined) return;
    for (const pool of pools) this.addPool(pool, attachment, given.image ?? Image.debian12());
    if (this.controlPlanes.length > 1) this.virtualIp = this.claimVirtualIp(attachment, given.virtualIp);
    else if (given.virtualIp !== undefined) check.problem("LW1001", { property: "virtualIp", given: String(given.virtualIp), rule: { en: "absent where there is one control plane: the API server has its address", zh: "只有一个控制平面节点时不应设置：API server 使用该节点的地址" } });
  }

  get nodes(): readonly ClusterNode[] {
    return [...this.nodeList];
  }

  get controlPlanes(): readonly ClusterNode[] {
    return this.nodeList.filter(({ pool }) => pool.role === "control-plane");
  }

  get workers(): readonly ClusterNode[] {
    return this.nodeList.filter(({ pool }) => pool.role === "worker");
  }

  toSpec(): ClusterSpec {
    const { name, settings } = this;
    return {
      name, path: this.node.path, kind: "kubeadm",
      kubernetes: settings.version,
      runtime: settings.runtime,
      endpoint: settings.endpoint,
      nodes: this.nodeList.map((node, index) => this.nodeSpec(node, index, settings)),
      addons: this.deliveries,
    };
  }

  override findProblems(): Problem[] {
    return [...overlapProblems(this.lab, this.node.path, this.ranges), ...super.findProblems()];
  }

  protected facts(): ClusterFacts {
    return Object.defineProperties({}, Object.fromEntries(Object.entries(this.factsNow()).map(([name, get]) => [name, { get, enumerable: true }]))) as ClusterFacts;
  }

  private factsNow(): { readonly [Fact in keyof ClusterFacts]: () => ClusterFacts[Fact] } {
    return {
      name: () => this.name,
      kubernetes: () => this.kubernetes,
      arch: () => this.lab.arch,
      podCidr: () => this.ranges.podCidr,
      serviceCidr: () => this.ranges.serviceCidr,
      dnsDomain: () => this.dnsDomain,
      kubeProxy: () => this.kubeProxy,
      runtime: () => "containerd",
      apiServer: () => ({ host: this.endpoint.address, port: API_PORT }),
      nodes: () => this.nodeList.map(nodeFacts),
    };
  }

  private pools({ controlPlanes = 1, workers = 1 }: Partial<KubeadmClusterProps>): NodePool[] {
    const { check } = this;
    const control = makePool(check, "control-plane", "controlPlanes", typeof controlPlanes === "number" ? { count: controlPlanes } : controlPlanes, { name: "cp", count: 1, memory: Size.mebibytes(2560) });
    if (control.count !== 1 && control.count !== 3) check.problem("LW1221", { given: control.count });
    const given = typeof workers === "number" ? [{ count: workers }] : check.list("workers", workers);
    return [control, ...given.map((pool, index) => makePool(check, "worker", typeof workers === "number" ? "workers" : `workers[${index}]`, pool, { name: "w", count: 1, memory: Size.gibibytes(2) }))];
  }

  private addPool(pool: NodePool, attachment: NetworkAttachment, image: Image): void {
    const { network, options, vlan } = attachment;
    for (let number = 1; number <= pool.count; number++) {
      const own = pool.firstAddress === undefined ? {} : { address: pool.firstAddress + number - 1 };
      const machine = new Machine(this.node.scope as Construct, `${pool.name}${number}`, {
        image: pool.image ?? image,
        vcpus: pool.vcpus, memory: pool.memory, disk: pool.disk, disks: pool.disks, nestedVirtualization: pool.nestedVirtualization,
        networks: [new NetworkAttachment(network, { ...options, ...own }, vlan), ...pool.networks],
      });
      machine.addCloudConfig(nodePreparation(this.kubeProxy));
      const nic = machine.nics[0];
      this.nodeList.push({ machine, pool, interface: nic?.name ?? network.name, get address() { return nic?.addresses.find((text) => !text.includes(":"))?.replace(/\/.*/, ""); } });
    }
  }

  private claimVirtualIp({ network, ...attachment }: NetworkAttachment, requested: string | number | undefined): () => string | undefined {
    const subnet = network.subnetsOf({ network, ...attachment }).find(({ cidr }) => cidr.family === 4);
    const claim = subnet?.claim(this.check, this.name, { requested }, this.lab.name, this.name, "virtual-ip");
    if (claim === undefined) return () => undefined;
    for (const { machine } of this.controlPlanes) machine.addCloudConfig({ packages: [VIRTUAL_ROUTER_PACKAGE] });
    return claim;
  }

  get endpoint(): ClusterSpec["endpoint"] {
    const address = (this.virtualIp === undefined ? this.controlPlanes[0]?.address : this.virtualIp()) ?? "";
    return { name: `${this.name}-api`, address, port: API_PORT };
  }

  private get settings(): KubeadmSettings {
    const { name, kubernetes, ranges, dnsDomain, kubeProxy, hardening } = this;
    return {
      clusterName: name,
      version: kubernetesVersion(kubernetes),
      endpoint: this.endpoint,
      ...ranges, dnsDomain, kubeProxy, runtime: "containerd", ...hardening,
      highlyAvailable: this.controlPlanes.length > 1,
      addresses: this.controlPlanes.map(({ address = "" }) => address),
    };
  }

  private nodeSpec({ machine, pool, address = "", interface: nic }: ClusterNode, index: number, settings: KubeadmSettings): ClusterNodeSpec {
    const node: KubeadmNode = { name: machine.name, role: pool.role, address, labels: pool.labels, taints: pool.taints };
    const control = pool.role === "control-plane";
    const virtual = control && settings.highlyAvailable ? [keepVirtualIp(settings, { nic, address, index })] : [];
    return {
      machine: machine.name, role: pool.role, address,
      files: control ? [...apiServerFiles(settings), ...virtual] : [],
      kubeadm: index === 0 ? initConfiguration(settings, node) : joinConfiguration(settings, node),
    };
  }
}
