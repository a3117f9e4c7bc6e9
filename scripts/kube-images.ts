import { versions } from "../charts/versions";
import type { ImageConfig } from "./image-archive";

/** An image of programs that lie in a folder. */
export interface ImagePlan {
  readonly names: readonly string[];
  /** Programs by where they are in the image: `/usr/local/bin/etcd: etcd`. */
  readonly programs: Readonly<Record<string, string>>;
  readonly texts?: Readonly<Record<string, string>>;
  /** A shell and its commands below the programs, and packet filters too. */
  readonly base?: "shell" | "filters";
  readonly config?: ImageConfig;
}

const alone = (name: string, program: string, path: string, config: ImageConfig = {}): ImagePlan => ({ names: [name], programs: { [path]: program }, config: { Entrypoint: [path], ...config } });

const NGINX_CONF = `user nginx;
worker_processes 1;
error_log /dev/stderr notice;
pid /var/run/nginx.pid;
events { worker_connections 1024; }
http {
  types { text/html html; text/css css; text/plain txt; application/javascript js; image/png png; }
  default_type application/octet-stream;
  access_log /dev/stdout;
  sendfile on;
  keepalive_timeout 65;
  server {
    listen 80;
    location / { root /usr/share/nginx/html; index index.html; }
  }
}
`;

const nginx = (minor: string): ImagePlan => ({
  names: [`docker.io/library/nginx:${minor}`],
  programs: { "/usr/sbin/nginx": `nginx-${minor}` },
  base: "shell",
  texts: {
    "/etc/nginx/nginx.conf": NGINX_CONF,
    "/usr/share/nginx/html/index.html": "<!DOCTYPE html><title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>\n",
    "/etc/passwd": "root:x:0:0:root:/root:/bin/sh\nnginx:x:101:101:nginx:/nonexistent:/bin/false\n",
    "/etc/group": "root:x:0:\nnginx:x:101:\n",
    "/var/log/nginx/.keep": "", "/var/run/.keep": "", "/etc/nginx/client_body_temp/.keep": "",
  },
  config: { Cmd: ["nginx", "-g", "daemon off;"] },
});

/** Every image that can be made here, by what a cluster of some version calls them: each program is of its project, in that version. */
export function imagePlans(kubernetes: string): readonly ImagePlan[] {
  const control = (name: string, base?: ImagePlan["base"]): ImagePlan => ({ names: [`registry.k8s.io/${name}:v${kubernetes}`], programs: { [`/usr/local/bin/${name}`]: name }, base });
  return [
    control("kube-apiserver"),
    control("kube-controller-manager"),
    control("kube-scheduler"),
    control("kube-proxy", "filters"),
    { names: ["registry.k8s.io/etcd:3.6.8-0"], programs: { "/usr/local/bin/etcd": "etcd", "/usr/local/bin/etcdctl": "etcdctl" } },
    alone("registry.k8s.io/coredns/coredns:v1.14.2", "coredns", "/coredns"),
    { names: ["registry.k8s.io/pause:3.10.2", "registry.k8s.io/pause:3.10.1"], programs: { "/pause": "pause" }, config: { Entrypoint: ["/pause"], User: "65535:65535" } },
    { names: [`ghcr.io/flannel-io/flannel:v${versions.flannel.version}`], programs: { "/opt/bin/flanneld": "flanneld", "/opt/bin/install-conf": "flannel-install-conf" }, base: "filters" },
    { names: ["ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3"], programs: { "/flannel": "flannel-cni" }, base: "shell" },
    { names: ["registry.k8s.io/networking/kube-network-policies:v1.0.0"], programs: { "/bin/netpol": "kube-network-policies" } },
    alone(`registry.k8s.io/metrics-server/metrics-server:v${versions["metrics-server"].version}`, "metrics-server", "/metrics-server", { User: "65534" }),
    { ...alone(`quay.io/prometheus/prometheus:v${versions.prometheus.version}`, "prometheus", "/bin/prometheus", { User: "nobody", WorkingDir: "/prometheus" }), programs: { "/bin/prometheus": "prometheus", "/bin/promtool": "promtool" }, base: "shell" },
    { ...alone(`quay.io/prometheus/alertmanager:v${versions.alertmanager.version}`, "alertmanager", "/bin/alertmanager", { User: "nobody", WorkingDir: "/alertmanager" }), base: "shell" },
    alone(`quay.io/prometheus/node-exporter:v${versions["node-exporter"].version}`, "node_exporter", "/bin/node_exporter", { User: "65534" }),
    alone(`registry.k8s.io/kube-state-metrics/kube-state-metrics:v${versions["kube-state-metrics"].version}`, "kube-state-metrics", "/kube-state-metrics", { User: "65534" }),
    { ...alone("registry.k8s.io/e2e-test-images/agnhost:2.53", "agnhost", "/agnhost", { Cmd: ["pause"] }), base: "shell" },
    { ...alone(`docker.io/rancher/local-path-provisioner:v${versions["local-path-provisioner"].version}`, "local-path-provisioner", "/usr/bin/local-path-provisioner", { Entrypoint: ["local-path-provisioner"] }), base: "shell" },
    { names: ["docker.io/library/busybox:1.36", "docker.io/library/busybox:1.36.1"], programs: {}, base: "shell", config: { Cmd: ["sh"] } },
    nginx("1.19"),
    nginx("1.20"),
  ];
}
