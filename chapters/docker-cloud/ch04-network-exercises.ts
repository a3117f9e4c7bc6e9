import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";

const NODE1 = "node1";
const NODE2 = "node2";

/** What pipework does: a container of its own network namespace gets a NIC, whose other end is a NIC of the machine. */
const PLUG = `plug() { # container, its NIC, address, NIC of the machine
  docker inspect "$1" > /dev/null 2>&1 || docker run -d --name "$1" --network none ${BUSYBOX_IMAGE} sleep 1000000 > /dev/null
  local pid=$(docker inspect -f '{{.State.Pid}}' "$1")
  nsenter -t "$pid" -n ip link show "$2" > /dev/null 2>&1 || ip link add "$4" type veth peer name "$2" netns "$pid"
  nsenter -t "$pid" -n ip address replace "$3" dev "$2"
  nsenter -t "$pid" -n ip link set "$2" up
  ip link set "$4" up
}
`;

/** For checks: `inside CONTAINER COMMAND...` runs one of the machine's commands in a container's network. */
const INSIDE = `inside() { local its; its=$(docker inspect -f '{{.State.Running}} {{.State.Pid}}' "$1") && [ "\${its% *}" = true ] || { echo "$1 is not running"; return 1; }; shift; nsenter -t "\${its#* }" -n "$@"; }
`;

/**
 * The machine's own address has to move to the bridge: what arrives at a bridge's port is no longer the port's. And Docker has
 * br_netfilter ask iptables about all that crosses a bridge, where nothing is forwarded that is not Docker's.
 */
const WITH_UNDERLAY = `own=$(ip -4 -o address show | awk '$2 == "underlay" || $2 == "br-pw" { print $4; exit }')
ip address replace "$own" dev br-pw
ip address del "$own" dev underlay 2>/dev/null || true
ip link set underlay master br-pw
iptables -C DOCKER-USER -i br-pw -o br-pw -j ACCEPT 2>/dev/null || iptables -I DOCKER-USER -i br-pw -o br-pw -j ACCEPT
`;

const pipework = (container: string, address: string, joined: string): string => `${PLUG}ip link show br-pw > /dev/null 2>&1 || ip link add br-pw type bridge
ip link set br-pw up
${joined}plug ${container} eth1 ${address} pw-port
ip link set pw-port master br-pw`;

const TRUNK = `ovs-vsctl --may-exist add-br ovsbr
ovs-vsctl --may-exist add-port ovsbr trunk
ip link set trunk up
`;
const NO_SUBINTERFACES = `for tag in 100 200; do ip link delete trunk.$tag 2>/dev/null || true; done
`;
const vlanPort = (container: string, address: string, tag: number): string => `plug ${container} eth1 ${address} p-${container}
ovs-vsctl --may-exist add-port ovsbr p-${container} -- set port p-${container} tag=${tag}
`;

/** From one machine to the other, between their addresses on the underlay. */
const tunnel = (kind: "gre" | "vxlan", to: string, container: string, address: string, options = ""): string => `${PLUG}peer=$(getent ahostsv4 ${to}-underlay | awk '{ print $1; exit }')
ovs-vsctl --may-exist add-br br-${kind}
ovs-vsctl --may-exist add-port br-${kind} ${kind}0 -- set interface ${kind}0 type=${kind} options:remote_ip=$peer${options}
plug ${container} eth1 ${address} p-${container}
ovs-vsctl --may-exist add-port br-${kind} p-${container}`;

