import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";

const N1 = "n1";
const N2 = "n2";

/** As Fig read it: no version, no networks, and links. */
export const FIG = `web:
  image: ${BUSYBOX_IMAGE}
  command: sleep 1000000
  links:
    - db
db:
  image: ${BUSYBOX_IMAGE}
  command: sh -c "mkdir -p /www && echo posts > /www/index.html && exec httpd -f -p 8080 -h /www"
`;

const COMPOSE = `cat > /root/lab/docker-compose.yml <<'END'
version: "3.7"
services:
  web:
    image: ${BUSYBOX_IMAGE}
    command: sleep 1000000
  db:
    image: ${BUSYBOX_IMAGE}
    command: sh -c "mkdir -p /www && echo posts > /www/index.html && exec httpd -f -p 8080 -h /www"
END
`;

/** The others are reached by their daemons' own port. */
const REMOTE = `on() { local host=$1; shift; docker -H "tcp://$host-cluster:2375" "$@"; }
`;

const SWARM = (role: "manager" | "worker"): string => `${REMOTE}own=$(ip -4 -o address show dev cluster | awk '{ sub("/.*", "", $4); print $4; exit }')
[ "$(docker info -f '{{.Swarm.LocalNodeState}}')" = active ] || docker swarm init --advertise-addr "$own" > /dev/null
token=$(docker swarm join-token -q ${role})
for host in n2 n3; do
  [ "$(on $host info -f '{{.Swarm.LocalNodeState}}')" = active ] || on $host swarm join --token "$token" --advertise-addr cluster "$own:2377"
done
`;
const MANAGERS = `${SWARM("manager")}docker node promote n2 n3 > /dev/null
`;

const NODES = "docker node ls --format '{{.Hostname}} {{.Status}} {{.Availability}} {{.ManagerStatus}}'";
const TASKS = "docker service ps SERVICE --filter desired-state=running --format '{{.Node}} {{.CurrentState}}'";

