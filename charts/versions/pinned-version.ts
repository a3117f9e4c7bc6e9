import type { HelmChart } from "../addon/helm-release";

/** What is installed of a project, and where and when that was looked up. */
export interface PinnedVersion {
  /** The project's own version, not its chart's. */
  readonly version: string;
  /** Where it is delivered by a chart. */
  readonly chart?: HelmChart;
  /** The day on which the version was seen, ISO 8601. */
  readonly checked: string;
  /** Where its values, or its manifests, were read: repository, ref and file. */
  readonly source: string;
}
