import type { Exercise, Expectation, MachineScript } from "../exercise";
import { BUSYBOX_IMAGE } from "../local-busybox";

const INFRA = "infra1";
const HOSTS = ["c1", "c2"] as const;
const WEB = "infra1:5000/lab/web:1";
const KEYS = "/services/web";

/** Every host runs the image of the registry. */
const runWeb: readonly MachineScript[] = HOSTS.map((machine) => ({
  machine,
  run: `grep infra1:5000 /etc/docker/daemon.json > /dev/null 2>&1 || { echo '{ "insecure-registries": ["infra1:5000"] }' > /etc/docker/daemon.json; systemctl reload docker; }
for try in $(seq 30); do ! docker info -f '{{json .RegistryConfig.IndexConfigs}}' | grep infra1:5000 > /dev/null || break; sleep 1; done
${machine === "c1" ? `printf '%s\\n' 'FROM ${BUSYBOX_IMAGE}' 'CMD ["sh", "-c", "mkdir -p /www; hostname > /www/index.html; exec httpd -f -p 8080 -h /www"]' | docker build -t ${WEB} -
docker push ${WEB}
` : ""}if [ "$(docker inspect -f '{{.Config.Image}} {{.State.Running}}' web 2>/dev/null)" != '${WEB} true' ]; then
  docker rm -f web > /dev/null 2>&1 || true
  docker pull ${WEB}
  docker run -d --name web --hostname ${machine} -p 8080:8080 --restart always ${WEB}
fi`,
}));

/** etcd serves the hosts, and each of them keeps its entry there. */
const register: readonly MachineScript[] = [
  {
    machine: INFRA,
    run: `printf '%s\\n' ETCD_LISTEN_CLIENT_URLS=http://0.0.0.0:2379 ETCD_ADVERTISE_CLIENT_URLS=http://infra1:2379 > /etc/default/etcd
systemctl restart etcd`,
  },
  ...HOSTS.map((machine) => ({
    machine,
    run: `cat > /usr/local/bin/register-web <<'END'
#!/bin/bash
export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=http://infra1:2379
while sleep 5; do
  [ "$(docker inspect -f '{{.State.Running}}' web)" = true ] || continue
  lease=$(etcdctl lease grant 30 | awk '{ print $2 }') && etcdctl put --lease "$lease" "${KEYS}/$(hostname)" "$(hostname):8080"
done
END
chmod +x /usr/local/bin/register-web
printf '%s\\n' '[Unit]' 'After=docker.service' '[Service]' 'ExecStart=/usr/local/bin/register-web' 'Restart=always' '[Install]' 'WantedBy=multi-user.target' > /etc/systemd/system/register-web.service
systemctl daemon-reload
systemctl enable register-web
systemctl restart register-web`,
  })),
  {
    machine: INFRA,
    run: `for try in $(seq 60); do [ "$(ETCDCTL_API=3 etcdctl get --prefix ${KEYS}/ --keys-only | grep -c .)" -lt 2 ] || break; sleep 1; done`,
  },
];

const HAPROXY_HEAD = `defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
  retries 3
  option redispatch
frontend cloud
  bind :80
  default_backend web
backend web
  balance roundrobin`;

const both = (expectation: (machine: string) => Expectation): [Expectation, Expectation] => [expectation("c1"), expectation("c2")];

