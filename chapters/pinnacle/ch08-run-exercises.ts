import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";
import { formSwarm } from "../local-swarm";

const FIRST = "docker1";
const SECOND = "docker2";

/** The folder of the Compose exercise, and its file as far as it is the same however web and db are joined. */
const WEBAPP = `mkdir -p /root/webapp
cd /root/webapp
printf '#!/bin/sh\\necho "Content-Type: text/plain"\\necho\\nwget -q -O - http://db:8080/stock\\n' > stock.sh
chmod +x stock.sh
cat > docker-compose.yml <<'END'
version: "2.4"
services:
  db:
    image: ${BUSYBOX_IMAGE}
    command: sh -c 'mkdir -p /www; echo 42 apples > /www/stock; exec httpd -f -p 8080 -h /www'
`;

/** Of containers: their life, data and networks. */
export const runExercises: readonly Exercise[] = [
  {
    id: "restarts",
    title: { en: "Started again, but not forever", zh: "有限次数的重启" },
    section: "8.4",
    machine: FIRST,
    task: {
      en: `Run a container \`worker\` (image \`${BUSYBOX_IMAGE}\`) that prints \`at work\` and ends with exit code 7. Docker starts it again three times, and then gives up.`,
      zh: `运行容器 \`worker\`（镜像 \`${BUSYBOX_IMAGE}\`）：输出 \`at work\` 后以退出码 7 结束。Docker 将其重新启动三次，之后不再重启。`,
    },
    expectations: [
      { expect: { en: "the container worker prints `at work`", zh: "容器 worker 输出 `at work`" }, check: "seen=$(docker logs worker 2>&1); echo \"$seen\"; grep -x 'at work' <<< \"$seen\" > /dev/null" },
      { expect: { en: "it has been started again three times", zh: "它已被重新启动三次" }, check: "seen=$(docker inspect -f '{{.RestartCount}}' worker); echo \"restarts: $seen\"; [ \"$seen\" = 3 ]" },
      { expect: { en: "it has ended with code 7, and stays ended", zh: "它已以退出码 7 结束，且不再启动" }, check: "seen=$(docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' worker); echo \"$seen\"; [ \"$seen\" = 'exited 7' ]" },
    ],
    solve: `docker rm -f worker > /dev/null 2>&1 || true
docker run -d --name worker --restart on-failure:3 ${BUSYBOX_IMAGE} sh -c 'echo at work; exit 7'
for try in $(seq 120); do [ "$(docker inspect -f '{{.RestartCount}} {{.State.Status}}' worker)" != '3 exited' ] || break; sleep 1; done`,
    wrong: {
      why: { en: "Docker gives up at once: by default nothing is started again", zh: "Docker 立即放弃：默认不会重新启动" },
      run: `docker run --name worker ${BUSYBOX_IMAGE} sh -c 'echo at work; exit 7' || true`,
    },
  },
  {
    id: "data",
    title: { en: "Data that outlives containers", zh: "比容器更持久的数据" },
    section: "8.5",
    machine: FIRST,
    checkSeconds: 40,
    task: {
      en: `Let a container write the line \`first\` into the file rows in the volume \`labdata\`, and remove that container. Then run the container \`db\` (image \`${BUSYBOX_IMAGE}\`), which keeps running: it has the volume on /data, and the machine's folder /root/lab/conf on /etc/db, where it cannot change anything.`,
      zh: `让一个容器把一行 \`first\` 写入卷 \`labdata\` 中的文件 rows，随后删除该容器。再运行容器 \`db\`（镜像 \`${BUSYBOX_IMAGE}\`）并保持运行：该卷挂载到 /data，虚拟机目录 /root/lab/conf 挂载到 /etc/db，且容器不能修改其内容。`,
    },
    expectations: [
      { expect: { en: "the container db is running, with the volume labdata on /data", zh: "容器 db 正在运行，其 /data 是卷 labdata" }, check: "seen=$(docker inspect -f '{{json .Mounts}}' db); echo \"$seen\"; [ \"$(docker inspect -f '{{.State.Running}}' db)\" = true ] && jq -e 'any(.[]; .Type == \"volume\" and .Name == \"labdata\" and .Destination == \"/data\")' <<< \"$seen\" > /dev/null" },
      { expect: { en: "it has what the other container wrote", zh: "其中有另一个容器写入的内容" }, check: "seen=$(docker exec db cat /data/rows); echo \"$seen\"; grep -x first <<< \"$seen\" > /dev/null" },
      {
        expect: { en: "its /etc/db is the machine's /root/lab/conf", zh: "其 /etc/db 就是虚拟机的 /root/lab/conf" },
        check: `probe=$(mktemp /root/lab/conf/probe.XXXXXX) || exit 1
trap 'rm -f "$probe"' EXIT
docker exec db ls /etc/db && docker exec db test -e "/etc/db/\${probe##*/}"`,
      },
      { expect: { en: "where it cannot change anything", zh: "且容器不能修改其内容" }, check: "docker exec db true || exit 1; docker exec db touch /etc/db/written && { rm -f /root/lab/conf/written; echo '/etc/db was written to'; exit 1; }; exit 0" },
    ],
    solve: `docker rm -f db > /dev/null 2>&1 || true
mkdir -p /root/lab/conf
docker run --rm -v labdata:/data ${BUSYBOX_IMAGE} sh -c 'echo first > /data/rows'
docker run -d --name db -v labdata:/data --mount type=bind,src=/root/lab/conf,dst=/etc/db,readonly ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "a path was given in place of a volume's name: that is a folder of the machine", zh: "在应写卷名的地方写了路径：那是虚拟机上的目录" },
      run: `mkdir -p /root/lab/conf
docker run --rm -v /root/labdata:/data ${BUSYBOX_IMAGE} sh -c 'echo first > /data/rows'
docker run -d --name db -v /root/labdata:/data -v /root/lab/conf:/etc/db ${BUSYBOX_IMAGE} sleep 1000000`,
    },
  },
  {
    id: "overlay",
    title: { en: "One network across two hosts", zh: "跨两台主机的网络" },
    section: "8.6",
    machine: FIRST,
    checkSeconds: 60,
    task: {
      en: `Make the overlay network \`lab-overlay\` across both hosts. On it, run the container \`web1\` on docker1 and the container \`web2\` on docker2 (image \`${BUSYBOX_IMAGE}\` for both). web2 serves the page \`here is web2\` on port 8080 and publishes no port, yet web1 reaches it by its name.`,
      zh: `创建跨两台主机的 overlay 网络 \`lab-overlay\`。在 docker1 上运行容器 \`web1\`，在 docker2 上运行容器 \`web2\`（镜像均为 \`${BUSYBOX_IMAGE}\`），都接入该网络。web2 在 8080 端口提供页面 \`here is web2\` 且不发布端口，web1 仍可按名称访问它。`,
    },
    expectations: [
      { expect: { en: "lab-overlay is an overlay network that containers may join", zh: "lab-overlay 是容器可以接入的 overlay 网络" }, check: "seen=$(docker network inspect -f '{{.Driver}} {{.Attachable}}' lab-overlay); echo \"$seen\"; [ \"$seen\" = 'overlay true' ]" },
      { expect: { en: "web1 runs on docker1, and is on it", zh: "web1 在 docker1 上运行，并已接入" }, check: "seen=$(docker inspect -f '{{.State.Status}} {{json .NetworkSettings.Networks}}' web1); echo \"$seen\"; [[ \"$seen\" = running*lab-overlay* ]]" },
      { expect: { en: "web2 runs on docker2, is on it, and publishes no port", zh: "web2 在 docker2 上运行，已接入，且不发布端口" }, machine: SECOND, check: "seen=$(docker inspect -f '{{.State.Status}} {{json .NetworkSettings.Networks}} ports: {{json .HostConfig.PortBindings}}' web2); echo \"$seen\"; [[ \"$seen\" =~ ^running.*lab-overlay.*ports:\\ (null|\\{\\})$ ]]" },
      { expect: { en: "web1 reaches web2 by its name", zh: "web1 可按名称访问 web2" }, check: "seen=$(docker exec web1 timeout 15 wget -q -O - http://web2:8080/ 2>&1); echo \"$seen\"; [ \"$seen\" = 'here is web2' ]" },
    ],
    solve: [
      ...[FIRST, SECOND].map((machine) => ({ machine, run: "docker rm -f web1 web2 > /dev/null 2>&1 || true\ndocker network rm lab-overlay > /dev/null 2>&1 || true" })),
      ...formSwarm(FIRST, [SECOND]),
      {
        machine: FIRST,
        run: `for try in $(seq 30); do ! docker network inspect lab-overlay > /dev/null 2>&1 || sleep 1; done
docker network create -d overlay --attachable lab-overlay
docker run -d --name web1 --network lab-overlay ${BUSYBOX_IMAGE} sleep 1000000`,
      },
      { machine: SECOND, run: `docker run -d --name web2 --network lab-overlay ${BUSYBOX_IMAGE} sh -c 'mkdir -p /www; echo here is web2 > /www/index.html; exec httpd -f -p 8080 -h /www'` },
      { machine: FIRST, run: "for try in $(seq 30); do ! docker exec web1 timeout 5 wget -q -O /dev/null http://web2:8080/ || break; sleep 1; done" },
    ],
    wrong: {
      why: { en: "each host has a bridge network of this name: they have nothing to do with each other", zh: "两台主机各有一个同名的 bridge 网络：彼此毫无关系" },
      run: [
        { machine: FIRST, run: `docker network create lab-overlay\ndocker run -d --name web1 --network lab-overlay ${BUSYBOX_IMAGE} sleep 1000000` },
        { machine: SECOND, run: `docker network create lab-overlay\ndocker run -d --name web2 --network lab-overlay ${BUSYBOX_IMAGE} sh -c 'mkdir -p /www; echo here is web2 > /www/index.html; exec httpd -f -p 8080 -h /www'` },
      ],
    },
  },
  {
    id: "compose",
    title: { en: "An application of two services", zh: "两个服务组成的应用" },
    section: "8.7",
    machine: FIRST,
    checkSeconds: 40,
    solveSeconds: 600,
    task: {
      en: `In /root/webapp, write the Compose project \`webapp\` and bring it up (image \`${BUSYBOX_IMAGE}\`). The service \`db\` has a health check, serves \`42 apples\` at /stock on its port 8080, and is on internal networks only. The service \`web\` is published on the machine's port 8081: its /cgi-bin/stock returns what db serves.`,
      zh: `在 /root/webapp 中编写 Compose 项目 \`webapp\` 并启动（镜像 \`${BUSYBOX_IMAGE}\`）。服务 \`db\` 带有健康检查，在其 8080 端口的 /stock 提供 \`42 apples\`，且只接入内部（internal）网络。服务 \`web\` 发布到虚拟机的 8081 端口：其 /cgi-bin/stock 返回 db 的内容。`,
    },
    expectations: [
      { expect: { en: "both services of the project webapp are running", zh: "项目 webapp 的两个服务正在运行" }, check: "seen=$(docker ps --filter label=com.docker.compose.project=webapp --format '{{.Label \"com.docker.compose.service\"}} {{.Status}}'); echo \"$seen\"; grep '^web Up' <<< \"$seen\" > /dev/null && grep '^db Up' <<< \"$seen\" > /dev/null" },
      { expect: { en: "db is healthy", zh: "db 状态健康" }, check: "id=$(docker ps -q --filter label=com.docker.compose.project=webapp --filter label=com.docker.compose.service=db | head -1); seen=$(docker inspect -f '{{with .State.Health}}{{.Status}}{{else}}no health check{{end}}' \"$id\"); echo \"$seen\"; [ \"$seen\" = healthy ]" },
      {
        expect: { en: "all networks of db are internal", zh: "db 的所有网络都是内部网络" },
        check: `id=$(docker ps -q --filter label=com.docker.compose.project=webapp --filter label=com.docker.compose.service=db | head -1)
networks=$(docker inspect -f '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}' "$id") && [ -n "$networks" ] || exit 1
seen=$(docker network inspect -f '{{.Name}} internal: {{.Internal}}' $networks)
echo "$seen"
! grep -v 'internal: true$' <<< "$seen" > /dev/null`,
      },
      { expect: { en: "db serves it at /stock on its port 8080", zh: "db 在其 8080 端口的 /stock 提供该内容" }, check: "id=$(docker ps -q --filter label=com.docker.compose.project=webapp --filter label=com.docker.compose.service=db | head -1); seen=$(docker exec \"$id\" wget -q -O - http://127.0.0.1:8080/stock 2>&1); echo \"$seen\"; [ \"$seen\" = '42 apples' ]" },
      { expect: { en: "on port 8081, web returns what db serves", zh: "web 在 8081 端口返回 db 的内容" }, check: "seen=$(curl -fsS -m 20 http://127.0.0.1:8081/cgi-bin/stock) || { echo \"$seen\"; exit 1; }; echo \"$seen\"; [ \"$seen\" = '42 apples' ]" },
    ],
    solve: `${WEBAPP}    init: true
    healthcheck:
      test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/stock"]
      interval: 5s
      timeout: 20s
    networks: [back]
  web:
    image: ${BUSYBOX_IMAGE}
    command: httpd -f -p 8080 -h /www
    volumes: ["./stock.sh:/www/cgi-bin/stock:ro"]
    ports: ["8081:8080"]
    networks: [front, back]
    depends_on:
      db: { condition: service_healthy }
networks:
  front: {}
  back: { internal: true }
END
docker-compose -p webapp up -d`,
    wrong: {
      why: { en: "both are on the default network, and Docker is not told how to check db's health", zh: "两者都在默认网络上，也没有告诉 Docker 如何判断 db 是否健康" },
      run: `${WEBAPP}  web:
    image: ${BUSYBOX_IMAGE}
    command: httpd -f -p 8080 -h /www
    volumes: ["./stock.sh:/www/cgi-bin/stock:ro"]
    ports: ["8081:8080"]
END
docker-compose -p webapp up -d`,
    },
  },
];