/** Containers of two machines on one wire: by a bridge, by VLANs, by tunnels. */
export const networkExercises: readonly Exercise[] = [
  {
    id: "pipework",
    title: { en: "What pipework does, by hand", zh: "手工实现 pipework" },
    section: "4.2.3",
    machine: NODE1,
    task: {
      en: "Run the containers `pw1` on node1 and `pw2` on node2. Give pw1 a NIC `eth1` with 10.90.0.1/24, and pw2 a NIC `eth1` with 10.90.0.2/24. On each machine a Linux bridge joins that NIC to the machine's NIC `underlay`, so that the two containers are on one wire. The machines still reach each other on the underlay.",
      zh: "在 node1 上运行容器 `pw1`，在 node2 上运行容器 `pw2`。为 pw1 添加网卡 `eth1`（10.90.0.1/24），为 pw2 添加网卡 `eth1`（10.90.0.2/24）。两台虚拟机各用一个 Linux 网桥把该网卡与虚拟机的网卡 `underlay` 连接起来，使两个容器处于同一个二层网络；两台虚拟机之间在 underlay 上仍然互通。",
    },
    expectations: [
      { expect: { en: "pw1 has 10.90.0.1/24 on eth1", zh: "pw1 的 eth1 地址为 10.90.0.1/24" }, check: `${INSIDE}seen=$(inside pw1 ip -4 -o address show dev eth1 2>&1); echo "$seen"; grep -q ' 10.90.0.1/24 ' <<< "$seen"` },
      { machine: NODE2, expect: { en: "pw2 has 10.90.0.2/24 on eth1", zh: "pw2 的 eth1 地址为 10.90.0.2/24" }, check: `${INSIDE}seen=$(inside pw2 ip -4 -o address show dev eth1 2>&1); echo "$seen"; grep -q ' 10.90.0.2/24 ' <<< "$seen"` },
      { expect: { en: "on node1, the NIC underlay is in a bridge", zh: "在 node1 上，网卡 underlay 已加入网桥" }, check: "ip -brief link; test -d /sys/class/net/underlay/master/bridge" },
      { machine: NODE2, expect: { en: "on node2, the NIC underlay is in a bridge", zh: "在 node2 上，网卡 underlay 已加入网桥" }, check: "ip -brief link; test -d /sys/class/net/underlay/master/bridge" },
      { expect: { en: "pw1 reaches 10.90.0.2", zh: "pw1 能访问 10.90.0.2" }, check: `${INSIDE}inside pw1 ping -c 3 -W 2 10.90.0.2` },
      {
        expect: { en: "node1 still reaches node2 on the underlay", zh: "node1 在 underlay 上仍能访问 node2" },
        check: "ip -4 -brief address; ping -c 2 -W 2 node2-underlay",
      },
    ],
    solve: [{ machine: NODE1, run: pipework("pw1", "10.90.0.1/24", WITH_UNDERLAY) }, { machine: NODE2, run: pipework("pw2", "10.90.0.2/24", WITH_UNDERLAY) }],
    wrong: {
      why: { en: "each bridge has its container but not the NIC: it ends at its own machine", zh: "网桥上只有容器而没有网卡，因而只在本机内连通" },
      run: [{ machine: NODE1, run: pipework("pw1", "10.90.0.1/24", "") }, { machine: NODE2, run: pipework("pw2", "10.90.0.2/24", "") }],
    },
  },
  {
    id: "ovs-vlan",
    title: { en: "VLANs for containers", zh: "用 OVS 为容器划分 VLAN" },
    section: "4.2.4",
    machine: NODE1,
    task: {
      en: "On each machine, make an OVS bridge with the NIC `trunk` as a port. By the tags of their ports there, put the containers `v100a` (node1, 10.91.0.1/24) and `v100b` (node2, 10.91.0.2/24) into VLAN 100, and `v200b` (node2, 10.91.0.3/24) into VLAN 200: v100a reaches v100b, but not v200b.",
      zh: "在两台虚拟机上各建一个以网卡 `trunk` 为端口的 OVS 网桥，并用其上端口的标签把容器 `v100a`（node1，10.91.0.1/24）和 `v100b`（node2，10.91.0.2/24）划入 VLAN 100，把 `v200b`（node2，10.91.0.3/24）划入 VLAN 200：v100a 能访问 v100b，不能访问 v200b。",
    },
    expectations: [
      { expect: { en: "v100a has 10.91.0.1/24", zh: "v100a 的地址为 10.91.0.1/24" }, check: `${INSIDE}seen=$(inside v100a ip -4 -o address 2>&1); echo "$seen"; grep -q ' 10.91.0.1/24 ' <<< "$seen"` },
      {
        machine: NODE2,
        expect: { en: "v100b has 10.91.0.2/24, and v200b 10.91.0.3/24", zh: "v100b 的地址为 10.91.0.2/24，v200b 为 10.91.0.3/24" },
        check: `${INSIDE}seen=$(inside v100b ip -4 -o address; inside v200b ip -4 -o address); echo "$seen"; grep -q ' 10.91.0.2/24 ' <<< "$seen" && grep -q ' 10.91.0.3/24 ' <<< "$seen"`,
      },
      { machine: NODE2, expect: { en: "node2 has ports with the tags 100 and 200", zh: "node2 上有标签为 100 和 200 的端口" }, check: "ovs-vsctl --columns=name,tag list port; for tag in 100 200; do [ -n \"$(ovs-vsctl --bare --columns=name find port tag=$tag)\" ] || exit 1; done" },
      { expect: { en: "v100a reaches v100b", zh: "v100a 能访问 v100b" }, check: `${INSIDE}inside v100a ping -c 3 -W 2 10.91.0.2` },
      { expect: { en: "v100a does not reach v200b", zh: "v100a 不能访问 v200b" }, check: `${INSIDE}inside v100a true || exit 1; inside v100a ping -c 2 -W 2 10.91.0.3 && exit 1; inside v100a ip neighbour show` },
    ],
    solve: [
      { machine: NODE1, run: `${PLUG}${NO_SUBINTERFACES}${TRUNK}${vlanPort("v100a", "10.91.0.1/24", 100)}` },
      { machine: NODE2, run: `${PLUG}${NO_SUBINTERFACES}${TRUNK}${vlanPort("v100b", "10.91.0.2/24", 100)}${vlanPort("v200b", "10.91.0.3/24", 200)}` },
    ],
    wrong: {
      why: { en: "the interfaces trunk.100 and trunk.200 are still there, and take the tagged frames before the bridge gets them", zh: "子接口 trunk.100 和 trunk.200 仍在，网桥还没收到带标签的帧就被它们取走了" },
      run: [
        { machine: NODE1, run: `${PLUG}${TRUNK}${vlanPort("v100a", "10.91.0.1/24", 100)}` },
        { machine: NODE2, run: `${PLUG}${TRUNK}${vlanPort("v100b", "10.91.0.2/24", 100)}${vlanPort("v200b", "10.91.0.3/24", 200)}` },
      ],
    },
  },
  {
    id: "gre",
    title: { en: "A GRE tunnel", zh: "GRE 隧道" },
    section: "4.2.5",
    machine: NODE1,
    task: {
      en: "On each machine, make an OVS bridge `br-gre`. Join the two by a GRE tunnel over the underlay, and plug a container into each: `gre1` (node1, 10.92.0.1/24) reaches `gre2` (node2, 10.92.0.2/24).",
      zh: "在两台虚拟机上各建一个 OVS 网桥 `br-gre`，在 underlay 之上用 GRE 隧道连接两者，并各接入一个容器：`gre1`（node1，10.92.0.1/24）能访问 `gre2`（node2，10.92.0.2/24）。",
    },
    expectations: tunnelExpectations("gre", "gre1", "gre2", "10.92.0"),
    solve: [{ machine: NODE1, run: tunnel("gre", NODE2, "gre1", "10.92.0.1/24") }, { machine: NODE2, run: tunnel("gre", NODE1, "gre2", "10.92.0.2/24") }],
    wrong: {
      why: { en: "only node1 has an end of the tunnel: node2 drops the packets that reach it", zh: "只有 node1 配置了隧道端点，node2 会丢弃收到的隧道报文" },
      run: [
        { machine: NODE1, run: tunnel("gre", NODE2, "gre1", "10.92.0.1/24") },
        { machine: NODE2, run: `${PLUG}ovs-vsctl --may-exist add-br br-gre; plug gre2 eth1 10.92.0.2/24 p-gre2; ovs-vsctl --may-exist add-port br-gre p-gre2` },
      ],
    },
  },
  {
    id: "vxlan",
    title: { en: "A VXLAN tunnel", zh: "VXLAN 隧道" },
    section: "4.2.5",
    machine: NODE1,
    task: {
      en: "Do the same with VXLAN, on OVS bridges `br-vxlan` and in network (VNI) 100: the container `vx1` (node1, 10.93.0.1/24) reaches `vx2` (node2, 10.93.0.2/24).",
      zh: "改用 VXLAN 再做一次：另建 OVS 网桥 `br-vxlan`，网络标识（VNI）为 100，使容器 `vx1`（node1，10.93.0.1/24）能访问 `vx2`（node2，10.93.0.2/24）。",
    },
    expectations: [
      ...tunnelExpectations("vxlan", "vx1", "vx2", "10.93.0"),
      { expect: { en: "it is network 100", zh: "网络标识为 100" }, check: "seen=$(ovs-vsctl --columns=name,options find interface type=vxlan); echo \"$seen\"; grep -Eq 'key=\"?100\\b' <<< \"$seen\"" },
    ],
    solve: [{ machine: NODE1, run: tunnel("vxlan", NODE2, "vx1", "10.93.0.1/24", " options:key=100") }, { machine: NODE2, run: tunnel("vxlan", NODE1, "vx2", "10.93.0.2/24", " options:key=100") }],
    wrong: {
      why: { en: "the two ends are in different networks: 100 and 200", zh: "两端的网络标识不同：一端为 100，另一端为 200" },
      run: [{ machine: NODE1, run: tunnel("vxlan", NODE2, "vx1", "10.93.0.1/24", " options:key=100") }, { machine: NODE2, run: tunnel("vxlan", NODE1, "vx2", "10.93.0.2/24", " options:key=200") }],
    },
  },
];

