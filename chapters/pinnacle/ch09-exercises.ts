import type { Exercise } from "../exercise";
import { BUSYBOX_LAYOUT } from "../local-oci";
import { toolExercises } from "./ch09-tool-exercises";

const MACHINE = "oci1";

/** Sets `$config` and `$manifest` to the files of the image `app:1`. */
const IMAGE_FILES = `cd /root/lab/app || exit 1
digest=$(jq -r '.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == "1") | .digest' index.json) && manifest=blobs/\${digest/://}
digest=$(jq -r .config.digest "$manifest") && config=blobs/\${digest/://} || exit 1`;

/** Of the standards themselves, and of the programs closest to them. */
const standardExercises: readonly Exercise[] = [
  {
    id: "image-layout",
    title: { en: "An image is files named by their digests", zh: "镜像就是以摘要命名的文件" },
    section: "9.1",
    machine: MACHINE,
    task: {
      en: `Make the OCI layout /root/lab/app with an image of tag 1: the layers of \`${BUSYBOX_LAYOUT}:1\`, and above them one with no file but /etc/lab-release. The image is set to run as user 1000 and has the label \`org.opencontainers.image.title\` with the value \`app\`.`,
      zh: `制作 OCI layout /root/lab/app，其中有标签为 1 的镜像：先是 \`${BUSYBOX_LAYOUT}:1\` 的各层，其上再加一层，只含文件 /etc/lab-release。镜像设置为以用户 1000 运行，并带有标签 \`org.opencontainers.image.title\`，值为 \`app\`。`,
    },
    expectations: [
      {
        expect: { en: "there is an OCI layout in which every blob is what its name says", zh: "存在一个 OCI layout，其中每个 blob 的内容都与其名称（摘要）相符" },
        check: `cd /root/lab/app && cat oci-layout || exit 1
bad=0
for blob in blobs/sha256/*; do
  [ "$(sha256sum < "$blob" | cut -d' ' -f1)" = "\${blob##*/}" ] || { echo "$blob is something else"; bad=1; }
done
exit $bad`,
      },
      {
        expect: { en: "the image of tag 1 has the layers of busybox, and one more", zh: "标签为 1 的镜像包含 busybox 的各层，并多出一层" },
        check: `${IMAGE_FILES}
layers() { jq -c '[.layers[].digest]' "$1"; }
base=$(jq -r '.manifests[0].digest' ${BUSYBOX_LAYOUT}/index.json)
below=$(layers ${BUSYBOX_LAYOUT}/blobs/\${base/://}) all=$(layers "$manifest")
echo "$all over $below"
jq -en --argjson below "$below" --argjson all "$all" '($all | length) == ($below | length) + 1 and $all[:-1] == $below' > /dev/null`,
      },
      {
        expect: { en: "the configuration names each layer by its uncompressed digest", zh: "配置中按解压后的摘要列出每一层" },
        check: `${IMAGE_FILES}
real=$(jq -r '.layers[].digest' "$manifest" | while read -r layer; do echo "sha256:$(zcat -f < "blobs/\${layer/://}" | sha256sum | cut -d' ' -f1)"; done)
echo "$real"
[ "$real" = "$(jq -r '.rootfs.diff_ids[]' "$config")" ]`,
      },
      {
        expect: { en: "the uppermost layer has /etc/lab-release, and no other file", zh: "最上层只有 /etc/lab-release 这一个文件" },
        check: `${IMAGE_FILES}
layer=$(jq -r '.layers[-1].digest' "$manifest")
files=$(zcat -f < "blobs/\${layer/://}" | tar -t 2>/dev/null | grep -v '/$' | sed 's,^\\./,,; s,^/,,')
echo "$files"
[ "$files" = etc/lab-release ]`,
      },
      {
        expect: { en: "it is run as user 1000, and is labelled app", zh: "以用户 1000 运行，且标签值为 app" },
        check: `${IMAGE_FILES}
jq -c .config "$config"
jq -e '(.config.User // "" | test("^1000(:|$)")) and .config.Labels["org.opencontainers.image.title"] == "app"' "$config" > /dev/null`,
      },
    ],
    solve: `mkdir -p /root/lab
rm -rf /root/lab/app
skopeo copy oci:${BUSYBOX_LAYOUT}:1 oci:/root/lab/app:1
echo "lab 1" > /root/lab/lab-release
umoci insert --image /root/lab/app:1 /root/lab/lab-release /etc/lab-release
umoci config --image /root/lab/app:1 --config.user 1000 --config.label org.opencontainers.image.title=app
umoci gc --layout /root/lab/app`,
    wrong: {
      why: { en: "the configuration was edited in its file, which is no longer what its name says", zh: "直接修改了配置文件：其内容不再与名称中的摘要相符" },
      run: `mkdir -p /root/lab
skopeo copy oci:${BUSYBOX_LAYOUT}:1 oci:/root/lab/app:1
echo "lab 1" > /root/lab/lab-release
umoci insert --image /root/lab/app:1 /root/lab/lab-release /etc/lab-release
cd /root/lab/app
manifest=$(jq -r '.manifests[0].digest' index.json)
config=$(jq -r .config.digest blobs/\${manifest/://})
jq '.config.User = "1000" | .config.Labels["org.opencontainers.image.title"] = "app"' blobs/\${config/://} > /root/lab/config.json
cp /root/lab/config.json blobs/\${config/://}`,
    },
  },
  {
    id: "runc-bundle",
    title: { en: "A bundle, run by runC", zh: "用 runC 运行 bundle" },
    section: "9.1",
    machine: MACHINE,
    task: {
      en: `Unpack \`${BUSYBOX_LAYOUT}:1\` into the bundle /root/lab/bundle, and with runc alone keep a container \`demo\` of it running: its host name is \`demo\`, it is limited to 64 MiB of memory and 32 processes, and its root file system cannot be written to.`,
      zh: `把 \`${BUSYBOX_LAYOUT}:1\` 解包为 bundle /root/lab/bundle，仅用 runc 运行并保持容器 \`demo\`：主机名 \`demo\`，内存不超过 64 MiB，进程不超过 32 个，根文件系统不可写。`,
    },
    expectations: [
      { expect: { en: "runc has a running container demo, in /root/lab/bundle", zh: "runc 中有正在运行的容器 demo，bundle 为 /root/lab/bundle" }, check: "runc state demo && runc state demo | jq -e '.status == \"running\" and .bundle == \"/root/lab/bundle\"' > /dev/null" },
      { expect: { en: "its root file system is the image's", zh: "其根文件系统来自该镜像" }, check: "pid=$(runc state demo | jq .pid); ls /proc/$pid/root/ && cmp /proc/$pid/root/bin/busybox /bin/busybox && [ \"$(readlink /proc/$pid/ns/mnt)\" != \"$(readlink /proc/1/ns/mnt)\" ]" },
      { expect: { en: "its host name is demo, and the machine's is not", zh: "它的主机名是 demo，而虚拟机的不是" }, check: "name=$(nsenter -t \"$(runc state demo | jq .pid)\" -u uname -n); echo \"in it: $name, outside: $(uname -n)\"; [ \"$name\" = demo ] && [ \"$(uname -n)\" != demo ]" },
      {
        expect: { en: "its cgroup is limited to 64 MiB of memory and 32 processes", zh: "其 cgroup 限制为 64 MiB 内存和 32 个进程" },
        check: `group=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/$(runc state demo | jq .pid)/cgroup)
echo "$group: memory $(cat "$group/memory.max"), processes $(cat "$group/pids.max")"
[ "$(cat "$group/memory.max")" = 67108864 ] && [ "$(cat "$group/pids.max")" = 32 ]`,
      },
      { expect: { en: "nothing can be written to its root", zh: "根文件系统不可写" }, check: "runc exec demo true || exit 1; runc exec demo touch /probe && { runc exec demo rm -f /probe; echo '/probe was written'; exit 1; }; exit 0" },
    ],
    solve: `runc delete -f demo > /dev/null 2>&1 || true
mkdir -p /root/lab
rm -rf /root/lab/bundle
umoci unpack --image ${BUSYBOX_LAYOUT}:1 /root/lab/bundle
cd /root/lab/bundle
jq '.process.terminal = false | .process.args = ["sleep", "1000000"] | .hostname = "demo" | .root.readonly = true
  | .linux.cgroupsPath = "/demo" | .linux.resources.memory.limit = 67108864 | .linux.resources.pids.limit = 32' config.json > changed.json
mv changed.json config.json
runc run -d demo < /dev/null > /dev/null 2>&1`,
    wrong: {
      why: { en: "it runs with the configuration as it was unpacked, in which nothing is limited", zh: "直接使用解包得到的配置运行，其中没有任何限制" },
      run: `mkdir -p /root/lab
umoci unpack --image ${BUSYBOX_LAYOUT}:1 /root/lab/bundle
cd /root/lab/bundle
jq '.process.terminal = false | .process.args = ["sleep", "1000000"]' config.json > changed.json
mv changed.json config.json
runc run -d demo < /dev/null > /dev/null 2>&1`,
    },
  },
  {
    id: "containerd",
    title: { en: "containerd without Docker", zh: "直接使用 containerd" },
    section: "9.2",
    machine: MACHINE,
    checkSeconds: 40,
    task: {
      en: `Import the image \`${BUSYBOX_LAYOUT}:1\` into containerd's namespace \`lab\` and run the container \`web\` from it there, without Docker or Podman. It uses the machine's network, and on port 8081 serves the page \`served by containerd\`.`,
      zh: `把镜像 \`${BUSYBOX_LAYOUT}:1\` 导入 containerd 的命名空间 \`lab\`，不借助 Docker 或 Podman，在其中由该镜像运行容器 \`web\`：使用虚拟机的网络，在 8081 端口提供页面 \`served by containerd\`。`,
    },
    expectations: [
      { expect: { en: "containerd has an image in the namespace lab", zh: "containerd 的命名空间 lab 中有镜像" }, check: "seen=$(ctr -n lab images ls -q); echo \"images: $seen\"; [ -n \"$seen\" ]" },
      { expect: { en: "the container web of this namespace has a running task", zh: "该命名空间的容器 web 有正在运行的任务" }, check: "seen=$(ctr -n lab tasks ls); echo \"$seen\"; awk '$1 == \"web\" && $3 == \"RUNNING\" { found = 1 } END { exit !found }' <<< \"$seen\"" },
      { expect: { en: "port 8081 serves the page", zh: "8081 端口提供该页面" }, check: "seen=$(curl -fsS -m 10 http://127.0.0.1:8081/) || { echo \"$seen\"; exit 1; }; echo \"$seen\"; grep -q 'served by containerd' <<< \"$seen\"" },
      {
        expect: { en: "and the process that listens there belongs to this container", zh: "且监听该端口的进程属于这个容器" },
        check: `pid=$(ctr -n lab tasks ls | awk '$1 == "web" { print $2 }')
listening=$(ss -Hltnp 'sport = :8081')
echo "task $pid; $listening"
[ -n "$pid" ] && [ "$(readlink /proc/$pid/ns/mnt)" != "$(readlink /proc/1/ns/mnt)" ] || exit 1
for process in $(grep -o 'pid=[0-9]*' <<< "$listening" | cut -d= -f2); do
  [ "$(readlink /proc/$process/ns/mnt)" = "$(readlink /proc/$pid/ns/mnt)" ] && exit 0
done
exit 1`,
      },
    ],
    solve: `mkdir -p /root/lab
for namespace in default lab; do
  ctr -n $namespace tasks rm -f web > /dev/null 2>&1 || true
  ctr -n $namespace containers rm web > /dev/null 2>&1 || true
done
rm -f /root/lab/busybox.tar
skopeo copy oci:${BUSYBOX_LAYOUT}:1 oci-archive:/root/lab/busybox.tar:docker.io/lab/busybox:1
ctr -n lab images import /root/lab/busybox.tar
ctr -n lab run -d --net-host docker.io/lab/busybox:1 web sh -c 'mkdir -p /www; echo served by containerd > /www/index.html; exec httpd -f -p 8081 -h /www'
for try in $(seq 30); do ! curl -fsS -m 5 -o /dev/null http://127.0.0.1:8081/ || break; sleep 1; done`,
    wrong: {
      why: { en: "it runs, but in the namespace `default`", zh: "容器在运行，但位于命名空间 `default`" },
      run: `mkdir -p /root/lab
skopeo copy oci:${BUSYBOX_LAYOUT}:1 oci-archive:/root/lab/busybox.tar:docker.io/lab/busybox:1
ctr images import /root/lab/busybox.tar
ctr run -d --net-host docker.io/lab/busybox:1 web sh -c 'mkdir -p /www; echo served by containerd > /www/index.html; exec httpd -f -p 8081 -h /www'`,
    },
  },
];

export const exercises: readonly Exercise[] = [...standardExercises, ...toolExercises];
