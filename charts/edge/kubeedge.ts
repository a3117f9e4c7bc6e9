import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { AddonSet } from "../addon/addon-set";
import { firstOpenNode } from "../addon/cluster-facts";
import { RemoteManifest } from "../addon/remote-manifest";
import { later } from "../addon/later";
import { whereAsked } from "../parts/capabilities";
import { checkNode, checkWhole } from "../parts/checks";
import { versions } from "../versions";
import { KUBEEDGE_KINDS } from "./kubeedge-kinds";
import { cloudCore, iptablesManager, rightsOf, streamCertificate, type CloudCore } from "./kubeedge-objects";

export interface KubeEdgeProps {
  /**
   * The node that it runs on, and whose address nodes at the edge are told.
   * @default the first that ordinary Pods run on
   * @example w2
   */
  readonly node?: string;
  /**
   * Other addresses that it is reached by, beside the node's.
   * @default []
   * @example ["203.0.113.7"]
   */
  readonly addresses?: readonly string[];
  /** Logs of Pods at the edge, and shells in them, for which cert-manager makes a certificate. @default true */
  readonly stream?: boolean;
  /** Let Pods at the edge ask the API server, through it. @default false */
  readonly dynamicController?: boolean;
  /** Pass messages between the edge and the cloud, by Rules. @default false */
  readonly router?: boolean;
  /** Take a node's requests as that node's alone. @default false */
  readonly authorization?: boolean;
  /** Nodes at the edge that may be connected. @default 100 */
  readonly nodeLimit?: number;
}

const MEMORY_MIB = { cloudCore: 256, iptables: 25 } as const;

/**
 * KubeEdge's cloud side, CloudCore: nodes that are far away and sometimes cut off join by `keadm join`, with the token of the Secret
 * `tokensecret`. The DaemonSets of the cluster, its Pod network's and kube-proxy's above all, have to be kept off them: nodes have the label
 * `node-role.kubernetes.io/edge`. Its makers test it with Kubernetes up to 1.32, which is older than any that labs have.
 * @see https://kubeedge.io/docs/
 */
export class KubeEdge extends Addon {
  /** @throws LabError LW1001 for a node that the cluster does not have, and for numbers that are none */
  constructor(scope: Construct, id: string, props: KubeEdgeProps = {}) {
    const { addresses = [], stream = true, dynamicController = false, router = false, authorization = false, nodeLimit = 100 } = props;
    const { version } = versions.kubeedge;
    const { nodes } = AddonSet.forScope(scope).cluster;
    const node = props.node ?? firstOpenNode(nodes)?.name ?? "";
    super(scope, id, {
      name: "kubeedge",
      version,
      title: verbatim("KubeEdge"),
      namespace: { name: "kubeedge", podSecurity: "privileged" },
      needs: whereAsked({ certificates: stream }),
      resources: { memoryMiB: MEMORY_MIB.cloudCore, memoryPerNodeMiB: stream ? MEMORY_MIB.iptables : 0 },
      readiness: [{ deployment: "cloudcore" }, ...(stream ? [{ daemonSet: "cloud-iptables-manager" }] : [])],
    });
    checkWhole(this.node.path, { nodeLimit });
    checkNode(this.node.path, "node", node, nodes);
    for (const [file, sha256] of Object.entries(KUBEEDGE_KINDS)) {
      new RemoteManifest(this, file.toLowerCase().replaceAll("_", "-"), { url: `https://raw.githubusercontent.com/kubeedge/kubeedge/v${version}/manifests/charts/cloudcore/crds/${file}.yaml`, sha256 });
    }
    const config = later(() => JSON.stringify({
      apiVersion: "cloudcore.config.kubeedge.io/v1alpha2",
      kind: "CloudCore",
      featureGates: { requireAuthorization: authorization },
      kubeAPIConfig: { kubeConfig: "", master: "" },
      modules: {
        cloudHub: { ...HUB, advertiseAddress: [this.addressOf(node), ...addresses], nodeLimit },
        cloudStream: { enable: stream, streamPort: 10003, tunnelPort: 10004 },
        dynamicController: { enable: dynamicController },
        router: { enable: router },
        iptablesManager: { enable: stream, mode: "external" },
        taskManager: { enable: false },
      },
    }, undefined, 2));
    const core: CloudCore = { namespace: this.namespace, version, dnsDomain: this.cluster.dnsDomain, node, memoryMiB: MEMORY_MIB.cloudCore, iptablesMiB: MEMORY_MIB.iptables, config, stream, authorization };
    rightsOf(this.chart("rights"), core);
    if (stream) streamCertificate(this.chart("stream"), core);
    cloudCore(this.chart("cloudcore"), core);
    if (stream) iptablesManager(this.chart("iptables"), core, this.cluster.kubeProxy === "nftables");
  }

  private addressOf(name: string): string {
    return this.cluster.nodes.find((node) => node.name === name)?.address ?? "";
  }
}

const HUB = {
  dnsNames: [],
  tlsCAFile: "/etc/kubeedge/ca/rootCA.crt",
  tlsCertFile: "/etc/kubeedge/certs/edge.crt",
  tlsPrivateKeyFile: "/etc/kubeedge/certs/edge.key",
  unixsocket: { address: "unix:///var/lib/kubeedge/kubeedge.sock", enable: true },
  websocket: { address: "0.0.0.0", enable: true, port: 10000 },
  quic: { address: "0.0.0.0", enable: false, port: 10001, maxIncomingStreams: 10000 },
  https: { address: "0.0.0.0", enable: true, port: 10002 },
} as const;
