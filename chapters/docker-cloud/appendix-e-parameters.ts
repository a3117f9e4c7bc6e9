import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE } from "../conventions";
import { exercises } from "./appendix-e-exercises";
import { declareCgroupHost, holderNote } from "./cgroup-host";

export const chapter: ChapterDefinition = {
  id: "docker-cloud/E",
  book: "docker-cloud",
  title: { en: "Configuration parameters of the cgroup subsystems", zh: "cgroups子系统配置参数介绍" },
  summary: {
    en: "The machine of appendix D: the parameters of every controller, and trials of what D leaves out: block I/O, freezing, the number of processes, marks on network packets.",
    zh: "与附录 D 相同的虚拟机：列出每个控制器的参数，并练习附录 D 未涉及的部分：块 I/O、冻结、进程数和网络报文标记。",
  },
  sections: [
    { number: "E.1", title: { en: "Controllers of cgroups v2", zh: "cgroups v2 的控制器" } },
    { number: "E.2", title: { en: "Controllers that only v1 has", zh: "仅 v1 具有的控制器" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "box", summary: { en: "One machine, cg1, with a spare disk (768 MiB of memory)", zh: "一台带空闲磁盘的虚拟机 cg1（内存 768 MiB）" } }],
  notes: [
    {
      en: "The table of contents names no sections of this appendix: E.1 and E.2 are this lab's own division. The machine has cgroups v2; the notes of pinnacle/7, docker-cloud/D and containers-ch11/2 say what the book's files for CPU and memory are called in it.",
      zh: "书的目录没有列出本附录的小节，E.1 与 E.2 由本实验自行划分。虚拟机使用 cgroups v2；书中 CPU 与内存的文件在其中的名称，见 pinnacle/7、docker-cloud/D 和 containers-ch11/2 的说明。",
    },
    {
      en: "blkio is `io`: `blkio.throttle.read_bps_device` and `blkio.throttle.write_bps_device` are `rbps` and `wbps` in `io.max`, the `iops` files are `riops` and `wiops`, and what `blkio.throttle.io_service_bytes` counted is in `io.stat`. `blkio.weight` is `io.weight`, and needs `io.cost.qos` or the BFQ scheduler.",
      zh: "blkio 即 `io`：`blkio.throttle.read_bps_device` 与 `blkio.throttle.write_bps_device` 对应 `io.max` 中的 `rbps` 与 `wbps`，`iops` 类文件对应 `riops` 与 `wiops`，`blkio.throttle.io_service_bytes` 的统计位于 `io.stat`。`blkio.weight` 对应 `io.weight`，须配合 `io.cost.qos` 或 BFQ 调度器。",
    },
    {
      en: "cpuacct is part of cpu (`cpu.stat`). freezer is no longer a controller: every group has `cgroup.freeze`, and `cgroup.events` shows what `freezer.state` showed. pids keeps its files.",
      zh: "cpuacct 已并入 cpu（`cpu.stat`）。freezer 不再是控制器：每个组都有 `cgroup.freeze`，原来 `freezer.state` 的状态见 `cgroup.events`。pids 的文件不变。",
    },
    {
      en: "devices, net_cls and net_prio have no files in v2: eBPF programs took their place. The kernel still has them as v1 controllers, and each can be mounted by itself beside v2, as in the book: `mount -t cgroup -o net_cls net_cls /srv/net_cls`. Those that v2 uses (cpu, memory, io and so on) cannot be mounted as v1 at the same time.",
      zh: "devices、net_cls 和 net_prio 在 v2 中没有对应文件，由 eBPF 程序取代。内核仍以 v1 控制器的形式保留它们，可以像书中那样单独挂载，与 v2 并存：`mount -t cgroup -o net_cls net_cls /srv/net_cls`。v2 正在使用的控制器（cpu、memory、io 等）则不能同时以 v1 方式挂载。",
    },
    holderNote,
  ],
  exercises,
  build: declareCgroupHost,
};
