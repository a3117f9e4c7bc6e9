import type { Chart } from "cdk8s";
import { rules } from "../../constructs/core/rules";
import { CustomObject } from "../addon/custom-object";
import { networkAttachmentDefinition, type NetworkAttachmentDefinitionFields } from "../crd/multus";
import { AddressRange } from "../load-balancing/address-range";
import { refuse } from "../parts/checks";

/** Addresses that each node gives away by itself: on a link that nodes share, two Pods of two nodes may get the same one. */
export interface HostLocalIpam {
  readonly type: "host-local";
  /** The network, as 10.20.50.0/24. */
  readonly subnet: string;
  /** First address that is given away. @default the first of the network */
  readonly rangeStart?: string;
  /** Last one. @default the last of the network */
  readonly rangeEnd?: string;
  /** @default none: Pods reach the network alone */
  readonly gateway?: string;
}

/** Addresses that Pods bring: `"ips": ["10.20.50.7/24"]` in their annotation `k8s.v1.cni.cncf.io/networks`. */
export interface StaticIpam {
  readonly type: "static";
}

interface Attachment {
  /** What Pods call it. */
  readonly name: string;
  /** Whose Pods may have it by its name alone. @default default */
  readonly namespace?: string;
  /** @default none: the Pod's interface has no address */
  readonly ipam?: HostLocalIpam | StaticIpam;
  /** Bytes. @default the kernel's choice */
  readonly mtu?: number;
}

/** An interface on the link of a NIC of the node, with a MAC address of its own. The node itself does not reach it. */
export interface MacvlanAttachment extends Attachment {
  readonly plugin: "macvlan";
  /** The NIC, by its name in the guest. @default the nodes' NIC, for those of Multus; else that of the default route */
  readonly master?: string;
  /** @default bridge */
  readonly mode?: "bridge" | "private" | "vepa" | "passthru";
}

/** A port of a Linux bridge of the node, which is made if there is none. */
export interface BridgeAttachment extends Attachment {
  readonly plugin: "bridge";
  /** Name of the bridge, of at most 15 characters. */
  readonly bridge: string;
  /** Give the bridge the network's gateway address. @default false */
  readonly isGateway?: boolean;
  /** Let Pods out by the node's address. @default false */
  readonly ipMasq?: boolean;
  /** Tag of the port. @default none */
  readonly vlan?: number;
}

export type NetworkAttachmentProps = MacvlanAttachment | BridgeAttachment;

/**
 * A network that Pods may have beside the cluster's, by Multus; they name it in their annotation `k8s.v1.cni.cncf.io/networks`.
 * @see https://github.com/k8snetworkplumbingwg/multus-cni/blob/master/docs/how-to-use.md
 * @example new NetworkAttachment(chart, "lan", { name: "lan", plugin: "macvlan", master: "enp2s0", ipam: { type: "static" } });
 */
export class NetworkAttachment extends CustomObject<NetworkAttachmentDefinitionFields> {
  /** @throws LabError LW1001 for addresses that are not the network's, and names that are no interface's */
  constructor(chart: Chart, id: string, props: NetworkAttachmentProps) {
    const path = `${chart.node.path}/${id}`;
    const config = JSON.stringify({ cniVersion: "0.3.1", name: props.name, ...configOf(props, path), mtu: props.mtu, ...ipamOf(props, path) });
    super(chart, id, networkAttachmentDefinition, { name: props.name, namespace: props.namespace ?? "default" }, { spec: { config } });
  }
}

function configOf(props: NetworkAttachmentProps, path: string): object {
  if (props.plugin === "macvlan") {
    const { plugin, master, mode = "bridge" } = props;
    return { type: plugin, master: master === undefined ? undefined : interfaceName(master, "master", path), mode };
  }
  const { plugin, bridge, isGateway = false, ipMasq = false, vlan } = props;
  return { type: plugin, bridge: interfaceName(bridge, "bridge", path), isGateway, ipMasq, vlan };
}

function interfaceName(name: string, property: string, path: string): string {
  if (/^[A-Za-z0-9_.-]{1,15}$/.test(name)) return name;
  return refuse(path, property, name, rules.networkInterface);
}

function ipamOf({ ipam }: NetworkAttachmentProps, path: string): object {
  if (ipam === undefined) return { ipam: {} };
  if (ipam.type === "static") return { capabilities: { ips: true }, ipam: { type: "static" } };
  const { type, subnet, ...rest } = ipam;
  const network = AddressRange.parse(subnet.includes("/") ? subnet : undefined, "ipam.subnet", path);
  for (const [property, address] of Object.entries(rest)) {
    if (typeof address === "string" && !network.holds(address)) {
      refuse(path, `ipam.${property}`, address, { en: `an address of ${subnet}`, zh: `${subnet} 中的地址` });
    }
  }
  return { ipam: { type, subnet, ...rest } };
}
