import { batchVersions } from "./batch";
import { cniVersions } from "./cni";
import { gpuVersions } from "./gpu";
import { ingressVersions } from "./ingress";
import { loadBalancingVersions } from "./load-balancing";
import { meshVersions } from "./mesh";
import { monitoringVersions } from "./monitoring";
import { observabilityVersions } from "./observability";
import { scalingVersions } from "./scaling";
import { securityVersions } from "./security";
import { storageVersions } from "./storage";

export type { PinnedVersion } from "./pinned-version";

/** The one table of what is installed of each project, an area a file. `labwright versions --check` compares it with upstream. */
export const versions = {
  ...batchVersions,
  ...cniVersions,
  ...gpuVersions,
  ...ingressVersions,
  ...loadBalancingVersions,
  ...meshVersions,
  ...monitoringVersions,
  ...observabilityVersions,
  ...scalingVersions,
  ...securityVersions,
  ...storageVersions,
} as const;
