import { containerIsOf, containerRuns } from "../container-checks";
import { SPARE_DISK } from "../conventions";
import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";

const MACHINE = "box1";

export const exercises: readonly Exercise[] = [
  {
    id: "chroot",
    title: { en: "A root of its own", zh: "自己的根目录" },
    section: "7.1",
    machine: MACHINE,
    task: {
      en: "Make a root file system in /srv/jail, without a /boot: `chroot /srv/jail /bin/sh` starts a shell in which `ls /` lists that file system and /proc shows the processes.",
      zh: "在 /srv/jail 中制作一个不含 /boot 的根文件系统：执行 `chroot /srv/jail /bin/sh` 后能进入 shell，`ls /` 列出的是这个根文件系统，且 /proc 中能看到进程。",
    },
    expectations: [
      { expect: { en: "`chroot /srv/jail /bin/sh` starts a shell", zh: "`chroot /srv/jail /bin/sh` 能启动 shell" }, check: "chroot /srv/jail /bin/sh -c 'exit 0'" },
      {
        expect: { en: "`ls /` in it shows its own root and not the machine's, which has a /boot", zh: "其中的 `ls /` 显示的是它自己的根目录，而不是含有 /boot 的虚拟机根目录" },
        check: "seen=$(chroot /srv/jail /bin/sh -c 'ls /') || { echo \"$seen\"; exit 1; }; echo $seen; ! grep -qx boot <<< \"$seen\"",
      },
      { expect: { en: "/proc in it shows the processes", zh: "其中的 /proc 能看到进程" }, check: "ls /srv/jail/proc | head -3; chroot /srv/jail /bin/sh -c 'test -r /proc/1/status'" },
    ],
    solve: `mkdir -p /srv/jail/bin /srv/jail/proc
cp /bin/busybox /srv/jail/bin/
for name in sh ls ps cat test; do ln -sf busybox /srv/jail/bin/$name; done
mountpoint -q /srv/jail/proc || mount -t proc proc /srv/jail/proc`,
    wrong: {
      why: { en: "bash is copied without the libraries it is linked to", zh: "只复制了 bash，没有复制它链接的库" },
      run: "mkdir -p /srv/jail/bin; cp /bin/bash /srv/jail/bin/sh",
    },
  },
  {
    id: "all-namespaces",
    title: { en: "Seven namespaces at once", zh: "七种命名空间" },
    section: "7.1",
    machine: MACHINE,
    task: {
      en: "Run a systemd service `nsdemo` with a process that has PID, network, mount, UTS, IPC, user and cgroup namespaces of its own.",
      zh: "运行 systemd 服务 `nsdemo`，其中有一个进程拥有独立的 PID、网络、挂载、UTS、IPC、用户和 cgroup 命名空间。",
    },
    expectations: [
      { expect: { en: "the service nsdemo is running", zh: "服务 nsdemo 正在运行" }, check: "systemctl is-active nsdemo" },
      {
        expect: { en: "one of its processes shares none of the seven with PID 1", zh: "其中某个进程与 1 号进程不共享这七种命名空间中的任何一种" },
        check: `main=$(systemctl show -p MainPID --value nsdemo)
for process in $main $(pgrep -P "$main"); do
  shared=
  for name in pid net mnt uts ipc user cgroup; do
    [ "$(readlink /proc/$process/ns/$name)" != "$(readlink /proc/1/ns/$name)" ] || shared="$shared $name"
  done
  [ -n "$shared" ] || exit 0
  echo "process $process shares:$shared"
done
exit 1`,
      },
    ],
    solve: `systemctl stop nsdemo 2>/dev/null || true
systemctl reset-failed nsdemo 2>/dev/null || true
systemd-run --unit nsdemo unshare --user --map-root-user --pid --fork --net --mount --uts --ipc --cgroup sleep infinity
sleep 2`,
    wrong: {
      why: { en: "without `--fork` the process stays in the old PID namespace, and the user and cgroup namespaces were forgotten", zh: "没有 `--fork`，进程仍在原来的 PID 命名空间；还遗漏了用户和 cgroup 命名空间" },
      run: "systemd-run --unit nsdemo unshare --pid --net --mount --uts --ipc sleep infinity; sleep 1",
    },
  },
  {
    id: "veth-shaping",
    title: { en: "A cable between two namespaces, with a limit", zh: "连接两个网络命名空间并限速" },
    section: "7.2",
    machine: MACHINE,
    task: {
      en: "Join the network namespaces `red` and `blue` by a veth pair, with 10.200.0.1/24 in red and 10.200.0.2/24 in blue. With tc (tbf, htb or cake), limit the rate of what leaves red.",
      zh: "用一对 veth 连接网络命名空间 `red` 与 `blue`（red 为 10.200.0.1/24，blue 为 10.200.0.2/24），并用 tc（tbf、htb 或 cake）限制 red 的发送速率。",
    },
    expectations: [
      { expect: { en: "the namespaces red and blue exist", zh: "命名空间 red 和 blue 已存在" }, check: "ip netns list; ip netns list | grep -qw red && ip netns list | grep -qw blue" },
      {
        expect: { en: "blue has 10.200.0.2/24 on one end of a veth pair", zh: "blue 在一端的 veth 上有 10.200.0.2/24" },
        check: "seen=$(ip -n blue -o -4 address show); echo \"$seen\"; nic=$(awk '$4 == \"10.200.0.2/24\" { print $2 }' <<< \"$seen\"); [ -n \"$nic\" ] && grep -qw veth <<< \"$(ip -n blue -d link show dev \"$nic\")\"",
      },
      { expect: { en: "red reaches 10.200.0.2", zh: "red 能够访问 10.200.0.2" }, check: "ip netns exec red ip -brief address; ip netns exec red ping -c 1 -W 2 10.200.0.2 > /dev/null" },
      { expect: { en: "a tbf, htb or cake queue in red limits the rate", zh: "red 中有 tbf、htb 或 cake 限速队列" }, check: "ip netns exec red tc qdisc show; ip netns exec red tc qdisc show | grep -Eq 'qdisc (tbf|htb|cake)'" },
    ],
    solve: `for name in red blue; do ip netns add $name 2>/dev/null || true; ip -n $name link set lo up; done
ip -n red link show veth-red > /dev/null 2>&1 || ip link add veth-red netns red type veth peer name veth-blue netns blue
ip -n red address replace 10.200.0.1/24 dev veth-red
ip -n blue address replace 10.200.0.2/24 dev veth-blue
ip -n red link set veth-red up
ip -n blue link set veth-blue up
ip netns exec red tc qdisc replace dev veth-red root tbf rate 1mbit burst 32kbit latency 400ms`,
    wrong: {
      why: { en: "the pair is there, but its ends are down and have no addresses", zh: "veth 已创建，但两端没有启用，也没有地址" },
      run: "ip netns add red; ip netns add blue; ip link add veth-red netns red type veth peer name veth-blue netns blue",
    },
  },
  {
    id: "cgroup-limits",
    title: { en: "CPU, memory and I/O limits", zh: "CPU、内存与 I/O 限制" },
    section: "7.2",
    machine: MACHINE,
    task: {
      en: "Make the cgroup `lab` in /sys/fs/cgroup with at most half a CPU, CPU weight 50, at most 128 MiB of memory, and writes of at most 1 MiB/s to the spare disk (/dev/disk/by-id/virtio-spare).",
      zh: "在 /sys/fs/cgroup 中创建 cgroup `lab`：最多半个 CPU、CPU 权重 50、内存上限 128 MiB，对空闲磁盘（/dev/disk/by-id/virtio-spare）的写入不超过 1 MiB/s。",
    },
    expectations: [
      { expect: { en: "it may use half a CPU", zh: "最多使用半个 CPU" }, check: "cat /sys/fs/cgroup/lab/cpu.max && awk '{ exit !($1 * 2 == $2) }' /sys/fs/cgroup/lab/cpu.max" },
      { expect: { en: "its CPU weight is 50", zh: "CPU 权重为 50" }, check: "cat /sys/fs/cgroup/lab/cpu.weight; grep -qx 50 /sys/fs/cgroup/lab/cpu.weight" },
      { expect: { en: "its hard memory limit is 128 MiB", zh: "内存硬上限为 128 MiB" }, check: "cat /sys/fs/cgroup/lab/memory.max; grep -qx 134217728 /sys/fs/cgroup/lab/memory.max" },
      {
        expect: { en: "writes to the spare disk are limited to 1 MiB/s", zh: "对空闲磁盘的写入限制为 1 MiB/s" },
        check: `disk=$(lsblk -dno MAJ:MIN ${SPARE_DISK} | tr -d ' ')
echo "spare disk $disk: $(cat /sys/fs/cgroup/lab/io.max)"
grep -q "^$disk .*wbps=1048576" /sys/fs/cgroup/lab/io.max`,
      },
    ],
    solve: `echo "+cpu +memory +io" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/lab
cd /sys/fs/cgroup/lab
echo "50000 100000" > cpu.max
echo 50 > cpu.weight
echo 128M > memory.max
echo "$(lsblk -dno MAJ:MIN ${SPARE_DISK} | tr -d ' ') wbps=1048576" > io.max`,
    wrong: {
      why: { en: "memory.high only slows a group down: it is not a hard limit", zh: "memory.high 只会减慢进程，并不是硬上限" },
      run: `echo "+cpu +memory +io" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/lab
cd /sys/fs/cgroup/lab
echo "50000 100000" > cpu.max
echo 50 > cpu.weight
echo 128M > memory.high`,
    },
  },
  {
    id: "overlay",
    title: { en: "A union mount", zh: "联合文件系统" },
    section: "7.3",
    machine: MACHINE,
    task: {
      en: "Put the files `kept` and `deleted` into /srv/lower. Mount an overlay on /mnt/merged with /srv/lower as the lower folder and /srv/upper as the upper one. In /mnt/merged, write a file `new` and remove `deleted`.",
      zh: "在 /srv/lower 中放入文件 `kept` 和 `deleted`。以 /srv/lower 为下层、/srv/upper 为上层，把 overlay 挂载到 /mnt/merged；在其中新建文件 `new` 并删除 `deleted`。",
    },
    expectations: [
      { expect: { en: "/mnt/merged is an overlay over /srv/lower", zh: "/mnt/merged 是基于 /srv/lower 的 overlay" }, check: "findmnt -t overlay -no OPTIONS /mnt/merged; findmnt -t overlay -no OPTIONS /mnt/merged | grep -Eq 'lowerdir=/srv/lower(,|$)'" },
      { expect: { en: "`new` is in the upper folder only", zh: "`new` 只存在于上层目录" }, check: "ls -l /srv/upper /srv/lower; test -f /srv/upper/new && test ! -e /srv/lower/new && test -f /mnt/merged/new" },
      { expect: { en: "`deleted` is gone from the merged folder, and still in the lower one", zh: "`deleted` 在合并目录中消失，而下层目录中仍在" }, check: "ls /mnt/merged /srv/lower; test -e /srv/lower/deleted && test ! -e /mnt/merged/deleted && test -e /mnt/merged/kept" },
      { expect: { en: "the upper folder has a whiteout that hides it", zh: "上层目录中有遮盖它的 whiteout" }, check: "ls -l /srv/upper; test -c /srv/upper/deleted" },
    ],
    solve: `mkdir -p /srv/lower /srv/upper /srv/work /mnt/merged
mountpoint -q /mnt/merged && umount /mnt/merged
rm -rf /srv/upper/* /srv/lower/new
echo kept > /srv/lower/kept
echo deleted > /srv/lower/deleted
mount -t overlay overlay -o lowerdir=/srv/lower,upperdir=/srv/upper,workdir=/srv/work /mnt/merged
echo new > /mnt/merged/new
rm /mnt/merged/deleted`,
    wrong: {
      why: { en: "the file was removed from the lower folder: nothing is hidden, it is lost", zh: "从下层目录中删除了文件：它不是被遮盖，而是丢失了" },
      run: `mkdir -p /srv/lower /srv/upper /srv/work /mnt/merged
echo kept > /srv/lower/kept
mount -t overlay overlay -o lowerdir=/srv/lower,upperdir=/srv/upper,workdir=/srv/work /mnt/merged
echo new > /mnt/merged/new`,
    },
  },
  {
    id: "vm-vs-container",
    title: { en: "Start-up time compared", zh: "启动时间对比" },
    section: "7.4",
    machine: MACHINE,
    solveSeconds: 900,
    task: {
      en: "Measure how many milliseconds a container and a small virtual machine each take from their start to their end. Write the whole numbers to /root/lab/start-ms.csv as the lines `container,N` and `vm,N`.",
      zh: "测量一个容器和一台小型虚拟机从启动到结束各需多少毫秒，取整数，以 `container,N` 和 `vm,N` 两行写入 /root/lab/start-ms.csv。",
    },
    expectations: [
      { expect: { en: "the file has a time for the container, above zero", zh: "文件中有容器的时间，且大于零" }, check: "cat /root/lab/start-ms.csv; grep -Eq '^container,[1-9][0-9]*$' /root/lab/start-ms.csv" },
      { expect: { en: "and a longer one for the virtual machine", zh: "还有虚拟机的时间，且更长" }, check: "cat /root/lab/start-ms.csv; awk -F, '$1 == \"container\" { c = $2 } $1 == \"vm\" { v = $2 } END { exit !(c > 0 && v > c) }' /root/lab/start-ms.csv" },
    ],
    solve: `mkdir -p /root/lab
milliseconds() { local begin=$(date +%s%3N); "$@" > /dev/null 2>&1; echo $(($(date +%s%3N) - begin)); }
container=$(milliseconds docker run --rm ${BUSYBOX_IMAGE} true)
root=$(mktemp -d)
mkdir "$root/bin"
cp /bin/busybox "$root/bin/"
printf '#!/bin/busybox sh\\n/bin/busybox poweroff -f\\n' > "$root/init"
chmod +x "$root/init"
(cd "$root" && find . | /bin/busybox cpio -o -H newc | gzip -1 > /root/lab/tiny.img)
case $(uname -m) in
  aarch64) words="-machine virt -cpu max" ;;
  *) words="-machine q35 -cpu max -append console=ttyS0" ;;
esac
vm=$(milliseconds qemu-system-$(uname -m) $words -m 128 -nographic -no-reboot -kernel /boot/vmlinuz-$(uname -r) -initrd /root/lab/tiny.img)
printf 'container,%s\\nvm,%s\\n' "$container" "$vm" > /root/lab/start-ms.csv`,
    wrong: {
      why: { en: "the names are swapped: the container comes out slower", zh: "写反了名称：容器反而更慢" },
      run: "mkdir -p /root/lab; printf 'container,9000\\nvm,400\\n' > /root/lab/start-ms.csv",
    },
  },
  {
    id: "hardened",
    title: { en: "A hardened container", zh: "加固容器" },
    section: "7.5",
    machine: MACHINE,
    task: {
      en: `Run a container \`hardened\` (image \`${BUSYBOX_IMAGE}\`) without any capability, even in its bounding set, with a read-only root file system and without any way to gain privileges. It keeps running.`,
      zh: `运行容器 \`hardened\`（镜像 \`${BUSYBOX_IMAGE}\`）：去除全部 capability（包括 bounding set）、根文件系统只读、禁止提升权限，并保持运行。`,
    },
    expectations: [
      containerRuns("hardened"),
      containerIsOf("hardened", BUSYBOX_IMAGE),
      { expect: { en: "its process has no capability, not even in its bounding set", zh: "其进程没有任何 capability，bounding set 也为空" }, check: "pid=$(docker inspect -f '{{.State.Pid}}' hardened); grep Cap /proc/$pid/status; ! grep -E 'Cap(Eff|Prm|Bnd)' /proc/$pid/status | grep -qv '0000000000000000'" },
      { expect: { en: "nothing can be written to its root", zh: "根文件系统不可写" }, check: "docker exec hardened touch /probe && { docker exec hardened rm -f /probe; echo '/probe was written'; exit 1; }; exit 0" },
      { expect: { en: "its process cannot gain privileges", zh: "其进程无法提升权限" }, check: "pid=$(docker inspect -f '{{.State.Pid}}' hardened); grep NoNewPrivs /proc/$pid/status; grep -Eq '^NoNewPrivs:\\s*1$' /proc/$pid/status" },
    ],
    solve: `docker rm -f hardened > /dev/null 2>&1 || true
docker run -d --name hardened --cap-drop ALL --read-only --security-opt no-new-privileges ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "a user other than root has no effective capabilities, but could still gain them", zh: "非 root 用户没有生效的 capability，但仍可能重新获得" },
      run: `docker run -d --name hardened --user 1000 --read-only ${BUSYBOX_IMAGE} sleep 1000000`,
    },
  },
];
