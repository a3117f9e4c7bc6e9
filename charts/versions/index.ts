import { batchVersions } from "./batch";
import { cniVersions } from "./cni";
import { costVersions } from "./cost";
import { dashboardVersions } from "./dashboard";
import { deliveryVersions } from "./delivery";
import { edgeVersions } from "./edge";
import { gitopsVersions } from "./gitops";
import { gpuVersions } from "./gpu";
import { ingressVersions } from "./ingress";
import { loadBalancingVersions } from "./load-balancing";
import { machineLearningVersions } from "./machine-learning";
import { meshVersions } from "./mesh";
import { monitoringVersions } from "./monitoring";
import { observabilityVersions } from "./observability";
import { scalingVersions } from "./scaling";
import { securityVersions } from "./security";
import { serverlessVersions } from "./serverless";
import { storageVersions } from "./storage";
import { virtualizationVersions } from "./virtualization";

export type { GitHubReleases, KubernetesReleases, PinnedVersion } from "./pinned-version";

/** The one table of what is installed of each project, an area a file. `labwright versions --check` compares it with upstream. */
export const versions = {
  ...batchVersions,
  ...cniVersions,
  ...costVersions,
  ...dashboardVersions,
  ...deliveryVersions,
  ...edgeVersions,
  ...gitopsVersions,
  ...gpuVersions,
  ...ingressVersions,
  ...loadBalancingVersions,
  ...machineLearningVersions,
  ...meshVersions,
  ...monitoringVersions,
  ...observabilityVersions,
  ...scalingVersions,
  ...securityVersions,
  ...serverlessVersions,
  ...storageVersions,
  ...virtualizationVersions,
} as const;
