import { quote } from "../../constructs/terraform/host-command";

const FOLDER = "/etc/kubernetes/labwright";
const ADMIN = "/etc/kubernetes/admin.conf";

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

/** Says \`joined\` where the kubelet has a certificate of the cluster. */
export const IS_JOINED = "[ -e /etc/kubernetes/kubelet.conf ] && [ -e /var/lib/kubelet/pki/kubelet-client-current.pem ] && echo joined || true";

export function joinScript(config: string): NodeScript {
  const script = `set -eu
umask 077
config=/run/labwright-kubeadm.yaml
cat > "$config"
trap 'rm -f "$config"' EXIT
if [ -e /etc/kubernetes/kubelet.conf ]; then kubeadm reset --force > /dev/null 2>&1 || true; fi
kubeadm join --config "$config"`;
  return { script, input: config };
}

/** A token that lasts for this run, and the digest of the cluster's CA, on the last two lines. The key, where there is one, is what the control planes' certificates are uploaded under. */
export const MINT = `set -eu
export KUBECONFIG=${ADMIN}
read -r key || true
if [ -n "$key" ]; then kubeadm init phase upload-certs --upload-certs --certificate-key "$key" > /dev/null; fi
kubeadm token create --ttl 30m
printf 'sha256:'
openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der | sha256sum | cut -d' ' -f1`;