export const exercises: readonly Exercise[] = [
  {
    id: "compose",
    title: { en: "From Fig to Compose", zh: "从 Fig 到 Compose" },
    section: "6.1.2",
    machine: N1,
    task: {
      en: "/root/lab/fig.yml describes two services, web and db, in Fig's format, joined by a link. Rewrite it for Compose, and start it as the project `blog`: both are on a network of the project's own (blog_...), where each finds the other by its name.",
      zh: "/root/lab/fig.yml 用 Fig 的写法描述了两个用 link 相连的服务 web 和 db。请改写为 Compose 的格式，并以项目名 `blog` 启动：两个服务处于项目自己的网络（blog_...）中，彼此可用名称访问。",
    },
    expectations: [
      { expect: { en: "web and db of the project blog are running", zh: "项目 blog 的 web 和 db 正在运行" }, check: "seen=$(docker ps --filter label=com.docker.compose.project=blog --format '{{.Label \"com.docker.compose.service\"}}: {{.Status}}'); echo \"$seen\"; grep -q '^web: Up' <<< \"$seen\" && grep -q '^db: Up' <<< \"$seen\"" },
      { expect: { en: "both are on a network of the project", zh: "两者都在项目自己的网络中" }, check: "docker network ls; for id in $(docker ps -q --filter label=com.docker.compose.project=blog); do docker inspect -f '{{range $name, $one := .NetworkSettings.Networks}}{{$name}} {{end}}' $id | grep '^blog_' || exit 1; done" },
      { expect: { en: "web reads what db serves, by its name", zh: "web 能用名称读取 db 提供的内容" }, check: "id=$(docker ps -q --filter label=com.docker.compose.project=blog --filter label=com.docker.compose.service=web); docker exec $id timeout 5 wget -q -O - http://db:8080/" },
    ],
    solve: `${COMPOSE}cd /root/lab
docker-compose -p blog -f fig.yml down > /dev/null 2>&1 || true
docker-compose -p blog up -d`,
    wrong: {
      why: { en: "Compose still reads Fig's format, and puts both on Docker's shared network", zh: "Compose 仍能读取 Fig 的格式，但会把两者放进 Docker 的公共网络" },
      run: "cd /root/lab; docker-compose -p blog -f fig.yml up -d",
    },
  },
  {
    id: "contexts",
    title: { en: "Other hosts from one place", zh: "在一处管理多台宿主机" },
    section: "6.2.1",
    machine: N1,
    task: {
      en: "On n1, register the Docker daemons of n2 and n3 as the contexts `n2` and `n3`. Through the context `n2`, run a container `hello` on n2 that keeps running.",
      zh: "在 n1 上把 n2 和 n3 的 Docker 守护进程注册为 context `n2` 和 `n3`，再通过 context `n2` 在 n2 上运行容器 `hello`，并保持运行。",
    },
    expectations: [
      { expect: { en: "the contexts lead to n2 and n3", zh: "两个 context 分别指向 n2 和 n3" }, check: "docker context ls; for host in n2 n3; do [ \"$(docker --context $host info -f '{{.Name}}')\" = $host ] || exit 1; done" },
      { machine: N2, expect: { en: "hello is running on n2", zh: "hello 正在 n2 上运行" }, check: "docker ps; [ \"$(docker inspect -f '{{.State.Running}}' hello)\" = true ]" },
    ],
    solve: `for host in n2 n3; do docker context inspect $host > /dev/null 2>&1 || docker context create $host --docker "host=tcp://$host-cluster:2375"; done
docker --context n2 rm -f hello > /dev/null 2>&1 || true
docker --context n2 run -d --name hello ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "a context named n2 that leads to n1's own daemon", zh: "名为 n2 的 context 指向的却是 n1 自己的守护进程" },
      run: `for host in n2 n3; do docker context create $host --docker host=unix:///var/run/docker.sock; done
docker --context n2 run -d --name hello ${BUSYBOX_IMAGE} sleep 1000000
docker context rm n2 n3 > /dev/null`,
    },
  },
  {
    id: "swarm-ha",
    title: { en: "A swarm of three managers", zh: "三个管理节点的 Swarm" },
    section: "6.3.6",
    machine: N1,
    checkSeconds: 60,
    solveSeconds: 600,
    task: {
      en: "Over the network `cluster`, form a swarm of n1, n2 and n3 that can lose any one of them and still be managed.",
      zh: "用 n1、n2 和 n3 通过网络 `cluster` 组成 Swarm，使其失去任何一台后仍可管理。",
    },
    expectations: [
      { expect: { en: "the swarm has three nodes, and they are ready", zh: "Swarm 有三个节点且均就绪" }, check: `for try in 1 2 3 4 5 6; do seen=$(${NODES}) || exit 1; [ "$(grep -c ' Ready ' <<< "$seen")" != 3 ] || exit 0; sleep 3; done; echo "$seen"; exit 1` },
      { expect: { en: "all three can manage it", zh: "三个节点都能管理它" }, check: `for try in 1 2 3 4 5 6; do seen=$(${NODES}); [ "$(grep -Ec 'Leader|Reachable' <<< "$seen")" != 3 ] || exit 0; sleep 3; done; echo "$seen"; exit 1` },
      { expect: { en: "and reach each other over cluster", zh: "且彼此通过 cluster 通信" }, check: `own=$(ip -4 -br address show dev cluster | awk '{ print $3 }'); seen=$(docker node inspect -f '{{.Description.Hostname}} {{with .ManagerStatus}}{{.Addr}}{{end}}' n1 n2 n3); echo "$seen"; [ "$(grep -cF " \${own%.*}." <<< "$seen")" = 3 ]` },
    ],
    solve: MANAGERS,
    wrong: { why: { en: "there is one manager and two workers: without that manager nothing is managed", zh: "只有一个管理节点和两个工作节点，失去该管理节点就无法管理" }, run: SWARM("worker") },
  },
  {
    id: "swarm-schedule",
    title: { en: "Where a service may run", zh: "服务可以在哪里运行" },
    section: "6.3.5",
    machine: N1,
    checkSeconds: 60,
    solveSeconds: 600,
    task: {
      en: "In a swarm of the three hosts, give n3 the node label `disk=ssd`, and create a service `db` that may run only on nodes with that label.",
      zh: "在三台宿主机组成的 Swarm 中，为 n3 加上节点标签 `disk=ssd`，并创建只在带有该标签的节点上运行的服务 `db`。",
    },
    expectations: [
      { expect: { en: "n3 has the label disk=ssd", zh: "n3 带有标签 disk=ssd" }, check: "docker node inspect -f '{{.Description.Hostname}}: {{.Spec.Labels}}' n1 n2 n3; [ \"$(docker node inspect -f '{{index .Spec.Labels \"disk\"}}' n3)\" = ssd ]" },
      { expect: { en: "db is bound to that label", zh: "db 受该标签约束" }, check: "seen=$(docker service inspect -f '{{.Spec.TaskTemplate.Placement.Constraints}}' db); echo \"$seen\"; grep -Eq 'node.labels.disk *== *ssd' <<< \"$seen\"" },
      { expect: { en: "it runs on n3", zh: "它在 n3 上运行" }, check: `for try in 1 2 3 4 5 6 7 8; do seen=$(${TASKS.replace("SERVICE", "db")}); ! grep -q '^n3 Running' <<< "$seen" || exit 0; sleep 3; done; echo "$seen"; exit 1` },
    ],
    solve: `${MANAGERS}docker node update --label-add disk=ssd n3
docker service rm db > /dev/null 2>&1 || true
docker service create --detach --no-resolve-image --name db --constraint node.labels.disk==ssd ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "no node has the label, so the service waits forever", zh: "没有节点带有该标签，服务会一直等待" },
      run: `${MANAGERS}docker service create --detach --no-resolve-image --name db --constraint node.labels.disk==ssd ${BUSYBOX_IMAGE} sleep 1000000`,
    },
  },
  {
    id: "swarm-drain",
    title: { en: "A node taken out of service", zh: "让节点退出服务" },
    section: "6.3.6",
    machine: N1,
    checkSeconds: 60,
    solveSeconds: 600,
    task: {
      en: "Run the service `web` with three replicas in a swarm of the three hosts. Take n2 out of service without removing it from the swarm: all three replicas run on the other two.",
      zh: "在三台宿主机组成的 Swarm 中运行三个副本的服务 `web`。让 n2 停止承担任务但不离开 Swarm：三个副本全部由另外两台运行。",
    },
    expectations: [
      { expect: { en: "n2 is in the swarm, and drained", zh: "n2 仍在 Swarm 中，状态为 drain" }, check: `seen=$(${NODES}); echo "$seen"; grep -q '^n2 Ready Drain' <<< "$seen"` },
      { expect: { en: "three replicas run, none of them on n2", zh: "三个副本正在运行，且都不在 n2 上" }, check: `for try in 1 2 3 4 5 6 7 8; do seen=$(${TASKS.replace("SERVICE", "web")}); [ "$(grep -c ' Running' <<< "$seen")" != 3 ] || grep -q '^n2 ' <<< "$seen" || exit 0; sleep 3; done; echo "$seen"; exit 1` },
    ],
    solve: `${MANAGERS}docker service rm web > /dev/null 2>&1 || true
docker service create --detach --no-resolve-image --name web --replicas 3 ${BUSYBOX_IMAGE} sleep 1000000
docker node update --availability drain n2`,
    wrong: {
      why: { en: "a paused node takes nothing new, but keeps what it runs", zh: "暂停的节点不接受新任务，但原有任务仍在其上运行" },
      run: `${MANAGERS}docker service create --detach --no-resolve-image --name web --replicas 3 ${BUSYBOX_IMAGE} sleep 1000000
docker node update --availability pause n2`,
    },
  },
  {
    id: "fleet-lock",
    title: { en: "One unit at a time", zh: "同一时刻只有一个单元" },
    section: "6.4.2",
    machine: N1,
    checkSeconds: 40,
    solveSeconds: 300,
    task: {
      en: "Fleet was systemd with its state in etcd. On n1, start etcd (for clients on 127.0.0.1:2379) and two services, `unit-1` and `unit-2`. Each waits for the lock `unit` in etcd, then writes its own name (unit-1 or unit-2) to /run/unit and keeps running. While both run, only one of them has the lock. Then stop the one that has it: the other takes over.",
      zh: "Fleet 相当于把状态存放在 etcd 中的 systemd。在 n1 上启动 etcd（客户端地址 127.0.0.1:2379）以及两个服务 `unit-1` 和 `unit-2`。它们各自等待 etcd 中的锁 `unit`，得到后把自己的名称（unit-1 或 unit-2）写入 /run/unit 并保持运行。两者同时运行时只有一个持有锁；然后停止持有锁的那个，由另一个接替。",
    },
    expectations: [
      { expect: { en: "exactly one of the two services is left running", zh: "两个服务中只剩一个在运行" }, check: "echo \"unit-1, unit-2:\" $(systemctl is-active unit-1 unit-2); [ \"$(systemctl is-active unit-1 unit-2 | grep -cx active)\" = 1 ]" },
      { expect: { en: "it is the one that /run/unit names", zh: "它就是 /run/unit 中所写的那个" }, check: "echo \"/run/unit: $(cat /run/unit)\"; for try in 1 2 3 4 5; do ! systemctl -q is-active \"$(cat /run/unit)\" || exit 0; sleep 2; done; exit 1" },
      { expect: { en: "it has the lock, and nothing else waits for it", zh: "它持有锁，且没有其他服务在等待" }, check: "seen=$(ETCDCTL_API=3 etcdctl get --prefix unit/ --keys-only | grep .); echo \"$seen\"; [ \"$(grep -c . <<< \"$seen\")\" = 1 ]" },
      { expect: { en: "the other one had the lock before", zh: "此前锁曾由另一个持有" }, check: "seen=$(ETCDCTL_API=3 etcdctl get --prefix unit/ -w fields | awk '$1 == \"\\\"Revision\\\"\" || $1 == \"\\\"CreateRevision\\\"\" { print $1, $3 }'); echo \"$seen\"; awk '/CreateRevision/ { made = $2 } /\"Revision\"/ { now = $2 } END { exit !(made > 0 && now > made) }' <<< \"$seen\"" },
    ],
    solve: `systemctl start etcd
export ETCDCTL_API=3
for try in $(seq 30); do ! etcdctl --command-timeout 3s endpoint health > /dev/null 2>&1 || break; sleep 1; done
for n in 1 2; do
  systemctl stop unit-$n 2>/dev/null || true
  systemd-run --quiet --collect --unit unit-$n --setenv ETCDCTL_API=3 etcdctl lock unit --ttl 10 -- sh -c "echo unit-$n > /run/unit; exec sleep infinity"
  sleep 3
done
systemctl stop unit-1
for try in $(seq 40); do ! grep -q unit-2 /run/unit || break; sleep 1; done`,
    wrong: {
      why: { en: "two services without a lock: the second simply wrote its name over the first's", zh: "两个服务都没有加锁，后启动的只是覆盖了前一个写入的名称" },
      run: "for n in 1 2; do systemd-run --quiet --collect --unit unit-$n sh -c \"echo unit-$n > /run/unit; exec sleep infinity\"; done; sleep 1; systemctl stop unit-1",
    },
  },
];
