import { containerRuns } from "../container-checks";
import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";
import { MACHINE, remove } from "./ch02-words";

/** Section 11.2.1. */
export const namespaceExercises: readonly Exercise[] = [
  {
    id: "six-dimensions",
    title: { en: "Six dimensions", zh: "六个隔离维度" },
    section: "11.2.1",
    machine: MACHINE,
    checkSeconds: 60,
    solveSeconds: 600,
    task: {
      en: `Run a container \`six\` (image \`${BUSYBOX_IMAGE}\`) that shares none of the book's six namespaces with the machine; Docker keeps the machine's user namespace unless its daemon remaps users. Write the numbers of the namespaces, as in /proc/PID/ns, of the machine's process 1 (host) and the container's main process (container) to /root/lab/ns.json, as {"pid": {"host": N, "container": N}, ...} with the keys pid, net, mnt, uts, ipc and user.`,
      zh: `运行容器 \`six\`（镜像 \`${BUSYBOX_IMAGE}\`），使其与虚拟机不共享书中六种命名空间的任何一种；除非守护进程启用用户重映射，否则 Docker 沿用虚拟机的用户命名空间。把虚拟机 1 号进程（host）与容器主进程（container）的各命名空间编号（见 /proc/PID/ns）写入 /root/lab/ns.json，形如 {"pid": {"host": N, "container": N}, ...}，键为 pid、net、mnt、uts、ipc 和 user。`,
    },
    expectations: [
      containerRuns("six"),
      {
        expect: { en: "its process shares none of the six namespaces with PID 1", zh: "其进程与 1 号进程不共享六种命名空间中的任何一种" },
        check: `pid=$(docker inspect -f '{{.State.Pid}}' six)
[ "$pid" -gt 0 ] || { echo "six has no process"; exit 1; }
shared=
for name in pid net mnt uts ipc user; do [ "$(readlink /proc/$pid/ns/$name)" != "$(readlink /proc/1/ns/$name)" ] || shared="$shared $name"; done
echo "shared:\${shared:- none}"
[ -z "$shared" ]`,
      },
      {
        expect: { en: "/root/lab/ns.json has the numbers of all six, the machine's and the container's", zh: "/root/lab/ns.json 中有全部六种命名空间的编号，包括虚拟机的与容器的" },
        check: `pid=$(docker inspect -f '{{.State.Pid}}' six)
jq -c . /root/lab/ns.json
for name in pid net mnt uts ipc user; do
  for side in host container; do
    [ $side = host ] && of=1 || of=$pid
    [ "$(jq -r ".$name.$side | tostring" /root/lab/ns.json)" = "$(stat -Lc %i /proc/$of/ns/$name)" ] || { echo "$name.$side is another namespace"; exit 1; }
  done
done`,
      },
    ],
    solve: `mkdir -p /root/lab /etc/docker
if ! docker info -f '{{.SecurityOptions}}' | grep -q userns; then
  docker save -o /root/lab/busybox.tar ${BUSYBOX_IMAGE}
  echo '{ "userns-remap": "default" }' > /etc/docker/daemon.json
  systemctl reset-failed docker 2>/dev/null || true
  systemctl restart docker
  docker load -i /root/lab/busybox.tar
fi
${remove("six")}
docker run -d --name six ${BUSYBOX_IMAGE} sleep 1000000
six=$(docker inspect -f '{{.State.Pid}}' six)
for kind in pid net mnt uts ipc user; do
  echo "{ \\"$kind\\": { \\"host\\": $(stat -Lc %i /proc/1/ns/$kind), \\"container\\": $(stat -Lc %i /proc/$six/ns/$kind) } }"
done | jq -s add > /root/lab/ns.json`,
    wrong: {
      why: { en: "another user in the container is no user namespace: user IDs are still the machine's", zh: "在容器中换一个用户并不是用户命名空间：用户 ID 仍是虚拟机的" },
      run: `docker run -d --name six --user 1000 ${BUSYBOX_IMAGE} sleep 1000000`,
    },
  },
  {
    id: "sidecar",
    title: { en: "Shared namespaces", zh: "共用命名空间" },
    section: "11.2.1",
    machine: MACHINE,
    checkSeconds: 60,
    task: {
      en: `Run two containers of \`${BUSYBOX_IMAGE}\`, \`web\` and \`sidecar\`. They share one network and one PID namespace, as the containers of a pod may, but not with the machine; each has a host name and a file system of its own.`,
      zh: `用 \`${BUSYBOX_IMAGE}\` 运行两个容器 \`web\` 和 \`sidecar\`：二者像 pod 中的容器那样共用网络和 PID 命名空间，但都不与虚拟机共用；主机名与文件系统则各自独立。`,
    },
    expectations: [
      containerRuns("web"),
      containerRuns("sidecar"),
      ...([["net", "network", "网络"], ["pid", "PID", "PID"]] as const).map(([kind, en, zh]) => ({
        expect: { en: `they share a ${en} namespace that is not the machine's`, zh: `二者共用一个${zh}命名空间，且不是虚拟机的` },
        check: `of() { readlink "/proc/$1/ns/${kind}"; }
web=$(of "$(docker inspect -f '{{.State.Pid}}' web)")
sidecar=$(of "$(docker inspect -f '{{.State.Pid}}' sidecar)")
echo "machine $(of 1), web $web, sidecar $sidecar"
[ "$web" = "$sidecar" ] && [ "$web" != "$(of 1)" ]`,
      })),
      {
        expect: { en: "each has a UTS and a mount namespace of its own", zh: "各自拥有独立的 UTS 与挂载命名空间" },
        check: `web=$(docker inspect -f '{{.State.Pid}}' web)
sidecar=$(docker inspect -f '{{.State.Pid}}' sidecar)
for name in uts mnt; do
  ids=$(for pid in 1 $web $sidecar; do readlink /proc/$pid/ns/$name; done)
  echo $ids
  [ "$(sort -u <<< "$ids" | wc -l)" = 3 ] || exit 1
done`,
      },
    ],
    solve: `${remove("sidecar", "web")}
docker run -d --name web ${BUSYBOX_IMAGE} sleep 1000000
docker run -d --name sidecar --network container:web --pid container:web ${BUSYBOX_IMAGE} sleep 1000000`,
    wrong: {
      why: { en: "both use the machine's network, so they share it with everything on the machine", zh: "二者都使用虚拟机的网络，等于与虚拟机上的所有程序共用" },
      run: `for name in web sidecar; do docker run -d --name $name --network host --userns host ${BUSYBOX_IMAGE} sleep 1000000; done`,
    },
  },
];
