import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE } from "../conventions";
import { exercises } from "./appendix-d-exercises";
import { declareCgroupHost, holderNote } from "./cgroup-host";

export const chapter: ChapterDefinition = {
  id: "docker-cloud/D",
  book: "docker-cloud",
  title: { en: "Testing and using cgroups", zh: "cgroups的测试与使用" },
  summary: {
    en: "One machine with two processors and the cgroup tools: groups are made by hand, with the tools, from a file and by systemd, and their effect is measured.",
    zh: "一台双处理器、装有 cgroup 工具的虚拟机：分别用手工、工具、配置文件和 systemd 创建 cgroup，并测量其效果。",
  },
  sections: [
    { number: "D.1", title: { en: "The cgroup tools", zh: "cgroup 工具" } },
    { number: "D.2", title: { en: "Limits put to the test", zh: "资源限制的测试" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "box", summary: { en: "One machine, cg1 (768 MiB of memory)", zh: "一台虚拟机 cg1（内存 768 MiB）" } }],
  notes: [
    {
      en: "The table of contents names no sections of this appendix: D.1 and D.2 are this lab's own division.",
      zh: "书的目录没有列出本附录的小节，D.1 与 D.2 由本实验自行划分。",
    },
    {
      en: "The machine has cgroups v2. The book mounts a tree for every subsystem, such as /sys/fs/cgroup/cpu; there is one tree now, /sys/fs/cgroup, and a group has the files of those controllers that its parent names in `cgroup.subtree_control`. A process is in one group of that tree; `tasks` is `cgroup.procs`.",
      zh: "虚拟机使用 cgroups v2。书中为每个子系统各挂载一棵树，例如 /sys/fs/cgroup/cpu；现在只有一棵树 /sys/fs/cgroup，某个组拥有哪些控制器的文件，由其父组的 `cgroup.subtree_control` 决定。一个进程在这棵树中只属于一个组；`tasks` 对应 `cgroup.procs`。",
    },
    {
      en: "`cpu.cfs_quota_us` and `cpu.cfs_period_us` are the two numbers of `cpu.max`; `cpu.shares` (1024 unless set) is `cpu.weight` (100 unless set); `cpuacct.usage` is `usage_usec` in `cpu.stat`; `cpuset.cpus` and `cpuset.mems` keep their names; `memory.limit_in_bytes` is `memory.max`, and `memory.oom_control`'s count is in `memory.events`.",
      zh: "`cpu.cfs_quota_us` 与 `cpu.cfs_period_us` 合为 `cpu.max` 中的两个数；`cpu.shares`（默认 1024）对应 `cpu.weight`（默认 100）；`cpuacct.usage` 对应 `cpu.stat` 中的 `usage_usec`；`cpuset.cpus` 与 `cpuset.mems` 名称不变；`memory.limit_in_bytes` 对应 `memory.max`，`memory.oom_control` 中的计数位于 `memory.events`。",
    },
    {
      en: "The book's package cgroup-bin is Debian's cgroup-tools, with the same commands: `lssubsys`, `cgcreate`, `cgset`, `cgexec`. A group's statistics begin when it is made, and end with it: `rmdir` removes a group without processes.",
      zh: "书中的软件包 cgroup-bin 即 Debian 的 cgroup-tools，命令相同：`lssubsys`、`cgcreate`、`cgset`、`cgexec`。组的统计从创建时开始，随组删除而消失：没有进程的组可用 `rmdir` 删除。",
    },
    holderNote,
  ],
  exercises,
  build: declareCgroupHost,
};
