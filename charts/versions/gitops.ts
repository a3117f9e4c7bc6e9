import type { PinnedVersion } from "./pinned-version";

const argo = "https://argoproj.github.io/argo-helm";

export const gitopsVersions = {
  "argo-cd": {
    version: "3.4.4",
    chart: { name: "argo-cd", repository: argo, version: "10.1.1" },
    checked: "2026-11-22",
    source: "argoproj/argo-helm@argo-cd-10.1.1:charts/argo-cd/values.yaml",
  },
  "argo-rollouts": {
    version: "1.9.0",
    chart: { name: "argo-rollouts", repository: argo, version: "2.41.0" },
    checked: "2026-11-22",
    source: "argoproj/argo-helm@argo-rollouts-2.41.0:charts/argo-rollouts/values.yaml",
  },
  // Downloaded by Argo Rollouts itself.
  "argo-rollouts-gateway-api": {
    version: "0.15.0",
    upstream: { github: "argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi" },
    checked: "2026-11-22",
    source: "argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi@v0.15.0:.github/workflows/release.yaml",
  },
  flux: {
    version: "2.9.4",
    upstream: { github: "fluxcd/flux2" },
    checked: "2026-11-22",
    source: "controlplaneio-fluxcd/flux-operator@v0.58.1:config/data/flux/v2.9.4",
  },
  "flux-operator": {
    version: "0.58.1",
    chart: { name: "flux-operator", repository: "oci://ghcr.io/controlplaneio-fluxcd/charts", version: "0.58.1" },
    checked: "2026-11-22",
    // The newest copy of the chart's files that could be had; the operator's own documentation at 0.58.1 names the same keys.
    source: "controlplaneio-fluxcd/charts@fc87d3b:charts/flux-operator/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
