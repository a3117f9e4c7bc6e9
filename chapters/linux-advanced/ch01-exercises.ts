import { domainRuns } from "../domain-checks";
import type { Exercise } from "../exercise";
import { awaitTiny, installTiny } from "../tiny-guest";

const MACHINE = "kvm1";
const IMAGES = "/var/lib/libvirt/images";

const EMULATED = `--machine pc --controller usb,model=none --network user,model=e1000 --memballoon model=none --rng none`;
const PARAVIRTUAL = `--machine q35 --network user,model=virtio --memballoon model=virtio`;

const disk = (name: string, bus: string): string => `--disk path=${IMAGES}/${name}.img,size=0.0625,format=raw,bus=${bus}`;

/** For checks: what a running domain's definition says of its devices. */
const XML = `xml=$(virsh dumpxml NAME 2>&1) || { echo "$xml"; exit 1; }
`;

export const exercises: readonly Exercise[] = [
  {
    id: "full",
    title: { en: "A fully virtualized guest", zh: "全虚拟化客户机" },
    section: "2.2.1.2",
    machine: MACHINE,
    solveSeconds: 900,
    task: {
      en: "Run the tiny guest as the domain `fv1`, with an IDE disk and a network card, on emulated hardware only: none of its devices is virtio. Its serial console goes to the file /srv/tiny/log/fv1.log.",
      zh: "以虚拟机 `fv1` 运行微型客户机，带一块 IDE 磁盘和一块网卡，只使用模拟的硬件：没有任何 virtio 设备。其串口输出写入文件 /srv/tiny/log/fv1.log。",
    },
    expectations: [
      domainRuns("fv1"),
      {
        expect: { en: "it has an IDE disk, a network card, and nothing of virtio", zh: "它有 IDE 磁盘和网卡，没有任何 virtio 设备" },
        check: `${XML.replace("NAME", "fv1")}grep -E "<target dev|<model type|<memballoon|<rng|<controller type" <<< "$xml"; grep -q "bus='ide'" <<< "$xml" && grep -q "<interface " <<< "$xml" && ! grep -q virtio <<< "$xml"`,
      },
      { expect: { en: "the guest has found its disk, as sda", zh: "客户机已识别出磁盘 sda" }, check: "tail -n 3 /srv/tiny/log/fv1.log; grep -q 'tiny: disks: .*sda' /srv/tiny/log/fv1.log" },
    ],
    solve: installTiny({ name: "fv1", options: `${EMULATED} ${disk("fv1", "ide")}` }) + awaitTiny("fv1", "disks:"),
    wrong: {
      why: { en: "libvirt adds a virtio balloon to every domain unless told not to", zh: "除非明确关闭，libvirt 会给每台虚拟机添加 virtio 内存气球" },
      run: installTiny({ name: "fv1", options: `--machine pc --network user,model=e1000 ${disk("fv1", "ide")}` }),
    },
  },
  {
    id: "unaware",
    title: { en: "A guest that cannot tell it is one", zh: "毫不知情的客户机" },
    section: "2.2.1.2",
    machine: MACHINE,
    solveSeconds: 900,
    task: {
      en: "By a flag, a CPU shows that it is under a hypervisor. Run the tiny guest as the domain `blind1` in such a way that it does not see that flag; its serial console goes to the file /srv/tiny/log/blind1.log.",
      zh: "CPU 会通过一个标志位表明自己运行在虚拟机监控程序之上。请以虚拟机 `blind1` 运行微型客户机，使其中看不到这个标志；串口输出写入文件 /srv/tiny/log/blind1.log。",
    },
    expectations: [
      domainRuns("blind1"),
      { expect: { en: "the guest has looked at its CPU, and seen no hypervisor", zh: "客户机检查了自己的 CPU，没有看到虚拟机监控程序" }, check: "seen=$(grep 'tiny: started' /srv/tiny/log/blind1.log | tail -n 1); echo \"$seen\"; grep -q 'hypervisor: no' <<< \"$seen\"" },
    ],
    solve: installTiny({ name: "blind1", options: "--disk none --network none --cpu qemu64,disable=hypervisor" }) + awaitTiny("blind1", "started"),
    wrong: {
      why: { en: "another CPU model hides the host's CPU, but not the hypervisor", zh: "换一种 CPU 型号只是隐藏了宿主机的 CPU，并没有隐藏虚拟机监控程序" },
      run: installTiny({ name: "blind1", options: "--disk none --network none --cpu qemu64" }) + awaitTiny("blind1", "started"),
    },
  },
  {
    id: "balloon",
    title: { en: "A guest that works with its host", zh: "与宿主机协作的客户机" },
    section: "2.2.1.3",
    machine: MACHINE,
    solveSeconds: 900,
    task: {
      en: "Run the tiny guest as the domain `pv1` with 256 MiB of memory, a virtio disk and a virtio network card; its serial console goes to /srv/tiny/log/pv1.log. While it runs, have it give back half of its memory: 128 MiB are left.",
      zh: "以虚拟机 `pv1` 运行微型客户机：256 MiB 内存、virtio 磁盘和 virtio 网卡，串口输出写入 /srv/tiny/log/pv1.log。在其运行期间，让它交还一半内存，剩余 128 MiB。",
    },
    expectations: [
      domainRuns("pv1"),
      {
        expect: { en: "its disk and its network card are virtio", zh: "磁盘和网卡都是 virtio 设备" },
        check: `${XML.replace("NAME", "pv1")}grep -E "<target dev|<model type" <<< "$xml"; grep -q "bus='virtio'" <<< "$xml" && grep -q "<model type='virtio'/>" <<< "$xml" && ! grep -Eq "bus='(ide|sata|scsi)'|<model type='(e1000|e1000e|rtl8139)'/>" <<< "$xml"`,
      },
      { expect: { en: "its maximum is 256 MiB", zh: "最大内存为 256 MiB" }, check: "virsh dominfo pv1 | grep -i memory; grep -Eq '^Max memory: +262144 KiB' <<< \"$(virsh dominfo pv1)\"" },
      { expect: { en: "the guest has given back half of it", zh: "客户机已交还一半内存" }, check: "for try in 1 2 3 4 5; do seen=$(virsh dommemstat pv1 | grep -E '^(actual|available)'); actual=$(awk '$1 == \"actual\" { print $2 }' <<< \"$seen\"); [ \"${actual:-0}\" != 131072 ] || exit 0; sleep 2; done; echo \"$seen\"; exit 1" },
      { expect: { en: "the guest itself has seen its memory shrink", zh: "客户机自己也看到内存变小" }, check: "seen=$(awk '$2 == \"memory:\" { print $3 }' /srv/tiny/log/pv1.log); echo $seen; awk 'NR == 1 { first = $1 } { last = $1 } END { exit !(first - last > 100000) }' <<< \"$seen\"" },
    ],
    solve: `${installTiny({ name: "pv1", memoryMiB: 256, options: `${PARAVIRTUAL} ${disk("pv1", "virtio")}` })}${awaitTiny("pv1", "tick")}virsh setmem pv1 128M --live
for try in $(seq 60); do [ "$(virsh dommemstat pv1 | awk '$1 == "actual" { print $2 }')" != 131072 ] || break; sleep 1; done
sleep 6`,
    wrong: {
      why: { en: "without a balloon in the guest nothing gives memory back: only the definition was changed", zh: "客户机中没有内存气球，无法交还内存，改动的只是定义" },
      run: `${installTiny({ name: "pv1", memoryMiB: 256, options: `--machine q35 --network user,model=virtio --memballoon model=none ${disk("pv1", "virtio")}` })}virsh setmem pv1 128M --config`,
    },
  },
  {
    id: "compare",
    title: { en: "What emulation costs", zh: "模拟的代价" },
    section: "2.2.1.3",
    machine: MACHINE,
    solveSeconds: 1200,
    task: {
      en: "Run the tiny guest twice with `measure` on its kernel's command line: as the domain `fv2` with an IDE disk, its serial console in /srv/tiny/log/fv2.log, and as the domain `pv2` with a virtio disk, its serial console in /srv/tiny/log/pv2.log. Write the milliseconds that fv2 and pv2 report for their 512 writes to /root/lab/pv.csv, as the lines `full,N` and `para,N`.",
      zh: "在内核命令行中加上 `measure`，运行微型客户机两次：虚拟机 `fv2` 使用 IDE 磁盘，串口输出写入 /srv/tiny/log/fv2.log；虚拟机 `pv2` 使用 virtio 磁盘，串口输出写入 /srv/tiny/log/pv2.log。把 fv2 和 pv2 各自报告的 512 次写入所用毫秒数以 `full,N` 和 `para,N` 两行写入 /root/lab/pv.csv。",
    },
    expectations: [
      { expect: { en: "fv2 has measured an IDE disk", zh: "fv2 测量了 IDE 磁盘" }, check: "tail -n 2 /srv/tiny/log/fv2.log; grep -q 'tiny: 512 writes to sda took' /srv/tiny/log/fv2.log" },
      { expect: { en: "pv2 has measured a virtio disk", zh: "pv2 测量了 virtio 磁盘" }, check: "tail -n 2 /srv/tiny/log/pv2.log; grep -q 'tiny: 512 writes to vda took' /srv/tiny/log/pv2.log" },
      {
        expect: { en: "the file has what the two guests said", zh: "文件中是两台客户机报告的数值" },
        check: "cat /root/lab/pv.csv || exit 1; for pair in full:fv2 para:pv2; do said=$(sed -n 's/.*512 writes to .* took \\([0-9]*\\) ms.*/\\1/p' /srv/tiny/log/${pair#*:}.log | tail -n 1); grep -qx \"${pair%:*},$said\" /root/lab/pv.csv || { echo \"${pair#*:} said something else\"; exit 1; }; done",
      },
    ],
    solve: `${installTiny({ name: "fv2", words: " measure", options: `--machine pc --memballoon model=none --rng none --network none ${disk("fv2", "ide")}` })}${awaitTiny("fv2", "writes to")}virsh destroy fv2
${installTiny({ name: "pv2", words: " measure", options: `--machine q35 --network none ${disk("pv2", "virtio")}` })}${awaitTiny("pv2", "writes to")}virsh destroy pv2
mkdir -p /root/lab
took() { sed -n 's/.*took \\([0-9]*\\) ms.*/\\1/p' /srv/tiny/log/$1.log | tail -n 1; }
printf 'full,%s\\npara,%s\\n' "$(took fv2)" "$(took pv2)" > /root/lab/pv.csv`,
    wrong: {
      why: { en: "the figures come from kvm1 itself: no guest has measured anything", zh: "数值来自 kvm1 自身，客户机并没有测量" },
      run: `mkdir -p /root/lab
began=$(date +%s%3N)
dd if=/dev/zero of=/root/lab/probe bs=4096 count=512 oflag=direct 2>/dev/null
printf 'full,%s\\npara,%s\\n' $(($(date +%s%3N) - began)) $(($(date +%s%3N) - began)) > /root/lab/pv.csv`,
    },
  },
];
