import { containerRuns } from "../container-checks";
import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";

const MACHINE = "docker1";

export const exercises: readonly Exercise[] = [
  {
    id: "package",
    title: { en: "An application with all that it needs", zh: "应用及其全部依赖" },
    section: "2.1",
    machine: MACHINE,
    checkSeconds: 40,
    solveSeconds: 600,
    task: {
      en: "Pack the web server /usr/bin/webfsd, what it needs to run, and a page of your own into an image `myapp` of less than 20 MB, built `FROM scratch`. Run it as the container `myapp`: port 8080 of the machine shows the page at /, and nothing is mounted.",
      zh: "把 Web 服务器 /usr/bin/webfsd、它运行所需的一切以及你自己的页面打包成镜像 `myapp`：以 `FROM scratch` 构建，小于 20 MB。将其运行为容器 `myapp`：访问虚拟机 8080 端口的 / 可看到该页面，且容器没有任何挂载。",
    },
    expectations: [
      { expect: { en: "there is an image myapp of less than 20 MB", zh: "存在小于 20 MB 的镜像 myapp" }, check: "docker image ls myapp; size=$(docker image inspect -f '{{.Size}}' myapp); [ \"$size\" -lt 20000000 ]" },
      { expect: { en: "there is no other image below it", zh: "它没有基于其他镜像" }, check: `base=$(docker image inspect -f '{{index .RootFS.Layers 0}}' ${BUSYBOX_IMAGE}); docker history myapp; ! grep -qF "$base" <<< "$(docker image inspect -f '{{.RootFS.Layers}}' myapp)"` },
      { expect: { en: "the container myapp runs it, with nothing mounted", zh: "容器 myapp 正在运行，且没有任何挂载" }, check: "docker ps -a --filter name=myapp --format '{{.Names}} of {{.Image}}: {{.Status}}'; [ \"$(docker inspect -f '{{.State.Running}} {{len .Mounts}} {{.Image}}' myapp)\" = \"true 0 $(docker image inspect -f '{{.Id}}' myapp)\" ] || { docker logs --tail 5 myapp; exit 1; }" },
      { expect: { en: "its process is webfsd, from the image", zh: "其进程是镜像中的 webfsd" }, check: "pid=$(docker inspect -f '{{.State.Pid}}' myapp); tr '\\0' ' ' < /proc/$pid/cmdline; cmp /proc/$pid/exe /usr/bin/webfsd" },
      { expect: { en: "port 8080 shows the page", zh: "8080 端口显示该页面" }, check: "page=$(curl -fsS -m 10 --retry 5 --retry-connrefused --retry-delay 1 http://127.0.0.1:8080/); echo \"$page\"; [ -n \"$page\" ]" },
    ],
    solve: `docker rm -f myapp > /dev/null 2>&1 || true
folder=$(mktemp -d)
mkdir -p $folder/root/etc $folder/root/srv
for file in /usr/bin/webfsd $(ldd /usr/bin/webfsd | grep -o '/[^ ]*'); do cp -L --parents $file $folder/root/; done
grep -E '^(root|nobody):' /etc/passwd > $folder/root/etc/passwd
grep -E '^(root|nogroup):' /etc/group > $folder/root/etc/group
echo '<h1>packed</h1>' > $folder/root/srv/index.html
cat > $folder/Dockerfile <<'END'
FROM scratch
COPY root /
CMD ["/usr/bin/webfsd", "-F", "-p", "80", "-r", "/srv", "-f", "index.html"]
END
docker build -t myapp $folder
docker run -d --name myapp -p 8080:80 myapp`,
    wrong: {
      why: { en: "only the program was packed: without its loader and its libraries the kernel says `no such file or directory`", zh: "只打包了程序本身：缺少动态加载器和库，内核报告 `no such file or directory`" },
      run: `folder=$(mktemp -d)
cp /usr/bin/webfsd $folder/
printf 'FROM scratch\\nCOPY webfsd /usr/bin/webfsd\\nCMD ["/usr/bin/webfsd", "-F", "-p", "80"]\\n' > $folder/Dockerfile
docker build -t myapp $folder
docker run -d --name myapp -p 8080:80 myapp || true`,
    },
  },
  {
    id: "compare",
    title: { en: "Memory compared", zh: "内存开销对比" },
    section: "2.2",
    machine: MACHINE,
    solveSeconds: 900,
    task: {
      en: `Run side by side a container \`small\` (image \`${BUSYBOX_IMAGE}\`) and, as the systemd service \`smallvm\`, a virtual machine of QEMU; both only sleep. Write the resident memory of the main process of each (VmRSS in /proc, in KiB) to /root/lab/memory.csv as the lines \`container,N\` and \`vm,N\`.`,
      zh: `并排运行容器 \`small\`（镜像 \`${BUSYBOX_IMAGE}\`）和一台由 QEMU 运行的虚拟机（systemd 服务 \`smallvm\`），两者都只休眠。把各自主进程的常驻内存（/proc 中的 VmRSS，单位 KiB）以 \`container,N\` 和 \`vm,N\` 两行写入 /root/lab/memory.csv。`,
    },
    expectations: [
      containerRuns("small"),
      { expect: { en: "the service smallvm is a virtual machine", zh: "服务 smallvm 是一台虚拟机" }, check: "pid=$(systemctl show -p MainPID --value smallvm); echo \"main process: $pid\"; [ \"$pid\" != 0 ] || exit 1; readlink /proc/$pid/exe; grep -q qemu-system <<< \"$(readlink /proc/$pid/exe)\"" },
      {
        expect: { en: "the file has what the container takes", zh: "文件中有容器占用的内存" },
        check: `written=$(awk -F, '$1 == "container" { print $2 }' /root/lab/memory.csv)
now=$(awk '/^VmRSS:/ { print $2 }' /proc/$(docker inspect -f '{{.State.Pid}}' small)/status)
echo "written: $written KiB, now: $now KiB"
[ "$((written * 2))" -ge "$now" ] && [ "$written" -le "$((now * 2))" ]`,
      },
      {
        expect: { en: "and what the virtual machine takes", zh: "以及虚拟机占用的内存" },
        check: `written=$(awk -F, '$1 == "vm" { print $2 }' /root/lab/memory.csv)
now=$(awk '/^VmRSS:/ { print $2 }' /proc/$(systemctl show -p MainPID --value smallvm)/status)
echo "written: $written KiB, now: $now KiB"
[ "$((written * 2))" -ge "$now" ] && [ "$written" -le "$((now * 2))" ]`,
      },
    ],
    solve: `mkdir -p /root/lab
docker rm -f small > /dev/null 2>&1 || true
systemctl stop smallvm 2> /dev/null || true
systemctl reset-failed smallvm 2> /dev/null || true
docker run -d --name small ${BUSYBOX_IMAGE} sleep 1000000
root=$(mktemp -d)
mkdir "$root/bin"
cp /bin/busybox "$root/bin/"
printf '#!/bin/busybox sh\\nexec /bin/busybox sleep 1000000\\n' > "$root/init"
chmod +x "$root/init"
(cd "$root" && find . | /bin/busybox cpio -o -H newc | gzip -1 > /root/lab/small.img)
case $(uname -m) in
  aarch64) words="-machine virt -cpu max" ;;
  *) words="-machine q35 -cpu max" ;;
esac
systemd-run --unit smallvm qemu-system-$(uname -m) $words -m 128 -display none -no-reboot -kernel /boot/vmlinuz-$(uname -r) -initrd /root/lab/small.img
resident() { awk '/^VmRSS:/ { print $2 }' /proc/$1/status; }
vm=0
for try in $(seq 30); do
  before=$vm
  sleep 6
  vm=$(resident $(systemctl show -p MainPID --value smallvm))
  if [ "$vm" -gt 60000 ] && [ "$((vm - before))" -lt 500 ]; then break; fi
done
printf 'container,%s\\nvm,%s\\n' "$(resident $(docker inspect -f '{{.State.Pid}}' small))" "$vm" > /root/lab/memory.csv`,
    wrong: {
      why: { en: "the virtual machine's figure is the memory it was promised, and the container's is what the whole machine uses", zh: "把分配给虚拟机的内存当作实际占用，又把整台机器的内存用量当作容器的" },
      run: `mkdir -p /root/lab
docker run -d --name small ${BUSYBOX_IMAGE} sleep 1000000
systemd-run --unit smallvm qemu-system-$(uname -m) -machine $(case $(uname -m) in aarch64) echo virt ;; *) echo q35 ;; esac) -m 128 -display none
printf 'container,%s\\nvm,%s\\n' "$(free -k | awk '/^Mem:/ { print $3 }')" 131072 > /root/lab/memory.csv`,
    },
  },
  {
    id: "lifecycle",
    title: { en: "The life of a container", zh: "容器的生命周期" },
    section: "2.3",
    machine: MACHINE,
    task: {
      en: `Create a container \`cycle\` (image \`${BUSYBOX_IMAGE}\`), start, stop and remove it, one step after another. Save Docker's own events of it to /root/lab/events.json, one JSON object per line.`,
      zh: `依次创建、启动、停止并删除容器 \`cycle\`（镜像 \`${BUSYBOX_IMAGE}\`）。把 Docker 自身关于它的事件保存到 /root/lab/events.json，每行一个 JSON 对象。`,
    },
    expectations: [
      { expect: { en: "the file has events of the container cycle", zh: "文件中有容器 cycle 的事件" }, check: "jq -r 'select(.Actor.Attributes.name == \"cycle\") | .Action' /root/lab/events.json | xargs; [ -n \"$(jq -r 'select(.Actor.Attributes.name == \"cycle\") | .Action' /root/lab/events.json)\" ]" },
      {
        expect: { en: "one container was created, started, stopped and removed, in this order", zh: "同一个容器依次被创建、启动、停止和删除" },
        check: `jq -c '[.time, .Action, .Actor.ID[:12]]' /root/lab/events.json
jq -es '[.[] | select(.Type == "container" and .Actor.Attributes.name == "cycle")] | group_by(.Actor.ID)
  | any(.[]; (sort_by(.timeNano) | map(.Action)) as $seen | [("create", "start", "stop", "destroy") as $one | $seen | index($one)] | all(. != null) and . == sort)' /root/lab/events.json > /dev/null`,
      },
      { expect: { en: "it is gone", zh: "该容器已不存在" }, check: "seen=$(docker ps -a --filter name=^cycle$ --format '{{.Names}} {{.Status}}'); echo \"containers: $seen\"; [ -z \"$seen\" ]" },
    ],
    solve: `mkdir -p /root/lab
docker rm -f cycle > /dev/null 2>&1 || true
begin=$(date +%s.%N)
docker create --name cycle ${BUSYBOX_IMAGE} sleep 1000000
docker start cycle
docker stop -t 2 cycle
docker rm cycle
docker events --since $begin --until $(date +%s.%N) --filter container=cycle --format '{{json .}}' > /root/lab/events.json`,
    wrong: {
      why: { en: "`docker rm -f` kills it: it is never stopped, and has no time to clean up", zh: "`docker rm -f` 会直接杀死容器：没有停止这一步，进程来不及善后" },
      run: `mkdir -p /root/lab
begin=$(date +%s.%N)
docker create --name cycle ${BUSYBOX_IMAGE} sleep 1000000
docker start cycle
docker rm -f cycle
docker events --since $begin --until $(date +%s.%N) --filter container=cycle --format '{{json .}}' > /root/lab/events.json`,
    },
  },
  {
    id: "graceful",
    title: { en: "A container that can be stopped", zh: "能够正常停止的容器" },
    section: "2.3",
    machine: MACHINE,
    checkSeconds: 120,
    solveSeconds: 600,
    task: {
      en: `Make an image \`graceful\` from \`${BUSYBOX_IMAGE}\`. A container of it, run without a command, runs until it is stopped: on \`docker stop\` it writes \`bye\` to its log and ends by itself with code 0, well before it would be killed.`,
      zh: `基于 \`${BUSYBOX_IMAGE}\` 制作镜像 \`graceful\`。不指定命令由它启动的容器一直运行到被停止：执行 \`docker stop\` 时在日志中写入 \`bye\`，并在被强制杀死之前自行以退出码 0 结束。`,
    },
    expectations: [
      {
        expect: { en: "a container of the image keeps running", zh: "由该镜像启动的容器保持运行" },
        check: `id=$(docker run -d graceful)
trap 'docker rm -f "$id" > /dev/null' EXIT
sleep 3
docker ps -a --filter id=$id --format '{{.Command}}: {{.Status}}'
[ "$(docker inspect -f '{{.State.Running}}' $id)" = true ]`,
      },
      {
        expect: { en: "stopped, it writes bye and ends with code 0", zh: "被停止时写入 bye，并以退出码 0 结束" },
        check: `id=$(docker run -d graceful)
trap 'docker rm -f "$id" > /dev/null' EXIT
pid=$(docker inspect -f '{{.State.Pid}}' $id)
for try in 1 2 3 4 5 6 7 8; do
  caught=$(awk '/^SigCgt:/ { print $2 }' /proc/$pid/status)
  (( 0x$caught >> 14 & 1 )) && break
  sleep 1
done
docker stop -t 15 $id > /dev/null
code=$(docker inspect -f '{{.State.ExitCode}}' $id)
log=$(docker logs $id 2>&1)
echo "code $code, log: $log"
[ "$code" = 0 ] && grep -qw bye <<< "$log"`,
      },
    ],
    solve: `folder=$(mktemp -d)
cat > $folder/serve <<'END'
#!/bin/sh
trap 'echo bye; exit 0' TERM
while :; do sleep 1 & wait; done
END
chmod +x $folder/serve
printf 'FROM ${BUSYBOX_IMAGE}\\nCOPY serve /bin/serve\\nCMD ["serve"]\\n' > $folder/Dockerfile
docker build -t graceful $folder`,
    wrong: {
      why: { en: "the first process of a container ignores SIGTERM unless it handles it: it is killed in the end", zh: "容器的 1 号进程若不处理 SIGTERM，就会忽略该信号，最终被强制杀死" },
      run: `printf 'FROM ${BUSYBOX_IMAGE}\\nCMD sleep 1000000; echo bye\\n' | docker build -t graceful -`,
    },
  },
];
