import { LabError } from "../../constructs/core/lab-error";
import type { ClusterNodeSpec } from "../../constructs/spec/cluster-spec";
import type { Bundle } from "../bundle/bundle";
import { FOLDERS, isForControlPlanes, type BundleFile } from "../bundle/bundle-record";
import { reasonOf, type NodeShell } from "../exercises/remote-shell";
import { bundleInstallScript, bundleMark, PLACE, RECEIVED, receivedLine } from "./bundle-install";
import type { ChartFolder, InstallWish, KubernetesSource } from "./source";

/** Nodes of a bundle: files are sent over SSH, checked there, and nothing is taken from anywhere else. */
export class BundleSource implements KubernetesSource {
  constructor(private readonly bundle: Bundle, private readonly seconds: number) {}

  mark(): string {
    return bundleMark(this.bundle);
  }

  async provide(shell: NodeShell, node: ClusterNodeSpec): Promise<void> {
    const has = new Set((await this.do(shell, node, `cat ${RECEIVED} 2> /dev/null || true`)).split("\n"));
    const missing = this.filesFor(node).filter((file) => !has.has(receivedLine(file)));
    if (missing.length === 0) return;
    const sent = await shell.send(node.machine, this.bundle.folder, missing.map(({ path }) => path), PLACE, this.seconds);
    if (sent.code !== 0) throw LabError.of("LW3204", { machine: node.machine, step: "bundle", why: reasonOf(sent, this.seconds) });
    await this.do(shell, node, `cd ${PLACE} && lines=$(cat) && printf '%s\\n' "$lines" | sha256sum --check --quiet --strict && printf '%s\\n' "$lines" >> ${RECEIVED}`, missing.map(receivedLine).join("\n"));
  }

  installScript(_: InstallWish, node: Pick<ClusterNodeSpec, "role">): string {
    return bundleInstallScript(this.bundle, this.filesFor(node));
  }

  upgraderScript(): string {
    return `install -m 0755 ${PLACE}/bin/kubeadm /usr/local/bin/kubeadm.new && mv -f /usr/local/bin/kubeadm.new /usr/local/bin/kubeadm`;
  }

  get charts(): ChartFolder {
    const at = (file: BundleFile | undefined): string | undefined => file && `${PLACE}/${file.path}`;
    return { chart: (name, version) => at(this.bundle.chart(name, version)), manifest: (url) => at(this.bundle.manifest(url)) };
  }

  private filesFor({ role }: Pick<ClusterNodeSpec, "role">): readonly BundleFile[] {
    const isControl = role === "control-plane";
    return this.bundle.record.files.filter((file) => isControl || !(isForControlPlanes(file) || file.kind === "chart" || file.kind === "manifest" || file.path === `${FOLDERS.program}/helm`));
  }

  private async do(shell: NodeShell, { machine }: ClusterNodeSpec, script: string, input?: string): Promise<string> {
    const result = await shell.run(machine, script, this.seconds, input);
    if (result.code !== 0) throw LabError.of("LW3204", { machine, step: "bundle", why: reasonOf(result, this.seconds) });
    return result.stdout;
  }
}
