import { domainRuns } from "../domain-checks";
import type { Exercise } from "../exercise";
import { awaitTiny, installTiny } from "../tiny-guest";

const KVM1 = "kvm1";
const KVM2 = "kvm2";
const IMAGES = "/var/lib/libvirt/images";

const guest = (name: string, image = name): string => installTiny({ name, options: `--vcpus 1 --network none --disk path=${IMAGES}/${image}.qcow2,format=qcow2,bus=virtio` });

/** For checks: how often a guest had ticked when it last wrote to a disk, whatever its format. */
const TICKS = `ticks() { local sector; sector=$(mktemp); qemu-img dd -U -f qcow2 -O raw if="$1" of="$sector" bs=512 count=1 > /dev/null && awk '$1 == "tick" { print $2 + 0; exit }' "$sector"; rm -f "$sector"; }
`;

const DOMBACKUP = (file: string, since: string): string => `cat > /srv/backup/${file}.xml <<END
<domainbackup>${since}
  <disks><disk name="vda" type="file"><driver type="qcow2"/><target file="/srv/backup/demo2-${file}.qcow2"/></disk></disks>
</domainbackup>
END
echo "<domaincheckpoint><name>${file}</name></domaincheckpoint>" > /srv/backup/${file}-point.xml
virsh backup-begin demo2 /srv/backup/${file}.xml /srv/backup/${file}-point.xml
for try in $(seq 120); do ! virsh domjobinfo demo2 | grep -q 'Backup' || { sleep 1; continue; }; break; done
`;

