import { domainRuns } from "../domain-checks";
import type { Exercise } from "../exercise";
import { awaitTiny, installTiny } from "../tiny-guest";

const MACHINE = "kvm1";
const IMAGES = "/var/lib/libvirt/images";

const BOOK = `--vcpus 1 --disk path=${IMAGES}/vmtest1.img,size=10 --network bridge=br0,model=virtio`;
const DISKLESS = "--vcpus 1 --disk none --network none";

const OVSNET = `ovs-vsctl --may-exist add-br ovs0
virsh net-destroy ovsnet > /dev/null 2>&1 || true
virsh net-undefine ovsnet > /dev/null 2>&1 || true
virsh net-define /dev/stdin <<END
<network>
  <name>ovsnet</name>
  <forward mode="bridge"/>
  <bridge name="ovs0"/>
  <virtualport type="openvswitch"/>
  <portgroup name="web"><vlan><tag id="100"/></vlan></portgroup>
</network>
END
virsh net-start ovsnet
`;

const all: readonly Exercise[] = [
  {
    id: "cpu-support",
    title: { en: "What this CPU can do", zh: "确认硬件虚拟化" },
    section: "2.2.2.7",
    machine: MACHINE,
    checkSeconds: 60,
    task: {
      en: "Save what virt-host-validate says about QEMU on kvm1 to /root/lab/validate.txt. Does kvm1 have the device through which QEMU uses the CPU's own virtualization? Write the type of the virtual machines that can run here, `kvm` or `qemu`, to /root/lab/domain-type.",
      zh: "把 virt-host-validate 对 QEMU 的检查结果保存到 /root/lab/validate.txt。kvm1 中有没有让 QEMU 使用 CPU 自身虚拟化功能的设备？据此把这里可用的虚拟机类型（`kvm` 或 `qemu`）写入 /root/lab/domain-type。",
    },
    expectations: [
      { expect: { en: "the report is there, with the line on hardware virtualization", zh: "检查结果已保存，其中有关于硬件虚拟化的一行" }, check: "head -n 5 /root/lab/validate.txt; grep -q 'QEMU: Checking for hardware virtualization' /root/lab/validate.txt" },
      {
        expect: { en: "the type is right for this machine", zh: "类型与这台虚拟机相符" },
        check: "if [ -c /dev/kvm ]; then type=kvm; echo '/dev/kvm is there'; else type=qemu; echo 'there is no /dev/kvm'; fi; echo \"written: $(cat /root/lab/domain-type)\"; [ \"$(tr -d '[:space:]' < /root/lab/domain-type)\" = $type ]",
      },
    ],
    solve: `mkdir -p /root/lab
virt-host-validate qemu > /root/lab/validate.txt 2>&1 || true
if [ -e /dev/kvm ]; then echo kvm; else echo qemu; fi > /root/lab/domain-type`,
    wrong: {
      why: { en: "the name of the CPU's extension is not a type of virtual machine", zh: "CPU 扩展的名称并不是虚拟机类型" },
      run: "mkdir -p /root/lab; virt-host-validate qemu > /root/lab/validate.txt 2>&1 || true; echo vmx > /root/lab/domain-type",
    },
  },
  {
    id: "vmtest1",
    title: { en: "The book's machine vmtest1", zh: "书中的虚拟机 vmtest1" },
    section: "2.2.2.3",
    machine: MACHINE,
    solveSeconds: 900,
    checkSeconds: 30,
    task: {
      en: "Make the domain `vmtest1` as the book does: 1024 MiB of memory, 1 vCPU, a disk of 10 GiB at /var/lib/libvirt/images/vmtest1.img, a NIC on the bridge br0, and VNC with a password, on 127.0.0.1 only. The tiny guest takes the place of the book's CD-ROM. vmtest1 is running, and has sent something to br0.",
      zh: "按书中的参数创建虚拟机 `vmtest1`：1024 MiB 内存、1 个 vCPU、位于 /var/lib/libvirt/images/vmtest1.img 的 10 GiB 磁盘、接在网桥 br0 上的网卡，以及带密码且只监听 127.0.0.1 的 VNC。用微型客户机代替书中的光盘。vmtest1 正在运行，并已向 br0 发出报文。",
    },
    expectations: [
      domainRuns("vmtest1"),
      { expect: { en: "it has 1024 MiB of memory and 1 vCPU", zh: "它有 1024 MiB 内存和 1 个 vCPU" }, check: "seen=$(virsh dominfo vmtest1); grep -E '^(CPU|Max)' <<< \"$seen\"; grep -Eq '^Max memory: +1048576 KiB' <<< \"$seen\" && grep -Eq '^CPU\\(s\\): +1$' <<< \"$seen\"" },
      { expect: { en: "its disk has 10 GiB", zh: "磁盘为 10 GiB" }, check: `qemu-img info -U ${IMAGES}/vmtest1.img; virsh domblklist vmtest1; [ "$(qemu-img info -U --output=json ${IMAGES}/vmtest1.img | jq '."virtual-size"')" = 10737418240 ] && grep -q '${IMAGES}/vmtest1.img' <<< "$(virsh domblklist vmtest1)"` },
      { expect: { en: "it has VNC on 127.0.0.1 alone, with a password", zh: "VNC 只监听 127.0.0.1，并设有密码" }, check: "seen=$(virsh dumpxml --security-info vmtest1 | grep -A 1 \"<graphics type='vnc'\"); sed \"s/passwd='[^']*'/passwd='...'/\" <<< \"$seen\"; virsh vncdisplay vmtest1; grep -q \"passwd='.\" <<< \"$seen\" && grep -q '^127.0.0.1:' <<< \"$(virsh vncdisplay vmtest1)\"" },
      {
        expect: { en: "its NIC is on br0, and has sent frames", zh: "网卡接在 br0 上，并已发出报文" },
        check: "list=$(virsh domiflist vmtest1); echo \"$list\"; nic=$(awk '$3 == \"br0\" { print $1 }' <<< \"$list\"); [ -n \"$nic\" ] || exit 1; for try in 1 2 3 4 5 6; do sent=$(virsh domifstat vmtest1 \"$nic\" | awk '$2 == \"rx_packets\" { print $3 }'); [ \"${sent:-0}\" = 0 ] || exit 0; sleep 3; done; echo 'no frame yet'; exit 1",
      },
    ],
    solve: `${installTiny({ name: "vmtest1", memoryMiB: 1024, graphics: "vnc,listen=127.0.0.1,password=123456", options: BOOK })}for try in $(seq 150); do
  nic=$(virsh domiflist vmtest1 | awk '$3 == "br0" { print $1 }')
  [ "$(virsh domifstat vmtest1 "$nic" | awk '$2 == "rx_packets" { print $3 }')" = 0 ] || break
  sleep 1
done`,
    wrong: {
      why: { en: "VNC listens on every address of the host, and the password was left out", zh: "VNC 监听宿主机的所有地址，而且没有设置密码" },
      run: installTiny({ name: "vmtest1", memoryMiB: 1024, graphics: "vnc,listen=0.0.0.0", options: BOOK }),
    },
  },
  {
    id: "cpu-share",
    title: { en: "Its share of the CPUs", zh: "分配 CPU" },
    section: "2.2.2.4",
    machine: MACHINE,
    solveSeconds: 600,
    task: {
      en: "Run a domain `cpu2` with two vCPUs, each of which is a thread on the host: vCPU 0 may run on CPU 0 only, vCPU 1 on CPU 1 only, and each may use half a CPU at most.",
      zh: "运行有两个 vCPU 的虚拟机 `cpu2`。每个 vCPU 都是宿主机上的一个线程：vCPU 0 只能在 CPU 0 上运行，vCPU 1 只能在 CPU 1 上运行，并且各自最多使用半个 CPU。",
    },
    expectations: [
      domainRuns("cpu2"),
      {
        expect: { en: "the thread of each vCPU is kept to its CPU", zh: "每个 vCPU 的线程都限定在各自的 CPU 上" },
        check: `pid=$(cat /run/libvirt/qemu/cpu2.pid) || exit 1
for n in 0 1; do
  thread=$(grep -l "^CPU $n/" /proc/$pid/task/*/comm | head -n 1)
  [ -n "$thread" ] || { echo "there is no thread of vCPU $n"; exit 1; }
  may=$(awk '$1 == "Cpus_allowed_list:" { print $2 }' "$(dirname "$thread")/status")
  echo "vCPU $n may run on: $may"
  [ "$may" = $n ] || exit 1
done`,
      },
      {
        expect: { en: "each may use half a CPU at most", zh: "每个 vCPU 最多使用半个 CPU" },
        check: `for n in 0 1; do
  file=$(find /sys/fs/cgroup/machine.slice -path '*cpu2.scope*' -path "*vcpu$n/cpu.max")
  [ -n "$file" ] || { echo "vCPU $n has no limit"; exit 1; }
  echo "vCPU $n: $(cat $file)"
  awk '{ exit !($1 * 2 == $2) }' $file || exit 1
done`,
      },
    ],
    solve: `${installTiny({ name: "cpu2", options: "--vcpus 2 --disk none --network none" })}for n in 0 1; do virsh vcpupin cpu2 $n $n --live --config; done
virsh schedinfo cpu2 --live --config --set vcpu_period=100000 --set vcpu_quota=50000`,
    wrong: {
      why: { en: "shares weigh machines against each other: they are not a limit", zh: "份额只决定虚拟机之间的比重，并不是上限" },
      run: `${installTiny({ name: "cpu2", options: "--vcpus 2 --disk none --network none" })}for n in 0 1; do virsh vcpupin cpu2 $n $n --live --config; done
virsh schedinfo cpu2 --live --config --set cpu_shares=512`,
    },
  },
  {
    id: "hotplug-disk",
    title: { en: "A disk added to a running machine", zh: "为运行中的虚拟机添加磁盘" },
    section: "2.2.2.5",
    machine: MACHINE,
    solveSeconds: 900,
    task: {
      en: "Run the tiny guest as the domain `store1`, without any disk. While it runs, give it the qcow2 disk /var/lib/libvirt/images/extra.qcow2 of 64 MiB as vdb: the guest reads from it. Keep a copy of the disk in the old format qcow as /var/lib/libvirt/images/extra.qcow.",
      zh: "以虚拟机 `store1` 运行微型客户机，不带磁盘。在其运行期间为它添加 64 MiB 的 qcow2 磁盘 /var/lib/libvirt/images/extra.qcow2，作为 vdb，客户机会读取它。再以旧的 qcow 格式保存一份副本 /var/lib/libvirt/images/extra.qcow。",
    },
    expectations: [
      domainRuns("store1"),
      { expect: { en: "extra.qcow2 is a qcow2 image of 64 MiB", zh: "extra.qcow2 是 64 MiB 的 qcow2 镜像" }, check: `qemu-img info -U ${IMAGES}/extra.qcow2; [ "$(qemu-img info -U --output=json ${IMAGES}/extra.qcow2 | jq -r '"\\(.format) \\(."virtual-size")"')" = 'qcow2 67108864' ]` },
      { expect: { en: "it is vdb of store1, as qcow2", zh: "它是 store1 的 vdb，格式为 qcow2" }, check: "seen=$(virsh domblklist store1 --details); echo \"$seen\"; grep -Eq 'vdb +.*/extra.qcow2' <<< \"$seen\" || exit 1; virsh dumpxml store1 | grep \"<driver name='qemu'\"; grep -q \"type='qcow2'\" <<< \"$(virsh dumpxml store1)\"" },
      { expect: { en: "the guest has read from it", zh: "客户机已读取过它" }, check: "for try in 1 2 3 4; do seen=$(virsh domblkstat store1 vdb | awk '$2 == \"rd_req\" { print $3 }'); echo \"requests: $seen\"; [ \"${seen:-0}\" -le 3 ] || exit 0; sleep 3; done; exit 1" },
      // The guest writes to its disk, so that what they hold is the same for a moment only.
      { expect: { en: "extra.qcow is of the format qcow and 64 MiB large", zh: "extra.qcow 的格式为 qcow，大小为 64 MiB" }, check: `qemu-img info -U ${IMAGES}/extra.qcow; [ "$(qemu-img info -U --output=json ${IMAGES}/extra.qcow | jq -r '"\\(.format) \\(."virtual-size")"')" = 'qcow 67108864' ]` },
    ],
    solve: `${installTiny({ name: "store1", options: DISKLESS })}rm -f ${IMAGES}/extra.qcow ${IMAGES}/extra.qcow2
qemu-img create -f qcow2 ${IMAGES}/extra.qcow2 64M
qemu-img convert -O qcow ${IMAGES}/extra.qcow2 ${IMAGES}/extra.qcow
${awaitTiny("store1", "tick")}virsh attach-disk store1 ${IMAGES}/extra.qcow2 vdb --driver qemu --subdriver qcow2 --live
for try in $(seq 60); do [ "$(virsh domblkstat store1 vdb | awk '$2 == "rd_req" { print $3 }')" -le 3 ] || break; sleep 1; done`,
    wrong: {
      why: { en: "without `--subdriver qcow2` the guest is shown the image file itself as its disk", zh: "没有 `--subdriver qcow2`，客户机看到的磁盘就是镜像文件本身" },
      run: `${installTiny({ name: "store1", options: DISKLESS })}rm -f ${IMAGES}/extra.qcow2
qemu-img create -f qcow2 ${IMAGES}/extra.qcow2 64M
qemu-img convert -O qcow ${IMAGES}/extra.qcow2 ${IMAGES}/extra.qcow
virsh attach-disk store1 ${IMAGES}/extra.qcow2 vdb --live || true`,
    },
  },
  {
    id: "ovs-network",
    title: { en: "A VLAN by Open vSwitch", zh: "用 Open vSwitch 接入 VLAN" },
    section: "2.2.2.6",
    machine: MACHINE,
    solveSeconds: 600,
    task: {
      en: "Make the OVS bridge `ovs0` and the libvirt network `ovsnet` on it, with a port group `web` for VLAN 100. The network is active. Run a domain `net1` whose NIC is in that port group.",
      zh: "创建 OVS 网桥 `ovs0` 以及基于它的 libvirt 网络 `ovsnet`，其中端口组 `web` 对应 VLAN 100，并启用该网络。运行虚拟机 `net1`，使其网卡属于该端口组。",
    },
    expectations: [
      { expect: { en: "there is an OVS bridge ovs0", zh: "存在 OVS 网桥 ovs0" }, check: "ovs-vsctl list-br; ovs-vsctl br-exists ovs0" },
      { expect: { en: "the network ovsnet is active and uses Open vSwitch", zh: "网络 ovsnet 已启用，并使用 Open vSwitch" }, check: "virsh net-list --all; xml=$(virsh net-dumpxml ovsnet) || exit 1; grep -q '<bridge name=.ovs0.' <<< \"$xml\" && grep -q '<virtualport type=.openvswitch.' <<< \"$xml\" && grep -qx ovsnet <<< \"$(virsh net-list --name | tr -d ' ')\"" },
      domainRuns("net1"),
      {
        expect: { en: "its NIC is in the port group web of ovsnet", zh: "它的网卡属于 ovsnet 的端口组 web" },
        check: "virsh net-dumpxml ovsnet | grep '<portgroup'; seen=$(virsh dumpxml net1 | grep '<source network='); echo \"$seen\"; grep -q \"network='ovsnet'\" <<< \"$seen\" && grep -q \"portgroup='web'\" <<< \"$seen\"",
      },
      {
        expect: { en: "its port on ovs0 has the tag 100", zh: "它在 ovs0 上的端口带有标签 100" },
        check: "ovs-vsctl --columns=name,tag list port; nic=$(virsh domiflist net1 | awk '$3 == \"ovsnet\" { print $1 }'); [ -n \"$nic\" ] && grep -qx \"$nic\" <<< \"$(ovs-vsctl list-ports ovs0)\" && [ \"$(ovs-vsctl get port \"$nic\" tag)\" = 100 ]",
      },
    ],
    solve: OVSNET + installTiny({ name: "net1", options: "--vcpus 1 --disk none --network network=ovsnet,portgroup=web,model=virtio" }),
    wrong: {
      why: { en: "without a port group the port has no tag", zh: "没有指定端口组，端口就没有标签" },
      run: OVSNET + installTiny({ name: "net1", options: "--vcpus 1 --disk none --network network=ovsnet,model=virtio" }),
    },
  },
];

export const exercises: readonly Exercise[] = all.map((exercise) => ({ ...exercise, variants: ["nested"] }));
