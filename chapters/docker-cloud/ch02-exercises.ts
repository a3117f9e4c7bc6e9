import { containerIsOf } from "../container-checks";
import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";
import { HAPROXY_IMAGE, REDIS_IMAGE } from "./ch02-images";

/** A page with the container's own name, on port 80 of it. */
const SAY_NAME = "mkdir -p /www; hostname > /www/index.html; exec httpd -f -p 80 -h /www";

export const exercises: readonly Exercise[] = [
  {
    id: "install",
    title: { en: "After the installation", zh: "安装之后" },
    section: "2.1",
    machine: "docker1",
    task: {
      en: "Docker is to run on docker1 and to start with it. The user `lab` may use it without being root; other users, such as `nobody`, may not.",
      zh: "让 Docker 在 docker1 上运行，并随它一起启动。用户 `lab` 无需成为 root 即可使用 Docker，其他用户（例如 `nobody`）不能使用。",
    },
    expectations: [
      { expect: { en: "Docker's daemon runs, and starts with the machine", zh: "Docker 守护进程正在运行，且随虚拟机启动" }, check: "echo \"$(systemctl is-active docker), $(systemctl is-enabled docker)\"; systemctl is-active -q docker && systemctl is-enabled -q docker" },
      { expect: { en: "the user lab can use it", zh: "用户 lab 能够使用 Docker" }, check: "id lab; runuser -l lab -c \"docker version -f '{{.Server.Version}}'\"" },
      { expect: { en: "the user nobody cannot", zh: "用户 nobody 不能使用 Docker" }, check: "ls -l /run/docker.sock; HOME=/tmp runuser -u nobody -- docker version -f 'served: {{.Server.Version}}' && exit 1; exit 0" },
    ],
    solve: `systemctl enable docker
usermod -aG docker lab
chmod 660 /run/docker.sock`,
    wrong: {
      why: { en: "the socket was opened to everyone: whoever can talk to the daemon is as good as root", zh: "把套接字开放给了所有人：能访问守护进程就等于拥有 root 权限" },
      run: "systemctl enable docker; chmod 666 /run/docker.sock",
    },
  },
  {
    id: "options",
    title: { en: "Options of a container", zh: "容器的操作参数" },
    section: "2.2",
    machine: "docker1",
    task: {
      en: `Run a container \`opts\` (image \`${BUSYBOX_IMAGE}\`) that sleeps, with at most 128 MiB of memory, the environment variable LAB=1 and the volume \`optsdata\` on /data. It is started again when it fails, three times at most.`,
      zh: `运行容器 \`opts\`（镜像 \`${BUSYBOX_IMAGE}\`，保持休眠）：内存上限 128 MiB，环境变量 LAB=1，数据卷 \`optsdata\` 挂载到 /data；失败时自动重启，最多三次。`,
    },
    expectations: [
      { expect: { en: "the container opts is running", zh: "容器 opts 正在运行" }, check: "docker ps -a --filter name=opts --format '{{.Names}}: {{.Status}}'; [ \"$(docker inspect -f '{{.State.Running}}' opts)\" = true ]" },
      { expect: { en: "its memory is limited to 128 MiB", zh: "其内存上限为 128 MiB" }, check: "limit=$(cat \"/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/$(docker inspect -f '{{.State.Pid}}' opts)/cgroup)/memory.max\"); echo \"memory.max: $limit\"; [ \"$limit\" = 134217728 ]" },
      { expect: { en: "its process has LAB=1", zh: "其进程有环境变量 LAB=1" }, check: "variables=$(tr '\\0' '\\n' < /proc/$(docker inspect -f '{{.State.Pid}}' opts)/environ); echo \"$variables\"; grep -qx LAB=1 <<< \"$variables\"" },
      { expect: { en: "the volume optsdata is on /data", zh: "数据卷 optsdata 挂载在 /data" }, check: "docker inspect opts | jq -c '.[0].Mounts'; docker inspect opts | jq -e 'any(.[0].Mounts[]; .Name == \"optsdata\" and .Destination == \"/data\")' > /dev/null" },
      { expect: { en: "it is started again on failure, three times at most", zh: "失败时自动重启，最多三次" }, check: "docker inspect opts | jq -c '.[0].HostConfig.RestartPolicy'; docker inspect opts | jq -e '.[0].HostConfig.RestartPolicy | .Name == \"on-failure\" and .MaximumRetryCount == 3' > /dev/null" },
    ],
    solve: `docker rm -f opts > /dev/null 2>&1 || true
docker run -d --name opts --restart on-failure:3 --memory 128m -e LAB=1 -v optsdata:/data ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "the policy `always` starts it again even after it ended well, and without limit", zh: "重启策略 `always` 在正常退出后也会重启，且没有次数限制" },
      run: `docker run -d --name opts --restart always --memory 128m -e LAB=1 -v optsdata:/data ${BUSYBOX_IMAGE} sleep 1000000`,
    },
  },
  {
    id: "redis-replication",
    title: { en: "The data layer of the stack", zh: "应用栈的数据层" },
    section: "2.3.1",
    machine: "docker2",
    checkSeconds: 90,
    task: {
      en: `Run Redis (image \`${REDIS_IMAGE}\`) as the container \`redis-master\` on docker1, published on port 6379 without a password, and on docker2 as the container \`redis-replica\`, which replicates it. Write the key \`greeting\`, with any value, to the master.`,
      zh: `用镜像 \`${REDIS_IMAGE}\` 运行 Redis：在 docker1 上为容器 \`redis-master\`，发布 6379 端口，不设密码；在 docker2 上为容器 \`redis-replica\`，作为它的副本。向主节点写入键 \`greeting\`，值任意。`,
    },
    expectations: [
      { expect: { en: "redis-master answers on docker1", zh: "docker1 上的 redis-master 有响应" }, machine: "docker1", check: "docker port redis-master; answer=$(docker exec redis-master redis-cli ping); echo \"$answer\"; [ \"$answer\" = PONG ]" },
      { ...containerIsOf("redis-master", REDIS_IMAGE), machine: "docker1" },
      {
        expect: { en: "redis-replica on docker2 replicates it, and the link is up", zh: "docker2 上的 redis-replica 是其副本，且连接正常" },
        check: `for try in 1 2 3 4 5 6 7 8 9 10; do
  state=$(docker exec redis-replica redis-cli info replication | tr -d '\\r') || exit 1
  ! grep -qx role:slave <<< "$state" || ! grep -qx master_link_status:up <<< "$state" || break
  sleep 2
done
grep -E '^(role|master_)' <<< "$state"
grep -qx role:slave <<< "$state" && grep -qx master_link_status:up <<< "$state"`,
      },
      containerIsOf("redis-replica", REDIS_IMAGE),
      { expect: { en: "the key greeting has reached the replica", zh: "键 greeting 已复制到副本" }, check: "value=$(docker exec redis-replica redis-cli get greeting); echo \"greeting: $value\"; [ -n \"$value\" ]" },
      { expect: { en: "the replica takes no writes", zh: "副本拒绝写入" }, check: "answer=$(docker exec redis-replica redis-cli set lab:probe 1 2>&1); echo \"$answer\"; grep -q READONLY <<< \"$answer\"" },
    ],
    solve: [
      {
        machine: "docker1",
        run: `docker rm -f redis-master > /dev/null 2>&1 || true
docker run -d --name redis-master -p 6379:6379 ${REDIS_IMAGE} redis-server --protected-mode no
for try in 1 2 3 4 5 6 7 8 9 10; do docker exec redis-master redis-cli set greeting hello && break; sleep 1; done`,
      },
      {
        machine: "docker2",
        run: `docker rm -f redis-replica > /dev/null 2>&1 || true
docker run -d --name redis-replica ${REDIS_IMAGE} redis-server --replicaof "$(getent ahostsv4 docker1 | awk 'NR == 1 { print $1 }')" 6379`,
      },
    ],
    wrong: {
      why: { en: "Redis in protected mode, its default, serves nobody but its own machine, which here is its own container", zh: "Redis 默认处于保护模式，只接受本机连接，而这里的“本机”就是容器自己" },
      run: [
        { machine: "docker1", run: `docker run -d --name redis-master -p 6379:6379 ${REDIS_IMAGE}; sleep 3; docker exec redis-master redis-cli set greeting hello` },
        { machine: "docker2", run: `docker run -d --name redis-replica ${REDIS_IMAGE} redis-server --replicaof "$(getent ahostsv4 docker1 | awk 'NR == 1 { print $1 }')" 6379; sleep 3` },
      ],
    },
  },
  {
    id: "stack",
    title: { en: "A balanced Hello World", zh: "负载均衡的 Hello World" },
    section: "2.3.2",
    machine: "docker1",
    checkSeconds: 60,
    task: {
      en: `Run the web server of \`${BUSYBOX_IMAGE}\` as the container \`app1\` on docker1 and as \`app2\` on docker2; the page of each is its name, \`app1\` or \`app2\`. In front of both, HAProxy (image \`${HAPROXY_IMAGE}\`) runs on docker1 as the container \`lb\`, published on port 6301, and gives requests to the two in turn.`,
      zh: `用 \`${BUSYBOX_IMAGE}\` 的 Web 服务器，在 docker1 上运行容器 \`app1\`，在 docker2 上运行容器 \`app2\`，页面内容为各自的名称 \`app1\` 或 \`app2\`。在 docker1 上以容器 \`lb\` 运行 HAProxy（镜像 \`${HAPROXY_IMAGE}\`），发布 6301 端口，把请求轮流分给两者。`,
    },
    expectations: [
      { expect: { en: "app1 and lb run on docker1", zh: "app1 和 lb 在 docker1 上运行" }, check: "docker ps --format '{{.Names}} {{.Status}}'; [ \"$(docker inspect -f '{{.State.Running}}' app1 lb | sort -u)\" = true ]" },
      { expect: { en: "app2 runs on docker2", zh: "app2 在 docker2 上运行" }, machine: "docker2", check: "docker ps --format '{{.Names}} {{.Status}}'; [ \"$(docker inspect -f '{{.State.Running}}' app2)\" = true ]" },
      { expect: { en: "port 6301 of docker1 is published by lb", zh: "docker1 的 6301 端口由 lb 发布" }, check: "docker port lb; grep -q ':6301$' <<< \"$(docker port lb)\"" },
      {
        expect: { en: "requests are answered by app1 and app2 in turn", zh: "请求由 app1 和 app2 轮流应答" },
        check: `curl -fsS -m 10 --retry 10 --retry-connrefused --retry-all-errors --retry-delay 1 -o /dev/null http://127.0.0.1:6301/
names=$(for request in 1 2 3 4 5 6 7 8; do curl -sS -m 10 http://127.0.0.1:6301/; done)
echo $names
[ "$(grep -c . <<< "$names")" = 8 ] && [ "$(grep -cx app1 <<< "$names")" = 4 ] && [ "$(grep -cx app2 <<< "$names")" = 4 ]`,
      },
    ],
    solve: [
      {
        machine: "docker2",
        run: `docker rm -f app2 > /dev/null 2>&1 || true
docker run -d --name app2 --hostname app2 -p 8081:80 ${BUSYBOX_IMAGE} sh -c '${SAY_NAME}'`,
      },
      {
        machine: "docker1",
        run: `docker rm -f app1 lb > /dev/null 2>&1 || true
docker network inspect stack > /dev/null 2>&1 || docker network create stack
docker run -d --name app1 --hostname app1 --network stack ${BUSYBOX_IMAGE} sh -c '${SAY_NAME}'
cat > /root/haproxy.cfg <<END
global
  maxconn 256
defaults
  mode http
  timeout connect 5s
  timeout client 10s
  timeout server 10s
listen hello
  bind :6301
  balance roundrobin
  server app1 app1:80
  server app2 $(getent ahostsv4 docker2 | awk 'NR == 1 { print $1 }'):8081
END
docker run -d --name lb --network stack -p 6301:6301 -v /root/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro ${HAPROXY_IMAGE}`,
      },
    ],
    wrong: {
      why: { en: "`balance source` sends a client to the same server each time", zh: "`balance source` 会把同一客户端始终分给同一台服务器" },
      run: [
        { machine: "docker2", run: `docker run -d --name app2 --hostname app2 -p 8081:80 ${BUSYBOX_IMAGE} sh -c '${SAY_NAME}'` },
        {
          machine: "docker1",
          run: `docker network create stack
docker run -d --name app1 --hostname app1 --network stack ${BUSYBOX_IMAGE} sh -c '${SAY_NAME}'
printf '%s\\n' global 'maxconn 256' defaults 'mode http' 'timeout connect 5s' 'timeout client 10s' 'timeout server 10s' 'listen hello' 'bind :6301' 'balance source' 'server app1 app1:80' "server app2 $(getent ahostsv4 docker2 | awk 'NR == 1 { print $1 }'):8081" > /root/haproxy.cfg
docker run -d --name lb --network stack -p 6301:6301 -v /root/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro ${HAPROXY_IMAGE}`,
        },
      ],
    },
  },
  {
    id: "promote",
    title: { en: "One image, from development to release", zh: "一个镜像，从开发到发布" },
    section: "2.3.3",
    machine: "docker1",
    checkSeconds: 60,
    solveSeconds: 600,
    task: {
      en: `On \`${BUSYBOX_IMAGE}\`, build a web application that answers at /, and push it to the registry on port 5000 of docker1 as \`hello:dev\`. Without building again, push the same image as \`hello:test\` and \`hello:1.0\`. On docker2, run \`hello:1.0\` from the registry as the container \`release\`, published on port 8082.`,
      zh: `在 \`${BUSYBOX_IMAGE}\` 之上构建一个在 / 有应答的 Web 应用，以 \`hello:dev\` 推送到 docker1 的 5000 端口上的镜像仓库。不重新构建，把同一个镜像推送为 \`hello:test\` 和 \`hello:1.0\`。在 docker2 上用仓库中的 \`hello:1.0\` 运行容器 \`release\`，发布到 8082 端口。`,
    },
    expectations: [
      { expect: { en: "the registry has dev, test and 1.0", zh: "镜像仓库中有 dev、test 和 1.0" }, check: "tags=$(curl -sS -m 10 http://docker1:5000/v2/hello/tags/list) || exit 1; echo \"$tags\"; jq -e '.tags // [] | contains([\"dev\", \"test\", \"1.0\"])' <<< \"$tags\" > /dev/null" },
      {
        expect: { en: "they are one and the same image", zh: "它们是同一个镜像" },
        check: `digests=$(for tag in dev test 1.0; do curl -fsSI -m 10 -H 'Accept: application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json' http://docker1:5000/v2/hello/manifests/$tag | tr -d '\\r' | awk -v tag=$tag 'tolower($1) == "docker-content-digest:" { print tag, $2 }'; done)
echo "$digests"
[ "$(grep -c sha256: <<< "$digests")" = 3 ] && [ "$(awk '{ print $2 }' <<< "$digests" | sort -u | grep -c .)" = 1 ]`,
      },
      {
        expect: { en: "docker2 runs it as release, and has it from the registry", zh: "docker2 上的 release 运行的就是从仓库取得的该镜像" },
        machine: "docker2",
        check: `[ "$(docker inspect -f '{{.State.Running}}' release)" = true ] || exit 1
digest=$(curl -fsSI -m 10 -H 'Accept: application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json' http://docker1:5000/v2/hello/manifests/1.0 | tr -d '\\r' | awk 'tolower($1) == "docker-content-digest:" { print $2 }')
seen=$(docker image inspect -f '{{json .RepoDigests}}' "$(docker inspect -f '{{.Image}}' release)")
echo "registry: $digest, release: $seen"
[ -n "$digest" ] && grep -qF "$digest" <<< "$seen"`,
      },
      { expect: { en: "and serves it on port 8082", zh: "并在 8082 端口提供服务" }, machine: "docker2", check: "curl -fsS -m 10 --retry 5 --retry-connrefused --retry-delay 1 http://127.0.0.1:8082/" },
    ],
    solve: [
      {
        machine: "docker1",
        run: `folder=$(mktemp -d)
printf '<h1>hello</h1>\\n' > $folder/index.html
printf 'FROM ${BUSYBOX_IMAGE}\\nCOPY index.html /www/\\nCMD ["httpd", "-f", "-p", "80", "-h", "/www"]\\n' > $folder/Dockerfile
docker build -t localhost:5000/hello:dev $folder
for tag in test 1.0; do docker tag localhost:5000/hello:dev localhost:5000/hello:$tag; done
for tag in dev test 1.0; do docker push -q localhost:5000/hello:$tag; done`,
      },
      {
        machine: "docker2",
        run: `mkdir -p /etc/docker
echo '{ "insecure-registries": ["docker1:5000"] }' > /etc/docker/daemon.json
systemctl reload docker
docker rm -f release > /dev/null 2>&1 || true
for try in 1 2 3 4 5; do docker pull -q docker1:5000/hello:1.0 && break; sleep 2; done
docker run -d --name release -p 8082:80 docker1:5000/hello:1.0`,
      },
    ],
    wrong: {
      why: { en: "it was built anew for each stage: what is released is not what was tested", zh: "每个阶段都重新构建：发布的并不是测试过的那个镜像" },
      run: `for tag in dev test 1.0; do
  printf 'FROM ${BUSYBOX_IMAGE}\\nLABEL stage=%s\\nCMD ["httpd", "-f", "-p", "80", "-h", "/etc"]\\n' $tag | docker build -t localhost:5000/hello:$tag -
  docker push -q localhost:5000/hello:$tag
done`,
    },
  },
];
