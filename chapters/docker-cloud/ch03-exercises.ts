import { containerRuns } from "../container-checks";
import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";
import { dataExercises } from "./ch03-exercises-data";

const MACHINE = "core1";

export const exercises: readonly Exercise[] = [
  {
    id: "tls",
    title: { en: "Client and daemon over TLS", zh: "客户端与守护进程的 TLS 通信" },
    section: "3.3.3",
    machine: MACHINE,
    checkSeconds: 60,
    task: {
      en: "Let the Docker daemon also listen on TCP port 2376 of 127.0.0.1, with mutual TLS: a client with ca.pem, cert.pem and key.pem from /root/pki is served, one without a certificate is refused. The local socket still works.",
      zh: "让 Docker 守护进程同时监听 127.0.0.1 的 TCP 2376 端口，并启用双向 TLS：持有 /root/pki 中 ca.pem、cert.pem、key.pem 的客户端可以访问，没有证书的客户端被拒绝。本地套接字照常可用。",
    },
    expectations: [
      { expect: { en: "the daemon answers on its local socket", zh: "守护进程在本地套接字上响应" }, check: "docker -H unix:///var/run/docker.sock version -f '{{.Server.Version}}'" },
      {
        expect: { en: "a client with the certificate is served on port 2376", zh: "持有证书的客户端可通过 2376 端口访问" },
        check: "ls /root/pki; docker --tlsverify --tlscacert /root/pki/ca.pem --tlscert /root/pki/cert.pem --tlskey /root/pki/key.pem -H tcp://127.0.0.1:2376 version -f '{{.Server.Version}}'",
      },
      {
        expect: { en: "a client without one is refused", zh: "没有证书的客户端被拒绝" },
        check: "answer=$(curl -sSk -m 10 -w '%{http_code}' https://127.0.0.1:2376/_ping 2>&1) && { echo \"served: $answer\"; exit 1; }; echo \"$answer\"",
      },
      { expect: { en: "and so is one that does not use TLS", zh: "不使用 TLS 的客户端同样被拒绝" }, check: "answer=$(docker -H tcp://127.0.0.1:2376 version -f '{{.Server.Version}}' 2>&1) && { echo \"served: $answer\"; exit 1; }; echo \"$answer\"" },
    ],
    solve: `mkdir -p /root/pki
cd /root/pki
key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1"; }
signed() { openssl req -new -key "$1" -subj "/CN=$2" | openssl x509 -req -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 365 -extfile <(echo "$4") -out "$3"; }
key ca-key.pem
openssl req -x509 -new -key ca-key.pem -subj /CN=lab-ca -days 365 -out ca.pem
key server-key.pem
signed server-key.pem core1 server-cert.pem "subjectAltName=DNS:core1,IP:127.0.0.1"
key key.pem
signed key.pem client cert.pem extendedKeyUsage=clientAuth
echo 'DOCKER_OPTS="-H tcp://127.0.0.1:2376 --tlsverify --tlscacert /root/pki/ca.pem --tlscert /root/pki/server-cert.pem --tlskey /root/pki/server-key.pem"' > /etc/default/docker
systemctl reset-failed docker
systemctl restart docker`,
    wrong: {
      why: { en: "with `--tlsverify=false` the traffic is encrypted, but every client is served", zh: "使用 `--tlsverify=false` 时通信虽已加密，但任何客户端都能访问" },
      run: `mkdir -p /root/pki
cd /root/pki
openssl ecparam -name prime256v1 -genkey -noout -out key.pem
openssl req -x509 -new -key key.pem -subj /CN=core1 -addext subjectAltName=IP:127.0.0.1 -days 365 -out cert.pem
cp cert.pem ca.pem
echo 'DOCKER_OPTS="-H tcp://127.0.0.1:2376 --tlsverify=false --tlscert /root/pki/cert.pem --tlskey /root/pki/key.pem"' > /etc/default/docker
systemctl restart docker`,
    },
  },
  {
    id: "kernel",
    title: { en: "A container as the kernel sees it", zh: "从内核的视角看容器" },
    section: "3.1",
    machine: MACHINE,
    task: {
      en: `Run a container \`limited\` (image \`${BUSYBOX_IMAGE}\`) with at most 256 MiB of memory and half a CPU, and with all the namespaces of its own that Docker gives by default.`,
      zh: `运行容器 \`limited\`（镜像 \`${BUSYBOX_IMAGE}\`）：内存上限 256 MiB、最多半个 CPU，并拥有 Docker 默认提供的全部独立命名空间。`,
    },
    expectations: [
      containerRuns("limited"),
      { expect: { en: "its cgroup is limited to 256 MiB of memory", zh: "其 cgroup 的内存上限为 256 MiB" }, check: "group=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/$(docker inspect -f '{{.State.Pid}}' limited)/cgroup); echo \"$group: $(cat \"$group/memory.max\")\"; grep -qx 268435456 \"$group/memory.max\"" },
      { expect: { en: "and half a CPU", zh: "CPU 上限为半个" }, check: "group=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/$(docker inspect -f '{{.State.Pid}}' limited)/cgroup); echo \"$group: $(cat \"$group/cpu.max\")\"; awk '{ exit !($1 * 2 == $2) }' \"$group/cpu.max\"" },
      {
        expect: { en: "it shares no PID, mount, UTS, IPC, network or cgroup namespace with the machine", zh: "它与虚拟机不共享 PID、挂载、UTS、IPC、网络和 cgroup 命名空间" },
        check: `pid=$(docker inspect -f '{{.State.Pid}}' limited)
shared=
for name in pid mnt uts ipc net cgroup; do
  [ "$(readlink /proc/$pid/ns/$name)" != "$(readlink /proc/1/ns/$name)" ] || shared="$shared $name"
done
echo "shared:$shared"
[ -z "$shared" ]`,
      },
    ],
    solve: `docker rm -f limited > /dev/null 2>&1 || true
docker run -d --name limited --memory 256m --cpus 0.5 ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "its limits are right, but it has the machine's network and processes", zh: "资源限制正确，但使用了虚拟机的网络和进程命名空间" },
      run: `docker run -d --name limited --memory 256m --cpus 0.5 --network host --pid host ${BUSYBOX_IMAGE} sleep 1000000`,
    },
  },
  {
    id: "runc",
    title: { en: "Talking to libcontainer with runC", zh: "用 runC 与 libcontainer 交互" },
    section: "3.4.3",
    machine: MACHINE,
    task: {
      en: `With runc alone, without Docker, keep a container \`demo\` running: its bundle is /root/bundle, its root file system that of the image \`${BUSYBOX_IMAGE}\`. It cannot get CAP_SYS_ADMIN, and a seccomp filter refuses it the system call mkdir with \`Operation not permitted\`.`,
      zh: `不借助 Docker，仅用 runc 运行并保持容器 \`demo\`：bundle 位于 /root/bundle，根文件系统取自镜像 \`${BUSYBOX_IMAGE}\`。它无法获得 CAP_SYS_ADMIN，且 seccomp 过滤器拒绝其 mkdir 系统调用（报告 \`Operation not permitted\`）。`,
    },
    expectations: [
      { expect: { en: "runc has a running container demo, in /root/bundle", zh: "runc 中有正在运行的容器 demo，bundle 为 /root/bundle" }, check: "runc state demo && runc state demo | jq -e '.status == \"running\" and .bundle == \"/root/bundle\"' > /dev/null" },
      { expect: { en: "its root file system has busybox", zh: "其根文件系统中有 busybox" }, check: "pid=$(runc state demo | jq .pid); ls /proc/$pid/root/ && cmp /proc/$pid/root/bin/busybox /bin/busybox && [ \"$(readlink /proc/$pid/ns/mnt)\" != \"$(readlink /proc/1/ns/mnt)\" ]" },
      { expect: { en: "CAP_SYS_ADMIN is not in its bounding set", zh: "其 bounding set 中没有 CAP_SYS_ADMIN" }, check: "pid=$(runc state demo | jq .pid); grep CapBnd /proc/$pid/status; bounding=$(awk '/^CapBnd:/ { print $2 }' /proc/$pid/status); (( (0x$bounding >> 21 & 1) == 0 ))" },
      { expect: { en: "it is under a seccomp filter", zh: "它受 seccomp 过滤器约束" }, check: "pid=$(runc state demo | jq .pid); grep Seccomp: /proc/$pid/status; grep -Eq '^Seccomp:\\s*2$' /proc/$pid/status" },
      {
        expect: { en: "which refuses mkdir in a place where a file can be made", zh: "在可以创建文件的位置，mkdir 被拒绝" },
        check: `runc exec demo touch /dev/shm/probe || exit 1
answer=$(runc exec demo mkdir /dev/shm/probes 2>&1) && { runc exec demo rmdir /dev/shm/probes; echo "/dev/shm/probes was made"; exit 1; }
echo "$answer"
grep -qi 'not permitted' <<< "$answer"`,
      },
    ],
    solve: `runc delete -f demo > /dev/null 2>&1 || true
rm -rf /root/bundle
mkdir -p /root/bundle/rootfs
cd /root/bundle
id=$(docker create ${BUSYBOX_IMAGE})
docker export "$id" | tar -C rootfs -x
docker rm "$id" > /dev/null
runc spec
jq '.process.terminal = false | .process.args = ["sleep", "1000000"]
  | .process.capabilities |= map_values(map(select(. != "CAP_SYS_ADMIN")))
  | .linux.seccomp = { defaultAction: "SCMP_ACT_ALLOW", syscalls: [{ names: ["mkdir", "mkdirat"], action: "SCMP_ACT_ERRNO" }] }' config.json > changed.json
mv changed.json config.json
runc run -d demo < /dev/null > /dev/null 2>&1`,
    wrong: {
      why: { en: "what `runc spec` writes has no seccomp section: nothing is filtered", zh: "`runc spec` 生成的配置没有 seccomp 部分，不会过滤任何系统调用" },
      run: `mkdir -p /root/bundle/rootfs
cd /root/bundle
id=$(docker create ${BUSYBOX_IMAGE})
docker export "$id" | tar -C rootfs -x
runc spec
jq '.process.terminal = false | .process.args = ["sleep", "1000000"]' config.json > changed.json
mv changed.json config.json
runc run -d demo < /dev/null > /dev/null 2>&1`,
    },
  },
  {
    id: "image-layers",
    title: { en: "An image is its layers", zh: "镜像由层组成" },
    section: "3.5",
    machine: MACHINE,
    solveSeconds: 600,
    task: {
      en: `Build an image \`app:1\` on \`${BUSYBOX_IMAGE}\` with two layers of its own, and save it with all its layers and its name to /root/lab/app.tar.`,
      zh: `在 \`${BUSYBOX_IMAGE}\` 之上构建镜像 \`app:1\`，自身增加两层；再把它连同所有层和名称保存到 /root/lab/app.tar。`,
    },
    expectations: [
      {
        expect: { en: "the file is an archive of the image app:1", zh: "该文件是镜像 app:1 的归档" },
        check: "tar -xOf /root/lab/app.tar manifest.json | jq -c '.[0].RepoTags' && tar -xOf /root/lab/app.tar manifest.json | jq -e '.[0].RepoTags // [] | index(\"app:1\") != null' > /dev/null",
      },
      {
        expect: { en: "its lowest layer is that of the base image", zh: "其最底层就是基础镜像的层" },
        check: `config=$(tar -xOf /root/lab/app.tar manifest.json | jq -r '.[0].Config')
tar -xOf /root/lab/app.tar "$config" | jq -c .rootfs.diff_ids
[ "$(tar -xOf /root/lab/app.tar "$config" | jq -r '.rootfs.diff_ids[0]')" = "$(docker image inspect -f '{{index .RootFS.Layers 0}}' ${BUSYBOX_IMAGE})" ]`,
      },
      {
        expect: { en: "and there are two above it", zh: "其上还有两层" },
        check: `config=$(tar -xOf /root/lab/app.tar manifest.json | jq -r '.[0].Config')
layers=$(tar -xOf /root/lab/app.tar "$config" | jq '.rootfs.diff_ids | length'); echo "$layers layers"; [ "$layers" -eq 3 ]`,
      },
    ],
    solve: `mkdir -p /root/lab
folder=$(mktemp -d)
echo one > $folder/one
echo two > $folder/two
printf 'FROM ${BUSYBOX_IMAGE}\\nCOPY one /srv/one\\nCOPY two /srv/two\\n' > $folder/Dockerfile
docker build -t app:1 $folder
docker save -o /root/lab/app.tar app:1`,
    wrong: {
      why: { en: "`docker export` writes a container's files: no layers, no name, no metadata", zh: "`docker export` 导出的是容器的文件：没有层、名称和元数据" },
      run: `mkdir -p /root/lab
id=$(docker create ${BUSYBOX_IMAGE})
docker export -o /root/lab/app.tar "$id"`,
    },
  },
  ...dataExercises,
];
