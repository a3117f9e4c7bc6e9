import type { Exercise } from "../exercise";
import { SPARE_DISK } from "../conventions";
import { CGROUP_HOST } from "./cgroup-host";

/** A check of a word of `io.max`, of the spare disk. */
const limitOf = (word: string): string => `disk=$(lsblk -dno MAJ:MIN ${SPARE_DISK} | tr -d ' ')
echo "spare disk $disk: $(cat /sys/fs/cgroup/slowdisk/io.max)"
grep -Eq "^$disk (.* )?${word}=1048576( |$)" /sys/fs/cgroup/slowdisk/io.max`;

/** 1 Mbit/s on lab0 for processes in the group `lab`, once its class is that of the limit. */
const limitLab0 = (classid: string): string => `mkdir -p /srv/net_cls
mountpoint -q /srv/net_cls || mount -t cgroup -o net_cls net_cls /srv/net_cls
mkdir -p /srv/net_cls/lab
echo ${classid} > /srv/net_cls/lab/net_cls.classid
ip link delete lab0 2> /dev/null || true
ip link add lab0 type dummy
ip address add 10.91.0.1/24 dev lab0
ip link set lab0 up
tc qdisc add dev lab0 root handle 10: htb
tc class add dev lab0 parent 10: classid 10:1 htb rate 1mbit
tc filter add dev lab0 parent 10: protocol ip prio 10 handle 1: cgroup`;

