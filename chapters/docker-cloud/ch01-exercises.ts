import { containerIsOf } from "../container-checks";
import type { Exercise, MachineScript } from "../exercise";
import { formSwarm } from "../local-swarm";

const HELLO = "cloud1:5000/hello";

/** Both machines in one swarm, whatever they were before. */
const JOIN: readonly MachineScript[] = formSwarm("cloud1", ["cloud2"]);

/** The service, on a cloud that may not be there yet. */
const SERVE: readonly MachineScript[] = [...JOIN, { machine: "cloud1", run: `docker service inspect hello > /dev/null 2>&1 || docker service create --name hello --replicas 2 --publish 8090:80 ${HELLO}:1` }];

/** Two replicas, for which it waits. */
const TWO_RUN = `for try in $(seq 20); do
  running=$(docker service ps hello --filter desired-state=running --format '{{.Name}} on {{.Node}}: {{.CurrentState}}') || exit 1
  [ "$(grep -c ': Running' <<< "$running")" != 2 ] || break
  sleep 2
done
echo "$running"
[ "$(grep -c ': Running' <<< "$running")" = 2 ]`;

export const exercises: readonly Exercise[] = [
  {
    id: "single-container",
    title: { en: "Start with one container", zh: "从一个容器开始" },
    section: "1.2",
    machine: "cloud1",
    task: {
      en: `On cloud1, run a container \`hello\` from the registry's image \`${HELLO}:1\`. It answers on port 8085 of cloud1, and comes back whenever its process ends or the machine starts again.`,
      zh: `在 cloud1 上用镜像仓库中的 \`${HELLO}:1\` 运行容器 \`hello\`：在 cloud1 的 8085 端口应答；每当进程结束或虚拟机重启，都会自动恢复。`,
    },
    expectations: [
      { expect: { en: "the container hello is running", zh: "容器 hello 正在运行" }, check: "docker ps -a --filter name=^hello$ --format '{{.Names}} of {{.Image}}: {{.Status}}'; [ \"$(docker inspect -f '{{.State.Running}}' hello)\" = true ]" },
      containerIsOf("hello", `${HELLO}:1`),
      { expect: { en: "it answers on port 8085", zh: "它在 8085 端口应答" }, check: "docker port hello; page=$(curl -fsS -m 10 --retry 5 --retry-connrefused --retry-delay 1 http://127.0.0.1:8085/); echo \"$page\"; grep -q \"$(docker inspect -f '{{.Config.Hostname}}' hello)\" <<< \"$page\"" },
      { expect: { en: "it is started again whenever it ends", zh: "无论何时结束都会重新启动" }, check: "policy=$(docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' hello); echo \"restart: $policy\"; [ \"$policy\" = always ] || [ \"$policy\" = unless-stopped ]" },
    ],
    solve: `docker rm -f hello > /dev/null 2>&1 || true
docker run -d --name hello --restart unless-stopped -p 8085:80 ${HELLO}:1`,
    wrong: {
      why: { en: "`-P` lets Docker choose the port, and nothing starts the container again", zh: "`-P` 由 Docker 任选端口，而且没有什么会重新启动容器" },
      run: `docker run -d --name hello -P ${HELLO}:1`,
    },
  },
  {
    id: "pool",
    title: { en: "Two machines, one pool", zh: "两台机器，一个资源池" },
    section: "1.1",
    machine: "cloud1",
    checkSeconds: 60,
    task: {
      en: "Make one swarm of both machines, with cloud1 as its manager and cloud2 as a worker.",
      zh: "让两台虚拟机组成一个 swarm：cloud1 为管理节点，cloud2 为工作节点。",
    },
    expectations: [
      { expect: { en: "cloud1 manages a swarm", zh: "cloud1 管理着一个 swarm" }, check: "docker info -f 'swarm: {{.Swarm.LocalNodeState}}, manager: {{.Swarm.ControlAvailable}}'; [ \"$(docker info -f '{{.Swarm.ControlAvailable}}')\" = true ]" },
      { expect: { en: "cloud2 is a worker of a swarm, and not a manager", zh: "cloud2 是 swarm 的工作节点，而不是管理节点" }, machine: "cloud2", check: "docker info -f 'swarm: {{.Swarm.LocalNodeState}}, manager: {{.Swarm.ControlAvailable}}'; [ \"$(docker info -f '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}}')\" = 'active false' ]" },
      {
        expect: { en: "it is the same swarm: both nodes are ready", zh: "它们属于同一个 swarm：两个节点均就绪" },
        check: `for try in $(seq 15); do
  nodes=$(docker node ls --format '{{.Hostname}} {{.Status}}')
  [ "$(grep -c ' Ready' <<< "$nodes")" != 2 ] || break
  sleep 2
done
echo "$nodes"
grep -q '^cloud1 Ready' <<< "$nodes" && grep -q '^cloud2 Ready' <<< "$nodes"`,
      },
    ],
    solve: JOIN,
    wrong: {
      why: { en: "each machine has made a swarm of its own: two clouds of one machine each", zh: "两台机器各自创建了 swarm：成了两个只有一台机器的云" },
      run: [
        { machine: "cloud1", run: "docker swarm init --advertise-addr mgmt" },
        { machine: "cloud2", run: "docker swarm init --advertise-addr mgmt" },
      ],
    },
  },
  {
    id: "service",
    title: { en: "From a container to a service", zh: "从容器到服务" },
    section: "1.3",
    machine: "cloud1",
    checkSeconds: 90,
    solveSeconds: 600,
    task: {
      en: `Run \`${HELLO}:1\` as the service \`hello\` with two replicas in the swarm of both machines. On port 8090 of cloud1 the two replicas answer in turn.`,
      zh: `在两台虚拟机组成的 swarm 中，把 \`${HELLO}:1\` 运行为有两个副本的服务 \`hello\`。cloud1 的 8090 端口由两个副本轮流应答。`,
    },
    expectations: [
      { expect: { en: "the service hello has two replicas running", zh: "服务 hello 有两个副本正在运行" }, check: TWO_RUN },
      {
        expect: { en: "both answer on port 8090", zh: "两个副本都在 8090 端口应答" },
        check: `curl -fsS -m 10 --retry 10 --retry-connrefused --retry-delay 1 -o /dev/null http://127.0.0.1:8090/
names=$(for request in 1 2 3 4 5 6; do curl -sS -m 10 http://127.0.0.1:8090/; done | sort | uniq -c)
echo "$names"
[ "$(grep -c ' from ' <<< "$names")" = 2 ]`,
      },
    ],
    solve: [...JOIN, { machine: "cloud1", run: `docker service rm hello > /dev/null 2>&1 || true
docker rm -f hello-1 hello-2 > /dev/null 2>&1 || true
docker service create --name hello --replicas 2 --publish 8090:80 ${HELLO}:1` }],
    wrong: {
      why: { en: "two containers are no service: nothing balances between them or replaces one that fails", zh: "两个容器并不是服务：没有机制在它们之间分配请求，出故障时也不会补上" },
      run: [...JOIN, { machine: "cloud1", run: `docker run -d --name hello-1 -p 8090:80 ${HELLO}:1; docker run -d --name hello-2 -p 8091:80 ${HELLO}:1` }],
    },
  },
  {
    id: "self-healing",
    title: { en: "A cloud heals itself", zh: "容器云的自愈" },
    section: "1.3",
    machine: "cloud1",
    checkSeconds: 90,
    solveSeconds: 600,
    task: {
      en: "Let one replica of the service `hello` (of the previous exercise, with two replicas) fail, without telling the swarm to end it, and see it replaced: two run again, and the service's history shows the failure.",
      zh: "让服务 `hello`（上一个练习的服务，有两个副本）的一个副本意外失败（不要通过 swarm 来结束它），并观察它被替换：重新有两个副本运行，服务的历史记录中可见这次失败。",
    },
    expectations: [
      { expect: { en: "the history has a replica that failed", zh: "历史记录中有失败的副本" }, check: "history=$(docker service ps hello --format '{{.Name}} on {{.Node}}: {{.CurrentState}} {{.Error}}'); echo \"$history\"; grep -q ': Failed' <<< \"$history\"" },
      { expect: { en: "two replicas are running", zh: "两个副本正在运行" }, check: TWO_RUN },
    ],
    solve: [...SERVE, { machine: "cloud1", run: `replica=$(docker ps -q --filter label=com.docker.swarm.service.name=hello)
docker kill \${replica%%[[:space:]]*}
for try in $(seq 30); do
  states=$(docker service ps hello --filter desired-state=running --format '{{.CurrentState}}')
  [ "$(grep -c ^Running <<< "$states")" != 2 ] || break
  sleep 3
done` }],
    wrong: {
      why: { en: "the swarm was told to replace the replicas: it ended them itself, and none has failed", zh: "这是让 swarm 更换副本：旧副本由它自己结束，并没有发生失败" },
      run: [...SERVE, { machine: "cloud1", run: "docker service update --force hello" }],
    },
  },
  {
    id: "rolling-update",
    title: { en: "Updated while it runs", zh: "不停机更新" },
    section: "1.3",
    machine: "cloud1",
    checkSeconds: 90,
    solveSeconds: 900,
    task: {
      en: `Update the service \`hello\` (two replicas, on port 8090) from \`${HELLO}:1\` to \`${HELLO}:2\`, one replica at a time, so that it can be rolled back.`,
      zh: `把服务 \`hello\`（两个副本，8090 端口）从 \`${HELLO}:1\` 更新到 \`${HELLO}:2\`，逐个副本进行，并保证可以回滚。`,
    },
    expectations: [
      { expect: { en: "both replicas run version 2", zh: "两个副本都运行版本 2" }, check: "images=$(docker service ps hello --filter desired-state=running --no-trunc --format '{{.Image}} {{.CurrentState}}'); echo \"$images\"; [ \"$(grep -c 'hello:2.* Running' <<< \"$images\")\" = 2 ]" },
      { expect: { en: "an update brought them there, one at a time", zh: "它们由逐个进行的更新产生" }, check: "docker service inspect hello | jq -c '.[0] | { UpdateStatus, parallelism: .Spec.UpdateConfig.Parallelism }'; docker service inspect hello | jq -e '.[0] | .UpdateStatus.State == \"completed\" and (.Spec.UpdateConfig.Parallelism // 1) == 1' > /dev/null" },
      { expect: { en: "the swarm remembers version 1", zh: "swarm 中仍保留版本 1 的配置" }, check: "image=$(docker service inspect hello | jq -r '.[0].PreviousSpec.TaskTemplate.ContainerSpec.Image'); echo \"before: $image\"; grep -q 'hello:1' <<< \"$image\"" },
      { expect: { en: "port 8090 is answered by version 2", zh: "8090 端口由版本 2 应答" }, check: "page=$(curl -fsS -m 10 --retry 10 --retry-connrefused --retry-delay 1 http://127.0.0.1:8090/); echo \"$page\"; grep -q 'hello 2 ' <<< \"$page\"" },
    ],
    solve: [...SERVE, { machine: "cloud1", run: `docker service update --image ${HELLO}:1 hello
docker service update --image ${HELLO}:2 --update-parallelism 1 hello` }],
    wrong: {
      why: { en: "the service was removed and made anew: it was down meanwhile, and there is nothing to roll back to", zh: "删除服务后重新创建：期间服务中断，也没有可以回滚的版本" },
      run: [...SERVE, { machine: "cloud1", run: `docker service rm hello
sleep 5
docker service create --name hello --replicas 2 --publish 8090:80 ${HELLO}:2` }],
    },
  },
  {
    id: "drain",
    title: { en: "A machine goes, the service stays", zh: "机器下线，服务照常" },
    section: "1.3",
    machine: "cloud1",
    checkSeconds: 90,
    solveSeconds: 600,
    task: {
      en: "cloud2 is to be repaired. Clear it of the swarm's containers while it stays a member; the service `hello` goes on with two replicas.",
      zh: "cloud2 需要检修。在保留其成员身份的前提下，清空其上由 swarm 运行的容器；服务 `hello` 仍保持两个副本。",
    },
    expectations: [
      { expect: { en: "cloud2 is a member that gets no work", zh: "cloud2 仍是成员，但不再承担任务" }, check: "docker node ls --format '{{.Hostname}} {{.Status}} {{.Availability}}'; [ \"$(docker node inspect -f '{{.Status.State}} {{.Spec.Availability}}' cloud2)\" = 'ready drain' ]" },
      { expect: { en: "two replicas are running", zh: "两个副本正在运行" }, check: TWO_RUN },
      {
        expect: { en: "no container of the swarm runs on cloud2", zh: "cloud2 上没有由 swarm 运行的容器" },
        machine: "cloud2",
        check: `for try in $(seq 15); do
  left=$(docker ps --filter label=com.docker.swarm.service.name --format '{{.Names}}')
  [ -n "$left" ] || break
  sleep 2
done
echo "containers of the cloud: $left"
[ -z "$left" ]`,
      },
    ],
    solve: [...SERVE, { machine: "cloud1", run: "docker node update --availability drain cloud2" }],
    wrong: {
      why: { en: "`pause` only keeps new work away: what runs there stays", zh: "`pause` 只是不再分配新任务：已有的容器仍留在那里" },
      run: [...SERVE, { machine: "cloud1", run: "docker node update --availability pause cloud2" }],
    },
  },
];
