import type { Exercise } from "../exercise";
import { BUSYBOX_LAYOUT } from "../local-oci";
import { BUSYBOX, REGISTRY } from "./ch09-names";

const MACHINE = "oci1";

/** Runs a command as the user lab, who is not logged in. */
const AS_LAB = `lab() { runuser -l lab -c "export XDG_RUNTIME_DIR=/run/user/$(id -u lab); $1"; }`;

/** Of runtimes, builders, managers and registries. */
export const toolExercises: readonly Exercise[] = [
  {
    id: "traced-runtime",
    title: { en: "A runtime of your own", zh: "自制运行时" },
    section: "9.2",
    machine: MACHINE,
    checkSeconds: 60,
    task: {
      en: `Make /usr/local/bin/traced, an OCI runtime that appends the arguments of every call, as one line, to /var/log/oci-calls.log and leaves the work to runc. Run the Podman container \`traced\` (image \`${BUSYBOX}\`) with this runtime; it keeps running.`,
      zh: `制作 OCI 运行时 /usr/local/bin/traced：把每次调用的参数作为一行追加到 /var/log/oci-calls.log，实际工作交给 runc。以它为运行时，用 Podman 运行容器 \`traced\`（镜像 \`${BUSYBOX}\`），并保持运行。`,
    },
    expectations: [
      {
        expect: { en: "/usr/local/bin/traced answers as runc does, and logs the call", zh: "/usr/local/bin/traced 的回应与 runc 相同，并记录了该次调用" },
        check: `before=$(cat /var/log/oci-calls.log 2>/dev/null | wc -l)
seen=$(/usr/local/bin/traced --version) || { echo "$seen"; exit 1; }
echo "$seen; lines before: $before, after: $(wc -l < /var/log/oci-calls.log)"
[ "$seen" = "$(runc --version)" ] && [ "$(wc -l < /var/log/oci-calls.log)" -gt "$before" ] && tail -n 5 /var/log/oci-calls.log | grep -- --version > /dev/null`,
      },
      { expect: { en: "Podman's container traced is running with it", zh: "Podman 的容器 traced 由它运行" }, check: "seen=$(podman inspect -f '{{.State.Status}} {{.OCIRuntime}}' traced); echo \"$seen\"; [[ \"$seen\" =~ ^running\\ (.*/)?traced$ ]]" },
      {
        expect: { en: "the log has Podman's calls that created and started this container, in this order", zh: "日志中依次有 Podman 创建和启动该容器的调用" },
        check: `id=$(podman inspect -f '{{.Id}}' traced)
grep -F "$id" /var/log/oci-calls.log | cut -c 1-120
awk -v id="$id" 'index($0, id) && /(^| )create / { created = 1 } index($0, id) && /(^| )start / && created { found = 1 } END { exit !found }' /var/log/oci-calls.log`,
      },
    ],
    solve: `printf '#!/bin/sh\\necho "$*" >> /var/log/oci-calls.log\\nexec %s "$@"\\n' "$(command -v runc)" > /usr/local/bin/traced
chmod +x /usr/local/bin/traced
podman rm -f traced > /dev/null 2>&1 || true
podman --runtime /usr/local/bin/traced run -d --name traced --network none ${BUSYBOX} sleep 1000000`,
    wrong: {
      why: { en: "the runtime is there, but Podman was not told to use it", zh: "运行时已写好，但没有让 Podman 使用它" },
      run: `printf '#!/bin/sh\\necho "$*" >> /var/log/oci-calls.log\\nexec %s "$@"\\n' "$(command -v runc)" > /usr/local/bin/traced
chmod +x /usr/local/bin/traced
podman run -d --name traced --network none ${BUSYBOX} sleep 1000000`,
    },
  },
  {
    id: "daemonless-build",
    title: { en: "Building without a daemon", zh: "无守护进程构建" },
    section: "9.3",
    machine: MACHINE,
    checkSeconds: 90,
    task: {
      en: `On \`${BUSYBOX}\`, build an image whose /www/index.html is the line \`built without a daemon\`. By default it serves /www on port 8080, which it declares as exposed, as user 1000. The registry has it as \`${REGISTRY}/lab/web:1\`.`,
      zh: `以 \`${BUSYBOX}\` 为基础构建镜像：/www/index.html 的内容为一行 \`built without a daemon\`，默认以用户 1000 在 8080 端口提供 /www，并声明暴露该端口。镜像仓库中的名称为 \`${REGISTRY}/lab/web:1\`。`,
    },
    expectations: [
      { expect: { en: "the registry has lab/web with the tag 1", zh: "镜像仓库中有 lab/web，标签为 1" }, check: `seen=$(curl -fsS -m 10 http://${REGISTRY}/v2/lab/web/tags/list) || { echo "$seen"; exit 1; }; echo "$seen"; jq -e '.tags | index("1") != null' <<< "$seen" > /dev/null` },
      {
        expect: { en: "it is built on the layers of lab/busybox", zh: "它基于 lab/busybox 的各层" },
        check: `layers() { skopeo inspect --config "docker://$1" | jq -c .rootfs.diff_ids; }
below=$(layers ${BUSYBOX}) all=$(layers ${REGISTRY}/lab/web:1)
[ -n "$below" ] && [ -n "$all" ] || exit 1
echo "$all over $below"
jq -en --argjson below "$below" --argjson all "$all" '$all[:($below | length)] == $below and $all != $below' > /dev/null`,
      },
      {
        expect: { en: "its configuration names user 1000 and exposes port 8080", zh: "其配置中指明了用户 1000，并暴露 8080 端口" },
        check: `seen=$(skopeo inspect --config docker://${REGISTRY}/lab/web:1 | jq -c .config)
echo "$seen"
[ -n "$seen" ] || exit 1
jq -e '(.User // "" | test("^1000(:|$)")) and (.ExposedPorts // {} | has("8080/tcp") or has("8080"))' <<< "$seen" > /dev/null`,
      },
      {
        expect: { en: "run without a command, it serves the page", zh: "不指定命令运行时，它提供该页面" },
        check: `container=$(podman run -d --pull always -q --network none ${REGISTRY}/lab/web:1) || exit 1
trap 'podman rm -f -t 0 "$container" > /dev/null' EXIT
for try in $(seq 8); do
  seen=$(podman exec "$container" wget -q -O - http://127.0.0.1:8080/ 2>&1) && break
  sleep 1
done
echo "$seen"
[ "$seen" = 'built without a daemon' ]`,
      },
    ],
    solve: `echo built without a daemon > /root/index.html
container=$(buildah from ${BUSYBOX})
buildah copy --chown 1000:1000 "$container" /root/index.html /www/index.html
buildah config --user 1000 --port 8080/tcp --entrypoint '["httpd", "-f", "-p", "8080", "-h", "/www"]' --cmd '' "$container"
buildah commit --rm "$container" ${REGISTRY}/lab/web:1
buildah push ${REGISTRY}/lab/web:1`,
    wrong: {
      why: { en: "it was built, but stays in the machine's own store: the registry knows nothing of it", zh: "镜像已构建，但只保存在本机存储中：镜像仓库里没有" },
      run: `echo built without a daemon > /root/index.html
container=$(buildah from ${BUSYBOX})
buildah copy "$container" /root/index.html /www/index.html
buildah config --cmd 'httpd -f -p 8080 -h /www' "$container"
buildah commit --rm "$container" ${REGISTRY}/lab/web:1`,
    },
  },
  {
    id: "podman-rootless",
    title: { en: "Containers without root", zh: "无需 root 的容器" },
    section: "9.4",
    machine: MACHINE,
    checkSeconds: 60,
    task: {
      en: `As the user \`lab\`, who has no privileges, run the Podman container \`web\` (image \`${BUSYBOX}\`). Inside it runs as root, which outside is lab; on the machine's port 8080 it serves the page \`no root\`. It goes on when lab logs out.`,
      zh: `以没有特权的用户 \`lab\` 运行 Podman 容器 \`web\`（镜像 \`${BUSYBOX}\`）：容器内以 root 运行，在外部即为 lab；在虚拟机的 8080 端口提供页面 \`no root\`。lab 退出登录后它仍继续运行。`,
    },
    expectations: [
      { expect: { en: "lab's Podman has a running container web", zh: "lab 的 Podman 中有正在运行的容器 web" }, check: `${AS_LAB}\nseen=$(lab "podman ps --format '{{.Names}} {{.Status}}'"); echo "$seen"; grep '^web Up' <<< "$seen" > /dev/null` },
      {
        expect: { en: "root in it is lab outside", zh: "容器内的 root 在外部就是 lab" },
        check: `${AS_LAB}
pid=$(lab "podman inspect -f '{{.State.Pid}}' web") || exit 1
echo "process $pid of $(stat -c %U /proc/$pid), user IDs: $(head -1 /proc/$pid/uid_map)"
[ "$(stat -c %u /proc/$pid)" = "$(id -u lab)" ] && awk -v lab="$(id -u lab)" '$1 == 0 && $2 == lab { found = 1 } END { exit !found }' /proc/$pid/uid_map`,
      },
      { expect: { en: "port 8080 serves the page", zh: "8080 端口提供该页面" }, check: "seen=$(curl -fsS -m 15 http://127.0.0.1:8080/) || { echo \"$seen\"; exit 1; }; echo \"$seen\"; [ \"$seen\" = 'no root' ]" },
      { expect: { en: "lab's processes may go on without a login", zh: "lab 未登录时其进程可继续运行" }, check: "seen=$(loginctl show-user lab -p Linger 2>&1); echo \"$seen\"; [ \"$seen\" = Linger=yes ]" },
    ],
    solve: `podman rm -f -t 0 web > /dev/null 2>&1 || true
loginctl enable-linger lab
for try in $(seq 60); do [ ! -S /run/user/$(id -u lab)/bus ] || break; sleep 1; done
runuser -l lab -s /bin/bash -c "export XDG_RUNTIME_DIR=/run/user/$(id -u lab)
podman rm -f -t 0 web > /dev/null 2>&1 || true
podman run -d --name web -p 8080:8080 ${BUSYBOX} sh -c 'mkdir -p /www; echo no root > /www/index.html; exec httpd -f -p 8080 -h /www'"
for try in $(seq 30); do ! curl -fsS -m 5 -o /dev/null http://127.0.0.1:8080/ || break; sleep 1; done`,
    wrong: {
      why: { en: "root runs it, with another user inside: whoever breaks out by a flaw of the runtime is root", zh: "由 root 运行，只是容器内换了用户：一旦利用运行时的漏洞逃逸出来，就是 root" },
      run: `podman run -d --name web --user 1000 --tmpfs /www:mode=1777 --network host ${BUSYBOX} sh -c 'echo no root > /www/index.html; exec httpd -f -p 8080 -h /www'`,
    },
  },
  {
    id: "signed-images",
    title: { en: "Only signed images", zh: "只接受已签名的镜像" },
    section: "9.5",
    machine: MACHINE,
    checkSeconds: 60,
    task: {
      en: `Put the image of \`${BUSYBOX_LAYOUT}:1\` into the registry as \`${REGISTRY}/lab/signed:1\`, signed with a GPG key of your own, and write a policy /root/lab/policy.json by which skopeo fetches this image only because of its signature, and no other image.`,
      zh: `把 \`${BUSYBOX_LAYOUT}:1\` 的镜像以 \`${REGISTRY}/lab/signed:1\` 存入镜像仓库，用你自己的 GPG 密钥签名，并编写策略 /root/lab/policy.json：按此策略，skopeo 只能凭签名取得该镜像，其他镜像一律拒绝。`,
    },
    expectations: [
      { expect: { en: "the registry has lab/signed with the tag 1", zh: "镜像仓库中有 lab/signed，标签为 1" }, check: `seen=$(curl -fsS -m 10 http://${REGISTRY}/v2/lab/signed/tags/list) || { echo "$seen"; exit 1; }; echo "$seen"; jq -e '.tags | index("1") != null' <<< "$seen" > /dev/null` },
      { expect: { en: "by the policy, it can be fetched", zh: "按该策略可以取得它" }, check: `folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; skopeo --policy /root/lab/policy.json copy -q docker://${REGISTRY}/lab/signed:1 "dir:$folder"` },
      {
        expect: { en: "but not when its signature cannot be found", zh: "找不到签名时则不能取得" },
        check: `folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
mkdir "$folder/conf" "$folder/image"
printf 'default-docker:\\n  lookaside: file://%s\\n' "$folder/nowhere" > "$folder/conf/default.yaml"
answer=$(skopeo --registries.d "$folder/conf" --policy /root/lab/policy.json copy -q docker://${REGISTRY}/lab/signed:1 "dir:$folder/image" 2>&1) && { echo "it was fetched without a signature"; exit 1; }
echo "$answer"
grep -i 'signature' <<< "$answer" > /dev/null`,
      },
      {
        expect: { en: "an image that nobody signed is refused", zh: "未签名的镜像被拒绝" },
        check: `folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
answer=$(skopeo --policy /root/lab/policy.json copy -q docker://${BUSYBOX} "dir:$folder" 2>&1) && { echo "${BUSYBOX} was fetched"; exit 1; }
echo "$answer"
grep -i 'reject\\|signature' <<< "$answer" > /dev/null`,
      },
    ],
    solve: `mkdir -p /root/lab /etc/containers/registries.d
gpg --list-secret-keys lab@oci1 > /dev/null 2>&1 || gpg --batch --passphrase '' --quick-generate-key 'Lab <lab@oci1>' ed25519 sign never
gpg --export lab@oci1 > /root/lab/lab.gpg
printf 'docker:\\n  ${REGISTRY}:\\n    lookaside: file:///var/lib/containers/sigstore\\n' > /etc/containers/registries.d/lab.yaml
skopeo copy --sign-by lab@oci1 oci:${BUSYBOX_LAYOUT}:1 docker://${REGISTRY}/lab/signed:1
cat > /root/lab/policy.json <<'END'
{
  "default": [{ "type": "reject" }],
  "transports": { "docker": { "${REGISTRY}/lab/signed": [{ "type": "signedBy", "keyType": "GPGKeys", "keyPath": "/root/lab/lab.gpg" }] } }
}
END`,
    wrong: {
      why: { en: "the image is signed, but the policy accepts any image: nobody looks at the signature", zh: "镜像已签名，但策略接受任何镜像：没有人检查签名" },
      run: `mkdir -p /root/lab /etc/containers/registries.d
gpg --list-secret-keys lab@oci1 > /dev/null 2>&1 || gpg --batch --passphrase '' --quick-generate-key 'Lab <lab@oci1>' ed25519 sign never
printf 'docker:\\n  ${REGISTRY}:\\n    lookaside: file:///var/lib/containers/sigstore\\n' > /etc/containers/registries.d/lab.yaml
skopeo copy --sign-by lab@oci1 oci:${BUSYBOX_LAYOUT}:1 docker://${REGISTRY}/lab/signed:1
echo '{ "default": [{ "type": "insecureAcceptAnything" }] }' > /root/lab/policy.json`,
    },
  },
];
