import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";
import { MACHINE, REGISTRY } from "./ch01-names";

/** Shell: a root file system of the machine's busybox in a folder. */
const rootIn = (folder: string): string => `mkdir -p ${folder}/bin ${folder}/proc
[ -e ${folder}/bin/busybox ] || cp /bin/busybox ${folder}/bin/
for name in sh cat ls ps hostname sleep; do ln -sf busybox ${folder}/bin/$name; done`;

/** Shell: `$inside` is the process of the service `handmade` that has namespaces of its own, if there is one. */
const INSIDE = `main=$(systemctl show -p MainPID --value handmade) inside=
[ "$main" -gt 0 ] || { echo "the service has no process"; exit 1; }
for process in $main $(pgrep -P "$main"); do
  shared=
  for name in pid net mnt uts ipc user; do [ "$(readlink /proc/$process/ns/$name)" != "$(readlink /proc/1/ns/$name)" ] || shared="$shared $name"; done
  [ -n "$shared" ] || inside=$process
done
[ -n "$inside" ] || { echo "process $process shares:$shared"; exit 1; }`;

/** A check that an image has its name in it. */
const namedIn = (name: string): string => `seen=$(docker run --rm ${name} cat /app/name) || exit 1; echo "$seen"; [ "$seen" = ${name} ]`;

/** The manifest of app-a as the registry has it. */
const MANIFEST = `skopeo inspect --raw --tls-verify=false docker://${REGISTRY}/app-a:1`;

/** Shell: pushes an image named app-a. */
const PUSH = `docker image inspect app-a > /dev/null 2>&1 || docker tag ${BUSYBOX_IMAGE} app-a
docker tag app-a ${REGISTRY}/app-a:1
docker push -q ${REGISTRY}/app-a:1
mkdir -p /root/lab
[ -e /root/lab/sign.key ] || openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out /root/lab/sign.key
openssl pkey -in /root/lab/sign.key -pubout -out /root/lab/sign.pub`;

