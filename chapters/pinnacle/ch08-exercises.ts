import type { Exercise } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";
import { RISKY_IMAGE } from "./ch08-images";
import { runExercises } from "./ch08-run-exercises";

const FIRST = "docker1";
const SECOND = "docker2";
const REGISTRY = "docker1:5000";
const WEB = "lab/web:1.0";
const SAFE_IMAGE = "lab/safe:1";

/** Unpacks an image of `docker save` into `$folder`, which goes with the check. */
const unpacked = (image: string): string => `folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
docker save ${image} | tar -C "$folder" -x || exit 1
layers=$(jq -r --arg folder "$folder" '.[0].Layers[] | "\\($folder)/\\(.)"' "$folder/manifest.json")`;

/** What a container of an image serves at /index.html on port 8080, in `$seen`; the container goes with the check. */
const served = (image: string, then = ":"): string => `container=$(docker run -d ${image}) || exit 1
trap 'docker rm -f "$container" > /dev/null; ${then}' EXIT
address=$(docker inspect -f '{{.NetworkSettings.IPAddress}}' "$container")
for try in $(seq 10); do
  seen=$(curl -fsS -m 5 "http://$address:8080/index.html" 2>&1) && break
  sleep 1
done
echo "$seen"`;

/** A certificate among those that Docker trusts vouches for the registry, by its name. */
const TRUSTED = `ls /etc/docker/certs.d/* || exit 1
for file in /etc/docker/certs.d/${REGISTRY}/*.crt; do curl -sS -m 15 --cacert "$file" -o /dev/null https://${REGISTRY}/v2/ && exit 0; done
exit 1`;

/** Docker itself would not take the registry without TLS, by its name or by its network. */
const NOT_INSECURE = `seen=$(docker info -f '{{json .RegistryConfig.IndexConfigs}} {{json .RegistryConfig.InsecureRegistryCIDRs}}') || exit 1; echo "$seen"; ! grep -E '"Name":"${REGISTRY}"|0\\.0\\.0\\.0/0|"10\\.' <<< "$seen" > /dev/null`;

