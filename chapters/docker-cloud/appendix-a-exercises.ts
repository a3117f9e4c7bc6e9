import type { Exercise } from "../exercise";
import { ARCHIVE, ARCHIVE_KEY, ROOT_TAR } from "./appendix-a-names";

const MACHINE = "deb1";

/** Only this archive is asked: others may be out of reach. */
const ONLY_IT = "-o Dir::Etc::sourcelist=sources.list.d/docker.list -o Dir::Etc::sourceparts=- -o APT::Get::List-Cleanup=0";

/** What each solution begins with; done already, it takes a moment. */
const addArchive = `mkdir -p /etc/apt/keyrings
cp ${ARCHIVE_KEY} /etc/apt/keyrings/docker.asc
chmod a+r /etc/apt/keyrings/docker.asc
echo 'deb [signed-by=/etc/apt/keyrings/docker.asc] file:${ARCHIVE} ./' > /etc/apt/sources.list.d/docker.list
apt-get update -q ${ONLY_IT}`;

const install = `${addArchive}
apt-get install --fix-broken -y -q --no-install-recommends ${ONLY_IT}
apt-get install -y -q --no-install-recommends ${ONLY_IT} docker.io
systemctl enable --now docker`;

export const exercises: readonly Exercise[] = [
  {
    id: "archive",
    title: { en: "A trusted archive", zh: "可信的软件源" },
    section: "A.1",
    machine: MACHINE,
    checkSeconds: 60,
    task: {
      en: `Add the archive \`file:${ARCHIVE}\` (a flat one: its packages lie beside its index) to apt's sources, so that docker.io can be installed from it. apt verifies it with the key \`${ARCHIVE_KEY}\`, without a warning, and trusts that key for no other archive.`,
      zh: `把软件源 \`file:${ARCHIVE}\`（软件包与索引在同一目录）加入 apt，使 docker.io 可以从中安装。apt 用密钥 \`${ARCHIVE_KEY}\` 验证它，不出现警告，且不把该密钥用于其他软件源。`,
    },
    expectations: [
      { expect: { en: "apt would install docker.io from the archive", zh: "apt 会从该软件源安装 docker.io" }, check: `seen=$(apt-cache policy docker.io); echo "$seen"; ! grep 'Candidate: (none)' <<< "$seen" > /dev/null && grep -F 'file:${ARCHIVE}' <<< "$seen" > /dev/null` },
      { expect: { en: "no source goes unverified", zh: "没有任何软件源跳过验证" }, check: "seen=$(cat /etc/apt/sources.list.d/* /etc/apt/sources.list 2>/dev/null | grep -iE 'trusted *[=:] *yes|allow-(insecure|weak)'); echo \"unverified: ${seen:-none}\"; [ -z \"$seen\" ]" },
      {
        expect: { en: "the key is not among those trusted for every archive", zh: "该密钥不在对所有软件源都有效的密钥之列" },
        check: `wanted=$(gpg --show-keys --with-colons ${ARCHIVE_KEY} | awk -F: '$1 == "fpr" { print $10; exit }')
files=$(find /etc/apt/trusted.gpg /etc/apt/trusted.gpg.d -type f 2>/dev/null)
echo "key $wanted; files of keys for all: $(wc -w <<< "$files")"
for file in $files; do ! gpg --show-keys --with-colons "$file" | grep -F "$wanted" > /dev/null || { echo "it is in $file"; exit 1; }; done
[ -n "$wanted" ]`,
      },
      {
        expect: { en: "an update from the archive is verified, without warnings", zh: "更新该软件源时会进行验证，且没有警告" },
        check: `source=$(grep -lF '${ARCHIVE}' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1)
[ -n "$source" ] || { echo 'no source names the archive'; exit 1; }
seen=$(apt-get update -q -o Dir::Etc::sourcelist="$source" -o Dir::Etc::sourceparts=- -o APT::Get::List-Cleanup=0 2>&1) || { echo "$seen"; exit 1; }
echo "$seen"
! grep -E '^(W|E):' <<< "$seen" > /dev/null`,
      },
    ],
    solve: addArchive,
    wrong: {
      why: { en: "apt is told to trust this archive blindly: whoever can write there can have anything installed", zh: "让 apt 无条件信任该软件源：任何能写入那里的人都可以让任意内容被安装" },
      run: `echo 'deb [trusted=yes] file:${ARCHIVE} ./' > /etc/apt/sources.list.d/docker.list
apt-get update -q ${ONLY_IT}`,
    },
  },
  {
    id: "install",
    title: { en: "Installed, and running", zh: "安装并运行" },
    section: "A.1",
    machine: MACHINE,
    checkSeconds: 60,
    solveSeconds: 600,
    task: {
      en: `Install docker.io with all that it needs. Docker runs now, and will after the next boot. So that it can run a container, make the image \`lab/busybox\` from \`${ROOT_TAR}\`.`,
      zh: `安装 docker.io 及其全部依赖。Docker 现在正在运行，下次开机后也会运行。为了能运行容器，由 \`${ROOT_TAR}\` 制作镜像 \`lab/busybox\`。`,
    },
    expectations: [
      { expect: { en: "docker.io is installed, and no package is half-installed", zh: "docker.io 已安装，且没有只安装了一半的软件包" }, check: "dpkg-query -W -f='${Package} ${Status}\\n' docker.io containerd runc; half=$(dpkg --audit); echo \"$half\"; [ -z \"$half\" ] && dpkg-query -W -f='${Status}' docker.io | grep 'ok installed' > /dev/null" },
      { expect: { en: "Docker is running", zh: "Docker 正在运行" }, check: "systemctl is-active docker && docker version -f '{{.Server.Version}}'" },
      { expect: { en: "and will after the next boot", zh: "下次开机后也会运行" }, check: "seen=$(systemctl is-enabled docker); echo \"$seen\"; [ \"$seen\" = enabled ]" },
      { expect: { en: "a container of lab/busybox runs", zh: "可以运行 lab/busybox 的容器" }, check: "seen=$(docker run --rm lab/busybox echo hello 2>&1); echo \"$seen\"; [ \"$seen\" = hello ]" },
    ],
    solve: `${install}
docker import ${ROOT_TAR} lab/busybox`,
    wrong: {
      why: { en: "only this package was unpacked: what it depends on is missing, so it was never configured", zh: "只解包了这一个软件包：缺少依赖，始终没有完成配置" },
      run: `dpkg -i ${ARCHIVE}/docker.io_*.deb || true`,
    },
  },
  {
    id: "settings",
    title: { en: "The daemon's settings", zh: "守护进程的设置" },
    section: "A.2",
    machine: MACHINE,
    checkSeconds: 60,
    solveSeconds: 600,
    task: {
      en: "Set up the daemon: by default a container's log, by the driver json-file or local, has at most three files of 1 MB each; containers keep running when the daemon is restarted; and the default network, bridge, is 10.91.0.0/24.",
      zh: "配置守护进程：容器日志默认使用 json-file 或 local 驱动，最多三个文件、每个 1 MB；守护进程重启时容器继续运行；默认网络 bridge 为 10.91.0.0/24。",
    },
    expectations: [
      { expect: { en: "containers keep running when the daemon is restarted", zh: "守护进程重启时容器继续运行" }, check: "seen=$(docker info -f '{{.LiveRestoreEnabled}}'); echo \"$seen\"; [ \"$seen\" = true ]" },
      { expect: { en: "the default network is 10.91.0.0/24", zh: "默认网络为 10.91.0.0/24" }, check: "seen=$(docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}}{{end}}' bridge); echo \"$seen\"; [ \"$seen\" = 10.91.0.0/24 ]" },
      {
        expect: { en: "a new container's log is limited", zh: "新容器的日志受到限制" },
        check: `image=labwright-probe:$$
container=
docker import ${ROOT_TAR} $image > /dev/null || exit 1
trap 'docker rm -f "$container" > /dev/null; docker rmi $image > /dev/null' EXIT
container=$(docker create $image true)
seen=$(docker inspect -f '{{json .HostConfig.LogConfig}}' "$container")
echo "$seen"
jq -e '(.Type == "json-file" or .Type == "local") and .Config["max-file"] == "3" and (.Config["max-size"] // "" | test("^(1m|1M|1000k|1024k)$"))' <<< "$seen" > /dev/null`,
      },
    ],
    solve: `${install}
mkdir -p /etc/docker
cat > /etc/docker/daemon.json <<'END'
{
  "live-restore": true,
  "bip": "10.91.0.1/24",
  "log-driver": "json-file",
  "log-opts": { "max-size": "1m", "max-file": "3" }
}
END
systemctl restart docker`,
    wrong: {
      why: { en: "the file was written, but the daemon runs on with its old settings", zh: "文件已写好，但守护进程仍按原来的设置运行" },
      run: `mkdir -p /etc/docker
echo '{ "live-restore": true, "bip": "10.91.0.1/24", "log-opts": { "max-size": "1m", "max-file": "3" } }' > /etc/docker/daemon.json`,
    },
  },
  {
    id: "user",
    title: { en: "A user of Docker", zh: "授权用户使用 Docker" },
    section: "A.2",
    machine: MACHINE,
    checkSeconds: 40,
    solveSeconds: 600,
    task: {
      en: "Let the user `dev` use Docker without sudo. The user `guest` cannot, and the daemon does not listen on the network: whoever may use Docker is as good as root.",
      zh: "让用户 `dev` 无需 sudo 即可使用 Docker。用户 `guest` 不能使用，守护进程也不监听网络：能使用 Docker 就等于拥有 root 权限。",
    },
    expectations: [
      { expect: { en: "dev reaches the daemon", zh: "dev 可以访问守护进程" }, check: "seen=$(runuser -l dev -c \"docker version -f '{{.Server.Version}}'\" 2>&1); status=$?; echo \"$seen\"; exit $status" },
      { expect: { en: "guest does not", zh: "guest 不能访问" }, check: "docker version > /dev/null || exit 1; seen=$(runuser -l guest -c \"docker version -f '{{.Server.Version}}'\" 2>&1) && { echo \"guest: $seen\"; exit 1; }; echo \"$seen\"" },
      { expect: { en: "the daemon does not listen on the network", zh: "守护进程没有监听网络" }, check: "seen=$(ss -Hltnp | grep dockerd); echo \"listening: ${seen:-nowhere}\"; [ -z \"$seen\" ]" },
    ],
    solve: `${install}
usermod -a -G docker dev
chmod 660 /var/run/docker.sock`,
    wrong: {
      why: { en: "the socket was opened to everybody, guest included", zh: "把套接字开放给了所有人，包括 guest" },
      run: `${install}
chmod 666 /var/run/docker.sock`,
    },
  },
];