function tunnelExpectations(kind: "gre" | "vxlan", first: string, second: string, subnet: string): Exercise["expectations"] {
  const has = (container: string, address: string): string => `${INSIDE}seen=$(inside ${container} ip -4 -o address 2>&1); echo "$seen"; grep -q ' ${address} ' <<< "$seen"`;
  return [
    { expect: { en: `${first} has ${subnet}.1/24`, zh: `${first} 的地址为 ${subnet}.1/24` }, check: has(first, `${subnet}.1/24`) },
    { machine: NODE2, expect: { en: `${second} has ${subnet}.2/24`, zh: `${second} 的地址为 ${subnet}.2/24` }, check: has(second, `${subnet}.2/24`) },
    {
      expect: { en: "br-" + kind + " has an end of the tunnel", zh: "br-" + kind + " 上有隧道端点" },
      check: `ovs-vsctl show; for port in $(ovs-vsctl list-ports br-${kind}); do [ "$(ovs-vsctl get interface "$port" type)" != ${kind} ] || exit 0; done; exit 1`,
    },
    { expect: { en: `${first} reaches ${second}`, zh: `${first} 能访问 ${second}` }, check: `${INSIDE}inside ${first} ping -c 3 -W 2 ${subnet}.2` },
    {
      expect: { en: "packets have come through the tunnel", zh: "有报文经隧道到达" },
      check: `seen=$(ovs-vsctl --columns=name,statistics find interface type=${kind}); echo "$seen"; for try in 1 2 3 4 5 6; do ! grep -Eq 'rx_packets=[1-9]' <<< "$seen" || exit 0; sleep 2; seen=$(ovs-vsctl --columns=name,statistics find interface type=${kind}); done; exit 1`,
    },
  ];
}
