import { containerRuns } from "../container-checks";
import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";
import { accessExercises } from "./ch04-access-exercises";
import { networkExercises } from "./ch04-network-exercises";

const NODE1 = "node1";

const ETCD = `cluster=etcd1=http://127.0.0.1:12380,etcd2=http://127.0.0.1:22380,etcd3=http://127.0.0.1:32380
member() {
  systemctl stop etcd$1 2>/dev/null || true
  rm -rf /var/lib/lab-etcd$1
  systemd-run --quiet --collect --unit etcd$1 etcd --name etcd$1 --data-dir /var/lib/lab-etcd$1 --heartbeat-interval 500 --election-timeout 5000 \\
    --listen-client-urls http://127.0.0.1:$1"2379" --advertise-client-urls http://127.0.0.1:$1"2379" \\
    --listen-peer-urls http://127.0.0.1:$1"2380" --initial-advertise-peer-urls http://127.0.0.1:$1"2380" --initial-cluster "$cluster"
}
export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=http://127.0.0.1:12379,http://127.0.0.1:22379
put() { for try in $(seq 30); do etcdctl --command-timeout 10s put /config/app/port "$1" && return; sleep 2; done; return 1; }
`;

const dockerExercises: readonly Exercise[] = [
  {
    id: "logs",
    title: { en: "Logs without entering the container", zh: "不进容器看日志" },
    section: "4.1.2",
    machine: NODE1,
    task: {
      en: "On node1, run a container `app1` that keeps printing lines. Docker sends them to the machine's own journal, under the container's ID: nobody has to enter the container to read its log.",
      zh: "在 node1 上运行容器 `app1`，让它不断输出内容，并由 Docker 把这些内容连同容器 ID 写入虚拟机自身的 journal，无需进入容器即可查看日志。",
    },
    expectations: [
      containerRuns("app1"),
      {
        expect: { en: "the journal has lines of this very container", zh: "journal 中有这个容器的输出" },
        check: "id=$(docker inspect -f '{{.Id}}' app1) || exit 1; for try in 1 2 3 4 5; do lines=$(journalctl -q -n 3 -o cat \"CONTAINER_ID_FULL=$id\"); [ -z \"$lines\" ] || { echo \"$lines\"; exit 0; }; sleep 2; done; docker inspect -f 'log driver: {{.HostConfig.LogConfig.Type}}' app1; exit 1",
      },
    ],
    solve: `docker rm -f app1 > /dev/null 2>&1 || true
docker run -d --name app1 --log-driver journald ${BUSYBOX_IMAGE} sh -c 'n=0; while sleep 3; do n=$((n + 1)); echo "order $n"; done'`,
    wrong: {
      why: { en: "the lines go to Docker's own log files, which are meant for `docker logs` only", zh: "用的是 Docker 自己的日志文件，只能用 `docker logs` 查看" },
      run: `docker run -d --name app1 ${BUSYBOX_IMAGE} sh -c 'while sleep 3; do echo order; done'`,
    },
  },
  ...networkExercises,
  {
    id: "monitor",
    title: { en: "The container that took too much", zh: "内存超限的容器" },
    section: "4.4.2",
    machine: NODE1,
    task: {
      en: "Run a container `greedy` that is limited to 32 MiB of memory, swap included, and whose process takes more and more. Do not remove it once it has ended. Save Docker's events `oom` and `die` of it, as `docker events` prints them, to /root/lab/greedy.events.",
      zh: "运行容器 `greedy`，内存（含交换空间）上限为 32 MiB，而其进程不断占用更多内存。结束后不要删除该容器。把 `docker events` 输出的该容器的 `oom` 和 `die` 事件保存到 /root/lab/greedy.events。",
    },
    expectations: [
      { expect: { en: "greedy was limited to 32 MiB", zh: "greedy 的内存上限为 32 MiB" }, check: "docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' greedy; [ \"$(docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' greedy)\" = '33554432 33554432' ]" },
      { expect: { en: "the kernel killed it for that", zh: "内核因此杀死了它" }, check: "docker inspect -f 'out of memory: {{.State.OOMKilled}}, exit code {{.State.ExitCode}}' greedy; [ \"$(docker inspect -f '{{.State.OOMKilled}}' greedy)\" = true ]" },
      {
        expect: { en: "the file has its events oom and die", zh: "文件中有它的 oom 和 die 事件" },
        check: "id=$(docker inspect -f '{{.Id}}' greedy) || exit 1; cut -c 1-150 /root/lab/greedy.events; for event in oom die; do grep \"$id\" /root/lab/greedy.events | grep -qw $event || exit 1; done",
      },
    ],
    solve: `mkdir -p /root/lab
docker rm -f greedy > /dev/null 2>&1 || true
began=$(date +%s)
docker run -d --name greedy --memory 32m --memory-swap 32m ${BUSYBOX_IMAGE} tail /dev/zero
docker wait greedy
docker events --since "$began" --until "$(date +%s)" --filter container=greedy > /root/lab/greedy.events
for try in 1 2 3 4 5; do
  ! { grep -qw oom /root/lab/greedy.events && grep -qw die /root/lab/greedy.events; } || break
  sleep 1
  docker events --since "$began" --until "$(date +%s)" --filter container=greedy > /root/lab/greedy.events
done`,
    wrong: {
      why: { en: "its process takes hardly any memory, and the events are those of an ordinary kill", zh: "其进程几乎不占内存，记录的只是普通终止的事件" },
      run: `mkdir -p /root/lab
began=$(date +%s)
docker run -d --name greedy --memory 32m --memory-swap 32m ${BUSYBOX_IMAGE} sleep 1000000
docker kill greedy
docker events --since "$began" --until "$(date +%s)" --filter container=greedy > /root/lab/greedy.events`,
    },
  },
  {
    id: "etcd-config",
    title: { en: "A highly available configuration centre", zh: "高可用配置中心" },
    section: "4.5.1",
    machine: NODE1,
    checkSeconds: 40,
    solveSeconds: 600,
    task: {
      en: "On node1, run three members of one etcd cluster as the services `etcd1`, `etcd2` and `etcd3`, which serve clients on ports 12379, 22379 and 32379 of 127.0.0.1 without TLS. A service `app-config` keeps /etc/app.conf at the one line `port=N`, where N is the value of the key /config/app/port. Set the key to 8080, stop `etcd3`, and then set the key to 8081.",
      zh: "在 node1 上以服务 `etcd1`、`etcd2`、`etcd3` 运行同一个 etcd 集群的三个成员，客户端端口分别为 127.0.0.1 的 12379、22379 和 32379，不使用 TLS。由服务 `app-config` 维护 /etc/app.conf，使其内容始终为一行 `port=N`，N 是键 /config/app/port 的值。先把该键设为 8080，停止 `etcd3`，再把它改为 8081。",
    },
    expectations: [
      {
        expect: { en: "the cluster has three members", zh: "集群有三个成员" },
        check: "export ETCDCTL_API=3; seen=$(etcdctl --endpoints http://127.0.0.1:12379 --command-timeout 10s member list 2>&1); echo \"$seen\"; [ \"$(grep -c started <<< \"$seen\")\" = 3 ]",
      },
      { expect: { en: "etcd1 and etcd2 run, and etcd3 does not", zh: "etcd1 和 etcd2 正在运行，etcd3 已停止" }, check: "for n in 1 2 3; do echo \"etcd$n: $(systemctl is-active etcd$n)\"; done; systemctl -q is-active etcd1 && systemctl -q is-active etcd2 && ! systemctl -q is-active etcd3" },
      {
        expect: { en: "the key was changed to 8081, and both members agree", zh: "该键已改为 8081，且两个成员一致" },
        check: `export ETCDCTL_API=3
for port in 12379 22379; do
  seen=$(etcdctl --endpoints http://127.0.0.1:$port --command-timeout 10s get /config/app/port -w fields 2>&1)
  grep -E 'Value|Version' <<< "$seen"
  grep -Eq '"Value" : "8081"' <<< "$seen" && [ "$(awk '$1 == "\\"Version\\"" { print $3 }' <<< "$seen")" -ge 2 ] || exit 1
done`,
      },
      { expect: { en: "app-config runs, and /etc/app.conf has followed", zh: "app-config 正在运行，/etc/app.conf 已随之更新" }, check: "systemctl is-active app-config || exit 1; for try in 1 2 3 4 5 6; do [ \"$(cat /etc/app.conf 2>/dev/null)\" != port=8081 ] || exit 0; sleep 1; done; cat /etc/app.conf; exit 1" },
    ],
    solve: `${ETCD}systemctl stop app-config 2>/dev/null || true
for n in 1 2 3; do member $n; done
put 8080
printf '%s\\n' '#!/bin/sh' 'echo "port=$(echo "$ETCD_WATCH_VALUE" | tr -d \\")" > /etc/app.conf' > /usr/local/sbin/app-config
chmod +x /usr/local/sbin/app-config
systemd-run --quiet --collect --unit app-config --setenv ETCDCTL_API=3 etcdctl --endpoints "$ETCDCTL_ENDPOINTS" watch --rev 1 /config/app/port -- /usr/local/sbin/app-config
systemctl stop etcd3
put 8081`,
    wrong: {
      why: { en: "there is only one member, and the file was written by hand", zh: "只有一个成员，配置文件也是手工写的" },
      run: `${ETCD}cluster=etcd1=http://127.0.0.1:12380
member 1
put 8080
put 8081
echo port=8081 > /etc/app.conf`,
    },
  },
];

export const exercises: readonly Exercise[] = [...dockerExercises.map((exercise) => ({ ...exercise, variants: ["docker"] })), ...accessExercises];
