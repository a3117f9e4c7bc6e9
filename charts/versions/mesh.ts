import type { PinnedVersion } from "./pinned-version";

const istio = "https://istio-release.storage.googleapis.com/charts";
const linkerd = "https://helm.linkerd.io/edge";

export const meshVersions = {
  "istio-base": {
    version: "1.30.3",
    chart: { name: "base", repository: istio, version: "1.30.3" },
    checked: "2026-11-22",
    source: "istio/istio@1.30.3:manifests/charts/base/values.yaml",
  },
  "istio-cni": {
    version: "1.30.3",
    chart: { name: "cni", repository: istio, version: "1.30.3" },
    checked: "2026-11-22",
    source: "istio/istio@1.30.3:manifests/charts/istio-cni/values.yaml",
  },
  "istio-gateway": {
    version: "1.30.3",
    chart: { name: "gateway", repository: istio, version: "1.30.3" },
    checked: "2026-11-22",
    source: "istio/istio@1.30.3:manifests/charts/gateway/values.yaml",
  },
  "istio-ztunnel": {
    version: "1.30.3",
    chart: { name: "ztunnel", repository: istio, version: "1.30.3" },
    checked: "2026-11-22",
    source: "istio/istio@1.30.3:manifests/charts/ztunnel/values.yaml",
  },
  istiod: {
    version: "1.30.3",
    chart: { name: "istiod", repository: istio, version: "1.30.3" },
    checked: "2026-11-22",
    source: "istio/istio@1.30.3:manifests/charts/istio-control/istio-discovery/values.yaml",
  },
  linkerd: {
    version: "edge-26.8.3",
    // Charts have the year in full, by bin/compute-edge-version.
    chart: { name: "linkerd-control-plane", repository: linkerd, version: "2026.8.3" },
    checked: "2026-11-22",
    source: "linkerd/linkerd2@edge-26.8.3:charts/linkerd-control-plane/values.yaml",
  },
  "linkerd-crds": {
    version: "edge-26.8.3",
    chart: { name: "linkerd-crds", repository: linkerd, version: "2026.8.3" },
    checked: "2026-11-22",
    source: "linkerd/linkerd2@edge-26.8.3:charts/linkerd-crds/values.yaml",
  },
  "trust-manager": {
    version: "0.24.0",
    chart: { name: "trust-manager", repository: "oci://quay.io/jetstack/charts", version: "v0.24.0" },
    checked: "2026-11-22",
    source: "cert-manager/trust-manager@v0.24.0:deploy/charts/trust-manager/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