/** Of images: building them, and moving them. */
const imageExercises: readonly Exercise[] = [
  {
    id: "dockerfile",
    title: { en: "Two stages, and no root", zh: "多阶段构建与非 root 用户" },
    section: "8.2",
    machine: FIRST,
    checkSeconds: 150,
    solveSeconds: 600,
    task: {
      en: `Write /root/web/Dockerfile for \`${WEB}\`, on \`${BUSYBOX_IMAGE}\`, and build it. A first stage makes index.html from index.html.in: the build argument \`VERSION\`, which is \`1.0\`, takes the place of @VERSION@. The image has the page but not its source, and by default serves it as /index.html on port 8080, as a user other than root.`,
      zh: `编写 /root/web/Dockerfile，以 \`${BUSYBOX_IMAGE}\` 为基础构建镜像 \`${WEB}\`。第一阶段由 index.html.in 生成 index.html：@VERSION@ 替换为构建参数 \`VERSION\`，其值为 \`1.0\`。镜像中只有页面而没有源文件，默认以非 root 用户在 8080 端口以 /index.html 提供该页面。`,
    },
    expectations: [
      { expect: { en: "the Dockerfile has more than one stage", zh: "Dockerfile 包含多个阶段" }, check: "grep -i '^FROM' /root/web/Dockerfile; [ \"$(grep -ci '^FROM' /root/web/Dockerfile)\" -ge 2 ]" },
      { expect: { en: `the image ${WEB} is run as a user other than root`, zh: `镜像 ${WEB} 以非 root 用户运行` }, check: `user=$(docker image inspect -f '{{.Config.User}}' ${WEB}) || exit 1; echo "user: '$user'"; [[ ! "$user" =~ ^(|0|root)(:.*)?$ ]]` },
      {
        expect: { en: "the source of the page is in none of its layers", zh: "页面源文件不在任何一层中" },
        check: `folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
docker save ${WEB} | tar -C "$folder" -x || exit 1
for layer in $(jq -r '.[0].Layers[]' "$folder/manifest.json"); do tar -tf "$folder/$layer"; done > "$folder/names"
echo "$(wc -l < "$folder/names") files, of the page: $(grep index "$folder/names" | paste -sd ' ')"
! grep 'index\\.html\\.in' "$folder/names" > /dev/null`,
      },
      {
        expect: { en: `it is built on ${BUSYBOX_IMAGE}`, zh: `它以 ${BUSYBOX_IMAGE} 为基础` },
        check: `base=$(docker image inspect -f '{{index .RootFS.Layers 0}}' ${BUSYBOX_IMAGE}); docker history ${WEB}; [ "$(docker image inspect -f '{{index .RootFS.Layers 0}}' ${WEB})" = "$base" ]`,
      },
      {
        expect: { en: "run without a command, it serves version 1.0", zh: "不指定命令运行时，提供 1.0 版本的页面" },
        check: `${served(WEB)}
grep 'version 1\\.0' <<< "$seen" > /dev/null`,
      },
      {
        expect: { en: "built with another VERSION, it serves that one", zh: "以另一个 VERSION 构建时，提供相应版本的页面" },
        check: `docker build -q --build-arg VERSION=2.7 -t lab/web:probe /root/web || exit 1
${served("lab/web:probe", "docker rmi lab/web:probe > /dev/null")}
grep 'version 2\\.7' <<< "$seen" > /dev/null`,
      },
    ],
    solve: `cat > /root/web/Dockerfile <<'END'
FROM ${BUSYBOX_IMAGE} AS page
ARG VERSION
COPY index.html.in /src/
RUN mkdir /www && sed "s/@VERSION@/$VERSION/" /src/index.html.in > /www/index.html

FROM ${BUSYBOX_IMAGE}
COPY --from=page /www /www
USER 1000
EXPOSE 8080
CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
END
docker build --build-arg VERSION=1.0 -t ${WEB} /root/web`,
    wrong: {
      why: { en: "it has one stage: a later command removes the source, but a layer of the image still has it", zh: "只有一个阶段：后面的命令删除了源文件，但镜像的某一层中仍有它" },
      run: `cat > /root/web/Dockerfile <<'END'
FROM ${BUSYBOX_IMAGE}
ARG VERSION
COPY index.html.in /src/
RUN mkdir /www && sed "s/@VERSION@/$VERSION/" /src/index.html.in > /www/index.html && rm -r /src
USER 1000
CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
END
docker build --build-arg VERSION=1.0 -t ${WEB} /root/web`,
    },
  },
  {
    id: "registry",
    title: { en: "From one host to the other", zh: "从一台主机到另一台" },
    section: "8.3",
    machine: FIRST,
    checkSeconds: 60,
    task: {
      en: `Let the registry of docker1 serve \`${REGISTRY}\` over TLS, without a password. Docker on both machines trusts its certificate by a file in /etc/docker/certs.d/${REGISTRY}, and neither takes it as insecure. Push \`${BUSYBOX_IMAGE}\` to it as \`${REGISTRY}/lab/busybox:1.0\`, and pull that on docker2.`,
      zh: `让 docker1 的镜像仓库通过 TLS 以 \`${REGISTRY}\` 提供服务，无需密码。两台虚拟机的 Docker 都通过 /etc/docker/certs.d/${REGISTRY} 中的文件信任其证书，且都不把它列为不安全仓库。把 \`${BUSYBOX_IMAGE}\` 以 \`${REGISTRY}/lab/busybox:1.0\` 推送到仓库，并在 docker2 上拉取。`,
    },
    expectations: [
      { expect: { en: "the registry speaks TLS", zh: "镜像仓库使用 TLS" }, check: `seen=$(curl -sSk -m 15 -o /dev/null -w '%{http_code}' https://${REGISTRY}/v2/ 2>&1); echo "$seen"; [ "$seen" = 200 ]` },
      {
        expect: { en: "a certificate in /etc/docker/certs.d on docker1 vouches for it, by this name", zh: "docker1 的 /etc/docker/certs.d 中有信任其证书的文件，且证书与该名称相符" },
        check: TRUSTED,
      },
      { expect: { en: "and one on docker2", zh: "docker2 上也有" }, machine: SECOND, check: TRUSTED },
      { expect: { en: "docker1 does not take it as insecure", zh: "docker1 没有把它列为不安全仓库" }, check: NOT_INSECURE },
      { expect: { en: "nor does docker2", zh: "docker2 也没有" }, machine: SECOND, check: NOT_INSECURE },
      {
        expect: { en: "docker2 has the image, by the digest that the registry knows", zh: "docker2 已有该镜像，摘要与仓库中的一致" },
        machine: SECOND,
        check: `digest=$(curl -sSk -m 15 -I -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' https://${REGISTRY}/v2/lab/busybox/manifests/1.0 | tr -d '\\r' | awk 'tolower($1) == "docker-content-digest:" { print $2 }')
seen=$(docker image inspect -f '{{json .RepoDigests}}' ${REGISTRY}/lab/busybox:1.0) || exit 1
echo "registry: $digest, docker2: $seen"
[ -n "$digest" ] && grep -F "@$digest" <<< "$seen" > /dev/null`,
      },
    ],
    solve: [
      {
        machine: FIRST,
        run: `if grep -s insecure-registries /etc/docker/daemon.json; then
  # Reloading takes away what is said to be none, and leaves what is not said.
  echo '{ "insecure-registries": [] }' > /etc/docker/daemon.json
  systemctl reload docker
fi
folder=/etc/docker/registry
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=docker1 -addext subjectAltName=DNS:docker1 -days 365 -keyout $folder/key.pem -out $folder/cert.pem
chown docker-registry $folder/key.pem
cat > $folder/config.yml <<END
version: 0.1
storage:
  filesystem:
    rootdirectory: /var/lib/docker-registry
http:
  addr: :5000
  tls:
    certificate: $folder/cert.pem
    key: $folder/key.pem
END
systemctl enable docker-registry
systemctl restart docker-registry
mkdir -p /etc/docker/certs.d/${REGISTRY}
cp $folder/cert.pem /etc/docker/certs.d/${REGISTRY}/ca.crt
for try in $(seq 60); do ! curl -sSk -m 5 -o /dev/null https://${REGISTRY}/v2/ || break; sleep 1; done
docker tag ${BUSYBOX_IMAGE} ${REGISTRY}/lab/busybox:1.0
docker push ${REGISTRY}/lab/busybox:1.0`,
      },
      {
        machine: SECOND,
        run: `mkdir -p /etc/docker/certs.d/${REGISTRY}
openssl s_client -connect ${REGISTRY} < /dev/null 2> /dev/null | openssl x509 > /etc/docker/certs.d/${REGISTRY}/ca.crt
docker pull ${REGISTRY}/lab/busybox:1.0`,
      },
    ],
    wrong: {
      why: { en: "it is served without TLS, and Docker was told to accept that", zh: "未使用 TLS 提供服务，并让 Docker 接受不安全的仓库" },
      run: `printf 'version: 0.1\\nstorage:\\n  filesystem:\\n    rootdirectory: /var/lib/docker-registry\\nhttp:\\n  addr: :5000\\n' > /etc/docker/registry/config.yml
systemctl restart docker-registry
echo '{ "insecure-registries": ["${REGISTRY}"] }' > /etc/docker/daemon.json
systemctl reload docker
sleep 3
docker tag ${BUSYBOX_IMAGE} ${REGISTRY}/lab/busybox:1.0
docker push ${REGISTRY}/lab/busybox:1.0`,
    },
  },
];

