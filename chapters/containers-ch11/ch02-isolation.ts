import { Size } from "../../constructs/core/size";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES } from "../conventions";
import { BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { declareOneMachine } from "../one-machine";
import { cgroupExercises } from "./ch02-cgroup-exercises";
import { namespaceExercises } from "./ch02-namespace-exercises";
import { MACHINE } from "./ch02-words";

export const chapter: ChapterDefinition = {
  id: "containers-ch11/2",
  book: "containers-ch11",
  title: { en: "Core isolation mechanisms of containers", zh: "容器核心隔离机制" },
  summary: {
    en: "One Docker host with a spare disk: the six dimensions of isolation observed on real containers, and every cgroup control that the book names.",
    zh: "一台带空闲磁盘的 Docker 宿主机：在真实容器上观察六个隔离维度，并逐一练习书中提到的 cgroup 控制项。",
  },
  sections: [
    { number: "11.2.1", title: { en: "Dimensions of namespace isolation", zh: "命名空间隔离维度" } },
    { number: "11.2.2", title: { en: "The cgroups resource control model", zh: "Cgroups资源控制模型" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "box", summary: { en: "One machine, iso1 (1 GiB of memory)", zh: "一台虚拟机 iso1（内存 1 GiB）" } }],
  notes: [
    {
      en: "The book names the files of cgroup v1; the machine has v2, like every current distribution. CPU: `cpu.shares` (2 to 262144, 1024 unless set) is `cpu.weight` (1 to 10000, 100 unless set), `cpu.cfs_quota_us` and `cpu.cfs_period_us` are the two numbers of `cpu.max`, and `cpuset.cpus` keeps its name.",
      zh: "书中使用 cgroup v1 的文件名，而虚拟机与现今各发行版一样使用 v2。CPU：`cpu.shares`（2 至 262144，默认 1024）对应 `cpu.weight`（1 至 10000，默认 100），`cpu.cfs_quota_us` 与 `cpu.cfs_period_us` 合为 `cpu.max` 中的两个数，`cpuset.cpus` 名称不变。",
    },
    {
      en: "Memory: `memory.limit_in_bytes` is `memory.max`. The soft limit `memory.soft_limit_in_bytes` has no exact counterpart: container runtimes write it to `memory.low`, the amount that a group keeps when the machine runs short; `memory.high` slows a group down above it. What `memory.oom_control` counted is in `memory.events`.",
      zh: "内存：`memory.limit_in_bytes` 对应 `memory.max`。软限制 `memory.soft_limit_in_bytes` 没有完全对应的项：容器运行时把它写入 `memory.low`，即内存紧张时仍为该组保留的数量；超过 `memory.high` 则会减慢该组。原来 `memory.oom_control` 中的计数现在位于 `memory.events`。",
    },
    {
      en: "Block I/O: `blkio.throttle.read_bps_device` and `blkio.throttle.write_bps_device` are `rbps` and `wbps` in `io.max`. `blkio.weight` went with the CFQ scheduler in Linux 5.0; `io.weight` took its place, with a cost model of the disk (`io.cost.qos`) or the BFQ scheduler behind it. cgroups do not limit network bandwidth: that is done by `tc`.",
      zh: "块 I/O：`blkio.throttle.read_bps_device` 与 `blkio.throttle.write_bps_device` 对应 `io.max` 中的 `rbps` 与 `wbps`。`blkio.weight` 随 CFQ 调度器在 Linux 5.0 中移除，由 `io.weight` 取代，须配合磁盘成本模型（`io.cost.qos`）或 BFQ 调度器。cgroup 并不限制网络带宽，那由 `tc` 完成。",
    },
    {
      en: "Devices: v2 has no files `devices.allow` and `devices.deny`; an eBPF program decides instead (systemd's `DeviceAllow=`, Docker's `--device`). The kernel still has the v1 controller: mounted by itself (`mount -t cgroup -o devices`), it works beside v2 exactly as the book says.",
      zh: "设备：v2 中没有 `devices.allow` 和 `devices.deny` 文件，改由 eBPF 程序判定（systemd 的 `DeviceAllow=`、Docker 的 `--device`）。内核仍保留 v1 的控制器：单独挂载（`mount -t cgroup -o devices`）后可与 v2 并存，用法与书中完全一致。",
    },
    {
      en: "Docker is Debian's docker.io. The image `lab/busybox` is on the machine; it is made from Debian's busybox and needs no registry. A Docker daemon that remaps users keeps its images apart: take the image there with `docker save` and `docker load`.",
      zh: "Docker 使用 Debian 的 docker.io。虚拟机中已有镜像 `lab/busybox`，由 Debian 的 busybox 制成，无需镜像仓库。启用用户重映射的 Docker 守护进程会把镜像存放在别处，须用 `docker save` 和 `docker load` 把该镜像带过去。",
    },
  ],
  exercises: [...namespaceExercises, ...cgroupExercises],
  build(lab) {
    declareOneMachine(lab, MACHINE, {
      cidr: "10.23.244.0/24",
      memory: Size.mebibytes(1024),
      disk: Size.gibibytes(10),
      disks: [{ name: "spare", size: Size.gibibytes(1) }],
      cloudInit: { packages: [...DOCKER_PACKAGES, "adduser", "jq", ...BUSYBOX_PACKAGES], commands: [importBusybox] },
    });
  },
};
