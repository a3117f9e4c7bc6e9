import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";
import { MACHINE } from "./ch03-words";

/** Shell: the image hello-lab, for who has not built it. */
const SOME_IMAGE = `docker image inspect hello-lab > /dev/null 2>&1 || docker tag ${BUSYBOX_IMAGE} hello-lab`;

/** Shell: a folder to build hello-lab in; the page is left out where the image shall lack it. */
const CONTEXT = `mkdir -p /root/lab/hello
echo 'hello from an image' > /root/lab/hello/index.html`;

/** Shell: what a solution makes anew. */
const NO_HELLO = "docker rm -f hello > /dev/null 2>&1 || true";

const RUN_HELLO = "docker run -d --name hello -p 127.0.0.1:8081:8080 hello-lab";

export const containerExercises: readonly Exercise[] = [
  {
    id: "lxc",
    title: { en: "An LXC container on a network", zh: "联网的 LXC 容器" },
    section: "3.4",
    machine: MACHINE,
    checkSeconds: 60,
    solveSeconds: 600,
    task: {
      en: "Run the LXC container `c1` with a network of its own on the bridge lxcbr0, where it has an address that the machine reaches. LXC starts it whenever the machine starts.",
      zh: "运行 LXC 容器 `c1`：它有自己的网络，接在网桥 lxcbr0 上并获得虚拟机可以访问的地址，且由 LXC 随虚拟机启动。",
    },
    expectations: [
      { expect: { en: "the container c1 is running", zh: "容器 c1 正在运行" }, check: "lxc-info -n c1 -s; [ \"$(lxc-info -n c1 -sH)\" = RUNNING ]" },
      { expect: { en: "its host name is c1", zh: "其主机名为 c1" }, check: "seen=$(lxc-attach -n c1 -- /bin/hostname) || exit 1; echo \"$seen\"; [ \"$seen\" = c1 ]" },
      {
        expect: { en: "the machine reaches it by an address on lxcbr0", zh: "虚拟机能通过 lxcbr0 上的地址访问它" },
        check: `network=$(ip -4 -brief address show dev lxcbr0 | awk '{ print $3 }' | cut -d. -f1-3)
[ "$(readlink "/proc/$(lxc-info -n c1 -pH)/ns/net")" != "$(readlink /proc/1/ns/net)" ] || { echo "its network is the machine's"; exit 1; }
for try in $(seq 15); do
  address=$(lxc-info -n c1 -iH | grep -F "$network." | head -1)
  [ -z "$address" ] || break
  sleep 1
done
echo "address: \${address:-none}"
[ -n "$address" ] && ping -c 1 -W 3 "$address" > /dev/null`,
      },
      { expect: { en: "LXC starts it with the machine", zh: "LXC 会随虚拟机启动它" }, check: "lxc-ls -f -F NAME,STATE,AUTOSTART; [ \"$(lxc-info -n c1 -c lxc.start.auto | awk '{ print $NF }')\" = 1 ]" },
    ],
    solve: `lxc-destroy -f -n c1 > /dev/null 2>&1 || true
lxc-create -n c1 -t busybox
echo 'lxc.start.auto = 1' >> /var/lib/lxc/c1/config
lxc-start -n c1
lxc-wait -n c1 -s RUNNING -t 60`,
    wrong: {
      why: { en: "the only network in its configuration is an empty one: it is alone with its loopback interface", zh: "其配置中的网络类型为空：容器只有自己的回环接口" },
      run: `printf 'lxc.net.0.type = empty\\nlxc.apparmor.profile = generated\\nlxc.start.auto = 1\\n' > /root/alone.conf
lxc-create -n c1 -t busybox -f /root/alone.conf
lxc-start -n c1
lxc-wait -n c1 -s RUNNING -t 60`,
    },
  },
  {
    id: "docker-image",
    title: { en: "An application in an image", zh: "把应用装进镜像" },
    section: "3.5",
    machine: MACHINE,
    checkSeconds: 60,
    solveSeconds: 600,
    task: {
      en: `Build the image \`hello-lab\` from a Dockerfile, on \`${BUSYBOX_IMAGE}\`. It has the page /www/index.html, with the word hello in it, and by default runs busybox's web server, as a user other than root, which serves /www on port 8080. Run it as the container \`hello\`, which answers on port 8081 of the machine.`,
      zh: `用 Dockerfile 在 \`${BUSYBOX_IMAGE}\` 之上构建镜像 \`hello-lab\`：其中有含 hello 一词的页面 /www/index.html；默认以非 root 用户运行 busybox 的 Web 服务器，在 8080 端口提供 /www。用它运行容器 \`hello\`，在虚拟机的 8081 端口应答。`,
    },
    expectations: [
      { expect: { en: "the image hello-lab has the page", zh: "镜像 hello-lab 中有该页面" }, check: "seen=$(docker run --rm --entrypoint /bin/cat hello-lab /www/index.html) || exit 1; echo \"$seen\"; grep -qi hello <<< \"$seen\"" },
      {
        expect: { en: "it runs as a user other than root", zh: "它以非 root 用户运行" },
        check: "seen=$(docker run --rm --entrypoint /bin/id hello-lab -u) || exit 1; echo \"user $seen\"; [ \"$seen\" -gt 0 ]",
      },
      {
        expect: { en: "the container hello, of this image, answers on port 8081", zh: "由该镜像运行的容器 hello 在 8081 端口应答" },
        check: `[ "$(docker inspect -f '{{.Image}}' hello)" = "$(docker image inspect -f '{{.Id}}' hello-lab)" ] || { echo "no container hello of the image hello-lab"; exit 1; }
for try in $(seq 10); do
  seen=$(curl -fsS -m 5 http://127.0.0.1:8081/ 2>&1) && break || sleep 1
done
echo "$seen"
grep -qi hello <<< "$seen" && [ "$(docker inspect -f '{{.State.Running}}' hello)" = true ]`,
      },
    ],
    solve: `${CONTEXT}
printf 'FROM ${BUSYBOX_IMAGE}\\nCOPY index.html /www/index.html\\nUSER 1000\\nCMD ["/bin/httpd", "-f", "-p", "8080", "-h", "/www"]\\n' > /root/lab/hello/Dockerfile
docker build -q -t hello-lab /root/lab/hello
${NO_HELLO}
${RUN_HELLO}`,
    wrong: {
      why: { en: "the page was copied into the running container: the next container of the image does not have it", zh: "页面是复制进运行中的容器的：用该镜像启动的下一个容器里没有它" },
      run: `${CONTEXT}
printf 'FROM ${BUSYBOX_IMAGE}\\nWORKDIR /www\\nUSER 1000\\nCMD ["/bin/httpd", "-f", "-p", "8080", "-h", "/www"]\\n' > /root/lab/hello/Dockerfile
docker build -q -t hello-lab /root/lab/hello
${NO_HELLO}
${RUN_HELLO}
docker cp /root/lab/hello/index.html hello:/www/index.html`,
    },
  },
  {
    id: "oci-layout",
    title: { en: "From Docker to an OCI layout", zh: "从 Docker 到 OCI layout" },
    section: "3.6",
    machine: MACHINE,
    task: {
      en: "Store the image `hello-lab` (from the previous exercise, or any other of that name) as an OCI image layout in /root/oci/hello, with the tag `1`.",
      zh: "把镜像 `hello-lab`（上一个练习的镜像，或任何同名的镜像）以 OCI image layout 的形式存入 /root/oci/hello，标签为 `1`。",
    },
    expectations: [
      { expect: { en: "/root/oci/hello is an OCI image layout", zh: "/root/oci/hello 为 OCI image layout" }, check: "cat /root/oci/hello/oci-layout; jq -e '.imageLayoutVersion == \"1.0.0\"' /root/oci/hello/oci-layout > /dev/null" },
      {
        expect: { en: "the tag 1 in it is an OCI manifest", zh: "其中的标签 1 指向一个 OCI manifest" },
        check: `jq -c .manifests /root/oci/hello/index.json
digest=$(jq -r '.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == "1") | .digest' /root/oci/hello/index.json)
[ -n "$digest" ] && jq -e '.config.mediaType == "application/vnd.oci.image.config.v1+json"' "/root/oci/hello/blobs/\${digest/:/\\/}" > /dev/null`,
      },
      {
        expect: { en: "every blob has the digest that it is named by", zh: "每个 blob 的摘要与其名称相符" },
        check: `cd /root/oci/hello/blobs/sha256 || exit 1
wrong=0 count=0
for blob in *; do
  count=$((count + 1))
  [ "$(sha256sum < $blob)" = "$blob  -" ] || wrong=$((wrong + 1))
done
echo "$count blobs, $wrong of them damaged"
[ $count -ge 3 ] && [ $wrong = 0 ]`,
      },
    ],
    solve: `${SOME_IMAGE}
rm -rf /root/oci/hello
mkdir -p /root/oci
skopeo copy docker-daemon:hello-lab:latest oci:/root/oci/hello:1`,
    wrong: {
      why: { en: "what `docker save` writes is Docker's own archive format, which is older than OCI", zh: "`docker save` 写出的是 Docker 自己的归档格式，早于 OCI" },
      run: `${SOME_IMAGE}
mkdir -p /root/oci/hello
docker save hello-lab | tar -C /root/oci/hello -x`,
    },
  },
  {
    id: "oci-runtime",
    title: { en: "An image run without Docker", zh: "不用 Docker 运行镜像" },
    section: "3.6",
    machine: MACHINE,
    checkSeconds: 30,
    task: {
      en: "Unpack an OCI image with busybox in it (such as that of the previous exercise) into the runtime bundle /root/oci/bundle. With runc, and without Docker, run it as the container `oci1`, which keeps running in the background and has the host name `oci1`.",
      zh: "把一个含有 busybox 的 OCI 镜像（例如上一个练习的镜像）解包为运行时 bundle /root/oci/bundle。不借助 Docker，用 runc 将其运行为容器 `oci1`：它在后台持续运行，主机名为 `oci1`。",
    },
    expectations: [
      { expect: { en: "/root/oci/bundle is a bundle: a configuration, and a root file system with busybox", zh: "/root/oci/bundle 为 bundle：包含配置与带 busybox 的根文件系统" }, check: "jq -c '{ ociVersion, hostname, args: .process.args }' /root/oci/bundle/config.json && [ -x /root/oci/bundle/rootfs/bin/busybox ]" },
      { expect: { en: "runc runs it as the container oci1", zh: "runc 将其运行为容器 oci1" }, check: "runc list; [ \"$(runc state oci1 | jq -r '.status + \" \" + .bundle')\" = 'running /root/oci/bundle' ]" },
      { expect: { en: "the host name in it is oci1", zh: "其中的主机名为 oci1" }, check: "seen=$(runc exec oci1 /bin/hostname < /dev/null) || exit 1; echo \"$seen\"; [ \"$seen\" = oci1 ]" },
    ],
    solve: `if ! [ -e /root/oci/hello/index.json ]; then
  ${SOME_IMAGE}
  rm -rf /root/oci/hello
  mkdir -p /root/oci
  skopeo copy docker-daemon:hello-lab:latest oci:/root/oci/hello:1
fi
runc delete --force oci1 2> /dev/null || true
rm -rf /root/oci/bundle
umoci unpack --image /root/oci/hello:1 /root/oci/bundle
cd /root/oci/bundle
jq '.process.terminal = false | .process.args = ["/bin/sleep", "1000000"] | .hostname = "oci1"' config.json > config.new
mv config.new config.json
runc run --detach oci1 > /dev/null 2>&1 < /dev/null`,
    wrong: {
      why: { en: "the files were unpacked by hand: without a configuration no runtime knows what to run, or how", zh: "只是手工解出了文件：没有配置，任何运行时都不知道要运行什么、怎样运行" },
      run: `mkdir -p /root/oci/bundle/rootfs
made=$(docker create ${BUSYBOX_IMAGE})
docker export "$made" | tar -C /root/oci/bundle/rootfs -x
docker rm "$made"`,
    },
  },
];
