import { cniVersions } from "./cni";
import { costVersions } from "./cost";
import { dashboardVersions } from "./dashboard";
import { deliveryVersions } from "./delivery";
import { edgeVersions } from "./edge";
import { gitopsVersions } from "./gitops";
import { ingressVersions } from "./ingress";
import { loadBalancingVersions } from "./load-balancing";
import { machineLearningVersions } from "./machine-learning";
import { meshVersions } from "./mesh";
import { observabilityVersions } from "./observability";
import { scalingVersions } from "./scaling";
import { serverlessVersions } from "./serverless";
import { storageVersions } from "./storage";
import { virtualizationVersions } from "./virtualization";

export type { PinnedVersion } from "./pinned-version";

/** The one table of what is installed of each project, an area a file. `labwright versions --check` compares it with upstream. */
export const versions = {
  ...cniVersions,
  ...costVersions,
  ...dashboardVersions,
  ...deliveryVersions,
  ...edgeVersions,
  ...gitopsVersions,
  ...ingressVersions,
  ...loadBalancingVersions,
  ...machineLearningVersions,
  ...meshVersions,
  ...observabilityVersions,
  ...scalingVersions,
  ...serverlessVersions,
  ...storageVersions,
  ...virtualizationVersions,
} as const;