export const exercises: readonly Exercise[] = [
  {
    id: "chroot-limits",
    title: { en: "What chroot does not hide", zh: "chroot 的局限" },
    section: "11.1.1",
    machine: MACHINE,
    task: {
      en: "Make a root file system in /srv/root, with a shell, without systemd, and with /proc mounted in it. Show that root is not confined to it: write a program /srv/root/bin/look that prints the machine's /etc/machine-id when run by `chroot /srv/root /bin/look`. There is no copy of that file in /srv/root.",
      zh: "在 /srv/root 中制作根文件系统：带有 shell，不含 systemd，并挂载了 /proc。证明 root 并没有被限制在其中：编写程序 /srv/root/bin/look，用 `chroot /srv/root /bin/look` 运行时打印虚拟机的 /etc/machine-id。/srv/root 中不得有该文件的副本。",
    },
    expectations: [
      { expect: { en: "a shell runs in /srv/root, which has no systemd of its own", zh: "/srv/root 中能运行 shell，且其中没有 systemd" }, check: "chroot /srv/root /bin/sh -c 'exit 0' && [ ! -e /srv/root/lib/systemd ] && [ ! -e /srv/root/usr/lib/systemd ]" },
      { expect: { en: "the machine's processes can be seen in it", zh: "在其中能看到虚拟机的进程" }, check: "chroot /srv/root /bin/sh -c 'read name < /proc/1/comm; echo \"process 1 is $name\"; [ \"$name\" = systemd ]'" },
      {
        expect: { en: "/bin/look prints the machine's /etc/machine-id", zh: "/bin/look 打印虚拟机的 /etc/machine-id" },
        check: "seen=$(chroot /srv/root /bin/look) || { echo \"it ends with an error: $seen\"; exit 1; }; echo \"it prints ${#seen} characters\"; [ \"$seen\" = \"$(cat /etc/machine-id)\" ]",
      },
      {
        expect: { en: "and there is no copy of it in /srv/root", zh: "而 /srv/root 中没有它的副本" },
        check: "[ -d /srv/root ] || exit 1; found=$(grep -rlF --exclude-dir=proc -f /etc/machine-id /srv/root); echo \"copies: ${found:-none}\"; [ -z \"$found\" ]",
      },
    ],
    solve: `${rootIn("/srv/root")}
mountpoint -q /srv/root/proc || mount -t proc proc /srv/root/proc
rm -rf /srv/root/etc
printf '#!/bin/sh\\nexec cat /proc/1/root/etc/machine-id\\n' > /srv/root/bin/look
chmod +x /srv/root/bin/look`,
    wrong: {
      why: { en: "the file was copied in beforehand: that shows no way out", zh: "事先把文件复制了进去：这不能说明能够越出根目录" },
      run: `${rootIn("/srv/root")}
mountpoint -q /srv/root/proc || mount -t proc proc /srv/root/proc
mkdir -p /srv/root/etc
cp /etc/machine-id /srv/root/etc/
printf '#!/bin/sh\\nexec cat /etc/machine-id\\n' > /srv/root/bin/look
chmod +x /srv/root/bin/look`,
    },
  },
  {
    id: "handmade",
    title: { en: "A container without container software", zh: "不用容器软件的容器" },
    section: "11.1.1",
    machine: MACHINE,
    task: {
      en: "Put together what LXC and Docker put together: a systemd service `handmade` with a process in PID, network, mount, UTS, IPC and user namespaces of its own. In them it is process 1, the host name is `handmade`, the root is /srv/handmade, and /proc shows only its own processes. It is limited to 64 MiB of memory.",
      zh: "像 LXC 和 Docker 那样把各种机制组合起来：运行 systemd 服务 `handmade`，其中的进程拥有独立的 PID、网络、挂载、UTS、IPC 与用户命名空间，在其中是 1 号进程，主机名为 `handmade`，根目录为 /srv/handmade，/proc 中只有它自己的进程；内存上限 64 MiB。",
    },
    expectations: [
      { expect: { en: "the service handmade is running", zh: "服务 handmade 正在运行" }, check: "systemctl is-active handmade" },
      { expect: { en: "one of its processes is in six namespaces of its own", zh: "其中某个进程拥有六种独立的命名空间" }, check: `${INSIDE}\necho "process $inside shares none"` },
      {
        expect: { en: "in them it is process 1, and its /proc shows only its own processes", zh: "它在其中是 1 号进程，/proc 中只有自己的进程" },
        check: `${INSIDE}
grep NSpid /proc/$inside/status
seen=$(ls /proc/$inside/root/proc | grep -c '^[0-9]*$')
echo "processes in its /proc: $seen"
[ "$(awk '$1 == "NSpid:" { print $NF }' /proc/$inside/status)" = 1 ] && [ "$seen" -ge 1 ] && [ "$seen" -le 5 ]`,
      },
      { expect: { en: "the host name in them is handmade", zh: "其中的主机名为 handmade" }, check: `${INSIDE}\nseen=$(nsenter -t $inside -u uname -n); echo "$seen"; [ "$seen" = handmade ]` },
      { expect: { en: "its root is /srv/handmade", zh: "其根目录为 /srv/handmade" }, check: `${INSIDE}\n[ "$(stat -c %d:%i /proc/$inside/root/)" = "$(stat -c %d:%i /srv/handmade)" ] || { ls /proc/$inside/root/; exit 1; }` },
      {
        expect: { en: "its memory is limited to 64 MiB", zh: "内存上限为 64 MiB" },
        check: `${INSIDE}\nlimit=$(cat "/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/$inside/cgroup)/memory.max"); echo "memory.max: $limit"; [ "$limit" = 67108864 ]`,
      },
    ],
    solve: `${rootIn("/srv/handmade")}
systemctl stop handmade 2> /dev/null || true
systemctl reset-failed handmade 2> /dev/null || true
systemd-run --unit handmade -p MemoryMax=64M unshare --user --map-root-user --pid --fork --net --mount --uts --ipc --root /srv/handmade --mount-proc /bin/sh -c '/bin/hostname handmade; exec /bin/sleep 1000000'
sleep 2`,
    wrong: {
      why: { en: "chroot and a limit do not make a container: processes, network and host name are the machine's", zh: "只有 chroot 和内存限制还不是容器：进程、网络和主机名仍是虚拟机的" },
      run: `${rootIn("/srv/handmade")}
systemd-run --unit handmade -p MemoryMax=64M chroot /srv/handmade /bin/sleep 1000000
sleep 1`,
    },
  },
  {
    id: "lxc",
    title: { en: "A system in a container", zh: "LXC 系统容器" },
    section: "11.1.1",
    machine: MACHINE,
    checkSeconds: 60,
    solveSeconds: 600,
    task: {
      en: "Run the LXC container `sys1`: a small system with an init of its own and the host name sys1, limited to 256 MiB of memory.",
      zh: "运行 LXC 容器 `sys1`：一个拥有自己的 init、主机名为 sys1 的小型系统，内存上限 256 MiB。",
    },
    expectations: [
      { expect: { en: "the container sys1 is running", zh: "容器 sys1 正在运行" }, check: "lxc-info -n sys1 -s; [ \"$(lxc-info -n sys1 -sH)\" = RUNNING ]" },
      { expect: { en: "process 1 in it is an init, and its host name is sys1", zh: "其中的 1 号进程为 init，主机名为 sys1" }, check: "seen=$(lxc-attach -n sys1 -- /bin/sh -c 'cat /proc/1/comm; hostname') || exit 1; echo $seen; [ \"$(echo $seen)\" = 'init sys1' ]" },
      { expect: { en: "its memory is limited to 256 MiB", zh: "内存上限为 256 MiB" }, check: "seen=$(lxc-cgroup -n sys1 memory.max); echo \"$seen\"; [ \"$seen\" = 268435456 ]" },
    ],
    solve: `lxc-destroy -f -n sys1 > /dev/null 2>&1 || true
lxc-create -n sys1 -t busybox
echo 'lxc.cgroup2.memory.max = 256M' >> /var/lib/lxc/sys1/config
lxc-start -n sys1
lxc-wait -n sys1 -s RUNNING -t 60`,
    wrong: {
      why: { en: "that is the limit's name in cgroups v1, which LXC ignores where there is only v2", zh: "那是 cgroups v1 中的名称，在只有 v2 的系统上 LXC 会忽略它" },
      run: `lxc-create -n sys1 -t busybox
echo 'lxc.cgroup.memory.limit_in_bytes = 256M' >> /var/lib/lxc/sys1/config
lxc-start -n sys1
lxc-wait -n sys1 -s RUNNING -t 60`,
    },
  },
  {
    id: "layers",
    title: { en: "Shared layers", zh: "镜像分层复用" },
    section: "11.1.2",
    machine: MACHINE,
    checkSeconds: 40,
    task: {
      en: `Build two images \`app-a\` and \`app-b\` on \`${BUSYBOX_IMAGE}\`, each with a file /app/name of its own that holds the image's name, app-a or app-b. Both share the layers below.`,
      zh: `在 \`${BUSYBOX_IMAGE}\` 之上构建镜像 \`app-a\` 和 \`app-b\`，各含自己的文件 /app/name，内容为镜像名 app-a 或 app-b；下面的层由两者共用。`,
    },
    expectations: [
      { expect: { en: "there is an image app-a, with its name in /app/name", zh: "镜像 app-a 已存在，/app/name 中为其名称" }, check: namedIn("app-a") },
      { expect: { en: "and an image app-b", zh: "镜像 app-b 同样如此" }, check: namedIn("app-b") },
      {
        expect: { en: `both begin with the layers of ${BUSYBOX_IMAGE}`, zh: `两者都以 ${BUSYBOX_IMAGE} 的层开始` },
        check: `layers() { docker image inspect "$1" | jq -c '.[0].RootFS.Layers'; }
base=$(layers ${BUSYBOX_IMAGE})
for name in app-a app-b; do
  layers $name | jq -e --argjson base "$base" '.[:($base | length)] == $base' > /dev/null || { echo "$name: $(layers $name | jq length) layers, not those"; exit 1; }
done`,
      },
      {
        expect: { en: "each has another layer, which the other does not have", zh: "各自另有对方没有的层" },
        check: `layers() { docker image inspect "$1" | jq -r '.[0].RootFS.Layers[]' | sort; }
echo "app-a: $(layers app-a | wc -l) layers, app-b: $(layers app-b | wc -l), common: $(comm -12 <(layers app-a) <(layers app-b) | wc -l)"
[ -n "$(comm -23 <(layers app-a) <(layers app-b))" ] && [ -n "$(comm -13 <(layers app-a) <(layers app-b))" ]`,
      },
    ],
    solve: `for image in app-a app-b; do
  mkdir -p /root/lab/$image
  echo $image > /root/lab/$image/name
  printf 'FROM ${BUSYBOX_IMAGE}\\nCOPY name /app/name\\n' > /root/lab/$image/Dockerfile
  docker build -q -t $image /root/lab/$image
done`,
    wrong: {
      why: { en: "an imported file system is a single layer: everything is stored twice", zh: "导入的文件系统只有一层：所有内容都存了两份" },
      run: `for name in app-a app-b; do
  docker rm -f made > /dev/null 2>&1 || true
  docker run --name made ${BUSYBOX_IMAGE} sh -c "mkdir -p /app; echo $name > /app/name"
  docker export made | docker import - $name
done`,
    },
  },
  {
    id: "signature",
    title: { en: "A signed image", zh: "镜像签名" },
    section: "11.1.2",
    machine: MACHINE,
    checkSeconds: 40,
    task: {
      en: `Push \`app-a\` (from the previous exercise, or any other image of that name) as \`${REGISTRY}/app-a:1\`. Sign its manifest, which names every layer by its digest, with an ECDSA key: the public key, in PEM, is in /root/lab/sign.pub, and the signature (SHA-256, as OpenSSL writes it) in /root/lab/app-a.sig.`,
      zh: `把 \`app-a\`（上一个练习的镜像，或任何同名的镜像）推送为 \`${REGISTRY}/app-a:1\`。其 manifest 以摘要列出所有的层：用 ECDSA 密钥对它签名，公钥以 PEM 格式存入 /root/lab/sign.pub，签名（SHA-256，OpenSSL 输出的格式）存入 /root/lab/app-a.sig。`,
    },
    expectations: [
      { expect: { en: "the registry has app-a:1", zh: "镜像仓库中有 app-a:1" }, check: `manifest=$(${MANIFEST}) || exit 1; jq -c '{ mediaType, layers: (.layers | length) }' <<< "$manifest"` },
      { expect: { en: "/root/lab/sign.pub is a public key for ECDSA", zh: "/root/lab/sign.pub 为 ECDSA 公钥" }, check: "seen=$(openssl pkey -pubin -in /root/lab/sign.pub -noout -text); echo \"$seen\"; grep -q '^ASN1 OID: ' <<< \"$seen\"" },
      {
        expect: { en: "the signature is of the manifest that the registry has", zh: "签名与镜像仓库中的 manifest 相符" },
        check: `file=$(mktemp)
${MANIFEST} > $file && openssl dgst -sha256 -verify /root/lab/sign.pub -signature /root/lab/app-a.sig $file
status=$?
rm -f $file
exit $status`,
      },
    ],
    solve: `${PUSH}
skopeo inspect --raw --tls-verify=false docker://${REGISTRY}/app-a:1 > /root/lab/app-a.json
openssl dgst -sha256 -sign /root/lab/sign.key -out /root/lab/app-a.sig /root/lab/app-a.json`,
    wrong: {
      why: { en: "the name was signed: that signature is just as good for any other image pushed by that name", zh: "签的是名称：以同一名称推送的任何其他镜像也能通过验证" },
      run: `${PUSH}
printf %s ${REGISTRY}/app-a:1 > /root/lab/app-a.txt
openssl dgst -sha256 -sign /root/lab/sign.key -out /root/lab/app-a.sig /root/lab/app-a.txt`,
    },
  },
];