/** Of what is in them. */
const scan: Exercise = {
  id: "scan",
  title: { en: "What an image hides", zh: "镜像中隐藏了什么" },
  section: "8.8",
  machine: FIRST,
  checkSeconds: 60,
  task: {
    en: `In one layer of \`${RISKY_IMAGE}\` there is a file \`access-token\` that no container of it shows. Write its content to /root/lab/found. Then make \`${SAFE_IMAGE}\`, which by default serves the same /www on port 8080: as a user other than root, without any set-user-ID or set-group-ID program, and without that file or the token in any layer.`,
    zh: `\`${RISKY_IMAGE}\` 的某一层中有文件 \`access-token\`，由它运行的容器里却看不到。把其内容写入 /root/lab/found。再制作 \`${SAFE_IMAGE}\`，默认同样在 8080 端口提供 /www：以非 root 用户运行，不含 set-user-ID 或 set-group-ID 程序，任何一层中都没有该文件和令牌。`,
  },
  expectations: [
    {
      expect: { en: "/root/lab/found is the token", zh: "/root/lab/found 就是该令牌" },
      check: `[ -s /root/lab/found ] || { echo 'nothing was found yet'; exit 1; }
${unpacked(RISKY_IMAGE)}
for layer in $layers; do
name=$(tar -tf "$layer" | grep 'access-token$') || continue
[ "$(tar -xOf "$layer" "$name")" != "$(cat /root/lab/found)" ] || exit 0
done
echo 'what was found is not the token'
exit 1`,
    },
    {
      expect: { en: `no layer of ${SAFE_IMAGE} has the file or the token`, zh: `${SAFE_IMAGE} 的任何一层中都没有该文件和令牌` },
      check: `${unpacked(SAFE_IMAGE)}
echo "$layers" | wc -l
for layer in $layers; do ! grep -aF -e access-token -e "$(cat /root/lab/found)" "$layer" > /dev/null || { echo "the token is in $layer"; exit 1; }; done
[ -n "$layers" ]`,
    },
    {
      expect: { en: "nor a set-user-ID or set-group-ID program", zh: "也没有 set-user-ID 或 set-group-ID 程序" },
      check: `${unpacked(SAFE_IMAGE)}
found=$(for layer in $layers; do tar -tvf "$layer"; done | grep -E '^-(..[sS]|.....[sS])')
echo "set-user-ID: \${found:-none}"
[ -n "$layers" ] && [ -z "$found" ]`,
    },
    { expect: { en: "it is run as a user other than root", zh: "以非 root 用户运行" }, check: `user=$(docker image inspect -f '{{.Config.User}}' ${SAFE_IMAGE}) || exit 1; echo "user: '$user'"; [[ ! "$user" =~ ^(|0|root)(:.*)?$ ]]` },
    {
      expect: { en: "and serves the same page", zh: "并提供同样的页面" },
      check: `${served(SAFE_IMAGE)}
[ "$seen" = shop ]`,
    },
  ],
  solve: `rm -rf /root/lab/risky
mkdir -p /root/lab/risky
cd /root/lab/risky
docker save ${RISKY_IMAGE} | tar -x
for layer in $(jq -r '.[0].Layers[]' manifest.json); do
if name=$(tar -tf "$layer" | grep 'access-token$'); then tar -xOf "$layer" "$name" > /root/lab/found; fi
done
docker rm -f risky > /dev/null 2>&1 || true
docker create --name risky ${RISKY_IMAGE} > /dev/null
docker cp risky:/www www
docker rm risky > /dev/null
printf '%s\\n' 'FROM ${BUSYBOX_IMAGE}' 'COPY www /www' 'USER 1000' 'CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]' > Dockerfile
printf '%s\\n' '*' '!www' > .dockerignore
docker build -t ${SAFE_IMAGE} .`,
  wrong: {
    why: { en: "the image was mended by one more layer: those below it are still part of it", zh: "在上面再加一层来修补镜像：下面的各层仍是镜像的一部分" },
    run: `mkdir -p /root/lab/mended
cd /root/lab/mended
printf '%s\\n' 'FROM ${RISKY_IMAGE}' 'RUN chmod 755 /usr/bin/become' 'USER 1000' > Dockerfile
docker build -t ${SAFE_IMAGE} .
docker run --rm ${RISKY_IMAGE} sh -c 'cat /opt/build/access-token || echo none' > /root/lab/found`,
  },
};

export const exercises: readonly Exercise[] = [...imageExercises, ...runExercises, scan];
