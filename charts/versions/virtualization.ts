import type { PinnedVersion } from "./pinned-version";

export const virtualizationVersions = {
  cdi: {
    version: "1.66.0",
    upstream: { github: "kubevirt/containerized-data-importer" },
    checked: "2026-11-22",
    source: "kubevirt/containerized-data-importer@v1.66.0:manifests/templates/release/cdi-operator.yaml.in",
  },
  "containerd-shim-spin": {
    version: "0.23.0",
    upstream: { github: "spinframework/containerd-shim-spin" },
    checked: "2026-11-22",
    source: "spinframework/runtime-class-manager@v0.2.0:config/samples/sample_shim_spin.yaml",
  },
  gvisor: {
    version: "20260817.0",
    upstream: { github: "google/gvisor", tag: "release-" },
    checked: "2026-11-22",
    source: "google/gvisor@release-20260817.0:g3doc/user_guide/install.md",
  },
  "kata-containers": {
    version: "4.1.0",
    chart: { name: "kata-deploy", repository: "oci://ghcr.io/kata-containers/kata-deploy-charts", version: "4.1.0" },
    checked: "2026-11-22",
    source: "kata-containers/kata-containers@4.1.0:tools/packaging/kata-deploy/helm-chart/kata-deploy/values.yaml",
  },
  kubevirt: {
    version: "1.9.0",
    upstream: { github: "kubevirt/kubevirt" },
    checked: "2026-11-22",
    source: "kubevirt/kubevirt@v1.9.0:manifests/release/kubevirt-operator.yaml.in",
  },
  "runtime-class-manager": {
    version: "0.2.0",
    chart: { name: "runtime-class-manager", repository: "oci://ghcr.io/spinframework/charts", version: "0.2.0" },
    checked: "2026-11-22",
    source: "spinframework/runtime-class-manager@v0.2.0:deploy/helm/values.yaml",
  },
  // Of the shims for wasmtime, WasmEdge and Wasmer, which are released together.
  runwasi: {
    version: "0.6.0",
    upstream: { github: "containerd/runwasi", tag: "containerd-shim-wasmtime/v" },
    checked: "2026-11-22",
    source: "containerd/runwasi@containerd-shim-wasmtime/v0.6.0:.github/workflows/release.yml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
