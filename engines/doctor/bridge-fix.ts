import { quote } from "../../constructs/terraform/host-command";
import type { NetworkSpec } from "../../constructs/spec/lab-spec";
import type { MachineFacts } from "./facts/machine-facts";
import type { HostNetworking } from "./host-network";
import { asRoot } from "./packages";
import { advice, text, type Fix } from "./result";

export interface BridgeSituation {
  readonly facts: MachineFacts;
  readonly uplink: HostNetworking["uplink"];
  /** Whether the host is reached over ssh: a mistake would cut the connection that could put it right. */
  readonly remote: boolean;
}

/**
 * How a host gets the bridge that a network asks for. The command is given where losing the network for a moment does
 * not lock anybody out; over ssh it is only told, with the HostStack that takes it back when the connection is lost.
 */
export function bridgeFix(network: NetworkSpec, { facts, uplink, remote }: BridgeSituation): Fix {
  const bridge = network.bridge ?? "br0";
  const sudo = asRoot(facts);
  if (network.kind === "ovs") {
    return { text: text(`make the OVS bridge ${bridge}`, `创建 OVS 网桥 ${bridge}`), command: `${sudo}ovs-vsctl --may-exist add-br ${quote(bridge)}`, needsRoot: true, where: "host" };
  }
  if (facts.interfaces.some(({ name }) => name === bridge)) {
    return advice(text(`an interface ${bridge} exists and is no Linux bridge: set \`bridge\` to another name`, `已存在名为 ${bridge} 的接口，但它不是 Linux 网桥：请将 \`bridge\` 设为其他名称`), "here");
  }
  const nic = facts.interfaces.find(({ name }) => name === uplink?.device);
  if (!uplink || !nic || nic.kind !== "other" || !nic.physical) return withoutUplink(bridge, sudo, nic?.kind === "wireless" ? nic.name : undefined);
  const permanent = `${sudo}nmcli connection add type bridge ifname ${bridge} con-name ${bridge} bridge.stp no && ${sudo}nmcli connection add type ethernet ifname ${nic.name} con-name ${bridge}-${nic.name} master ${bridge} slave-type bridge && ${sudo}nmcli connection up ${bridge}-${nic.name}`;
  const temporary = temporaryBridge(bridge, nic.name, uplink, sudo);
  const command = facts.networkManager ? permanent : temporary;
  const words = facts.networkManager
    ? text(`make ${bridge} with ${nic.name} in it, for good (NetworkManager)`, `用 NetworkManager 创建永久网桥 ${bridge} 并加入 ${nic.name}`)
    : text(`make ${bridge} with ${nic.name} in it, until the next boot`, `创建网桥 ${bridge} 并加入 ${nic.name}（重启后失效）`);
  const forGood = "HostStack: `new HostStack(app, \"host\", { bridge: { name: \"" + bridge + "\", nic: \"" + nic.name + "\" } })`";
  if (remote || facts.overSsh) {
    return {
      text: text(`prepare the host with a bridge: it is taken back when the connection is lost`, "用 HostStack 准备网桥：一旦连接中断会自动回退"),
      needsRoot: true,
      where: "host",
      note: text(`${forGood}. By hand, at the host's own console: ${command}`, `${forGood}。也可在宿主机本地控制台手动执行：${command}`),
    };
  }
  return {
    text: words,
    command,
    needsRoot: true,
    where: "host",
    note: facts.networkManager
      ? text(`this machine's network is gone for some seconds; \`nmcli connection delete ${bridge} ${bridge}-${nic.name}\` takes it back. Until the next boot only: ${temporary}`, `本机网络会中断数秒；\`nmcli connection delete ${bridge} ${bridge}-${nic.name}\` 可撤销。仅到下次重启：${temporary}`)
      : text(`this machine's network is gone for a moment, and the bridge with the next boot; for good by netplan, systemd-networkd or ${forGood}`, `本机网络会短暂中断，重启后网桥消失；如需永久生效请用 netplan、systemd-networkd 或 ${forGood}`),
  };
}

// One shell line: the address moves with its route, so that there is no moment in which somebody has to type.
function temporaryBridge(bridge: string, nic: string, uplink: NonNullable<HostNetworking["uplink"]>, sudo: string): string {
  const steps = [
    `ip link add name ${bridge} type bridge`,
    `ip link set ${bridge} up`,
    `ip link set ${nic} master ${bridge}`,
    ...uplink.addresses.flatMap((address) => [`ip address del ${address} dev ${nic}`, `ip address add ${address} dev ${bridge}`]),
    ...(uplink.gateway === undefined ? [] : [`ip route replace default via ${uplink.gateway} dev ${bridge}`]),
  ];
  return steps.map((step) => `${sudo}${step}`).join(" && ");
}

function withoutUplink(bridge: string, sudo: string, wireless: string | undefined): Fix {
  const why = wireless === undefined
    ? text("no wired NIC with a default route was found to put into it", "未找到带默认路由的有线网卡可加入该网桥")
    : text(`${wireless} is wireless and cannot be put into a bridge`, `${wireless} 为无线网卡，无法加入网桥`);
  return {
    text: text(`make an empty bridge ${bridge}: ${why.en}`, `创建空网桥 ${bridge}：${why.zh}`),
    command: `${sudo}ip link add name ${bridge} type bridge && ${sudo}ip link set ${bridge} up`,
    needsRoot: true,
    where: "host",
    note: text("until the next boot; machines on it reach each other, nobody hands out addresses", "重启后失效；其上的虚拟机可互通，但没有人分配地址"),
  };
}
