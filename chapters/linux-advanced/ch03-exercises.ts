import { containerRuns } from "../container-checks";
import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";
import { DEBIAN_IMAGE } from "../local-debian";

const MACHINE = "docker1";

export const exercises: readonly Exercise[] = [
  {
    id: "daemon",
    title: { en: "Client and daemon", zh: "客户端与守护进程" },
    section: "2.2.3.2",
    machine: MACHINE,
    task: {
      en: "Configure the Docker daemon: by default, containers log with the driver json-file to at most three files of at most 1 MiB each, and they keep running while the daemon itself is restarted.",
      zh: "配置 Docker 守护进程：默认用 json-file 驱动记录容器日志，每个文件最大 1 MiB、最多三个文件；并且守护进程自身重启时，容器保持运行。",
    },
    checkSeconds: 60,
    expectations: [
      { expect: { en: "the daemon answers the client", zh: "守护进程能够响应客户端" }, check: "docker version -f 'client {{.Client.Version}}, server {{.Server.Version}}'" },
      { expect: { en: "containers outlive the daemon", zh: "守护进程停止时容器继续运行" }, check: "docker info -f 'live restore: {{.LiveRestoreEnabled}}'; [ \"$(docker info -f '{{.LiveRestoreEnabled}}')\" = true ]" },
      {
        expect: { en: "a new container has a json-file log of at most three files of 1 MiB each", zh: "新建的容器使用 json-file 日志，最多三个文件，每个 1 MiB" },
        check: `id=$(docker create ${BUSYBOX_IMAGE} true)
log=$(docker inspect -f '{{json .HostConfig.LogConfig}}' "$id")
docker rm "$id" > /dev/null
echo "$log"
jq -e '.Type == "json-file" and (.Config["max-file"] == "3") and (.Config["max-size"] // "" | ascii_downcase | IN("1m", "1mb", "1mib", "1024k", "1048576"))' <<< "$log" > /dev/null`,
      },
    ],
    solve: `mkdir -p /etc/docker
echo '{ "log-driver": "json-file", "log-opts": { "max-size": "1m", "max-file": "3" }, "live-restore": true }' > /etc/docker/daemon.json
systemctl reset-failed docker
systemctl restart docker`,
    wrong: {
      why: { en: "the file was written, but the daemon was only told to reload: it does so for some settings, and log options are not among them", zh: "写好了配置文件却只重新加载：守护进程只会重新加载部分设置，日志选项不在其中" },
      run: `mkdir -p /etc/docker
echo '{ "log-driver": "json-file", "log-opts": { "max-size": "1m", "max-file": "3" }, "live-restore": true }' > /etc/docker/daemon.json
systemctl reload docker`,
    },
  },
  {
    id: "process",
    title: { en: "A container is a process", zh: "容器就是进程" },
    section: "2.2.3.1",
    machine: MACHINE,
    task: {
      en: `Run a container \`proc\` (image \`${BUSYBOX_IMAGE}\`) that sleeps, and write into /root/lab/proc.pid the process number (PID) that its main process has on the machine.`,
      zh: `运行一个休眠的容器 \`proc\`（镜像 \`${BUSYBOX_IMAGE}\`），并把其主进程在虚拟机上的进程号写入 /root/lab/proc.pid。`,
    },
    expectations: [
      containerRuns("proc"),
      {
        expect: { en: "the file has the number of a process in the container's namespaces", zh: "文件中的进程号属于该容器的命名空间" },
        check: `read -r pid < /root/lab/proc.pid; echo "written: $pid, $(tr '\\0' ' ' < /proc/$pid/cmdline)"
[ "$(readlink "/proc/$pid/ns/pid")" = "$(readlink "/proc/$(docker inspect -f '{{.State.Pid}}' proc)/ns/pid")" ]`,
      },
      { expect: { en: "and it is number 1 in there", zh: "且它在容器内是 1 号进程" }, check: "read -r pid < /root/lab/proc.pid; grep NSpid /proc/$pid/status; awk '/^NSpid:/ { exit $NF != 1 }' /proc/$pid/status" },
    ],
    solve: `mkdir -p /root/lab
docker rm -f proc > /dev/null 2>&1 || true
docker run -d --name proc ${BUSYBOX_IMAGE} sleep 1000000
docker inspect -f '{{.State.Pid}}' proc > /root/lab/proc.pid`,
    wrong: {
      why: { en: "the number was asked for inside the container, where it is a different one", zh: "进程号是在容器内查到的，与虚拟机上的不同" },
      run: `mkdir -p /root/lab; docker run -d --name proc ${BUSYBOX_IMAGE} sleep 1000000; docker exec proc pidof sleep > /root/lab/proc.pid`,
    },
  },
  {
    id: "webserver",
    title: { en: "The web server container", zh: "Web 服务器容器" },
    section: "2.2.3.6",
    machine: MACHINE,
    task: {
      en: `Run Apache in a container \`webserver\` of the image \`${DEBIAN_IMAGE}\`, with its port 80 published as the machine's port 80: http://localhost/ shows Apache's default page.`,
      zh: `用镜像 \`${DEBIAN_IMAGE}\` 运行容器 \`webserver\`，在其中启动 Apache，并把容器的 80 端口发布为虚拟机的 80 端口：访问 http://localhost/ 能看到 Apache 默认页面。`,
    },
    expectations: [
      { expect: { en: "the container webserver is running", zh: "容器 webserver 正在运行" }, check: "docker ps -a --filter name=webserver --format '{{.Names}}: {{.Status}}'; [ \"$(docker inspect -f '{{.State.Running}}' webserver)\" = true ] || { docker logs --tail 5 webserver 2>&1; exit 1; }" },
      { expect: { en: "its port 80 is the machine's", zh: "其 80 端口发布为虚拟机的 80 端口" }, check: "docker port webserver; docker inspect webserver | jq -e '.[0].HostConfig.PortBindings[\"80/tcp\"][0].HostPort == \"80\"' > /dev/null" },
      { expect: { en: "http://localhost/ is Apache's default page", zh: "http://localhost/ 是 Apache 默认页面" }, check: "page=$(curl -fsS -m 10 --retry 5 --retry-connrefused --retry-delay 1 http://localhost/) && grep -o '<title>.*' <<< \"$page\"; grep -qi apache2 <<< \"$page\"" },
    ],
    solve: `docker rm -f webserver > /dev/null 2>&1 || true
docker run -d --name webserver -p 80:80 ${DEBIAN_IMAGE} /bin/bash -c "apachectl -DFOREGROUND"`,
    wrong: {
      why: { en: "the command as the book gives it: Apache does not have the variables of /etc/apache2/envvars, and ends", zh: "照抄书中的命令：Apache 缺少 /etc/apache2/envvars 中的变量，随即退出" },
      run: `docker run -d --name webserver -p 80:80 ${DEBIAN_IMAGE} /bin/bash -c "apache2 -DFOREGROUND"; timeout 60 docker wait webserver`,
    },
  },
  {
    id: "publish-image",
    title: { en: "Change an image and publish it", zh: "修改并发布镜像" },
    section: "2.2.3.3",
    machine: MACHINE,
    checkSeconds: 90,
    solveSeconds: 600,
    task: {
      en: `Make an image from \`${DEBIAN_IMAGE}\` that by default runs Apache, which on port 80 serves a page at / with the word \`changed\` in it. Push it to the registry as \`localhost:5000/webserver:1\`.`,
      zh: `基于 \`${DEBIAN_IMAGE}\` 制作镜像：无需指定命令即运行 Apache，在 80 端口的 / 提供含有 \`changed\` 一词的页面。将其推送到镜像仓库，名为 \`localhost:5000/webserver:1\`。`,
    },
    expectations: [
      {
        expect: { en: "the registry has webserver:1", zh: "镜像仓库中有 webserver:1" },
        check: `tags=$(curl -sS -m 10 http://localhost:5000/v2/webserver/tags/list) || exit 1
echo "$tags"
jq -e '.tags // [] | index("1") != null' <<< "$tags" > /dev/null`,
      },
      {
        expect: { en: "a container of it serves the changed page by itself", zh: "由它启动的容器会自行提供修改后的页面" },
        check: `docker pull -q localhost:5000/webserver:1 || exit 1
id=$(docker run -d localhost:5000/webserver:1)
trap 'docker rm -f "$id" > /dev/null' EXIT
page=$(curl -sS -m 10 --retry 10 --retry-connrefused --retry-delay 1 "http://$(docker inspect -f '{{.NetworkSettings.IPAddress}}' "$id")/" 2>&1) || true
head -c 200 <<< "$page"
grep -qw changed <<< "$page"`,
      },
    ],
    solve: `folder=$(mktemp -d)
cat > $folder/Dockerfile <<'END'
FROM ${DEBIAN_IMAGE}
RUN echo '<h1>changed</h1>' > /var/www/html/index.html
CMD ["apachectl", "-DFOREGROUND"]
END
docker build -t localhost:5000/webserver:1 $folder
docker push localhost:5000/webserver:1`,
    wrong: {
      why: { en: "the image got a new name and was pushed, but nothing in it was changed", zh: "只是改了名字就推送，镜像内容没有任何修改" },
      run: `docker tag ${DEBIAN_IMAGE} localhost:5000/webserver:1; docker push localhost:5000/webserver:1`,
    },
  },
  {
    id: "network-isolation",
    title: { en: "Networks apart", zh: "网络隔离" },
    section: "2.2.3.4",
    machine: MACHINE,
    checkSeconds: 40,
    task: {
      en: `Run the containers \`a1\` and \`a2\` on a network \`neta\` and \`b1\` on a network \`netb\` (image \`${BUSYBOX_IMAGE}\`), each on no other network: a1 reaches a2 by its name, but cannot reach b1.`,
      zh: `运行容器 \`a1\`、\`a2\`（网络 \`neta\`）和 \`b1\`（网络 \`netb\`），镜像均为 \`${BUSYBOX_IMAGE}\`，且不接入其他网络：a1 能按名称访问 a2，但访问不到 b1。`,
    },
    expectations: [
      { expect: { en: "a1, a2 and b1 are running", zh: "a1、a2 和 b1 正在运行" }, check: "docker inspect -f '{{.Name}} {{.State.Status}} {{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}' a1 a2 b1 && [ \"$(docker inspect -f '{{.State.Running}}' a1 a2 b1 | sort -u)\" = true ]" },
      { expect: { en: "a1 and a2 are on neta only, b1 is on netb only", zh: "a1 和 a2 只在 neta 上，b1 只在 netb 上" }, check: "seen=$(docker inspect -f '{{.Name}}:{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}' a1 a2 b1); echo \"$seen\"; [ \"$(echo $seen)\" = '/a1:neta /a2:neta /b1:netb' ]" },
      { expect: { en: "a1 reaches a2 by its name", zh: "a1 能按名称访问 a2" }, check: "docker exec a1 ping -c 1 -W 3 a2" },
      { expect: { en: "a1 does not reach b1", zh: "a1 访问不到 b1" }, check: "address=$(docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' b1); [ -n \"$address\" ] || exit 1; ! docker exec a1 ping -c 1 -W 2 \"$address\"" },
    ],
    solve: `docker rm -f a1 a2 b1 > /dev/null 2>&1 || true
docker network inspect neta > /dev/null 2>&1 || docker network create neta
docker network inspect netb > /dev/null 2>&1 || docker network create netb
docker run -d --name a1 --network neta ${BUSYBOX_IMAGE} sleep 1000000
docker run -d --name a2 --network neta ${BUSYBOX_IMAGE} sleep 1000000
docker run -d --name b1 --network netb ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "all are on the default bridge, which neither keeps them apart nor knows their names", zh: "三个容器都在默认网桥上：既不隔离，也不能按名称解析" },
      run: `for name in a1 a2 b1; do docker run -d --name $name ${BUSYBOX_IMAGE} sleep 1000000; done`,
    },
  },
  {
    id: "persist",
    title: { en: "Data that stays", zh: "数据持久化" },
    section: "2.2.3.4",
    machine: MACHINE,
    checkSeconds: 60,
    task: {
      en: `A container \`web2\` serves a page of your own at / on port 8080: it is index.html in the volume \`webdata\`, which web2 has mounted read-only. Another container wrote the page, and has been removed.`,
      zh: `由容器 \`web2\` 在 8080 端口的 / 提供你自己的页面：它是数据卷 \`webdata\` 中的 index.html，web2 只读挂载该卷。页面由另一个容器写入，且该容器已删除。`,
    },
    expectations: [
      { expect: { en: "the volume webdata has a page index.html", zh: "数据卷 webdata 中有页面 index.html" }, check: "folder=$(docker volume inspect -f '{{.Mountpoint}}' webdata) && ls -l \"$folder\" && [ -s \"$folder/index.html\" ]" },
      { expect: { en: "web2 has it mounted, read-only", zh: "web2 只读挂载了它" }, check: "docker inspect -f '{{json .Mounts}}' web2 && docker inspect web2 | jq -e 'any(.[0].Mounts[]; .Name == \"webdata\" and .RW == false)' > /dev/null" },
      { expect: { en: "what port 8080 serves is the volume's page", zh: "8080 端口提供的就是数据卷中的页面" }, check: "page=$(curl -fsS -m 10 --retry 5 --retry-connrefused --retry-delay 1 http://localhost:8080/) || exit 1; echo \"$page\"; [ \"$page\" = \"$(cat \"$(docker volume inspect -f '{{.Mountpoint}}' webdata)/index.html\")\" ]" },
      { expect: { en: "no other container has the volume", zh: "没有其他容器使用该数据卷" }, check: "docker ps -a --filter volume=webdata --format '{{.Names}}'; [ \"$(docker ps -a --filter volume=webdata --format '{{.Names}}')\" = web2 ]" },
    ],
    solve: `docker rm -f web2 > /dev/null 2>&1 || true
docker volume create webdata
docker run --rm -v webdata:/data ${BUSYBOX_IMAGE} sh -c 'echo kept > /data/index.html'
docker run -d --name web2 -p 8080:80 -v webdata:/www:ro ${BUSYBOX_IMAGE} httpd -f -p 80 -h /www`,
    wrong: {
      why: { en: "the page is in the container's own layer: it is lost with the container", zh: "页面写在容器自己的可写层里，容器删除后页面随之消失" },
      run: `docker run -d --name web2 -p 8080:80 ${BUSYBOX_IMAGE} sh -c 'mkdir -p /www; echo kept > /www/index.html; exec httpd -f -p 80 -h /www'`,
    },
  },
  {
    id: "limits",
    title: { en: "Limit what it may use", zh: "限制资源" },
    section: "2.2.3.7",
    machine: MACHINE,
    task: {
      en: `Run a container \`limited\` (image \`${BUSYBOX_IMAGE}\`) that may use at most 128 MiB of memory, no swap, half a CPU and 64 processes.`,
      zh: `运行容器 \`limited\`（镜像 \`${BUSYBOX_IMAGE}\`）：内存上限 128 MiB 且不得使用交换空间，最多半个 CPU、64 个进程。`,
    },
    expectations: [
      containerRuns("limited"),
      ...[
        { expect: { en: "the kernel limits it to 128 MiB of memory", zh: "内核限制其内存为 128 MiB" }, file: "memory.max", holds: "grep -qx 134217728" },
        { expect: { en: "and no swap", zh: "且没有交换空间" }, file: "memory.swap.max", holds: "grep -qx 0" },
        { expect: { en: "half a CPU", zh: "半个 CPU" }, file: "cpu.max", holds: "awk '{ exit !($1 * 2 == $2) }'" },
        { expect: { en: "and 64 processes", zh: "64 个进程" }, file: "pids.max", holds: "grep -qx 64" },
      ].map(({ expect, file, holds }) => ({
        expect,
        check: `group=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/$(docker inspect -f '{{.State.Pid}}' limited)/cgroup); echo "${file}: $(cat "$group/${file}")"; ${holds} "$group/${file}"`,
      })),
    ],
    solve: `docker rm -f limited > /dev/null 2>&1 || true
docker run -d --name limited --memory 128m --memory-swap 128m --cpus 0.5 --pids-limit 64 ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "a reservation and a weight count only when others want the same: they are not limits", zh: "内存预留和 CPU 权重只在争用时起作用，并不是上限" },
      run: `docker run -d --name limited --memory-reservation 128m --cpu-shares 512 ${BUSYBOX_IMAGE} sleep 1000000`,
    },
  },
];
