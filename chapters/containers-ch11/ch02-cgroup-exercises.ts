import { containerRuns } from "../container-checks";
import { SPARE_DISK } from "../conventions";
import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";
import { MACHINE, remove } from "./ch02-words";

/** Shell: `group NAME` is the folder of a container's cgroup. */
const GROUP = `group() { echo "/sys/fs/cgroup$(sed -n 's/^0:://p' "/proc/$(docker inspect -f '{{.State.Pid}}' "$1")/cgroup")"; }`;

/** Shell: `$file` holds the weights that the spare disk goes by, if it goes by any. */
const BY_WEIGHTS = `disk=$(basename "$(readlink -f ${SPARE_DISK})")
number=$(cat /sys/block/$disk/dev)
file=
if grep -q '\\[bfq\\]' /sys/block/$disk/queue/scheduler; then file=io.bfq.weight
elif grep -q "^$number .*enable=1" /sys/fs/cgroup/io.cost.qos; then file=io.weight
fi`;

/** Section 11.2.2. */
export const cgroupExercises: readonly Exercise[] = [
  {
    id: "cpu",
    title: { en: "Three ways to share processors", zh: "CPU 的三种分配方式" },
    section: "11.2.2",
    machine: MACHINE,
    checkSeconds: 60,
    task: {
      en: `Run a container \`cpu1\` of \`${BUSYBOX_IMAGE}\` that stays on processor 0, has 512 CPU shares (v1: \`cpu.shares\`), and at most half of the processor: 50000 of every 100000 microseconds (v1: \`cpu.cfs_quota_us\` and \`cpu.cfs_period_us\`).`,
      zh: `用 \`${BUSYBOX_IMAGE}\` 运行容器 \`cpu1\`：只使用 0 号处理器，CPU 份额为 512（v1 为 \`cpu.shares\`），且最多占用半个处理器，即每 100000 微秒中的 50000 微秒（v1 为 \`cpu.cfs_quota_us\` 与 \`cpu.cfs_period_us\`）。`,
    },
    expectations: [
      containerRuns("cpu1"),
      { expect: { en: "its cgroup is bound to processor 0", zh: "其 cgroup 只绑定 0 号处理器" }, check: `${GROUP}\ncat "$(group cpu1)/cpuset.cpus"; grep -qx 0 "$(group cpu1)/cpuset.cpus"` },
      {
        expect: { en: "its weight is that of 512 shares, below the default", zh: "其权重相当于 512 份额，低于默认值" },
        check: `${GROUP}\nweight=$(cat "$(group cpu1)/cpu.weight"); shares=$(docker inspect -f '{{.HostConfig.CpuShares}}' cpu1); echo "cpu.weight $weight, shares $shares"; [ "$weight" -lt 100 ] && [ "$shares" = 512 ]`,
      },
      { expect: { en: "it gets 50000 of 100000 microseconds", zh: "每 100000 微秒最多使用 50000 微秒" }, check: `${GROUP}\ncat "$(group cpu1)/cpu.max"; grep -qx '50000 100000' "$(group cpu1)/cpu.max"` },
    ],
    solve: `${remove("cpu1")}
docker run -d --name cpu1 --cpuset-cpus 0 --cpu-shares 512 --cpu-period 100000 --cpu-quota 50000 ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "a weight counts only while others want the processor too: it is not a limit", zh: "权重只在有其他进程争用处理器时起作用，并不是上限" },
      run: `docker run -d --name cpu1 --cpuset-cpus 0 --cpu-shares 512 ${BUSYBOX_IMAGE} sleep 1000000`,
    },
  },
  {
    id: "memory-oom",
    title: { en: "Hard limit, soft limit, OOM killer", zh: "硬限制、软限制与 OOM Killer" },
    section: "11.2.2",
    machine: MACHINE,
    checkSeconds: 30,
    task: {
      en: "Make the cgroup `lab` (in /sys/fs/cgroup) with a hard limit of 128 MiB (v1: `memory.limit_in_bytes`) and 64 MiB kept for it when memory is short (what container runtimes make of v1's `memory.soft_limit_in_bytes`). Then let the kernel's OOM killer end a process in it that wants more.",
      zh: "在 /sys/fs/cgroup 中创建 cgroup `lab`：硬限制 128 MiB（v1 为 `memory.limit_in_bytes`），内存紧张时为其保留 64 MiB（容器运行时对 v1 的 `memory.soft_limit_in_bytes` 的处理方式）。然后让其中一个超额申请内存的进程被内核的 OOM killer 终止。",
    },
    expectations: [
      { expect: { en: "the hard limit is 128 MiB", zh: "硬限制为 128 MiB" }, check: "cat /sys/fs/cgroup/lab/memory.max; grep -qx 134217728 /sys/fs/cgroup/lab/memory.max" },
      { expect: { en: "64 MiB are kept for it", zh: "为其保留 64 MiB" }, check: "cat /sys/fs/cgroup/lab/memory.low; grep -qx 67108864 /sys/fs/cgroup/lab/memory.low" },
      { expect: { en: "the OOM killer ended a process of the group", zh: "组内有进程被 OOM killer 终止" }, check: "cat /sys/fs/cgroup/lab/memory.events; grep -Eq '^oom_kill [1-9]' /sys/fs/cgroup/lab/memory.events" },
    ],
    solve: `echo "+memory" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/lab
echo 128M > /sys/fs/cgroup/lab/memory.max
echo 64M > /sys/fs/cgroup/lab/memory.low
bash -c 'echo $$ > /sys/fs/cgroup/lab/cgroup.procs; exec tail /dev/zero' || echo "ended with $?"`,
    wrong: {
      why: { en: "the numbers are megabytes instead of MiB, and the process was killed by hand", zh: "数值的单位是 MB 而不是 MiB，而且进程是手动终止的" },
      run: `echo "+memory" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/lab
echo 128000000 > /sys/fs/cgroup/lab/memory.max
echo 64000000 > /sys/fs/cgroup/lab/memory.low
bash -c 'echo $$ > /sys/fs/cgroup/lab/cgroup.procs; kill -KILL $$' || echo "ended with $?"`,
    },
  },
  {
    id: "block-throttle",
    title: { en: "Block I/O: a container slowed down", zh: "块 I/O：限速的容器" },
    section: "11.2.2",
    machine: MACHINE,
    checkSeconds: 60,
    task: {
      en: `Run a container \`io1\` of \`${BUSYBOX_IMAGE}\` whose reads from the spare disk (${SPARE_DISK}) and writes to it are limited to 1 MiB per second each (v1: \`blkio.throttle\`).`,
      zh: `用 \`${BUSYBOX_IMAGE}\` 运行容器 \`io1\`，其对空闲磁盘（${SPARE_DISK}）的读取和写入速率各不超过每秒 1 MiB（v1 为 \`blkio.throttle\`）。`,
    },
    expectations: [
      containerRuns("io1"),
      ...([["wbps", "writes to", "写入"], ["rbps", "reads from", "读取"]] as const).map(([word, en, zh]) => ({
        expect: { en: `its ${en} the spare disk are limited to 1 MiB/s`, zh: `对空闲磁盘的${zh}限制为 1 MiB/s` },
        check: `${GROUP}
disk=$(lsblk -dno MAJ:MIN ${SPARE_DISK} | tr -d ' ')
echo "spare disk $disk: $(cat "$(group io1)/io.max")"
grep -Eq "^$disk (.* )?${word}=1048576( |$)" "$(group io1)/io.max"`,
      })),
    ],
    solve: `${remove("io1")}
docker run -d --name io1 --device-read-bps ${SPARE_DISK}:1mb --device-write-bps ${SPARE_DISK}:1mb ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "only writes are limited, and on the system's disk", zh: "只限制了写入，而且限制的是系统磁盘" },
      run: `docker run -d --name io1 --device-write-bps /dev/$(lsblk -ndo PKNAME "$(findmnt -no SOURCE /)"):1mb ${BUSYBOX_IMAGE} sleep 1000000`,
    },
  },
  {
    id: "block-weight",
    title: { en: "Block I/O: weights", zh: "块 I/O：权重" },
    section: "11.2.2",
    machine: MACHINE,
    task: {
      en: "Make the cgroups `fast` and `slow` (in /sys/fs/cgroup) with the I/O weights 400 and 50 (v1: `blkio.weight`), and let the kernel share out the spare disk (/dev/disk/by-id/virtio-spare) by these weights.",
      zh: "在 /sys/fs/cgroup 中创建 cgroup `fast` 和 `slow`，I/O 权重分别为 400 和 50（v1 为 `blkio.weight`），并让内核按这些权重分配空闲磁盘（/dev/disk/by-id/virtio-spare）。",
    },
    expectations: [
      { expect: { en: "the groups fast and slow have I/O weights", zh: "fast 与 slow 组有 I/O 权重" }, check: "ls -d /sys/fs/cgroup/fast/io.*weight /sys/fs/cgroup/slow/io.*weight" },
      {
        expect: { en: "the kernel shares out the spare disk by weights", zh: "内核按权重分配空闲磁盘" },
        check: `${BY_WEIGHTS}
echo "weights in force: \${file:-none}"
[ -n "$file" ]`,
      },
      ...([["fast", 400], ["slow", 50]] as const).map(([name, weight]) => ({
        expect: { en: `of the weights that are in force, ${name} has ${weight}`, zh: `在生效的权重中，${name} 为 ${weight}` },
        check: `${BY_WEIGHTS}
[ -n "$file" ] || { echo "no weights are in force"; exit 1; }
cat "/sys/fs/cgroup/${name}/$file"
grep -Eqx '(default )?${weight}' "/sys/fs/cgroup/${name}/$file"`,
      })),
    ],
    solve: `echo "+io" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/fast /sys/fs/cgroup/slow
echo "$(lsblk -dno MAJ:MIN ${SPARE_DISK} | tr -d ' ') enable=1" > /sys/fs/cgroup/io.cost.qos
echo 400 > /sys/fs/cgroup/fast/io.weight
echo 50 > /sys/fs/cgroup/slow/io.weight`,
    wrong: {
      why: { en: "the weights were written, but nothing on the disk goes by them", zh: "写入了权重，但磁盘上没有任何机制遵照执行" },
      run: `echo "+io" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/fast /sys/fs/cgroup/slow
echo 400 > /sys/fs/cgroup/fast/io.weight
echo 50 > /sys/fs/cgroup/slow/io.weight`,
    },
  },
  {
    id: "devices",
    title: { en: "A whitelist of devices", zh: "设备白名单" },
    section: "11.2.2",
    machine: MACHINE,
    task: {
      en: "Mount the v1 controller `devices` by itself on /srv/devices. In its group `lab`, processes may use /dev/null, /dev/zero and /dev/urandom, and no other device.",
      zh: "把 v1 的 `devices` 控制器单独挂载到 /srv/devices。其中 `lab` 组内的进程只能使用 /dev/null、/dev/zero 和 /dev/urandom，不能使用其他任何设备。",
    },
    expectations: [
      { expect: { en: "/srv/devices is the v1 controller devices", zh: "/srv/devices 为 v1 的 devices 控制器" }, check: "findmnt -no FSTYPE,OPTIONS /srv/devices; findmnt -t cgroup -no OPTIONS /srv/devices | grep -qw devices" },
      {
        expect: { en: "in the group lab, null, zero and urandom can be read", zh: "在 lab 组中可以读取 null、zero 和 urandom" },
        check: `for name in null zero urandom; do
  bash -c 'echo $$ > /srv/devices/lab/cgroup.procs && exec head -c 1 "$1" > /srv/probe' probe /dev/$name || { rm -f /srv/probe; echo "/dev/$name is refused"; exit 1; }
done
rm -f /srv/probe`,
      },
      {
        expect: { en: "in it, full, random and the spare disk cannot be read", zh: "在其中不能读取 full、random 和空闲磁盘" },
        check: `for path in /dev/full /dev/random ${SPARE_DISK}; do
  ! bash -c 'echo $$ > /srv/devices/lab/cgroup.procs && exec head -c 1 "$1" > /dev/null' probe $path || { echo "$path was read"; exit 1; }
done
test -d /srv/devices/lab`,
      },
      { expect: { en: "its list holds nothing but the three", zh: "其名单中只有这三个设备" }, check: `cat /srv/devices/lab/devices.list
[ "$(awk '{ print $1, $2 }' /srv/devices/lab/devices.list | sort | tr '\\n' ',')" = 'c 1:3,c 1:5,c 1:9,' ]` },
    ],
    solve: `mkdir -p /srv/devices
mountpoint -q /srv/devices || mount -t cgroup -o devices devices /srv/devices
mkdir -p /srv/devices/lab
echo a > /srv/devices/lab/devices.deny
for number in 1:3 1:5 1:9; do echo "c $number rwm" > /srv/devices/lab/devices.allow; done`,
    wrong: {
      why: { en: "devices were allowed in a group that had not been denied any: everything stays allowed", zh: "没有先禁止任何设备就添加许可：所有设备仍然可用" },
      run: `mkdir -p /srv/devices
mountpoint -q /srv/devices || mount -t cgroup -o devices devices /srv/devices
mkdir -p /srv/devices/lab
for number in 1:3 1:5 1:9; do echo "c $number rwm" > /srv/devices/lab/devices.allow; done`,
    },
  },
];
