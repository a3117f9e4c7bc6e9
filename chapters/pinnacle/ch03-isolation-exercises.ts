import type { Exercise } from "../exercise";
import { MACHINE, rootIn } from "./ch03-words";

/** Shell: `$server` is the process that listens on port 8080. */
const SERVER = `server=$(ss -Hltnp 'sport = :8080' | sed -n 's/.*pid=\\([0-9]*\\).*/\\1/p' | head -1)
[ -n "$server" ] || { echo "nobody listens on port 8080"; exit 1; }`;

/** Shell: `$leader` is the first process of a machine that systemd-machined knows. */
const leaderOf = (name: string): string => `leader=$(machinectl show ${name} -p Leader --value) || exit 1
[ "$leader" -gt 0 ] || exit 1`;

const registered = (name: string): string => `seen=$(machinectl show ${name} -p State --value) || exit 1
echo "$seen"
[ "$seen" = running ]`;

const OWN_PROCESSES = `grep NSpid /proc/$leader/status
[ "$(awk '$1 == "NSpid:" { print NF - 1, $NF }' /proc/$leader/status)" = '2 1' ]`;

/** Shell: the root of the process `$leader` is the folder, which has a busybox. */
const rootIs = (folder: string): string => `ls /proc/$leader/root/
[ -x ${folder}/bin/busybox ] && [ "$(stat -Lc %i /proc/$leader/root/bin/busybox)" = "$(stat -Lc %i ${folder}/bin/busybox)" ]`;

/** Shell: takes a machine down that may not be there. */
const ended = (name: string): string => `machinectl terminate ${name} 2> /dev/null || true
for try in $(seq 60); do machinectl show ${name} > /dev/null 2>&1 || break; sleep 1; done`;

const ZONE = "/var/lib/machines/zone1";

/** Shell: a small system with an init, which is asked to end by SIGUSR1. */
const ZONE_ROOT = `${rootIn(ZONE)}
ln -sf ../bin/busybox ${ZONE}/sbin/init
echo 'ID=busybox' > ${ZONE}/etc/os-release
echo 'null::respawn:/bin/sleep 3600' > ${ZONE}/etc/inittab`;