export const exercises: readonly Exercise[] = [
  {
    id: "parameters",
    title: { en: "Every parameter there is", zh: "参数速查" },
    section: "E.1",
    machine: CGROUP_HOST,
    task: {
      en: "Have the kernel give the groups in /sys/fs/cgroup all of its controllers, and make the group `all` there. List its parameters in /root/lab/parameters: one file per controller, named after it (empty if it has none), with one name such as `pids.max` on each line.",
      zh: "让内核把全部控制器交给 /sys/fs/cgroup 下的各组，在其中创建组 `all`，并把它的参数列入 /root/lab/parameters：每个控制器一个同名文件（没有参数则为空文件），每行一个参数名，例如 `pids.max`。",
    },
    expectations: [
      {
        expect: { en: "all controllers are given to the groups", zh: "全部控制器都已交给下层的组" },
        check: `for name in $(cat /sys/fs/cgroup/cgroup.controllers); do
  grep -qw "$name" /sys/fs/cgroup/cgroup.subtree_control || { echo "given: $(cat /sys/fs/cgroup/cgroup.subtree_control); not $name"; exit 1; }
done`,
      },
      { expect: { en: "the group all exists, with all of them", zh: "组 all 已存在，且拥有全部控制器" }, check: "cat /sys/fs/cgroup/all/cgroup.controllers; [ \"$(cat /sys/fs/cgroup/all/cgroup.controllers)\" = \"$(cat /sys/fs/cgroup/cgroup.controllers)\" ]" },
      {
        expect: { en: "the file of each controller lists its parameters in that group, and nothing else", zh: "每个控制器的文件恰好列出它在该组中的参数" },
        check: `for name in $(cat /sys/fs/cgroup/cgroup.controllers); do
  file=/root/lab/parameters/$name
  [ -e $file ] || { echo "$file is missing"; exit 1; }
  difference=$(comm -3 <(cd /sys/fs/cgroup/all && printf '%s\\n' $name.* | grep -vF '*' | sort) <(grep . $file | sort -u) | tr -d '\\t')
  [ -z "$difference" ] || { echo "$name: $(wc -l <<< "$difference") names differ"; exit 1; }
  echo "$name: $(grep -c . $file)"
done`,
      },
    ],
    solve: `for name in $(cat /sys/fs/cgroup/cgroup.controllers); do echo "+$name" > /sys/fs/cgroup/cgroup.subtree_control; done
mkdir -p /sys/fs/cgroup/all /root/lab/parameters
for name in $(cat /sys/fs/cgroup/all/cgroup.controllers); do
  ls /sys/fs/cgroup/all | { grep "^$name\\." || true; } > /root/lab/parameters/$name
done`,
    wrong: {
      why: { en: "listed from the root group, to which no limit applies: it has statistics, but hardly any parameters", zh: "列出的是根组的文件：根组不受任何限制，只有统计信息，几乎没有参数" },
      run: `mkdir -p /sys/fs/cgroup/all /root/lab/parameters
for name in $(cat /sys/fs/cgroup/cgroup.controllers); do
  ls /sys/fs/cgroup | { grep "^$name\\." || true; } > /root/lab/parameters/$name
done`,
    },
  },
  {
    id: "io-limit",
    title: { en: "Block I/O slowed down", zh: "块设备限速" },
    section: "E.1",
    machine: CGROUP_HOST,
    checkSeconds: 60,
    task: {
      en: `Make the group \`slowdisk\` in /sys/fs/cgroup, whose reads from the spare disk (${SPARE_DISK}) and writes to it are limited to 1 MiB per second each (v1: \`blkio.throttle\`).`,
      zh: `在 /sys/fs/cgroup 中创建组 \`slowdisk\`，其对空闲磁盘（${SPARE_DISK}）的读取和写入速率各不超过每秒 1 MiB（v1 为 \`blkio.throttle\`）。`,
    },
    expectations: [
      { expect: { en: "its writes are limited to 1 MiB/s on the spare disk", zh: "对空闲磁盘的写入限制为 1 MiB/s" }, check: limitOf("wbps") },
      { expect: { en: "and its reads", zh: "读取也限制为 1 MiB/s" }, check: limitOf("rbps") },
      {
        expect: { en: "reading 4 MiB takes it at least 3 seconds", zh: "读取 4 MiB 至少需要 3 秒" },
        check: `[ -d /sys/fs/cgroup/slowdisk ] || exit 1
begin=$(date +%s%3N)
bash -c 'echo $$ > /sys/fs/cgroup/slowdisk/cgroup.procs; exec dd if=${SPARE_DISK} of=/dev/null iflag=direct bs=128k count=32' 2> /dev/null || exit 1
took=$(($(date +%s%3N) - begin))
echo "it took $took ms"
[ $took -ge 3000 ]`,
      },
    ],
    solve: `echo "+io" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/slowdisk
echo "$(lsblk -dno MAJ:MIN ${SPARE_DISK} | tr -d ' ') rbps=1048576 wbps=1048576" > /sys/fs/cgroup/slowdisk/io.max`,
    wrong: {
      why: { en: "the device number is that of the system's disk: the spare disk is as fast as before", zh: "设备号是系统磁盘的：空闲磁盘的速度没有变化" },
      run: `echo "+io" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/slowdisk
system=$(lsblk -ndo PKNAME "$(findmnt -no SOURCE /)")
echo "$(cat /sys/block/$system/dev) rbps=1048576 wbps=1048576" > /sys/fs/cgroup/slowdisk/io.max`,
    },
  },
  {
    id: "freeze",
    title: { en: "A frozen group", zh: "冻结 cgroup" },
    section: "E.1",
    machine: CGROUP_HOST,
    task: {
      en: "Run a shell that counts without end (`while :; do n=$((n + 1)); done`) in a group `ice` in /sys/fs/cgroup, and freeze the group (v1: `freezer.state`).",
      zh: "在 /sys/fs/cgroup 的组 `ice` 中运行一个不停计数的 shell（`while :; do n=$((n + 1)); done`），然后冻结该组（v1 为 `freezer.state`）。",
    },
    expectations: [
      { expect: { en: "the group ice has a process", zh: "ice 组中有进程" }, check: "cat /sys/fs/cgroup/ice/cgroup.events; grep -qx 'populated 1' /sys/fs/cgroup/ice/cgroup.events" },
      { expect: { en: "its processes have run before", zh: "其中的进程曾经运行" }, check: "grep usage_usec /sys/fs/cgroup/ice/cpu.stat; awk '$1 == \"usage_usec\" { exit !($2 >= 100000) }' /sys/fs/cgroup/ice/cpu.stat" },
      { expect: { en: "the group is frozen", zh: "该组已冻结" }, check: "cat /sys/fs/cgroup/ice/cgroup.events; grep -qx 'frozen 1' /sys/fs/cgroup/ice/cgroup.events" },
      {
        expect: { en: "a process that is sent SIGCONT does not go on", zh: "向进程发送 SIGCONT 后，它也不会继续运行" },
        check: `used() { awk '$1 == "usage_usec" { print $2 }' /sys/fs/cgroup/ice/cpu.stat; }
before=$(used)
kill -CONT $(cat /sys/fs/cgroup/ice/cgroup.procs) || exit 1
sleep 1
echo "processor time: $before, then $(used) microseconds"
[ "$(used)" -lt $((before + 50000)) ]`,
      },
    ],
    solve: `mkdir -p /sys/fs/cgroup/ice
echo 0 > /sys/fs/cgroup/ice/cgroup.freeze
echo 1 > /sys/fs/cgroup/ice/cgroup.kill
bash -c 'echo $$ > /sys/fs/cgroup/ice/cgroup.procs; while :; do n=$((n + 1)); done' > /dev/null 2>&1 < /dev/null &
sleep 2
echo 1 > /sys/fs/cgroup/ice/cgroup.freeze
for try in $(seq 20); do grep -qx 'frozen 1' /sys/fs/cgroup/ice/cgroup.events && break || sleep 0.2; done`,
    wrong: {
      why: { en: "a stopped process is not a frozen group: whoever may send it a signal can set it going again", zh: "停止进程不等于冻结组：任何能向它发信号的程序都能让它继续" },
      run: `mkdir -p /sys/fs/cgroup/ice
echo 1 > /sys/fs/cgroup/ice/cgroup.kill
bash -c 'echo $$ > /sys/fs/cgroup/ice/cgroup.procs; while :; do n=$((n + 1)); done' > /dev/null 2>&1 < /dev/null &
sleep 2
kill -STOP $(cat /sys/fs/cgroup/ice/cgroup.procs)`,
    },
  },
  {
    id: "pids-max",
    title: { en: "No more processes", zh: "限制进程数" },
    section: "E.1",
    machine: CGROUP_HOST,
    checkSeconds: 40,
    task: {
      en: "Make the group `few` in /sys/fs/cgroup, which is limited to 20 processes, and let a program in it try to start more.",
      zh: "在 /sys/fs/cgroup 中创建最多允许 20 个进程的组 `few`，并让其中的程序尝试启动更多进程。",
    },
    expectations: [
      { expect: { en: "the group few is limited to 20 processes", zh: "few 组最多允许 20 个进程" }, check: "cat /sys/fs/cgroup/few/pids.max; grep -qx 20 /sys/fs/cgroup/few/pids.max" },
      { expect: { en: "the kernel has refused it one more", zh: "曾有新进程因超限被拒绝" }, check: "cat /sys/fs/cgroup/few/pids.events; grep -Eq '^max [1-9]' /sys/fs/cgroup/few/pids.events" },
    ],
    solve: `echo "+pids" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/few
echo 20 > /sys/fs/cgroup/few/pids.max
bash -c 'echo $$ > /sys/fs/cgroup/few/cgroup.procs; for n in $(seq 30); do sleep 4 & done; wait' || echo "the shell gave up"`,
    wrong: {
      why: { en: "`ulimit -u` is a limit per user: it counts root's processes on the whole machine, and root is not bound by it", zh: "`ulimit -u` 是用户级限制：统计的是整台机器上 root 的进程，而 root 不受其约束" },
      run: `echo "+pids" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/few
bash -c 'ulimit -u 20; echo $$ > /sys/fs/cgroup/few/cgroup.procs; for n in $(seq 30); do sleep 2 & done; wait'`,
    },
  },
  {
    id: "net-cls",
    title: { en: "Packets marked by their group", zh: "按组标记网络报文" },
    section: "E.2",
    machine: CGROUP_HOST,
    checkSeconds: 40,
    task: {
      en: "Mount the v1 controller net_cls on /srv/net_cls, with a group `lab` in it. Make the network device `lab0` of type dummy, with the address 10.91.0.1/24, and on it an HTB queue with the class 10:1 of 1 Mbit/s. What the group's processes send there goes into that class; what others send does not.",
      zh: "把 v1 控制器 net_cls 挂载到 /srv/net_cls，在其中创建组 `lab`。创建类型为 dummy、地址为 10.91.0.1/24 的网络设备 `lab0`，在其上设置带有类 10:1（速率 1 Mbit/s）的 HTB 队列：该组进程经它发出的报文归入该类，其他进程的报文则不归入。",
    },
    expectations: [
      { expect: { en: "/srv/net_cls is the v1 controller net_cls", zh: "/srv/net_cls 为 v1 的 net_cls 控制器" }, check: "findmnt -t cgroup -no OPTIONS /srv/net_cls; grep -qw net_cls <<< \"$(findmnt -t cgroup -no OPTIONS /srv/net_cls)\"" },
      { expect: { en: "lab0 has an HTB queue with the class 10:1 of 1 Mbit/s", zh: "lab0 上有带类 10:1 的 HTB 队列，该类速率为 1 Mbit/s" }, check: "tc class show dev lab0; grep -q '^class htb 10:1 .*rate 1Mbit ' <<< \"$(tc class show dev lab0)\"" },
      {
        expect: { en: "packets of the group lab are in that class, others are not", zh: "lab 组的报文归入该类，其他报文不归入" },
        check: `[ -d /srv/net_cls/lab ] || exit 1
sent() { tc -s class show dev lab0 | awk '/^class htb 10:1 / { mine = 1; next } /^class/ { mine = 0 } mine && $1 == "Sent" { print $4; exit }'; }
before=$(sent)
ping -c 2 -i 0.3 -W 1 10.91.0.9 > /dev/null
between=$(sent)
bash -c 'echo $$ > /srv/net_cls/lab/cgroup.procs; exec ping -c 2 -i 0.3 -W 1 10.91.0.9' > /dev/null
after=$(sent)
echo "packets in 10:1: $before, after others' $between, after the group's $after"
[ "$between" = "$before" ] && [ "$after" -gt "$between" ]`,
      },
    ],
    solve: limitLab0("0x00100001"),
    wrong: {
      why: { en: "the class was written with a decimal 10, which is 0xa: tc reads the numbers of classes as hexadecimal", zh: "类号中的 10 按十进制写入，成了 0xa，而 tc 把类号当作十六进制" },
      run: limitLab0("$((10 * 65536 + 1))"),
    },
  },
];
