import type { InstallWish, KubernetesSource } from "./source";

/** Keys that repositories are signed by, by their fingerprints: a repository with another key is not used. */
const KEYS = {
  kubernetes: "DE15B14486CD377B9E876E1A234654DA9A296436",
  docker: "9DC858229FC7DD38854AE2D88D81803C0EBFCD88",
} as const;

/**
 * Packages of the projects themselves, by apt. containerd is Docker's package: the distributions' are older than Kubernetes wants.
 * @see https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/install-kubeadm/
 */
export class UpstreamSource implements KubernetesSource {
  provide(): Promise<void> {
    return Promise.resolve();
  }

  installScript({ kubernetes }: InstallWish): string {
    const minor = kubernetes.split(".").slice(0, 2).join(".");
    return `set -eu
export DEBIAN_FRONTEND=noninteractive
want=${kubernetes}
done=/etc/labwright-kubernetes
if [ "$(cat "$done" 2>/dev/null)" = "$want" ]; then exit 0; fi
key() {
  curl -fsSL --retry 5 --retry-all-errors "$2" | gpg --batch --yes --dearmor -o "/etc/apt/keyrings/$1.gpg"
  gpg --batch --show-keys --with-colons "/etc/apt/keyrings/$1.gpg" | grep -q "^fpr:.*:$3:" || { echo "$2 has not the key $3" >&2; rm -f "/etc/apt/keyrings/$1.gpg"; exit 1; }
}
install -d -m 0755 /etc/apt/keyrings
key kubernetes https://pkgs.k8s.io/core:/stable:/v${minor}/deb/Release.key ${KEYS.kubernetes}
echo "deb [signed-by=/etc/apt/keyrings/kubernetes.gpg] https://pkgs.k8s.io/core:/stable:/v${minor}/deb/ /" > /etc/apt/sources.list.d/kubernetes.list
${CONTAINERD_REPOSITORY}
apt-get -o DPkg::Lock::Timeout=300 -q update
apt-get -o DPkg::Lock::Timeout=300 -q install -y --allow-change-held-packages containerd.io kubelet=${kubernetes}-\\* kubeadm=${kubernetes}-\\* kubectl=${kubernetes}-\\*
apt-mark hold kubelet kubeadm kubectl > /dev/null
${CONTAINERD_CONFIGURATION}
systemctl enable --quiet kubelet
echo "$want" > "$done"`;
  }
}

const CONTAINERD_REPOSITORY = `. /etc/os-release
key docker https://download.docker.com/linux/$ID/gpg ${KEYS.docker}
echo "deb [arch=$(dpkg --print-architecture) signed-by=/etc/apt/keyrings/docker.gpg] https://download.docker.com/linux/$ID $VERSION_CODENAME stable" > /etc/apt/sources.list.d/docker.list`;

/** The package's own turns the interface off that the kubelet talks to. @see https://github.com/containerd/containerd/blob/main/docs/cri/config.md */
export const CONTAINERD_CONFIGURATION = `cat > /etc/containerd/config.toml <<'EOF'
version = 3
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = 'io.containerd.runc.v2'
  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
    SystemdCgroup = true
EOF
systemctl enable --quiet containerd
systemctl restart containerd`;
