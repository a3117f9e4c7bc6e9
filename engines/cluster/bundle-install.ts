import { contentHash } from "../../constructs/core/naming";
import { quote } from "../../constructs/terraform/host-command";
import type { Bundle } from "../bundle/bundle";
import type { BundleFile } from "../bundle/bundle-record";
import { CONTAINERD_UNIT, containerdConfig, KUBELET_UNIT } from "./runtime-files";

/** Where nodes keep what they were sent. */
export const PLACE = "/var/lib/labwright/bundle";
/** What they have been sent, by digest. */
export const RECEIVED = `${PLACE}/received`;

export const receivedLine = ({ sha256, path }: BundleFile): string => `${sha256}  ${path}`;

/** What nodes note that have all of a bundle. */
export function bundleMark({ record: { kubernetes, files } }: Bundle): string {
  return `${kubernetes} bundle ${contentHash(JSON.stringify(files.map(({ path, sha256 }) => [path, sha256])))}`;
}

/** A bash script that installs files of a bundle from where a node was sent them, and imports its images. */
export function bundleInstallScript(bundle: Bundle, files: readonly BundleFile[]): string {
  const paths = (kind: BundleFile["kind"]): string => files.filter((file) => file.kind === kind).map(({ path }) => quote(path)).join(" ");
  const pause = bundle.images.find((name) => /\/pause:/.test(name)) ?? "registry.k8s.io/pause:3.10.1";
  return `set -eu
cd ${PLACE}
changed=
put() { if ! cmp -s "$1" "$2"; then install -D -m "$3" "$1" "$2.new"; mv -f "$2.new" "$2"; changed="$changed $2"; fi; }
text() { cat > text.new; put text.new "$1" 0644; rm -f text.new; }
# What was put where it belongs need not be kept here.
for file in ${paths("program")}; do [ ! -e "$file" ] || put "$file" "/usr/local/bin/\${file##*/}" 0755; done
for file in ${paths("cni")}; do [ ! -e "$file" ] || put "$file" "/opt/cni/bin/\${file##*/}" 0755; done
text /etc/containerd/config.toml <<'EOF'
${containerdConfig(pause)}EOF
text /etc/systemd/system/containerd.service <<'EOF'
${CONTAINERD_UNIT}EOF
text /etc/systemd/system/kubelet.service <<'EOF'
${KUBELET_UNIT}EOF
case $changed in *.service*) systemctl daemon-reload ;; esac
systemctl enable --quiet containerd kubelet
case $changed in *containerd*|*runc*) systemctl restart containerd ;; *) systemctl start containerd ;; esac
for file in ${paths("image")}; do
  [ -e "$file" ] || continue
  ctr --namespace k8s.io images import --label io.cri-containerd.pinned=pinned "$file" > /dev/null
  # It is in the runtime's store now.
  rm -f "$file"
done
case $changed in */bin/kubelet*) if [ -e /var/lib/kubelet/config.yaml ]; then systemctl restart kubelet; fi ;; esac`;
}
