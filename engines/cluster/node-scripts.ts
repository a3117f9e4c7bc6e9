import { quote } from "../../constructs/terraform/host-command";
import { MARK_FILE } from "./source";

const FOLDER = "/etc/kubernetes/labwright";
/** The administrator's kubeconfig, on control planes. */
export const ADMIN = "/etc/kubernetes/admin.conf";

/** A script, and what it reads: what is secret is in the latter alone. */
export interface NodeScript {
  readonly script: string;
  readonly input: string;
}

/** Writes a file where it is not there, or is other than this, and restarts what reads it. */
export function fileScript(path: string, content: string): NodeScript {
  const service = path.startsWith("/etc/keepalived/") ? "systemctl enable --quiet keepalived && systemctl restart keepalived" : ":";
  const script = `set -eu
umask 077
new=$(mktemp)
cat > "$new"
if ! cmp -s "$new" ${quote(path)}; then
  mkdir -p "$(dirname ${quote(path)})"
  cat "$new" > ${quote(path)}
  ${service}
fi
rm -f "$new"`;
  return { script, input: content };
}

/** The key that Secrets are encrypted by in etcd: made once, on the first control plane. It leaves the nodes only for another control plane. */
export const MAKE_ENCRYPTION_KEY = `set -eu
umask 077
file=${FOLDER}/encryption.yaml
[ -s "$file" ] && exit 0
mkdir -p ${FOLDER}
key=$(head -c 32 /dev/urandom | base64)
cat > "$file.new" <<EOF
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: [secrets]
    providers:
      - secretbox:
          keys:
            - name: key1
              secret: $key
      - identity: {}
EOF
mv "$file.new" "$file"`;

export const READ_ENCRYPTION_KEY = `cat ${FOLDER}/encryption.yaml`;

export function copyEncryptionKey(content: string): NodeScript {
  return fileScript(`${FOLDER}/encryption.yaml`, content);
}

/** An init that was interrupted has left half a control plane, which kubeadm refuses to go on with: it is taken back first. */
export function initScript(config: string): NodeScript {
  const script = `set -eu
umask 077
config=/run/labwright-kubeadm.yaml
cat > "$config"
trap 'rm -f "$config"' EXIT
mkdir -p ${FOLDER}
if [ -e ${FOLDER}/initialized ]; then exit 0; fi
if [ -e ${ADMIN} ] || [ -d /etc/kubernetes/manifests ] && [ -n "$(ls -A /etc/kubernetes/manifests 2>/dev/null)" ]; then
  kept=$(mktemp -d)
  cp -a ${FOLDER} "$kept/"
  kubeadm reset --force > /dev/null 2>&1 || true
  mkdir -p ${FOLDER}
  cp -a "$kept/labwright/." ${FOLDER}/
  rm -rf "$kept"
fi
kubeadm init --config "$config" --skip-token-print
touch ${FOLDER}/initialized`;
  return { script, input: config };
}

/** What is known of a node before anything is done to it: the paths that it reads are told with their digests. */
export const LOOK = `echo "mark $(cat ${MARK_FILE} 2> /dev/null)"
if [ -e ${FOLDER}/initialized ]; then echo initialized; fi
if [ -e /etc/kubernetes/kubelet.conf ] && [ -e /var/lib/kubelet/pki/kubelet-client-current.pem ]; then echo joined; fi
if cmp -s ${ADMIN} /root/.kube/config; then echo access; fi
while read -r path; do [ -e "$path" ] && echo "file $(sha256sum "$path")"; done
true`;

/** The API server reads its files when it starts; the kubelet starts it anew at once. */
export const RESTART_API_SERVER = `for id in $(ctr --namespace k8s.io containers ls -q 'labels."io.kubernetes.container.name"==kube-apiserver'); do
  ctr --namespace k8s.io tasks kill --signal SIGTERM "$id" || true
done
sleep 5`;

/** kubeadm's two are for nodes that may fail; emulated ones have no CPU to spare. */
export const ONE_COREDNS = `KUBECONFIG=${ADMIN} kubectl --namespace kube-system scale deployment coredns --replicas=1 > /dev/null`;

/** kubectl for root and for who logs in. */
export const GIVE_ACCESS = `set -eu
for user in root "\${SUDO_USER:-root}"; do
  home=$(getent passwd "$user" | cut -d: -f6)
  if cmp -s ${ADMIN} "$home/.kube/config"; then continue; fi
  install -d -m 0700 -o "$user" "$home/.kube"
  install -m 0600 -o "$user" ${ADMIN} "$home/.kube/config"
done`;

/** Ends once the API server answers that it is ready, or says what it said last. */
export function awaitApi(seconds: number): string {
  return `end=$(( $(date +%s) + ${seconds} ))
until said=$(KUBECONFIG=${ADMIN} kubectl --request-timeout=20s get --raw /readyz 2>&1); do
  if [ "$(date +%s)" -ge $end ]; then printf '%s\\n' "$said" >&2; exit 1; fi
  sleep 1
done`;
}

export function joinScript(config: string): NodeScript {
  const script = `set -eu
umask 077
config=/run/labwright-kubeadm.yaml
cat > "$config"
trap 'rm -f "$config"' EXIT
# Half a join that was interrupted is taken back.
for left in kubelet.conf bootstrap-kubelet.conf pki/ca.crt; do
  if [ -e "/etc/kubernetes/$left" ]; then
    kubeadm reset --force > /dev/null 2>&1 || true
    break
  fi
done
kubeadm join --config "$config"`;
  return { script, input: config };
}

/**
 * A token that lasts for this run, and the digest of the cluster's CA, on the last two lines. It reads the node's name, and the key that control
 * planes' certificates are uploaded under, if any. A machine that was rebuilt joins under a name that the cluster still knows.
 */
export const MINT = `set -eu
export KUBECONFIG=${ADMIN}
read -r node
read -r key || true
kubectl delete node "$node" --ignore-not-found > /dev/null
if [ -n "$key" ]; then kubeadm init phase upload-certs --upload-certs --certificate-key "$key" > /dev/null; fi
kubeadm token create --ttl 30m
printf 'sha256:'
openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der | sha256sum | cut -d' ' -f1`;
