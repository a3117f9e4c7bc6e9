import type { HelmChart } from "../../charts/addon/helm-release";
import { versions, type GitHubReleases, type KubernetesReleases, type PinnedVersion } from "../../charts/versions";
import { CONTAINERD_MINIMUM, KUBERNETES_CHECKED, KUBERNETES_MINORS, kubernetesVersion } from "../../constructs/cluster/kubernetes-release";

/** What is installed of a project, by its name in the table of versions. */
export interface Pinned {
  readonly name: string;
  readonly version: string;
  readonly chart?: HelmChart;
  readonly upstream?: GitHubReleases | KubernetesReleases;
  /** The day on which it was looked up, ISO 8601. */
  readonly checked: string;
  /** Newer ones are welcome: there is nothing to compare. */
  readonly isMinimum?: true;
}

/** Everything that clusters are made of: Kubernetes, the container runtime, and what add-ons install. */
export function allPinned(): Pinned[] {
  const kubernetes = KUBERNETES_MINORS.map((minor): Pinned => ({ name: `kubernetes-${minor}`, version: kubernetesVersion(minor), upstream: { kubernetes: minor }, checked: KUBERNETES_CHECKED }));
  const addons = Object.entries<PinnedVersion>(versions).map(([name, { version, chart, upstream, checked }]): Pinned => ({ name, version, chart, upstream, checked }));
  return [...kubernetes, { name: "containerd", version: CONTAINERD_MINIMUM, checked: KUBERNETES_CHECKED, isMinimum: true }, ...addons.sort((a, b) => a.name.localeCompare(b.name, "en"))];
}

/** What is compared with upstream: where there is a chart, its version and not the project's. */
export function comparedVersion({ version, chart }: Pinned): string {
  return chart?.version ?? version;
}
