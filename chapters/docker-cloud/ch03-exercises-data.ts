import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";

const MACHINE = "core1";

/** Sections 3.6 to 3.8: storage, volumes, networks. */
export const dataExercises: readonly Exercise[] = [
  {
    id: "copy-on-write",
    title: { en: "A container's own layer", zh: "容器的可写层" },
    section: "3.6",
    machine: MACHINE,
    task: {
      en: `In a container \`cow1\` (image \`${BUSYBOX_IMAGE}\`) that keeps running, make the file /etc/lab-marker and remove /bin/vi. Write into /root/lab/cow.txt the full path that the marker has, on the machine, in the container's own writable layer.`,
      zh: `在保持运行的容器 \`cow1\`（镜像 \`${BUSYBOX_IMAGE}\`）中新建文件 /etc/lab-marker，并删除 /bin/vi。把该标记文件位于容器可写层中的、虚拟机上的完整路径写入 /root/lab/cow.txt。`,
    },
    expectations: [
      { expect: { en: "cow1 has the marker, and no /bin/vi", zh: "cow1 中有标记文件，且没有 /bin/vi" }, check: "docker exec cow1 ls -l /etc && docker exec cow1 test -f /etc/lab-marker && ! docker exec cow1 test -e /bin/vi" },
      { expect: { en: "the path leads to the file in its writable layer, and not to the merged view", zh: "该路径指向可写层中的文件，而不是合并后的视图" }, check: "cat /root/lab/cow.txt && [ \"$(realpath \"$(cat /root/lab/cow.txt)\")\" = \"$(docker inspect -f '{{.GraphDriver.Data.UpperDir}}' cow1)/etc/lab-marker\" ] && test -f \"$(cat /root/lab/cow.txt)\"" },
      { expect: { en: "that layer hides /bin/vi with a whiteout", zh: "该层用 whiteout 遮盖了 /bin/vi" }, check: "layer=$(docker inspect -f '{{.GraphDriver.Data.UpperDir}}' cow1); find \"$layer\" -ls; test -c \"$layer/bin/vi\"" },
    ],
    solve: `mkdir -p /root/lab
docker rm -f cow1 > /dev/null 2>&1 || true
docker run -d --name cow1 ${BUSYBOX_IMAGE} sleep 1000000
docker exec cow1 sh -c 'touch /etc/lab-marker; rm /bin/vi'
echo "$(docker inspect -f '{{.GraphDriver.Data.UpperDir}}' cow1)/etc/lab-marker" > /root/lab/cow.txt`,
    wrong: {
      why: { en: "the path is that of the merged folder, which exists only while the container runs", zh: "写的是合并目录的路径，它只在容器运行时存在" },
      run: `mkdir -p /root/lab
docker run -d --name cow1 ${BUSYBOX_IMAGE} sleep 1000000
docker exec cow1 sh -c 'touch /etc/lab-marker; rm /bin/vi'
echo "$(docker inspect -f '{{.GraphDriver.Data.MergedDir}}' cow1)/etc/lab-marker" > /root/lab/cow.txt`,
    },
  },
  {
    id: "volumes-from",
    title: { en: "A volume that two containers share", zh: "共享数据卷" },
    section: "3.7",
    machine: MACHINE,
    task: {
      en: `A container \`producer\`, which is not removed afterwards, writes something into /data/proof, with the named volume \`lab-vol\` on /data. A container \`consumer\`, which keeps running, gets its volumes from producer: it sees the file, but cannot write there. Both have the image \`${BUSYBOX_IMAGE}\`.`,
      zh: `容器 \`producer\` 把命名数据卷 \`lab-vol\` 挂载在 /data，向 /data/proof 写入一些内容，之后不要删除该容器。容器 \`consumer\` 保持运行，从 producer 继承数据卷：能看到该文件，但不能在其中写入。两者均使用镜像 \`${BUSYBOX_IMAGE}\`。`,
    },
    expectations: [
      { expect: { en: "the volume lab-vol has the file proof, which is not empty", zh: "数据卷 lab-vol 中有非空文件 proof" }, check: "folder=$(docker volume inspect -f '{{.Mountpoint}}' lab-vol) && ls -l \"$folder\" && test -s \"$folder/proof\"" },
      { expect: { en: "producer has the volume on /data", zh: "producer 把数据卷挂载在 /data" }, check: "docker inspect producer | jq -c '.[0].Mounts[] | { Name, Destination, RW }'; docker inspect producer | jq -e 'any(.[0].Mounts[]; .Name == \"lab-vol\" and .Destination == \"/data\")' > /dev/null" },
      { expect: { en: "consumer has its volumes from producer", zh: "consumer 的数据卷来自 producer" }, check: "docker inspect -f '{{.HostConfig.VolumesFrom}}' consumer; docker inspect consumer | jq -e 'any(.[0].HostConfig.VolumesFrom // [] | .[]; startswith(\"producer\"))' > /dev/null" },
      { expect: { en: "and sees the file", zh: "并能看到该文件" }, check: "docker exec consumer cat /data/proof" },
      { expect: { en: "but cannot write there", zh: "但不能写入" }, check: "docker exec consumer touch /data/probe && { docker exec consumer rm -f /data/probe; echo '/data/probe was written'; exit 1; }; exit 0" },
    ],
    solve: `docker rm -fv producer consumer > /dev/null 2>&1 || true
docker run --name producer -v lab-vol:/data ${BUSYBOX_IMAGE} sh -c 'echo made by producer > /data/proof'
docker run -d --name consumer --volumes-from producer:ro ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "the volume is anonymous, and nothing keeps consumer from writing to it", zh: "使用了匿名数据卷，而且 consumer 仍可写入" },
      run: `docker run --name producer -v /data ${BUSYBOX_IMAGE} sh -c 'echo made by producer > /data/proof'
docker run -d --name consumer --volumes-from producer ${BUSYBOX_IMAGE} sleep 1000000`,
    },
  },
  {
    id: "veth",
    title: { en: "The network of a container, by hand", zh: "手工配置容器网络" },
    section: "3.8.3",
    machine: MACHINE,
    task: {
      en: `Run a container \`bare\` (image \`${BUSYBOX_IMAGE}\`) without a network, and then do by hand what libcontainer does: give it an interface eth0 that is joined to the bridge docker0, with 172.17.0.200/16 and a default route via docker0's address.`,
      zh: `运行不带网络的容器 \`bare\`（镜像 \`${BUSYBOX_IMAGE}\`），再手工完成 libcontainer 所做的工作：在其中配置网卡 eth0，接入网桥 docker0，地址为 172.17.0.200/16，默认路由经由 docker0 的地址。`,
    },
    expectations: [
      { expect: { en: "the container bare is running, and Docker gave it no network", zh: "容器 bare 正在运行，且 Docker 没有给它配置网络" }, check: "docker inspect -f '{{.State.Status}} {{.HostConfig.NetworkMode}}' bare; [ \"$(docker inspect -f '{{.State.Running}} {{.HostConfig.NetworkMode}}' bare)\" = 'true none' ]" },
      { expect: { en: "its eth0 has 172.17.0.200/16", zh: "其 eth0 的地址为 172.17.0.200/16" }, check: "docker exec bare ip address show; grep -qw 172.17.0.200/16 <<< \"$(docker exec bare ip address show eth0)\"" },
      { expect: { en: "its default route is via docker0's address", zh: "其默认路由经由 docker0 的地址" }, check: "docker exec bare ip route; via=$(ip -j -4 address show docker0 | jq -r '.[0].addr_info[0].local'); grep -Eq \"^default via $via dev eth0\" <<< \"$(docker exec bare ip route)\"" },
      { expect: { en: "its other end is a port of docker0", zh: "网卡的另一端是 docker0 的端口" }, check: "ip -brief link show master docker0; peer=$(docker exec bare cat /sys/class/net/eth0/iflink); ip -j link show master docker0 | jq -e --argjson peer \"$peer\" 'any(.[]; .ifindex == $peer)' > /dev/null" },
      { expect: { en: "it reaches docker0", zh: "它能访问 docker0" }, check: "docker exec bare ping -c 1 -W 5 \"$(ip -j -4 address show docker0 | jq -r '.[0].addr_info[0].local')\"" },
    ],
    solve: `docker rm -f bare > /dev/null 2>&1 || true
ip link delete veth-bare 2> /dev/null || true
docker run -d --name bare --network none ${BUSYBOX_IMAGE} sleep 1000000
pid=$(docker inspect -f '{{.State.Pid}}' bare)
gateway=$(ip -j -4 address show docker0 | jq -r '.[0].addr_info[0].local')
ip link add veth-bare type veth peer name eth0 netns "$pid"
ip link set veth-bare master docker0 up
nsenter -t "$pid" -n ip address add 172.17.0.200/16 dev eth0
nsenter -t "$pid" -n ip link set eth0 up
nsenter -t "$pid" -n ip route add default via "$gateway"`,
    wrong: {
      why: { en: "the pair is there and has addresses, but its end on the machine was not plugged into docker0", zh: "veth 已创建并配置地址，但虚拟机一端没有接入 docker0" },
      run: `docker run -d --name bare --network none ${BUSYBOX_IMAGE} sleep 1000000
pid=$(docker inspect -f '{{.State.Pid}}' bare)
ip link add veth-bare type veth peer name eth0 netns "$pid"
ip link set veth-bare up
nsenter -t "$pid" -n ip address add 172.17.0.200/16 dev eth0
nsenter -t "$pid" -n ip link set eth0 up
nsenter -t "$pid" -n ip route add default via 172.17.0.1`,
    },
  },
  {
    id: "links",
    title: { en: "Old and new links", zh: "新旧 link" },
    section: "3.8.4",
    machine: MACHINE,
    checkSeconds: 40,
    task: {
      en: `Run a container \`db\` (image \`${BUSYBOX_IMAGE}\`) that exposes port 6379. On the default bridge, link a container \`legacy-app\` to it under the name \`db\`. On a network \`appnet\` of your own, and on no other, a container \`new-app\` finds the same container as \`dbalias\`. All three keep running.`,
      zh: `运行暴露 6379 端口的容器 \`db\`（镜像 \`${BUSYBOX_IMAGE}\`）。在默认网桥上把容器 \`legacy-app\` 以名称 \`db\` 链接到它；容器 \`new-app\` 只接入自建网络 \`appnet\`，在其中以 \`dbalias\` 找到同一个容器。三者都保持运行。`,
    },
    expectations: [
      { expect: { en: "db, legacy-app and new-app are running", zh: "db、legacy-app 和 new-app 正在运行" }, check: "docker inspect -f '{{.Name}} {{.State.Status}} {{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}' db legacy-app new-app && [ \"$(docker inspect -f '{{.State.Running}}' db legacy-app new-app | sort -u)\" = true ]" },
      { expect: { en: "the old link gave legacy-app variables and a line in /etc/hosts", zh: "传统 link 为 legacy-app 写入了环境变量和 /etc/hosts" }, check: "docker exec legacy-app sh -c 'env; cat /etc/hosts'; grep -q '^DB_PORT_6379_TCP_ADDR=' <<< \"$(docker exec legacy-app env)\" && grep -qw db <<< \"$(docker exec legacy-app cat /etc/hosts)\"" },
      { expect: { en: "new-app is on appnet, and not on the default bridge", zh: "new-app 在 appnet 上，而不在默认网桥上" }, check: "docker inspect -f '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}' new-app; docker inspect new-app | jq -e '.[0].NetworkSettings.Networks | keys == [\"appnet\"]' > /dev/null" },
      { expect: { en: "it reaches db as dbalias", zh: "它能以 dbalias 访问 db" }, check: "address=$(docker inspect -f '{{.NetworkSettings.Networks.appnet.IPAddress}}' db); answer=$(docker exec new-app ping -c 1 -W 5 dbalias 2>&1) || { echo \"$answer\"; exit 1; }; echo \"$answer\"; grep -qF \"($address)\" <<< \"$answer\"" },
    ],
    solve: `docker rm -f db legacy-app new-app > /dev/null 2>&1 || true
docker network inspect appnet > /dev/null 2>&1 || docker network create appnet
docker run -d --name db --expose 6379 ${BUSYBOX_IMAGE} sleep 1000000
docker run -d --name legacy-app --link db:db ${BUSYBOX_IMAGE} sleep 1000000
docker network connect appnet db
docker run -d --name new-app --network appnet --link db:dbalias ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "the networks are right, but the alias dbalias was not set", zh: "网络配置正确，但没有设置别名 dbalias" },
      run: `docker network create appnet
docker run -d --name db --expose 6379 ${BUSYBOX_IMAGE} sleep 1000000
docker run -d --name legacy-app --link db:db ${BUSYBOX_IMAGE} sleep 1000000
docker network connect appnet db
docker run -d --name new-app --network appnet ${BUSYBOX_IMAGE} sleep 1000000`,
    },
  },
];