export const exercises: readonly Exercise[] = [
  {
    id: "formats",
    title: { en: "One disk in four formats", zh: "一块磁盘，四种格式" },
    section: "6.1",
    machine: KVM1,
    task: {
      en: "Make the raw image /srv/img/demo.raw of 64 MiB, with something in it, and convert it to the formats qcow2, VMDK and VHD as demo.qcow2, demo.vmdk and demo.vhd beside it. To a guest, all four are the same disk.",
      zh: "创建 64 MiB 的 raw 镜像 /srv/img/demo.raw，在其中写入一些内容，再在同一目录下转换为 qcow2、VMDK 和 VHD 格式的 demo.qcow2、demo.vmdk 和 demo.vhd。对客户机而言，四者是同一块磁盘。",
    },
    expectations: [
      { expect: { en: "demo.raw has 64 MiB, and something in it", zh: "demo.raw 为 64 MiB，且有内容" }, check: "ls -ls /srv/img; [ \"$(stat -c %s /srv/img/demo.raw)\" = 67108864 ] && ! cmp -s -n 67108864 /srv/img/demo.raw /dev/zero" },
      {
        expect: { en: "each file is of the format that it is named after", zh: "每个文件的格式与名称一致" },
        check: "for pair in qcow2:qcow2 vmdk:vmdk vhd:vpc; do format=$(qemu-img info --output=json /srv/img/demo.${pair%:*} | jq -r .format); echo \"demo.${pair%:*} is $format\"; [ \"$format\" = \"${pair#*:}\" ] || exit 1; done",
      },
      { expect: { en: "what a guest would see is the same in all of them", zh: "客户机看到的内容完全相同" }, check: "for pair in qcow2:qcow2 vmdk:vmdk vhd:vpc; do qemu-img compare -f raw -F ${pair#*:} /srv/img/demo.raw /srv/img/demo.${pair%:*} || exit 1; done" },
    ],
    solve: `mkdir -p /srv/img
truncate -s 64M /srv/img/demo.raw
dd if=/srv/tiny/initrd of=/srv/img/demo.raw bs=1M count=2 conv=notrunc 2>/dev/null
qemu-img convert -f raw -O qcow2 /srv/img/demo.raw /srv/img/demo.qcow2
qemu-img convert -f raw -O vmdk /srv/img/demo.raw /srv/img/demo.vmdk
qemu-img convert -f raw -O vpc /srv/img/demo.raw /srv/img/demo.vhd`,
    wrong: {
      why: { en: "a name does not make a format: these are copies of the raw image", zh: "改名并不能改变格式，这些都是 raw 镜像的副本" },
      run: `mkdir -p /srv/img
truncate -s 64M /srv/img/demo.raw
dd if=/srv/tiny/initrd of=/srv/img/demo.raw bs=1M count=2 conv=notrunc 2>/dev/null
for name in qcow2 vmdk vhd; do cp /srv/img/demo.raw /srv/img/demo.$name; done`,
    },
  },
  {
    id: "template-clone",
    title: { en: "A template and two linked clones", zh: "模板与两个链接克隆" },
    section: "6.2",
    machine: KVM1,
    solveSeconds: 900,
    task: {
      en: "Make the qcow2 image /var/lib/libvirt/images/template.qcow2 of 64 MiB, which nobody has permission to write to. Run the domains `clone1` and `clone2` at the same time, each on a virtio disk of its own (vda) that holds only what differs from the template.",
      zh: "创建 64 MiB 的 qcow2 镜像 /var/lib/libvirt/images/template.qcow2，任何人都没有写权限；同时运行虚拟机 `clone1` 和 `clone2`，各有自己的 virtio 磁盘（vda），其中只保存与模板不同的部分。",
    },
    expectations: [
      { expect: { en: "the template is a qcow2 image of 64 MiB that nobody has permission to write to", zh: "模板是 64 MiB 的 qcow2 镜像，且任何人都没有写权限" }, check: `ls -l ${IMAGES}; [ "$(qemu-img info -U --output=json ${IMAGES}/template.qcow2 | jq -r '"\\(.format) \\(."virtual-size")"')" = 'qcow2 67108864' ] && [[ $(stat -c %A ${IMAGES}/template.qcow2) != *w* ]]` },
      domainRuns("clone1"),
      domainRuns("clone2"),
      {
        expect: { en: "the disk (vda) of each is based on the template, and they are two different ones", zh: "两者的磁盘（vda）都以模板为基础，且互不相同" },
        check: `for name in clone1 clone2; do
  disk=$(virsh domblklist $name | awk '$1 == "vda" { print $2 }')
  base=$(qemu-img info -U --output=json "$disk" | jq -r '."full-backing-filename"')
  echo "$name: $disk on $base"
  [ "$base" = ${IMAGES}/template.qcow2 ] && [ "$disk" != "\${other:-}" ] || exit 1
  other=$disk
done`,
      },
    ],
    solve: `for name in clone1 clone2; do virsh destroy $name > /dev/null 2>&1 || true; done
rm -f ${IMAGES}/template.qcow2 ${IMAGES}/clone1.qcow2 ${IMAGES}/clone2.qcow2
qemu-img create -f qcow2 ${IMAGES}/template.qcow2 64M
chmod 444 ${IMAGES}/template.qcow2
for name in clone1 clone2; do qemu-img create -f qcow2 -b ${IMAGES}/template.qcow2 -F qcow2 ${IMAGES}/$name.qcow2; done
${guest("clone1")}${guest("clone2")}`,
    wrong: {
      why: { en: "a copy of the whole template is a clone, but linked to nothing", zh: "完整复制模板也是克隆，但与模板没有链接关系" },
      run: `rm -f ${IMAGES}/template.qcow2
qemu-img create -f qcow2 ${IMAGES}/template.qcow2 64M
chmod 444 ${IMAGES}/template.qcow2
for name in clone1 clone2; do install -m 644 ${IMAGES}/template.qcow2 ${IMAGES}/$name.qcow2; done
${guest("clone1")}${guest("clone2")}`,
    },
  },
  {
    id: "snapshot",
    title: { en: "Back to a running moment", zh: "回到运行中的某一刻" },
    section: "6.3",
    machine: KVM1,
    solveSeconds: 900,
    task: {
      en: "Run the tiny guest as the domain `demo1` on a qcow2 disk, with its serial console in /srv/tiny/log/demo1.log. While it ticks, take a snapshot `before-change` that includes its memory. Let it tick on, then take it back to that moment: it runs on from there, without a new start.",
      zh: "以虚拟机 `demo1` 运行微型客户机，使用 qcow2 磁盘，串口输出写入 /srv/tiny/log/demo1.log。在它计数期间创建包含内存的快照 `before-change`；让它继续计数，再回到那一刻，使它从那里继续运行，而不是重新启动。",
    },
    expectations: [
      domainRuns("demo1"),
      { expect: { en: "it has the snapshot before-change, of a running machine", zh: "它有运行状态下的快照 before-change" }, check: "seen=$(virsh snapshot-list demo1); echo \"$seen\"; grep -Eq 'before-change .*running' <<< \"$seen\"" },
      {
        expect: { en: "its ticks went back, without a new start", zh: "计数曾经倒退，而没有重新启动" },
        check: `tail -n 4 /srv/tiny/log/demo1.log
for try in 1 2 3 4 5; do
  ! tr -d '\\r' < /srv/tiny/log/demo1.log | awk '/tiny: started/ { started = 1; last = 0 } /tiny: tick/ { if (!started || $3 < last) back = 1; last = $3 } END { exit !back }' || exit 0
  sleep 2
done
exit 1`,
      },
    ],
    solve: `virsh destroy demo1 > /dev/null 2>&1 || true
virsh undefine demo1 --snapshots-metadata > /dev/null 2>&1 || true
rm -f ${IMAGES}/demo1.qcow2
qemu-img create -f qcow2 ${IMAGES}/demo1.qcow2 64M
${guest("demo1")}${awaitTiny("demo1", "tick")}virsh snapshot-create-as demo1 before-change
sleep 15
virsh snapshot-revert demo1 before-change
sleep 10`,
    wrong: {
      why: { en: "the machine was started anew: what was in its memory is lost", zh: "虚拟机是重新启动的，内存中的内容已经丢失" },
      run: `rm -f ${IMAGES}/demo1.qcow2
qemu-img create -f qcow2 ${IMAGES}/demo1.qcow2 64M
${guest("demo1")}${awaitTiny("demo1", "tick")}virsh snapshot-create-as demo1 before-change
virsh destroy demo1
virsh start demo1`,
    },
  },
  {
    id: "live-migrate",
    title: { en: "A guest that moves while it runs", zh: "运行中迁移的客户机" },
    section: "6.4",
    machine: KVM2,
    solveSeconds: 900,
    task: {
      en: "Run the tiny guest on kvm1 as the domain `move1`, without a disk, with its serial console in /srv/tiny/log/move1.log. While it runs, move it to kvm2 over the network `migration`: it ticks on there, and has its serial console in the same file on kvm2.",
      zh: "在 kvm1 上以虚拟机 `move1` 运行微型客户机，不带磁盘，串口输出写入 /srv/tiny/log/move1.log。在其运行期间通过网络 `migration` 把它迁移到 kvm2：它在那里继续计数，串口输出写入 kvm2 上的同名文件。",
    },
    expectations: [
      domainRuns("move1"),
      { expect: { en: "it has no disk", zh: "它没有磁盘" }, check: "seen=$(virsh domblklist move1 --details) || exit 1; echo \"$seen\"; ! grep -qw disk <<< \"$seen\"" },
      { machine: KVM1, expect: { en: "it no longer runs on kvm1", zh: "它已不在 kvm1 上运行" }, check: "virsh list; ! grep -qw move1 <<< \"$(virsh list --name)\"" },
      {
        expect: { en: "it ticks on there, where it was never started", zh: "它在那里继续计数，却从未在那里启动过" },
        check: `for try in 1 2 3 4 5; do
  [ "$(grep -c 'tiny: tick' /srv/tiny/log/move1.log)" -lt 2 ] || break
  sleep 3
done
head -n 3 /srv/tiny/log/move1.log
grep -q 'tiny: tick' /srv/tiny/log/move1.log && ! grep -q 'tiny: started' /srv/tiny/log/move1.log`,
      },
    ],
    solve: [
      { machine: KVM2, run: "virsh destroy move1 > /dev/null 2>&1 || true; virsh undefine move1 > /dev/null 2>&1 || true; rm -f /srv/tiny/log/move1.log" },
      {
        machine: KVM1,
        run: `${installTiny({ name: "move1", options: "--vcpus 1 --disk none --network none" })}${awaitTiny("move1", "tick")}virsh migrate move1 qemu+tcp://kvm2-migration/system tcp://kvm2-migration --live --persistent --undefinesource`,
      },
      { machine: KVM2, run: awaitTiny("move1", "tick") },
    ],
    wrong: {
      why: { en: "a machine of the same definition was started on kvm2: that is another machine", zh: "在 kvm2 上用相同的定义启动的，是另一台虚拟机" },
      run: [{ machine: KVM2, run: `${installTiny({ name: "move1", options: "--vcpus 1 --disk none --network none" })}${awaitTiny("move1", "started")}` }],
    },
  },
  {
    id: "backup",
    title: { en: "A full backup, and what changed after it", zh: "完整备份与增量备份" },
    section: "6.5",
    machine: KVM1,
    solveSeconds: 900,
    task: {
      en: "Run the tiny guest as the domain `demo2` on a qcow2 disk. Without stopping it, back up its disk to /srv/backup/demo2-full.qcow2; let it tick on, and back up only what has changed since then to /srv/backup/demo2-inc.qcow2. For each backup, demo2 has a checkpoint. From both, restore the qcow2 image /srv/backup/restored.qcow2, which needs neither of them.",
      zh: "以虚拟机 `demo2` 运行微型客户机，使用 qcow2 磁盘。在不停机的情况下把磁盘备份到 /srv/backup/demo2-full.qcow2；让它继续计数，再只把此后改变的部分备份到 /srv/backup/demo2-inc.qcow2；每次备份在 demo2 上各有一个检查点。最后用两份备份恢复出不依赖它们的 qcow2 镜像 /srv/backup/restored.qcow2。",
    },
    expectations: [
      domainRuns("demo2"),
      { expect: { en: "it has two checkpoints", zh: "它有两个检查点" }, check: "virsh checkpoint-list demo2; [ \"$(virsh checkpoint-list demo2 --name | grep -c .)\" -ge 2 ]" },
      { expect: { en: "both backups are sound qcow2 images", zh: "两份备份都是完好的 qcow2 镜像" }, check: "for name in full inc; do qemu-img check /srv/backup/demo2-$name.qcow2 || exit 1; done" },
      {
        expect: { en: "what was restored is newer than the full backup, and needs no other image", zh: "恢复的磁盘比完整备份更新，且不依赖其他镜像" },
        check: `${TICKS}full=$(ticks /srv/backup/demo2-full.qcow2); restored=$(ticks /srv/backup/restored.qcow2)
echo "ticks: full $full, restored $restored"
[ "\${full:-0}" -gt 0 ] && [ "\${restored:-0}" -gt "$full" ] && [ "$(qemu-img info --output=json /srv/backup/restored.qcow2 | jq -r '."backing-filename"')" = null ]`,
      },
    ],
    solve: `virsh destroy demo2 > /dev/null 2>&1 || true
virsh undefine demo2 --checkpoints-metadata > /dev/null 2>&1 || true
rm -rf /srv/backup
mkdir -p /srv/backup
rm -f ${IMAGES}/demo2.qcow2
qemu-img create -f qcow2 ${IMAGES}/demo2.qcow2 64M
${guest("demo2")}${awaitTiny("demo2", "tick")}sleep 5
${DOMBACKUP("full", "")}sleep 10
${DOMBACKUP("inc", "<incremental>full</incremental>")}qemu-img rebase -u -f qcow2 -b /srv/backup/demo2-full.qcow2 -F qcow2 /srv/backup/demo2-inc.qcow2
qemu-img convert -O qcow2 /srv/backup/demo2-inc.qcow2 /srv/backup/restored.qcow2`,
    wrong: {
      why: { en: "the image file was copied while the machine was running: QEMU had no part in it, and there is no checkpoint", zh: "在虚拟机运行时直接复制镜像文件：QEMU 没有参与，也没有检查点" },
      run: `mkdir -p /srv/backup
rm -f ${IMAGES}/demo2.qcow2
qemu-img create -f qcow2 ${IMAGES}/demo2.qcow2 64M
${guest("demo2")}${awaitTiny("demo2", "tick")}cp ${IMAGES}/demo2.qcow2 /srv/backup/demo2-full.qcow2
sleep 5
cp ${IMAGES}/demo2.qcow2 /srv/backup/demo2-inc.qcow2
cp ${IMAGES}/demo2.qcow2 /srv/backup/restored.qcow2`,
    },
  },
];
