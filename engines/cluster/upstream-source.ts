import type { ClusterNodeSpec } from "../../constructs/spec/cluster-spec";
import { HELM } from "../bundle/downloads";
import { containerdConfig } from "./runtime-files";
import type { InstallWish, KubernetesSource } from "./source";

/** What kubeadm asks for, of the minors there are. */
const PAUSE = "registry.k8s.io/pause:3.10.1";

/** Keys that repositories are signed by, by their fingerprints: a repository with another key is not used. */
const KEYS = {
  kubernetes: "DE15B14486CD377B9E876E1A234654DA9A296436",
  docker: "9DC858229FC7DD38854AE2D88D81803C0EBFCD88",
} as const;

const HELM_SCRIPT = `
if [ "$(helm version --template '{{.Version}}' 2> /dev/null)" != v${HELM.version} ]; then
  arch=$(dpkg --print-architecture)
  case $arch in amd64) sum=${HELM.sha256.x86_64} ;; arm64) sum=${HELM.sha256.aarch64} ;; *) echo "no Helm for $arch" >&2; exit 1 ;; esac
  work=$(mktemp -d)
  curl -fsSL --retry 5 --retry-all-errors -o "$work/helm.tgz" "https://get.helm.sh/helm-v${HELM.version}-linux-$arch.tar.gz"
  echo "$sum  $work/helm.tgz" | sha256sum --check --quiet --strict
  tar -xzf "$work/helm.tgz" -C /usr/local/bin --strip-components=1 "linux-$arch/helm"
  rm -rf "$work"
fi`;

/**
 * Packages of the projects themselves, by apt. containerd is Docker's package: the distributions' are older than Kubernetes wants.
 * @see https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/install-kubeadm/
 */
export class UpstreamSource implements KubernetesSource {
  mark({ kubernetes }: InstallWish): string {
    return `${kubernetes} upstream`;
  }

  provide(): Promise<void> {
    return Promise.resolve();
  }

  upgraderScript({ kubernetes }: InstallWish): string {
    return `${this.repositories(kubernetes)}
apt-get -o DPkg::Lock::Timeout=300 -q install -y --allow-change-held-packages kubeadm=${kubernetes}-\\*`;
  }

  installScript({ kubernetes }: InstallWish, { role }: Pick<ClusterNodeSpec, "role">): string {
    return `${this.repositories(kubernetes)}
apt-get -o DPkg::Lock::Timeout=300 -q install -y --allow-change-held-packages containerd.io kubernetes-cni kubelet=${kubernetes}-\\* kubeadm=${kubernetes}-\\* kubectl=${kubernetes}-\\*
apt-mark hold kubelet kubeadm kubectl > /dev/null
cat > /etc/containerd/config.toml.new <<'EOF'
${containerdConfig(PAUSE)}EOF
if ! cmp -s /etc/containerd/config.toml.new /etc/containerd/config.toml; then
  mv /etc/containerd/config.toml.new /etc/containerd/config.toml
  systemctl restart containerd
fi
systemctl enable --quiet containerd kubelet${role === "control-plane" ? HELM_SCRIPT : ""}`;
  }

  private repositories(kubernetes: string): string {
    const minor = kubernetes.split(".").slice(0, 2).join(".");
    return `set -eu
export DEBIAN_FRONTEND=noninteractive
key() {
  curl -fsSL --retry 5 --retry-all-errors "$2" | gpg --batch --yes --dearmor -o "/etc/apt/keyrings/$1.gpg"
  gpg --batch --show-keys --with-colons "/etc/apt/keyrings/$1.gpg" | grep -q "^fpr:.*:$3:" || { echo "$2 has not the key $3" >&2; rm -f "/etc/apt/keyrings/$1.gpg"; exit 1; }
}
install -d -m 0755 /etc/apt/keyrings
key kubernetes https://pkgs.k8s.io/core:/stable:/v${minor}/deb/Release.key ${KEYS.kubernetes}
echo "deb [signed-by=/etc/apt/keyrings/kubernetes.gpg] https://pkgs.k8s.io/core:/stable:/v${minor}/deb/ /" > /etc/apt/sources.list.d/kubernetes.list
${CONTAINERD_REPOSITORY}
apt-get -o DPkg::Lock::Timeout=300 -q update`;
  }
}

const CONTAINERD_REPOSITORY = `. /etc/os-release
key docker https://download.docker.com/linux/$ID/gpg ${KEYS.docker}
echo "deb [arch=$(dpkg --print-architecture) signed-by=/etc/apt/keyrings/docker.gpg] https://download.docker.com/linux/$ID $VERSION_CODENAME stable" > /etc/apt/sources.list.d/docker.list`;
