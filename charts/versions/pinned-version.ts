import type { HelmChart } from "../addon/helm-release";

/** What is installed of a project, and where and when that was looked up. */
export interface PinnedVersion {
  /** The project's own version, not its chart's. */
  readonly version: string;
  /** Where it is delivered by a chart. */
  readonly chart?: HelmChart;
  /** Who tells of newer ones, where no chart does. */
  readonly upstream?: GitHubReleases | KubernetesReleases;
  /** The day on which the version was seen, ISO 8601. */
  readonly checked: string;
  /** Where its values, or its manifests, were read: repository, ref and file. */
  readonly source: string;
}

/** Releases on GitHub, or tags where a project has no releases there. */
export interface GitHubReleases {
  /** `owner/name`. */
  readonly github: string;
  /** What stands before the version in a tag. @default v */
  readonly tag?: string;
  /** Versions begin with it: others are another line of releases, or none. */
  readonly line?: string;
}

/** The newest patch release of a minor of Kubernetes. */
export interface KubernetesReleases {
  readonly kubernetes: string;
}
