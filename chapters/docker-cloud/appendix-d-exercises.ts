import type { Exercise } from "../exercise";
import { CGROUP_HOST } from "./cgroup-host";

/** Shell: `clear GROUP...` removes groups and what runs in them. */
const CLEAR = `clear() {
  for name; do
    group=/sys/fs/cgroup/$name
    [ -d $group ] || continue
    echo 1 > $group/cgroup.kill
    for try in $(seq 50); do rmdir $group 2> /dev/null && break || sleep 0.2; done
  done
}`;

export const exercises: readonly Exercise[] = [
  {
    id: "cgroup-tools",
    title: { en: "A group made with the tools", zh: "用工具创建 cgroup" },
    section: "D.1",
    machine: CGROUP_HOST,
    task: {
      en: "With the cgroup tools, make the group `pin`, bound to processor 1 and memory node 0, and in it run a `sleep` that lasts longer than a day.",
      zh: "用 cgroup 工具创建绑定 1 号处理器与 0 号内存节点的组 `pin`，并在其中运行一个持续一天以上的 `sleep`。",
    },
    expectations: [
      { expect: { en: "the group pin is bound to processor 1", zh: "pin 组绑定 1 号处理器" }, check: "cat /sys/fs/cgroup/pin/cpuset.cpus; grep -qx 1 /sys/fs/cgroup/pin/cpuset.cpus" },
      { expect: { en: "and to memory node 0", zh: "并绑定 0 号内存节点" }, check: "cat /sys/fs/cgroup/pin/cpuset.mems; grep -qx 0 /sys/fs/cgroup/pin/cpuset.mems" },
      {
        expect: { en: "a `sleep` runs in it, and may run on that processor alone", zh: "其中有 `sleep` 在运行，且只能使用该处理器" },
        check: `for process in $(cat /sys/fs/cgroup/pin/cgroup.procs); do
  echo "$(cat /proc/$process/comm): $(grep Cpus_allowed_list /proc/$process/status)"
  if [ "$(cat /proc/$process/comm)" = sleep ] && grep -Eq '^Cpus_allowed_list:\\s+1$' /proc/$process/status; then exit 0; fi
done
exit 1`,
      },
    ],
    solve: `cgcreate -g cpuset:pin
cgset -r cpuset.cpus=1 pin
cgset -r cpuset.mems=0 pin
cgexec -g cpuset:pin sleep 1000000 > /dev/null 2>&1 < /dev/null &
sleep 1`,
    wrong: {
      why: { en: "taskset binds one process, which is not in the group and may choose another processor at any time", zh: "taskset 只绑定单个进程，该进程并不在组中，随时可以改用别的处理器" },
      run: `cgcreate -g cpuset:pin
cgset -r cpuset.cpus=1 pin
cgset -r cpuset.mems=0 pin
taskset -c 1 sleep 1000000 > /dev/null 2>&1 < /dev/null &
sleep 1`,
    },
  },
  {
    id: "cgconfig",
    title: { en: "Groups from a file", zh: "由配置文件创建 cgroup" },
    section: "D.1",
    machine: CGROUP_HOST,
    task: {
      en: "Describe the group `web` in /etc/cgconfig.conf, with CPU weight 50 and at most 128 MiB of memory, and have the cgroup tools make it from the file.",
      zh: "在 /etc/cgconfig.conf 中描述组 `web`：CPU 权重 50、内存上限 128 MiB，并由 cgroup 工具据此创建。",
    },
    expectations: [
      { expect: { en: "the file describes a group web", zh: "文件中描述了 web 组" }, check: "cat /etc/cgconfig.conf; grep -Eq '^\\s*group\\s+web\\b' /etc/cgconfig.conf" },
      { expect: { en: "the group web is there, with CPU weight 50", zh: "web 组已存在，CPU 权重为 50" }, check: "cat /sys/fs/cgroup/web/cpu.weight; grep -qx 50 /sys/fs/cgroup/web/cpu.weight" },
      { expect: { en: "its memory is limited to 128 MiB", zh: "其内存上限为 128 MiB" }, check: "cat /sys/fs/cgroup/web/memory.max; grep -qx 134217728 /sys/fs/cgroup/web/memory.max" },
    ],
    solve: `cat > /etc/cgconfig.conf <<END
group web {
  cpu { cpu.weight = 50; }
  memory { memory.max = 134217728; }
}
END
cgconfigparser -l /etc/cgconfig.conf`,
    wrong: {
      why: { en: "the file was written, but nothing has read it", zh: "只写了文件，没有任何程序读取它" },
      run: `cat > /etc/cgconfig.conf <<END
group web {
  cpu { cpu.weight = 50; }
  memory { memory.max = 134217728; }
}
END`,
    },
  },
  {
    id: "cpu-quota",
    title: { en: "A busy loop held back", zh: "限制死循环" },
    section: "D.2",
    machine: CGROUP_HOST,
    checkSeconds: 40,
    task: {
      en: "Make the group `loop` in /sys/fs/cgroup, limited to 20 percent of one processor (v1: `cpu.cfs_quota_us`), and leave an endless busy loop of a shell running in it.",
      zh: "在 /sys/fs/cgroup 中创建组 `loop`，只允许使用一个处理器的 20%（v1 为 `cpu.cfs_quota_us`），并让一个 shell 死循环一直在其中运行。",
    },
    expectations: [
      { expect: { en: "the group loop may use 20 percent of one processor", zh: "loop 组只能使用一个处理器的 20%" }, check: "cat /sys/fs/cgroup/loop/cpu.max && awk '{ exit !($1 * 5 == $2) }' /sys/fs/cgroup/loop/cpu.max" },
      { expect: { en: "something runs in it", zh: "其中有进程在运行" }, check: "grep -c . /sys/fs/cgroup/loop/cgroup.procs" },
      { expect: { en: "it was held back", zh: "该组曾被限流" }, check: "grep throttled /sys/fs/cgroup/loop/cpu.stat; grep -Eq '^nr_throttled [1-9]' /sys/fs/cgroup/loop/cpu.stat" },
      {
        expect: { en: "measured over some seconds, it uses between 10 and 25 percent", zh: "在数秒内测得的使用率在 10% 到 25% 之间" },
        check: `used() { awk '$1 == "usage_usec" { print $2 }' /sys/fs/cgroup/loop/cpu.stat; }
now() { awk '{ printf "%d", $1 * 1000000 }' /proc/uptime; }
before=$(used) begin=$(now)
sleep 6
percent=$(( ($(used) - before) * 100 / ($(now) - begin) ))
echo "it used $percent percent"
[ $percent -ge 10 ] && [ $percent -le 25 ]`,
      },
    ],
    solve: `${CLEAR}
clear loop
echo "+cpu" > /sys/fs/cgroup/cgroup.subtree_control
mkdir /sys/fs/cgroup/loop
echo "20000 100000" > /sys/fs/cgroup/loop/cpu.max
bash -c 'echo $$ > /sys/fs/cgroup/loop/cgroup.procs; while :; do :; done' > /dev/null 2>&1 < /dev/null &
sleep 3`,
    wrong: {
      why: { en: "a weight of 20 is a share among those that compete for the processor, not a limit: an idle processor is used in full", zh: "权重 20 只是争用处理器时的份额，并不是上限：处理器空闲时仍会被用满" },
      run: `${CLEAR}
clear loop
echo "+cpu" > /sys/fs/cgroup/cgroup.subtree_control
mkdir /sys/fs/cgroup/loop
echo 20 > /sys/fs/cgroup/loop/cpu.weight
bash -c 'echo $$ > /sys/fs/cgroup/loop/cgroup.procs; while :; do :; done' > /dev/null 2>&1 < /dev/null &
sleep 1`,
    },
  },
  {
    id: "cpu-weights",
    title: { en: "Who gets how much", zh: "按权重分配 CPU" },
    section: "D.2",
    machine: CGROUP_HOST,
    task: {
      en: "Make the groups `gold` and `bronze` in /sys/fs/cgroup, gold with three times the CPU weight of bronze (v1: `cpu.shares`). Let a busy loop of ten seconds run in each, both at the same time and on the same processor: in the end gold has used about three times as much processor time.",
      zh: "在 /sys/fs/cgroup 中创建组 `gold` 与 `bronze`，gold 的 CPU 权重为 bronze 的三倍（v1 为 `cpu.shares`）。在两组中同时、且在同一个处理器上各运行一个 10 秒的循环：最终 gold 使用的 CPU 时间约为 bronze 的三倍。",
    },
    expectations: [
      {
        expect: { en: "gold has three times the weight of bronze", zh: "gold 的权重是 bronze 的三倍" },
        check: "gold=$(cat /sys/fs/cgroup/gold/cpu.weight) && bronze=$(cat /sys/fs/cgroup/bronze/cpu.weight) && echo \"gold $gold, bronze $bronze\" && [ \"$gold\" = $((3 * bronze)) ]",
      },
      {
        expect: { en: "each has used at least a second of processor time", zh: "两组都至少使用了一秒 CPU 时间" },
        check: "for group in gold bronze; do echo \"$group: $(grep usage_usec /sys/fs/cgroup/$group/cpu.stat)\"; awk '$1 == \"usage_usec\" { exit !($2 >= 1000000) }' /sys/fs/cgroup/$group/cpu.stat || exit 1; done",
      },
      {
        expect: { en: "gold has used between two and four times as much as bronze", zh: "gold 使用的时间为 bronze 的二到四倍" },
        check: `used() { awk '$1 == "usage_usec" { print $2 }' /sys/fs/cgroup/$1/cpu.stat; }
gold=$(used gold) bronze=$(used bronze)
echo "gold $gold microseconds, bronze $bronze"
[ "$gold" -ge $((2 * bronze)) ] && [ "$gold" -le $((4 * bronze)) ]`,
      },
    ],
    solve: `${CLEAR}
clear gold bronze
echo "+cpu +cpuset" > /sys/fs/cgroup/cgroup.subtree_control
mkdir /sys/fs/cgroup/gold /sys/fs/cgroup/bronze
echo 300 > /sys/fs/cgroup/gold/cpu.weight
echo 100 > /sys/fs/cgroup/bronze/cpu.weight
for name in gold bronze; do
  echo 0 > /sys/fs/cgroup/$name/cpuset.cpus
  bash -c 'echo $$ > /sys/fs/cgroup/'$name'/cgroup.procs; end=$((SECONDS + 10)); while [ $SECONDS -lt $end ]; do :; done' &
done
wait`,
    wrong: {
      why: { en: "each loop has a processor to itself, so weights make no difference", zh: "两个循环各占一个处理器，权重不起作用" },
      run: `${CLEAR}
clear gold bronze
echo "+cpu +cpuset" > /sys/fs/cgroup/cgroup.subtree_control
mkdir /sys/fs/cgroup/gold /sys/fs/cgroup/bronze
echo 300 > /sys/fs/cgroup/gold/cpu.weight
echo 100 > /sys/fs/cgroup/bronze/cpu.weight
processor=0
for name in gold bronze; do
  echo $processor > /sys/fs/cgroup/$name/cpuset.cpus
  processor=$((processor + 1))
  bash -c 'echo $$ > /sys/fs/cgroup/'$name'/cgroup.procs; end=$((SECONDS + 10)); while [ $SECONDS -lt $end ]; do :; done' &
done
wait`,
    },
  },
  {
    id: "memory-oom",
    title: { en: "A service that wants too much", zh: "内存超限的服务" },
    section: "D.2",
    machine: CGROUP_HOST,
    checkSeconds: 60,
    task: {
      en: "systemd keeps a group for every service. Run a service `hog` that is limited to 64 MiB of memory and endlessly asks for more (as `tail /dev/zero` does), and see it ended by the kernel's OOM killer. Do not reset it: systemd still shows how it ended.",
      zh: "systemd 为每个服务维护一个 cgroup。运行内存上限为 64 MiB、却不断索取更多内存的服务 `hog`（`tail /dev/zero` 即可），并看到它被内核的 OOM killer 终止。不要重置该服务，使 systemd 仍能显示其终止原因。",
    },
    expectations: [
      { expect: { en: "the memory of the service hog is limited to 64 MiB", zh: "服务 hog 的内存上限为 64 MiB" }, check: "systemctl show -p MemoryMax hog; [ \"$(systemctl show -p MemoryMax --value hog)\" = 67108864 ]" },
      {
        expect: { en: "it was ended by the OOM killer", zh: "该服务被 OOM killer 终止" },
        check: `for try in $(seq 40); do
  [ "$(systemctl show -p ActiveState --value hog)" = active ] || break
  sleep 1
done
result=$(systemctl show -p Result --value hog)
echo "result: $result"
[ "$result" = oom-kill ]`,
      },
    ],
    solve: `systemctl stop hog 2> /dev/null || true
systemctl reset-failed hog 2> /dev/null || true
systemd-run --unit hog -p MemoryMax=64M -p MemorySwapMax=0 tail /dev/zero`,
    wrong: {
      why: { en: "that limits the address space of the process: it is refused memory, and the OOM killer has nothing to do with it", zh: "那是对进程地址空间的限制：程序只是申请内存失败，与 OOM killer 无关" },
      run: "systemd-run --unit hog -p LimitAS=64M tail /dev/zero; sleep 2",
    },
  },
];
