import { cniVersions } from "./cni";
import { loadBalancingVersions } from "./load-balancing";
import { monitoringVersions } from "./monitoring";
import { scalingVersions } from "./scaling";

export type { PinnedVersion } from "./pinned-version";

/** The one table of what is installed of each project, an area a file. `labwright versions --check` compares it with upstream. */
export const versions = {
  ...cniVersions,
  ...loadBalancingVersions,
  ...monitoringVersions,
  ...scalingVersions,
} as const;
