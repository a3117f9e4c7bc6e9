import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine } from "../../constructs/machine/machine";
import { IsolatedNetwork } from "../../constructs/network/isolated-network";
import { NatNetwork } from "../../constructs/network/nat-network";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, qemuPackage } from "../conventions";
import { tinyGuest, TINY_PACKAGES } from "../tiny-guest";
import { tinyNotes } from "../tiny-notes";
import { exercises } from "./ch06-exercises";

export const chapter: ChapterDefinition = {
  id: "pinnacle/6",
  book: "pinnacle",
  title: { en: "Virtual Machine Management and Lifecycle", zh: "虚拟机管理与生命周期" },
  summary: {
    en: "Two hosts, kvm1 and kvm2, with a network of their own for migration: images, clones, snapshots, backups, and a guest that moves while it runs.",
    zh: "两台宿主机 kvm1 和 kvm2，之间有专用的迁移网络：练习镜像、克隆、快照、备份，以及让运行中的客户机从一台迁移到另一台。",
  },
  sections: [
    { number: "6.1", title: { en: "VM image formats: qcow2, vmdk, vhd, raw", zh: "虚拟机镜像格式：qcow2, vmdk, vhd, raw" } },
    { number: "6.2", title: { en: "Creating and deploying VMs: templates and clones", zh: "虚拟机创建与部署：模板、克隆" } },
    { number: "6.3", title: { en: "VM operations: start, stop, pause, snapshot", zh: "虚拟机操作：启动、停止、暂停、快照" } },
    { number: "6.4", title: { en: "Live migration: principle and practice (KVM live migration, vMotion)", zh: "动态迁移 (Live Migration)：原理与实践 (如 KVM live migration, vMotion)" } },
    { number: "6.5", title: { en: "Backup and restore strategies", zh: "备份与恢复策略" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "kvm", summary: { en: "Two machines that run others, kvm1 and kvm2 (3 GiB of memory)", zh: "两台可运行其他虚拟机的虚拟机 kvm1 和 kvm2（内存 3 GiB）" } }],
  notes: [
    ...tinyNotes,
    {
      en: "To be moved, a guest with a disk needs that disk on both hosts: on shared storage, or copied. The guest that is moved here has no disk. The hosts' libvirt takes TCP connections on the network `migration` only, without encryption or passwords: `qemu+tcp://kvm2-migration/system`. On a network shared with others it would have to be TLS or SSH.",
      zh: "带磁盘的客户机要迁移，两台宿主机都须能访问其磁盘：使用共享存储，或者复制磁盘；这里迁移的客户机没有磁盘。宿主机的 libvirt 只在网络 `migration` 上接受 TCP 连接，不加密、不验证密码：`qemu+tcp://kvm2-migration/system`。若网络上还有其他人，就必须改用 TLS 或 SSH。",
    },
    {
      en: "Section 6.6's platforms are not here: oVirt and vCenter need far more memory than a lab has, vCenter (with vMotion) needs a licence too, and DevStack installs OpenStack from the internet.",
      zh: "6.6 节的管理平台不在本实验环境中：oVirt 和 vCenter 需要的内存远超实验环境，vCenter（含 vMotion）还需要许可证，DevStack 则要从互联网安装 OpenStack。",
    },
  ],
  exercises,
  build(lab) {
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.20.24.0/24" });
    const migration = new IsolatedNetwork(lab, "migration", { cidr: "10.20.25.0/24", hostAccess: false });
    const tiny = tinyGuest();
    for (const [name, address] of [["kvm1", 11], ["kvm2", 12]] as const) {
      const [listen = ""] = migration.subnets.map((subnet) => subnet.cidr.address(address));
      new Machine(lab, name, {
        image: Image.debian12(),
        vcpus: 2,
        memory: Size.mebibytes(1536),
        disk: Size.gibibytes(20),
        nestedVirtualization: true,
        networks: [mgmt.attach({ address }), migration.attach({ address })],
        cloudInit: {
          packages: [qemuPackage(lab.arch), "qemu-utils", "libvirt-daemon-system", "virtinst", "jq", ...TINY_PACKAGES],
          files: [...tiny.files, { path: "/etc/systemd/system/libvirtd-tcp.socket.d/lab.conf", content: `[Socket]\nListenStream=\nListenStream=${listen}:16509\nFreeBind=true\n` }],
          // systemd takes a service's sockets up only while it is down.
          commands: [...tiny.commands, `echo 'auth_tcp = "none"' >> /etc/libvirt/libvirtd.conf; systemctl daemon-reload; systemctl stop libvirtd; systemctl enable --now libvirtd-tcp.socket; systemctl start libvirtd`],
        },
      });
    }
  },
};
