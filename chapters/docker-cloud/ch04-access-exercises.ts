import type { Exercise } from "../exercise";

const WEB1 = "web1";
const WEB2 = "web2";
const DB1 = "db1";

/** What of the chapter can be done without containers. */
export const accessExercises: readonly Exercise[] = [
  {
    id: "namespace",
    title: { en: "A network namespace on the wire", zh: "把网络命名空间接入网络" },
    section: "4.2.1",
    variants: ["access"],
    machine: WEB1,
    task: {
      en: "Make the network namespace `pod` on web1 and put it into VLAN `web`, beside web1 itself, with 10.90.0.2/24. Give web2 the address 10.90.0.1/24 on its NIC `web`, from which it reaches the namespace.",
      zh: "在 web1 上创建网络命名空间 `pod`，使它与 web1 一样处于 VLAN `web` 中，地址为 10.90.0.2/24。为 web2 的网卡 `web` 添加地址 10.90.0.1/24，使它能由此访问这个命名空间。",
    },
    expectations: [
      { expect: { en: "the namespace pod has 10.90.0.2/24", zh: "命名空间 pod 的地址为 10.90.0.2/24" }, check: "seen=$(ip -n pod -4 -o address 2>&1); echo \"$seen\"; grep -q ' 10.90.0.2/24 ' <<< \"$seen\"" },
      { expect: { en: "web1 itself does not have it", zh: "web1 自身没有这个地址" }, check: "seen=$(ip -4 -o address); echo \"$seen\"; ! grep -q ' 10.90.0.2/' <<< \"$seen\"" },
      { machine: WEB2, expect: { en: "web2 reaches 10.90.0.2 through its NIC `web`", zh: "web2 通过网卡 `web` 能访问 10.90.0.2" }, check: "ip -4 -brief address show dev web; ping -I web -c 3 -W 2 10.90.0.2" },
    ],
    solve: [
      {
        machine: WEB1,
        run: `ip netns add pod 2>/dev/null || true
ip link delete pod-wire 2>/dev/null || true
ip -n pod link show pod0 > /dev/null 2>&1 || ip link add pod0 link web netns pod type macvlan mode bridge
ip -n pod address replace 10.90.0.2/24 dev pod0
ip -n pod link set lo up
ip -n pod link set pod0 up`,
      },
      { machine: WEB2, run: "ip address replace 10.90.0.1/24 dev web" },
    ],
    wrong: {
      why: { en: "a veth pair joins it to web1, but nothing joins that pair to the wire", zh: "veth 只把它连到 web1，而没有接到网络上" },
      run: [
        {
          machine: WEB1,
          run: `ip netns add pod 2>/dev/null || true
ip link add pod-wire type veth peer name eth0 netns pod
ip -n pod address add 10.90.0.2/24 dev eth0
ip -n pod link set eth0 up
ip link set pod-wire up`,
        },
        { machine: WEB2, run: "ip address replace 10.90.0.1/24 dev web" },
      ],
    },
  },
  {
    id: "tag-alone",
    title: { en: "It is the tag that keeps them apart", zh: "起隔离作用的是标签" },
    section: "4.2.4",
    variants: ["access"],
    machine: WEB1,
    task: {
      en: "Put all three machines into one subnet, on the NICs that are in the VLANs: web1 gets 10.91.0.1/24, web2 10.91.0.2/24 and db1 10.91.0.3/24. See which of them reach each other.",
      zh: "在接入 VLAN 的网卡上把三台虚拟机放进同一个子网：web1 为 10.91.0.1/24，web2 为 10.91.0.2/24，db1 为 10.91.0.3/24，再看看哪些虚拟机能够互通。",
    },
    expectations: [
      { expect: { en: "web1 has 10.91.0.1/24 on `web`", zh: "web1 的网卡 `web` 上有 10.91.0.1/24" }, check: "ip -4 -brief address show dev web; grep -q ' 10.91.0.1/24 ' <<< \"$(ip -4 -o address show dev web)\"" },
      { machine: DB1, expect: { en: "db1 has 10.91.0.3/24 on `db`", zh: "db1 的网卡 `db` 上有 10.91.0.3/24" }, check: "ip -4 -brief address show dev db; grep -q ' 10.91.0.3/24 ' <<< \"$(ip -4 -o address show dev db)\"" },
      { expect: { en: "web1 reaches 10.91.0.2", zh: "web1 能访问 10.91.0.2" }, check: "ping -c 3 -W 2 10.91.0.2" },
      { expect: { en: "nobody answers web1 for 10.91.0.3", zh: "web1 访问 10.91.0.3 时无人应答" }, check: "ping -c 2 -W 2 10.91.0.3 && exit 1; ip neighbour show 10.91.0.3; ! grep -q lladdr <<< \"$(ip neighbour show 10.91.0.3)\"" },
    ],
    solve: [
      { machine: WEB1, run: "ip address replace 10.91.0.1/24 dev web" },
      { machine: WEB2, run: "ip address replace 10.91.0.2/24 dev web" },
      { machine: DB1, run: "ip address replace 10.91.0.3/24 dev db" },
    ],
    wrong: {
      why: { en: "db1 is in another subnet, so its silence proves nothing", zh: "db1 处于另一个子网，访问不到并不能说明什么" },
      run: [
        { machine: WEB1, run: "ip address replace 10.91.0.1/24 dev web" },
        { machine: WEB2, run: "ip address replace 10.91.0.2/24 dev web" },
        { machine: DB1, run: "ip address replace 10.91.1.3/24 dev db" },
      ],
    },
  },
  {
    id: "overlay",
    title: { en: "A tunnel past the VLANs", zh: "绕过 VLAN 的隧道" },
    section: "4.2.5",
    variants: ["access"],
    machine: WEB1,
    task: {
      en: "web1 and db1 share no VLAN, but both are on `mgmt`. Over `mgmt`, lay a VXLAN tunnel of network (VNI) 100, in which web1 has 10.93.0.1/24 and db1 has 10.93.0.2/24.",
      zh: "web1 与 db1 不在同一个 VLAN，但都接在 `mgmt` 上。请在 `mgmt` 之上建立 VXLAN 隧道，网络标识（VNI）为 100，web1 在其中的地址为 10.93.0.1/24，db1 为 10.93.0.2/24。",
    },
    expectations: [
      { expect: { en: "web1 has a VXLAN of network 100", zh: "web1 上有网络标识为 100 的 VXLAN" }, check: "seen=$(ip -d -o link show type vxlan); echo \"$seen\"; grep -q 'vxlan id 100 ' <<< \"$seen\"" },
      { machine: DB1, expect: { en: "db1 has 10.93.0.2/24", zh: "db1 的地址为 10.93.0.2/24" }, check: "ip -4 -brief address; grep -q ' 10.93.0.2/24 ' <<< \"$(ip -4 -o address)\"" },
      { expect: { en: "web1 reaches it through the VXLAN", zh: "web1 经 VXLAN 能访问它" }, check: "way=$(ip -o route get 10.93.0.2); echo \"$way\"; device=$(sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' <<< \"$way\"); ip -d link show dev \"$device\" | grep vxlan > /dev/null && ping -c 3 -W 2 10.93.0.2" },
    ],
    solve: [[WEB1, DB1, "10.93.0.1/24"], [DB1, WEB1, "10.93.0.2/24"]].map(([machine = "", peer, address]) => ({
      machine,
      run: `ip link delete vx100 2>/dev/null || true
ip link add vx100 type vxlan id 100 dev mgmt remote "$(getent ahostsv4 ${peer} | awk '{ print $1; exit }')" dstport 4789
ip address add ${address} dev vx100
ip link set vx100 up`,
    })),
    wrong: {
      why: { en: "the ends are in different networks, 100 and 200", zh: "两端的网络标识不同：一端为 100，另一端为 200" },
      run: [[WEB1, DB1, "10.93.0.1/24", "100"], [DB1, WEB1, "10.93.0.2/24", "200"]].map(([machine = "", peer, address, id]) => ({
        machine,
        run: `ip link add vx100 type vxlan id ${id} dev mgmt remote "$(getent ahostsv4 ${peer} | awk '{ print $1; exit }')" dstport 4789
ip address add ${address} dev vx100; ip link set vx100 up`,
      })),
    },
  },
];
