import type { Exercise, MachineScript } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";
import { formSwarm } from "../local-swarm";

const MANAGER = "sw1";
const WORKERS = ["sw2", "sw3"];

/** A solution: what is done on the manager, once there is the swarm of the first exercise. */
const inSwarm = (run: string): MachineScript[] => [...formSwarm(MANAGER, WORKERS), { machine: MANAGER, run }];

/** A wrong attempt in the swarm; a swarm of one will do. */
const onManager = (run: string): string => `docker info -f '{{.Swarm.LocalNodeState}}' | grep -x active > /dev/null || docker swarm init --advertise-addr mgmt > /dev/null\n${run}`;

/** What a replica runs: a page that says which it is. */
const PAGE = "sh -c 'mkdir -p /www; hostname > /www/index.html; exec httpd -f -p 8080 -h /www'";

const CURL = "curl -fsS -m 10 --no-keepalive";

const replicas = (service: string, wanted: string): string => `seen=$(docker service ls --filter name=${service} --format '{{.Name}} {{.Replicas}}'); echo "$seen"; grep -E '^${service} ${wanted}( |$)' <<< "$seen" > /dev/null`;

export const exercises: readonly Exercise[] = [
  {
    id: "form-swarm",
    title: { en: "Three hosts, one swarm", zh: "三台主机，一个集群" },
    section: "10.4",
    machine: MANAGER,
    task: {
      en: "Make one swarm of the three hosts, with sw1 as its manager and sw2 and sw3 as workers.",
      zh: "把三台宿主机组成一个 Swarm 集群：sw1 为管理节点，sw2 和 sw3 为工作节点。",
    },
    expectations: [
      { expect: { en: "sw1 manages a swarm", zh: "sw1 管理着一个集群" }, check: "seen=$(docker info -f '{{.Swarm.LocalNodeState}} manager: {{.Swarm.ControlAvailable}}'); echo \"$seen\"; [ \"$seen\" = 'active manager: true' ]" },
      { expect: { en: "sw1, sw2 and sw3 are in it, and ready", zh: "sw1、sw2、sw3 都在其中且状态就绪" }, check: "seen=$(docker node ls --format '{{.Hostname}} {{.Status}}'); echo \"$seen\"; for name in sw1 sw2 sw3; do grep -x \"$name Ready\" <<< \"$seen\" > /dev/null || exit 1; done" },
      { expect: { en: "sw1 is the only manager", zh: "只有 sw1 是管理节点" }, check: "seen=$(docker node ls --filter role=manager --format '{{.Hostname}}'); echo \"$seen\"; [ \"$seen\" = sw1 ]" },
    ],
    solve: formSwarm(MANAGER, WORKERS),
    wrong: {
      why: { en: "each host has started a swarm of its own", zh: "每台主机各自创建了一个集群" },
      run: [MANAGER, ...WORKERS].map((machine) => ({ machine, run: "docker swarm init --advertise-addr mgmt > /dev/null" })),
    },
  },
  {
    id: "scale",
    title: { en: "Four replicas behind every host", zh: "每台主机背后的四个副本" },
    section: "10.2",
    machine: MANAGER,
    checkSeconds: 90,
    solveSeconds: 600,
    task: {
      en: `Run the service \`web\` (image \`${BUSYBOX_IMAGE}\`) with four replicas, each of which serves its own host name as the page. Every host answers on port 8080, wherever the replicas are, and requests are spread over the replicas.`,
      zh: `运行有四个副本的服务 \`web\`（镜像 \`${BUSYBOX_IMAGE}\`），每个副本以自己的主机名作为页面内容。无论副本在哪里，每台主机的 8080 端口都有应答，且请求分散到各个副本。`,
    },
    expectations: [
      { expect: { en: "all four replicas of web run", zh: "web 的四个副本全部运行" }, check: replicas("web", "4/4") },
      { expect: { en: "every host answers on port 8080", zh: "每台主机的 8080 端口都有应答" }, check: `for host in sw1 sw2 sw3; do seen=$(${CURL} http://$host:8080/) || { echo "$host: no answer"; exit 1; }; echo "$host: $seen"; done` },
      {
        expect: { en: "asked eight times, sw2 answers by three replicas or more", zh: "请求 sw2 八次，应答来自至少三个副本" },
        check: `seen=$(for try in 1 2 3 4 5 6 7 8; do ${CURL} http://sw2:8080/; done | sort | uniq -c)
echo "$seen"
[ "$(wc -l <<< "$seen")" -ge 3 ]`,
      },
    ],
    solve: inSwarm(`docker service rm web > /dev/null 2>&1 || true
docker service create -q --name web --publish 8080:8080 ${BUSYBOX_IMAGE} ${PAGE}
docker service scale web=4
for host in sw1 sw2 sw3; do curl -fsS --retry 30 --retry-delay 1 --retry-connrefused -m 60 -o /dev/null http://$host:8080/; done`),
    wrong: {
      why: { en: "in host mode a port belongs to the replica on that very host: a host without one does not answer", zh: "host 模式下端口只属于该主机上的副本：没有副本的主机不会应答" },
      run: onManager(`docker service create -d -q --name web --replicas 4 --publish mode=host,published=8080,target=8080 ${BUSYBOX_IMAGE} ${PAGE}\nsleep 15`),
    },
  },
  {
    id: "discovery",
    title: { en: "Found by name", zh: "按名称发现服务" },
    section: "10.2",
    machine: MANAGER,
    checkSeconds: 60,
    solveSeconds: 600,
    task: {
      en: `On an overlay network \`app\`, run the service \`api\`, with three replicas that serve their host names (as Docker gives them) on port 8080, and the service \`client\`, which runs on sw1 and only waits (image \`${BUSYBOX_IMAGE}\` for both). Neither publishes a port. In client, the name \`api\` leads to the service, and \`tasks.api\` to its three replicas.`,
      zh: `在 overlay 网络 \`app\` 上运行服务 \`api\`（三个副本，在 8080 端口提供各自由 Docker 分配的主机名）和在 sw1 上只作等待的服务 \`client\`（均使用镜像 \`${BUSYBOX_IMAGE}\`），都不发布端口。在 client 中，名称 \`api\` 指向该服务，\`tasks.api\` 指向它的三个副本。`,
    },
    expectations: [
      { expect: { en: "app is an overlay network", zh: "app 是 overlay 网络" }, check: "seen=$(docker network inspect -f '{{.Driver}}' app); echo \"$seen\"; [ \"$seen\" = overlay ]" },
      { expect: { en: "the three replicas of api run", zh: "api 的三个副本全部运行" }, check: replicas("api", "3/3") },
      { expect: { en: "neither api nor client publishes a port", zh: "api 和 client 都不发布端口" }, check: "seen=$(docker service inspect -f '{{.Spec.Name}} {{json .Endpoint.Ports}}' api client) || exit 1; echo \"$seen\"; ! grep -v ' null$' <<< \"$seen\" > /dev/null" },
      {
        expect: { en: "the client on sw1 finds three addresses behind tasks.api", zh: "sw1 上的 client 查到 tasks.api 有三个地址" },
        check: `client=$(docker ps -q --filter label=com.docker.swarm.service.name=client | head -1)
seen=$(docker exec "$client" nslookup tasks.api 2>&1 | awk '/^Name:/ { names = 1 } names && /^Address/ { print $NF }' | sort -u)
echo "$seen"
[ "$(grep -c . <<< "$seen")" = 3 ]`,
      },
      {
        expect: { en: "and reaches api by its name", zh: "并可按名称访问 api" },
        check: `client=$(docker ps -q --filter label=com.docker.swarm.service.name=client | head -1)
seen=$(docker exec "$client" timeout 15 wget -q -O - http://api:8080/ 2>&1) || { echo "$seen"; exit 1; }
echo "$seen"
[[ "$seen" =~ ^[0-9a-f]{12}$ ]]`,
      },
    ],
    solve: inSwarm(`docker service rm api client > /dev/null 2>&1 || true
docker network inspect app > /dev/null 2>&1 || docker network create -d overlay app > /dev/null
docker service create -q --name api --replicas 3 --network app ${BUSYBOX_IMAGE} ${PAGE}
docker service create -q --name client --network app --constraint node.hostname==sw1 ${BUSYBOX_IMAGE} sleep 1000000
task=$(docker ps -q --filter name=client | head -1)
for try in $(seq 30); do ! docker exec "$task" timeout 5 wget -q -O /dev/null http://api:8080/ || break; sleep 1; done`),
    wrong: {
      why: { en: "without a network in common, services do not find each other: only a published port is left", zh: "没有共同的网络，服务之间无法按名称发现，只剩下发布端口" },
      run: onManager(`docker service create -d -q --name api --publish 8085:8080 ${BUSYBOX_IMAGE} ${PAGE}
docker service create -d -q --name client --constraint node.hostname==sw1 ${BUSYBOX_IMAGE} sleep 1000000
sleep 10`),
    },
  },
  {
    id: "config",
    title: { en: "Configuration that comes with the service", zh: "随服务下发的配置" },
    section: "10.2",
    machine: MANAGER,
    checkSeconds: 40,
    solveSeconds: 600,
    task: {
      en: `Run the service \`conf\` on all nodes (image \`${BUSYBOX_IMAGE}\`). Its tasks have the file /etc/web.conf, with the line \`mode=blue\`, from the swarm's store of configs. Then have them read \`mode=green\` there: by one update of the service, without removing it.`,
      zh: `在所有节点上运行服务 \`conf\`（镜像 \`${BUSYBOX_IMAGE}\`），其任务中的文件 /etc/web.conf 来自集群的配置存储（config），含有一行 \`mode=blue\`。然后在不删除服务的情况下，通过一次服务更新使其变为 \`mode=green\`。`,
    },
    expectations: [
      {
        expect: { en: "/etc/web.conf of conf comes from the swarm's store", zh: "conf 的 /etc/web.conf 来自集群的配置存储" },
        check: "seen=$(docker service inspect -f '{{json .Spec.TaskTemplate.ContainerSpec.Configs}}' conf) || exit 1; echo \"$seen\"; jq -e 'any(.[]?; .File.Name == \"/etc/web.conf\")' <<< \"$seen\" > /dev/null",
      },
      {
        expect: { en: "before the last update, it was mode=blue", zh: "最近一次更新之前，它是 mode=blue" },
        check: `name=$(docker service inspect conf | jq -r '.[0].PreviousSpec.TaskTemplate.ContainerSpec.Configs // [] | .[] | select(.File.Name == "/etc/web.conf") | .ConfigName')
seen=$(docker config inspect "$name" | jq -r '.[0].Spec.Data // empty' | base64 -d)
echo "before: $seen"
grep -x mode=blue <<< "$seen" > /dev/null`,
      },
      ...["sw1", "sw2"].map((machine) => ({
        expect: { en: `the task on ${machine} reads mode=green`, zh: `${machine} 上的任务读到 mode=green` },
        machine,
        check: `task=$(docker ps -q --filter label=com.docker.swarm.service.name=conf | head -1)
seen=$(docker exec "$task" cat /etc/web.conf 2>&1)
echo "$seen"
grep -x mode=green <<< "$seen" > /dev/null`,
      })),
    ],
    solve: inSwarm(`docker service rm conf > /dev/null 2>&1 || true
for colour in blue green; do
  docker config inspect web-$colour > /dev/null 2>&1 || echo "mode=$colour" | docker config create web-$colour - > /dev/null
done
docker service create -q --name conf --mode global --stop-grace-period 1s --config source=web-blue,target=/etc/web.conf ${BUSYBOX_IMAGE} sleep 1000000
docker service update -q --config-rm web-blue --config-add source=web-green,target=/etc/web.conf conf`),
    wrong: {
      why: { en: "the file is only on sw1: the other nodes do not have it", zh: "该文件只在 sw1 上：其他节点上没有" },
      run: onManager(`echo mode=green > /root/web.conf
docker service create -d -q --name conf --mode global --mount type=bind,src=/root/web.conf,dst=/etc/web.conf ${BUSYBOX_IMAGE} sleep 1000000
sleep 10`),
    },
  },
  {
    id: "rollback",
    title: { en: "An update that rolls itself back", zh: "自动回滚的更新" },
    section: "10.3",
    machine: MANAGER,
    checkSeconds: 40,
    solveSeconds: 900,
    task: {
      en: `Run the service \`shop\` with two replicas (image \`${BUSYBOX_IMAGE}\`) that serve \`version 1\` on port 8090 of every host. Then update it, one replica at a time, to a version whose process ends at once: the swarm itself rolls back to version 1, and meanwhile one replica always serves.`,
      zh: `运行有两个副本的服务 \`shop\`（镜像 \`${BUSYBOX_IMAGE}\`），在每台主机的 8090 端口提供 \`version 1\`。再逐个副本地把它更新为一个进程立即退出的版本：集群自行回滚到版本 1，期间始终有一个副本在服务。`,
    },
    expectations: [
      { expect: { en: "one replica is updated at a time, and an update that fails is rolled back", zh: "每次只更新一个副本，更新失败时回滚" }, check: "seen=$(docker service inspect -f '{{json .Spec.UpdateConfig}}' shop) || exit 1; echo \"$seen\"; jq -e '.FailureAction == \"rollback\" and .Parallelism == 1' <<< \"$seen\" > /dev/null" },
      { expect: { en: "one was rolled back completely", zh: "确有一次更新已完成回滚" }, check: "seen=$(docker service inspect -f '{{with .UpdateStatus}}{{.State}}: {{.Message}}{{else}}no update{{end}}' shop); echo \"$seen\"; [[ \"$seen\" = rollback_completed:* ]]" },
      { expect: { en: "two replicas run", zh: "两个副本都在运行" }, check: replicas("shop", "2/2") },
      { expect: { en: "and serve version 1", zh: "并提供 version 1" }, check: `seen=$(${CURL} http://sw1:8090/) || { echo "$seen"; exit 1; }; echo "$seen"; [ "$seen" = 'version 1' ]` },
    ],
    solve: inSwarm(`docker service rm shop > /dev/null 2>&1 || true
docker service create -q --name shop --replicas 2 --publish 8090:8090 --restart-delay 1s --stop-grace-period 1s \\
  --update-failure-action rollback --update-parallelism 1 --update-monitor 20s --rollback-monitor 1s \\
  ${BUSYBOX_IMAGE} sh -c 'mkdir -p /www; echo version 1 > /www/index.html; exec httpd -f -p 8090 -h /www'
docker service update -d --args "sh -c 'exit 1'" shop
for try in $(seq 300); do
  [ "$(docker service inspect -f '{{with .UpdateStatus}}{{.State}}{{end}}' shop)" != rollback_completed ] || break
  sleep 2
done`),
    wrong: {
      why: { en: "by default, a failed update only pauses: half of the service stays at the broken version", zh: "按默认设置，失败的更新只会暂停：服务有一半停留在损坏的版本" },
      run: onManager(`docker service create -d -q --name shop --replicas 2 --publish 8090:8090 ${BUSYBOX_IMAGE} sh -c 'mkdir -p /www; echo version 1 > /www/index.html; exec httpd -f -p 8090 -h /www'
sleep 15
docker service update -d --args "sh -c 'exit 1'" shop
sleep 15`),
    },
  },
  {
    id: "self-heal",
    title: { en: "A host goes, the service stays", zh: "主机下线，服务仍在" },
    section: "10.2",
    machine: MANAGER,
    checkSeconds: 40,
    solveSeconds: 600,
    task: {
      en: `Run the service \`mail\` with three replicas (image \`${BUSYBOX_IMAGE}\`), one on each node. Then take sw3 out of service for maintenance, while it stays in the swarm: all three replicas run on sw1 and sw2.`,
      zh: `运行有三个副本的服务 \`mail\`（镜像 \`${BUSYBOX_IMAGE}\`），每个节点一个。然后让 sw3 进入维护状态，但仍留在集群中：三个副本全部运行在 sw1 和 sw2 上。`,
    },
    expectations: [
      { expect: { en: "sw3 is in the swarm, and takes no tasks", zh: "sw3 仍在集群中，但不再承担任务" }, check: "seen=$(docker node ls --format '{{.Hostname}} {{.Status}} {{.Availability}}'); echo \"$seen\"; grep -x 'sw3 Ready Drain' <<< \"$seen\" > /dev/null" },
      { expect: { en: "all three replicas of mail run", zh: "mail 的三个副本全部运行" }, check: replicas("mail", "3/3") },
      { expect: { en: "none of them on sw3", zh: "没有一个在 sw3 上" }, check: "seen=$(docker service ps --filter desired-state=running --format '{{.Name}} {{.Node}}' mail); echo \"$seen\"; [ -n \"$seen\" ] && ! grep ' sw3$' <<< \"$seen\" > /dev/null" },
      { expect: { en: "one ran there before", zh: "此前有一个在 sw3 上" }, check: "seen=$(docker service ps --filter desired-state=shutdown --format '{{.Name}} {{.Node}} {{.CurrentState}}' mail); echo \"$seen\"; grep ' sw3 ' <<< \"$seen\" > /dev/null" },
    ],
    solve: inSwarm(`docker node update --availability active sw3 > /dev/null
docker service rm mail > /dev/null 2>&1 || true
docker service create -q --name mail --replicas 3 --stop-grace-period 1s ${BUSYBOX_IMAGE} sleep 1000000
docker node update --availability drain sw3 > /dev/null
for try in $(seq 120); do
  [ "$(docker service ps --filter desired-state=running --format '{{.Node}} {{.CurrentState}}' mail | grep -c '^sw[12] Running')" != 3 ] || break
  sleep 1
done`),
    wrong: {
      why: { en: "a paused node takes no new tasks, and keeps those it has", zh: "暂停的节点不接受新任务，但保留已有的任务" },
      run: onManager(`docker service create -d -q --name mail --replicas 3 ${BUSYBOX_IMAGE} sleep 1000000
sleep 15
docker node update --availability pause sw3 > /dev/null || true`),
    },
  },
];