export const isolationExercises: readonly Exercise[] = [
  {
    id: "chroot-service",
    title: { en: "A server that sees one folder", zh: "只能看到一个目录的服务器" },
    section: "3.1",
    machine: MACHINE,
    checkSeconds: 40,
    task: {
      en: "By chroot, run busybox's web server (`httpd -f -p 8080 -h /www`) in a root file system of its own, /srv/jail, as a user other than root. On port 8080 it serves the page /srv/jail/www/index.html.",
      zh: "用 chroot 在独立的根文件系统 /srv/jail 中，以非 root 用户运行 busybox 的 Web 服务器（`httpd -f -p 8080 -h /www`），在 8080 端口提供页面 /srv/jail/www/index.html。",
    },
    expectations: [
      {
        expect: { en: "port 8080 serves the page", zh: "8080 端口提供该页面" },
        check: `for try in $(seq 10); do curl -fsS -m 3 http://127.0.0.1:8080/ > /dev/null 2>&1 && break || sleep 1; done
seen=$(curl -fsS -m 5 http://127.0.0.1:8080/) || exit 1
echo "$seen"
[ "$seen" = "$(cat /srv/jail/www/index.html)" ]`,
      },
      { expect: { en: "the server's root is /srv/jail", zh: "服务器进程的根目录为 /srv/jail" }, check: `${SERVER}\nreadlink /proc/$server/root; [ "$(readlink /proc/$server/root)" = /srv/jail ]` },
      { expect: { en: "it does not run as root", zh: "它不以 root 身份运行" }, check: `${SERVER}\ngrep Uid /proc/$server/status; awk '$1 == "Uid:" { exit !($2 > 0 && $3 > 0) }' /proc/$server/status` },
    ],
    solve: `${rootIn("/srv/jail")}
mkdir -p /srv/jail/www
echo 'served from a root of its own' > /srv/jail/www/index.html
systemctl stop jailed-web 2> /dev/null || true
systemctl reset-failed jailed-web 2> /dev/null || true
systemd-run --unit jailed-web chroot --userspec=65534:65534 /srv/jail /bin/httpd -f -p 8080 -h /www
sleep 2`,
    wrong: {
      why: { en: "a document root is only a promise of the server: with one bug in it, every file of the machine that its user may read is exposed", zh: "文档根目录只是服务器自己的承诺：程序一旦有漏洞，虚拟机上该用户可读的任何文件都会暴露" },
      run: `mkdir -p /srv/jail/www
echo 'served from a folder' > /srv/jail/www/index.html
systemd-run --unit jailed-web --uid nobody busybox httpd -f -p 8080 -h /srv/jail/www
sleep 2`,
    },
  },
  {
    id: "jail",
    title: { en: "What a jail adds", zh: "jail 比 chroot 多了什么" },
    section: "3.2",
    machine: MACHINE,
    checkSeconds: 30,
    task: {
      en: "With systemd-nspawn, run the machine `web` from a root file system of busybox in /srv/web. Like a FreeBSD jail, it has processes, a host name (`web`) and a network of its own. It keeps running.",
      zh: "用 systemd-nspawn 运行机器 `web`，以 /srv/web 中的 busybox 根文件系统为根：像 FreeBSD 的 jail 那样，它拥有独立的进程空间、主机名（`web`）和网络，并保持运行。",
    },
    expectations: [
      { expect: { en: "systemd-machined knows the machine web, which is running", zh: "systemd-machined 中有正在运行的机器 web" }, check: registered("web") },
      { expect: { en: "its root is /srv/web", zh: "其根目录为 /srv/web" }, check: `${leaderOf("web")}\n${rootIs("/srv/web")}` },
      { expect: { en: "it has processes of its own", zh: "它有独立的进程空间" }, check: `${leaderOf("web")}\n${OWN_PROCESSES}` },
      { expect: { en: "its host name is web", zh: "其主机名为 web" }, check: `${leaderOf("web")}\nnsenter -t $leader -u uname -n; [ "$(nsenter -t $leader -u uname -n)" = web ]` },
      {
        expect: { en: "its network is not the machine's", zh: "它的网络不是虚拟机的网络" },
        check: `${leaderOf("web")}
nsenter -t $leader -n ip -brief link
[ "$(readlink /proc/$leader/ns/net)" != "$(readlink /proc/1/ns/net)" ]`,
      },
    ],
    solve: `systemctl stop jail-web 2> /dev/null || true
${ended("web")}
${rootIn("/srv/web")}
systemctl reset-failed jail-web 2> /dev/null || true
systemd-run --unit jail-web systemd-nspawn --quiet --directory=/srv/web --machine=web --private-network --console=pipe /bin/sleep 1000000
for try in $(seq 30); do machinectl show web > /dev/null 2>&1 && break || sleep 1; done`,
    wrong: {
      why: { en: "without a network of its own it has the machine's interfaces and ports, like a jail without VNET that may use every address", zh: "没有独立的网络，它用的就是虚拟机的网卡和端口，如同没有 VNET、可以使用所有地址的 jail" },
      run: `${rootIn("/srv/web")}
systemd-run --unit jail-web systemd-nspawn --quiet --directory=/srv/web --machine=web --console=pipe /bin/sleep 1000000
for try in $(seq 30); do machinectl show web > /dev/null 2>&1 && break || sleep 1; done`,
    },
  },
  {
    id: "zone",
    title: { en: "Configured, installed, booted", zh: "配置、安装与启动" },
    section: "3.2",
    machine: MACHINE,
    checkSeconds: 30,
    solveSeconds: 600,
    task: {
      en: "A Solaris zone is a small system with an init: configured once, it comes up with the machine. Make one with systemd-nspawn: the machine `zone1`, installed in /var/lib/machines/zone1 (busybox has an init), with a network of its own and limited to 128 MiB of memory. It is running, and systemd-nspawn@zone1.service starts it with the machine.",
      zh: "Solaris 的 zone 是带有 init 的小型系统：配置一次，便随机器一同启动。用 systemd-nspawn 做出这样的系统：机器 `zone1`，安装在 /var/lib/machines/zone1（busybox 带有 init），拥有独立的网络，内存上限 128 MiB。它正在运行，并由 systemd-nspawn@zone1.service 随虚拟机启动。",
    },
    expectations: [
      { expect: { en: "systemd-machined knows the machine zone1, which is running", zh: "systemd-machined 中有正在运行的机器 zone1" }, check: registered("zone1") },
      { expect: { en: "its process 1 is an init", zh: "其 1 号进程为 init" }, check: `${leaderOf("zone1")}\ncat /proc/$leader/comm; grep NSpid /proc/$leader/status; grep -qx init /proc/$leader/comm && [ "$(awk '$1 == "NSpid:" { print $NF }' /proc/$leader/status)" = 1 ]` },
      { expect: { en: "its network is not the machine's", zh: "它的网络不是虚拟机的网络" }, check: `${leaderOf("zone1")}\nnsenter -t $leader -n ip -brief link; [ "$(readlink /proc/$leader/ns/net)" != "$(readlink /proc/1/ns/net)" ]` },
      {
        expect: { en: "its memory is limited to 128 MiB", zh: "内存上限为 128 MiB" },
        check: `${leaderOf("zone1")}
group=$(sed -n 's/^0:://p' /proc/$leader/cgroup)
while [ "$group" != / ] && [ -n "$group" ]; do
  limit=$(cat /sys/fs/cgroup$group/memory.max)
  echo "$group: $limit"
  [ "$limit" != 134217728 ] || exit 0
  group=$(dirname "$group")
done
exit 1`,
      },
      { expect: { en: `it is installed in ${ZONE}`, zh: `它安装在 ${ZONE}` }, check: `${leaderOf("zone1")}\n${rootIs(ZONE)}` },
      {
        expect: { en: "systemd-nspawn@zone1.service runs it, and starts it with the machine", zh: "它由 systemd-nspawn@zone1.service 运行，并会随虚拟机启动" },
        check: "systemctl is-active systemd-nspawn@zone1.service && systemctl is-enabled systemd-nspawn@zone1.service",
      },
    ],
    solve: `${ended("zone1")}
systemctl stop zone1 2> /dev/null || true
${ZONE_ROOT}
mkdir -p /etc/systemd/nspawn
printf '[Exec]\\nBoot=yes\\nPrivateUsers=no\\nKillSignal=SIGUSR1\\n[Network]\\nPrivate=yes\\nVirtualEthernet=no\\n' > /etc/systemd/nspawn/zone1.nspawn
machinectl enable zone1
systemctl set-property systemd-nspawn@zone1.service MemoryMax=128M
machinectl start zone1`,
    wrong: {
      why: { en: "it runs, with its limit and its network, but nothing starts it with the machine", zh: "它正在运行，也有内存上限和独立网络，但虚拟机重启后不会再启动" },
      run: `${ZONE_ROOT}
systemd-run --unit zone1 -p MemoryMax=128M systemd-nspawn --quiet --directory=${ZONE} --machine=zone1 --keep-unit --boot --private-network --kill-signal=SIGUSR1 --console=pipe
for try in $(seq 30); do machinectl show zone1 > /dev/null 2>&1 && break || sleep 1; done`,
    },
  },
  {
    id: "namespaces-and-cgroup",
    title: { en: "Namespaces and a cgroup by hand", zh: "手工命名空间与 cgroup" },
    section: "3.3",
    machine: MACHINE,
    task: {
      en: "Start a process that has PID, mount, UTS, network and IPC namespaces of its own and is in the cgroup `box1` (in /sys/fs/cgroup), which is limited to 64 MiB of memory. It keeps running.",
      zh: "启动一个进程：它拥有独立的 PID、挂载、UTS、网络与 IPC 命名空间，并位于内存上限为 64 MiB 的 cgroup `box1`（在 /sys/fs/cgroup 中），且保持运行。",
    },
    expectations: [
      { expect: { en: "the cgroup box1 is limited to 64 MiB of memory", zh: "cgroup box1 的内存上限为 64 MiB" }, check: "cat /sys/fs/cgroup/box1/memory.max; grep -qx 67108864 /sys/fs/cgroup/box1/memory.max" },
      { expect: { en: "there is a process in it", zh: "其中有进程" }, check: "grep -c . /sys/fs/cgroup/box1/cgroup.procs" },
      {
        expect: { en: "a process in it shares none of the five namespaces with process 1", zh: "其中某个进程与 1 号进程不共享这五种命名空间" },
        check: `for process in $(cat /sys/fs/cgroup/box1/cgroup.procs); do
  shared=
  for name in pid mnt uts net ipc; do [ "$(readlink /proc/$process/ns/$name)" != "$(readlink /proc/1/ns/$name)" ] || shared="$shared $name"; done
  echo "process $process shares:\${shared:- none}"
  [ -n "$shared" ] || exit 0
done
exit 1`,
      },
    ],
    solve: `echo "+memory" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/box1
echo 64M > /sys/fs/cgroup/box1/memory.max
bash -c 'echo $$ > /sys/fs/cgroup/box1/cgroup.procs; exec unshare --pid --fork --mount --uts --net --ipc sleep 1000000' > /dev/null 2>&1 < /dev/null &
sleep 2`,
    wrong: {
      why: { en: "only the parent was moved into the cgroup, after its child had started: the child, which has the namespaces, is outside", zh: "子进程启动之后才把父进程移入 cgroup：真正拥有这些命名空间的子进程仍在外面" },
      run: `echo "+memory" > /sys/fs/cgroup/cgroup.subtree_control
mkdir -p /sys/fs/cgroup/box1
echo 64M > /sys/fs/cgroup/box1/memory.max
unshare --pid --fork --mount --uts --net --ipc sleep 1000000 > /dev/null 2>&1 < /dev/null &
sleep 2
echo $! > /sys/fs/cgroup/box1/cgroup.procs`,
    },
  },
];
