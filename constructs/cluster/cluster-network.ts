import type { Checker } from "../core/checker";
import { Cidr } from "../core/cidr";
import { show, type Problem } from "../core/lab-error";
import type { Lab } from "../lab";
import { Network } from "../network/network";
import { NetworkAttachment } from "../network/attachment";

/** The ranges that a cluster's Pods and Services have addresses of. */
export interface ClusterRanges {
  readonly podCidr: string;
  readonly serviceCidr: string;
}

export function checkRanges(check: Checker, given: Partial<ClusterRanges>): ClusterRanges {
  const one = (property: keyof ClusterRanges, fallback: string, { from, to }: { readonly from: number; readonly to: number }): string => {
    const cidr = check.attempt(() => Cidr.parse(given[property] ?? fallback, property), undefined);
    if (cidr === undefined) return fallback;
    if (cidr.family === 4 && cidr.prefix >= from && cidr.prefix <= to) return cidr.toString();
    check.problem("LW1001", { property, given: show(given[property]), rule: { en: `an IPv4 network with a prefix from /${from} to /${to}`, zh: `前缀长度为 /${from} 到 /${to} 的 IPv4 网段` } });
    return fallback;
  };
  // Each node is given a /24 of the Pods' range.
  return { podCidr: one("podCidr", "10.244.0.0/16", { from: 8, to: 22 }), serviceCidr: one("serviceCidr", "10.96.0.0/16", { from: 12, to: 24 }) };
}

/** Ranges may meet neither each other nor a network of the lab: packets would leave by the wrong door. Asked for once all networks are declared. */
export function overlapProblems(lab: Lab, path: string, { podCidr, serviceCidr }: ClusterRanges): Problem[] {
  const own = [{ what: "podCidr", cidr: Cidr.parse(podCidr) }, { what: "serviceCidr", cidr: Cidr.parse(serviceCidr) }];
  const networks = lab.networks.flatMap((network) => [
    ...network.subnets.map(({ cidr }) => ({ what: network.node.path, cidr })),
    ...network.vlanSpecs.flatMap(({ name, subnets }) => subnets.map(({ cidr }) => ({ what: `${network.node.path}:${name}`, cidr: Cidr.parse(cidr) }))),
  ]);
  return own.flatMap((one, index) => [...own.slice(0, index), ...networks].filter((other) => one.cidr.overlaps(other.cidr)).map((other): Problem => ({
    code: "LW1220", path, values: { property: one.what, given: one.cidr.toString(), other: other.what, cidr: other.cidr.toString() },
  })));
}

/** How a cluster's nodes are connected: by a network, or in a way that suits all of them. */
export function checkAttachment(check: Checker, lab: Lab, given: unknown): NetworkAttachment | undefined {
  const attachment = given instanceof Network ? given.attach() : given;
  const rule = { en: "a network of the lab, or an attachment without an address, such as fabric.access(\"nodes\")", zh: "实验环境的网络，或不带地址的连接，例如 fabric.access(\"nodes\")" };
  if (!(attachment instanceof NetworkAttachment) || attachment.options.address !== undefined || attachment.options.mac !== undefined) {
    check.problem("LW1001", { property: "network", given: show(given), rule });
    return undefined;
  }
  if (attachment.network.lab !== lab) {
    check.problem("LW1004", { property: "network", given: attachment.network.node.path });
    return undefined;
  }
  return attachment;
}