export const exercises: readonly Exercise[] = [
  {
    id: "own-registry",
    title: { en: "Images from a registry of your own", zh: "来自自有仓库的镜像" },
    section: "5.1",
    machine: "c1",
    checkSeconds: 40,
    solveSeconds: 600,
    task: {
      en: `On c1, build the image \`${WEB}\` on \`${BUSYBOX_IMAGE}\`: by default it serves the container's host name on port 8080. Push it to the registry on infra1, and let c1 and c2 each run a container \`web\` from it, with the machine's name as its host name, published on the machine's port 8080.`,
      zh: `在 c1 上以 \`${BUSYBOX_IMAGE}\` 为基础构建镜像 \`${WEB}\`：默认在 8080 端口提供容器的主机名。把它推送到 infra1 的镜像仓库，并让 c1 和 c2 各自由它运行容器 \`web\`，以所在虚拟机的名称为主机名，发布到虚拟机的 8080 端口。`,
    },
    expectations: [
      { expect: { en: "the registry has lab/web with the tag 1", zh: "镜像仓库中有 lab/web，标签为 1" }, check: "seen=$(curl -fsS -m 15 http://infra1:5000/v2/lab/web/tags/list) || { echo \"$seen\"; exit 1; }; echo \"$seen\"; jq -e '.tags | index(\"1\") != null' <<< \"$seen\" > /dev/null" },
      ...both((machine) => ({
        expect: { en: `${machine} runs web, of the image that the registry has`, zh: `${machine} 运行着 web，其镜像就是仓库中的那一个` },
        machine,
        check: `digest=$(curl -fsS -m 15 -I -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' http://infra1:5000/v2/lab/web/manifests/1 | tr -d '\\r' | awk 'tolower($1) == "docker-content-digest:" { print $2 }')
seen=$(docker inspect -f '{{.State.Status}} {{.Image}}' web) || exit 1
seen="$seen $(docker image inspect -f '{{json .RepoDigests}}' "\${seen#* }")"
echo "registry: $digest, ${machine}: $seen"
[ -n "$digest" ] && [[ "$seen" = running*"infra1:5000/lab/web@$digest"* ]]`,
      })),
      { expect: { en: "both answer on port 8080 with their names", zh: "两者都在 8080 端口以各自的名称应答" }, check: "for host in c1 c2; do seen=$(curl -fsS -m 15 http://$host:8080/); echo \"$host: $seen\"; [ \"$seen\" = $host ] || exit 1; done" },
    ],
    solve: runWeb,
    wrong: {
      why: { en: "Docker expects TLS of a registry: until it is told about this one, nothing is pushed, and only c1 has the image", zh: "Docker 要求镜像仓库使用 TLS：未声明该仓库之前无法推送，镜像只存在于 c1" },
      run: `printf '%s\\n' 'FROM ${BUSYBOX_IMAGE}' 'CMD ["sh", "-c", "mkdir -p /www; hostname > /www/index.html; exec httpd -f -p 8080 -h /www"]' | docker build -t ${WEB} -
docker push ${WEB} || true
docker run -d --name web --hostname c1 -p 8080:8080 ${WEB}`,
    },
  },
  {
    id: "registration",
    title: { en: "Those who serve are in etcd", zh: "提供服务者登记在 etcd 中" },
    section: "5.2",
    machine: INFRA,
    checkSeconds: 90,
    solveSeconds: 600,
    task: {
      en: `Let etcd serve the hosts at http://infra1:2379, and infra1 itself still at 127.0.0.1. As long as its container web (of the previous exercise) serves, each of c1 and c2 keeps the key \`${KEYS}/<host>\` there, with the value \`<host>:8080\`. The key has a lease of at most a minute, renewed at least every half minute, and so disappears by itself with its host.`,
      zh: `让 etcd 以 http://infra1:2379 为各主机提供服务，infra1 自身仍可通过 127.0.0.1 访问。只要各自的容器 web（上一个练习的容器）在服务，c1 和 c2 就在其中保持键 \`${KEYS}/<host>\`，值为 \`<host>:8080\`。键带有不超过一分钟的租约，至少每半分钟续租一次，因此主机消失后键也会自行消失。`,
    },
    expectations: [
      ...both((machine) => ({
        expect: { en: `${machine} reaches etcd on infra1`, zh: `${machine} 可以访问 infra1 上的 etcd` },
        machine,
        check: "ETCDCTL_API=3 etcdctl --endpoints http://infra1:2379 endpoint health",
      })),
      ...both((machine) => ({
        expect: { en: `the key of ${machine} says where it serves, and there it does`, zh: `${machine} 的键指明了服务地址，且该地址有应答` },
        check: `seen=$(ETCDCTL_API=3 etcdctl get --print-value-only ${KEYS}/${machine})
echo "${machine}: $seen"
[ "$seen" = ${machine}:8080 ] && curl -fsS -m 15 "http://$seen/"`,
      })),
      {
        expect: { en: "both have a lease of at most a minute, which is renewed", zh: "两者都带有不超过一分钟的租约，且在续租" },
        check: `export ETCDCTL_API=3
left() {
  lease=$(etcdctl get -w json ${KEYS}/$1 | grep -o '"lease":[0-9]*' | cut -d: -f2)
  etcdctl lease timetolive "$(printf %x "\${lease:-0}")" -w json | jq -r '.ttl // -1'
}
for host in c1 c2; do
  before=$(left $host) renewed=
  [ "$before" -gt 0 ] && [ "$before" -le 60 ] || { echo "$host: \${before:-no} seconds left"; exit 1; }
  for try in $(seq 30); do
    sleep 1
    now=$(left $host)
    [ "$now" -le "$before" ] || { renewed=1; break; }
    before=$now
  done
  echo "$host: $now seconds left, renewed: \${renewed:-no}"
  [ -n "$renewed" ] || exit 1
done`,
      },
    ],
    solve: [...runWeb, ...register],
    wrong: {
      why: { en: "the keys were written once: they stay when the hosts are long gone", zh: "键只写入一次：主机早已消失，键却还在" },
      run: `printf '%s\\n' ETCD_LISTEN_CLIENT_URLS=http://0.0.0.0:2379 ETCD_ADVERTISE_CLIENT_URLS=http://infra1:2379 > /etc/default/etcd
systemctl restart etcd
for host in c1 c2; do ETCDCTL_API=3 etcdctl put ${KEYS}/$host $host:8080; done`,
    },
  },
  {
    id: "balancer",
    title: { en: "A balancer that follows etcd", zh: "跟随 etcd 变化的负载均衡" },
    section: "5.2",
    machine: INFRA,
    checkSeconds: 150,
    solveSeconds: 600,
    task: {
      en: `Let HAProxy on infra1 spread the requests to port 80 over all addresses that etcd has under \`${KEYS}/\`, and follow their changes: within half a minute, an address that is added gets requests, and one that is removed gets none. No request fails because one of them does not answer.`,
      zh: `让 infra1 上的 HAProxy 把 80 端口的请求分散到 etcd 中 \`${KEYS}/\` 下的全部地址，并随其变化：半分钟之内，新增的地址开始收到请求，移除的地址不再收到。其中某个地址没有应答时，请求不会因此失败。`,
    },
    expectations: [
      {
        expect: { en: "asked six times, port 80 is answered by c1 and by c2", zh: "请求 80 端口六次，c1 和 c2 都有应答" },
        check: `seen=$(for try in 1 2 3 4 5 6; do curl -fsS -m 10 http://127.0.0.1/; done | sort | uniq -c)
echo "$seen"
grep -w c1 <<< "$seen" > /dev/null && grep -w c2 <<< "$seen" > /dev/null`,
      },
      {
        expect: { en: "an address added in etcd gets requests, and one that does not answer makes none fail", zh: "etcd 中新增的地址会收到请求，没有应答的地址不会使请求失败" },
        check: `export ETCDCTL_API=3
folder=$(mktemp -d)
echo probe > "$folder/index.html"
/bin/busybox httpd -f -p 127.0.0.1:18080 -h "$folder" & server=$!
lease=$(etcdctl lease grant 120 | awk '{ print $2 }')
trap 'etcdctl lease revoke "$lease" > /dev/null; kill $server; rm -rf "$folder"' EXIT
etcdctl put --lease "$lease" ${KEYS}/probe-dead 127.0.0.1:18081 > /dev/null && etcdctl put --lease "$lease" ${KEYS}/probe 127.0.0.1:18080 > /dev/null || exit 1
found=
for try in $(seq 40); do
  [ "$(curl -fsS -m 10 http://127.0.0.1/ 2>/dev/null)" != probe ] || { found=1; break; }
  sleep 1
done
echo "the one more was seen: \${found:-no}"
[ -n "$found" ] || exit 1
for try in $(seq 12); do curl -fsS -m 10 -o /dev/null http://127.0.0.1/ || { echo "request $try failed"; exit 1; }; done`,
      },
      {
        expect: { en: "an address removed from etcd gets no requests", zh: "从 etcd 移除的地址不再收到请求" },
        check: `for try in $(seq 40); do
  seen=$(for request in 1 2 3 4 5 6; do curl -fsS -m 10 http://127.0.0.1/ || echo failed; done | sort | uniq -c)
  grep -E 'probe|failed' <<< "$seen" > /dev/null || { echo "$seen"; exit 0; }
  sleep 1
done
echo "$seen"
exit 1`,
      },
    ],
    solve: [
      ...runWeb,
      ...register,
      {
        machine: INFRA,
        run: `cat > /etc/haproxy/head.cfg <<'END'
${HAPROXY_HEAD}
END
cat > /usr/local/bin/follow-etcd <<'END'
#!/bin/bash
export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=http://127.0.0.1:2379
while sleep 2; do
  servers=$(etcdctl get --prefix ${KEYS}/ --print-value-only | grep . | sort -u) || continue
  { cat /etc/haproxy/head.cfg; number=0; for server in $servers; do echo "  server web$((number += 1)) $server check inter 2s fall 1 rise 1"; done; } > /run/haproxy-new.cfg
  cmp -s /run/haproxy-new.cfg /etc/haproxy/haproxy.cfg && continue
  haproxy -c -q -f /run/haproxy-new.cfg && cp /run/haproxy-new.cfg /etc/haproxy/haproxy.cfg && systemctl reload-or-restart haproxy
done
END
chmod +x /usr/local/bin/follow-etcd
printf '%s\\n' '[Service]' 'ExecStart=/usr/local/bin/follow-etcd' 'Restart=always' '[Install]' 'WantedBy=multi-user.target' > /etc/systemd/system/follow-etcd.service
systemctl daemon-reload
systemctl enable follow-etcd
systemctl restart follow-etcd
for try in $(seq 60); do ! curl -fsS -m 5 -o /dev/null http://127.0.0.1/ || break; sleep 1; done`,
      },
    ],
    wrong: {
      why: { en: "the two hosts are written into HAProxy's configuration: nothing looks at etcd", zh: "把两台主机直接写入 HAProxy 的配置：没有任何程序查看 etcd" },
      run: `cat > /etc/haproxy/haproxy.cfg <<'END'
${HAPROXY_HEAD}
  server c1 c1:8080
  server c2 c2:8080
END
systemctl restart haproxy`,
    },
  },
];
