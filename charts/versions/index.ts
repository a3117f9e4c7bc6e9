import { batchVersions } from "./batch";
import { cniVersions } from "./cni";
import { gpuVersions } from "./gpu";
import { loadBalancingVersions } from "./load-balancing";
import { scalingVersions } from "./scaling";
import { securityVersions } from "./security";

export type { PinnedVersion } from "./pinned-version";

/** The one table of what is installed of each project, an area a file. `labwright versions --check` compares it with upstream. */
export const versions = {
  ...batchVersions,
  ...cniVersions,
  ...gpuVersions,
  ...loadBalancingVersions,
  ...scalingVersions,
  ...securityVersions,
} as const;
