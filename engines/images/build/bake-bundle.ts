import { join } from "node:path";
import type { Bundle } from "../../bundle/bundle";
import { bundleInstallScript, bundleMark, PLACE, RECEIVED, receivedLine } from "../../cluster/bundle-install";
import { markScript } from "../../cluster/source";
import type { BuildTools } from "./build-tools";

/** Its plugins for the kubelet are of no use without a machine. */
const IMPORT_CONFIG = `version = 3
disabled_plugins = ['io.containerd.grpc.v1.cri', 'io.containerd.cri.v1.runtime', 'io.containerd.cri.v1.images', 'io.containerd.nri.v1.nri', 'io.containerd.internal.v1.opt']
`;

/** Processes in the tree need what a machine would have; the namespace takes the mounts with it. */
const IN_TREE = 'mount --rbind /dev "$1/dev"; mount -t proc proc "$1/proc"; mount --rbind /sys "$1/sys" || true; mount -t tmpfs tmpfs "$1/run"; exec chroot "$1" bash -c "$2"';

/** Puts a bundle into an image's tree as its nodes would have installed it, images imported. */
export async function bakeBundle(tools: BuildTools, bundle: Bundle, root: string): Promise<void> {
  const paths = bundle.record.files.map(({ path }) => path);
  await tools.asRoot("sh", "-ec", 'mkdir -p "$2"; cd "$1"; to=$2; shift 2; cp --parents -- "$@" "$to"', "sh", bundle.folder, join(root, PLACE), ...paths);
  await tools.asRoot("sh", "-ec", IN_TREE, "sh", root, script(bundle));
}

function script(bundle: Bundle): string {
  const { files } = bundle.record;
  const kept = files.filter(({ kind }) => kind === "chart" || kind === "manifest").map(({ path }) => `! -path './${path}'`).join(" ");
  return `set -eu
# Its systemctl may enable units, and has nothing to start.
export PATH=$PATH:/usr/local/bin SYSTEMD_OFFLINE=1
cat > /run/import.toml <<'EOF'
${IMPORT_CONFIG}EOF
${PLACE}/bin/containerd --config /run/import.toml --log-level error &
daemon=$!
for _ in $(seq 100); do ${PLACE}/bin/ctr version > /dev/null 2>&1 && break; sleep 0.2; done
${bundleInstallScript(bundle, files)}
kill $daemon
wait $daemon || true
cd ${PLACE}
find . -type f ${kept} -delete
cat > ${RECEIVED} <<'EOF'
${files.map(receivedLine).join("\n")}
EOF
${markScript(bundleMark(bundle))}`;
}
