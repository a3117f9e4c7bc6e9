import type { HelmChart } from "./addon/helm-release";

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

/** The one place where versions of add-ons stand. `labwright versions --check` compares it with upstream. */
export const versions = {
  calico: {
    version: "3.32.1",
    chart: { name: "tigera-operator", repository: "https://docs.tigera.io/calico/charts", version: "v3.32.1" },
    checked: "2026-11-22",
    source: "projectcalico/calico@v3.32.1:charts/tigera-operator/values.yaml",
  },
  "calico-crds": {
    version: "3.32.1",
    chart: { name: "crd.projectcalico.org.v1", repository: "https://docs.tigera.io/calico/charts", version: "v3.32.1" },
    checked: "2026-11-22",
    source: "projectcalico/calico@v3.32.1:charts/crd.projectcalico.org.v1/values.yaml",
  },
  cilium: {
    version: "1.20.0",
    chart: { name: "cilium", repository: "https://helm.cilium.io", version: "1.20.0" },
    checked: "2026-11-22",
    source: "cilium/charts@009b5e958217:cilium-1.20.0.tgz:cilium/values.yaml",
  },
  flannel: {
    version: "0.28.9",
    chart: { name: "flannel", repository: "https://flannel-io.github.io/flannel", version: "v0.28.9" },
    checked: "2026-11-22",
    source: "flannel-io/flannel@v0.28.9:chart/kube-flannel/values.yaml",
  },
  metallb: {
    version: "0.16.1",
    chart: { name: "metallb", repository: "https://metallb.github.io/metallb", version: "0.16.1" },
    checked: "2026-11-22",
    source: "metallb/metallb@v0.16.1:charts/metallb/values.yaml",
  },
  "metrics-server": {
    version: "0.8.1",
    chart: { name: "metrics-server", repository: "https://kubernetes-sigs.github.io/metrics-server", version: "3.13.1" },
    checked: "2026-11-22",
    source: "kubernetes-sigs/metrics-server@metrics-server-helm-chart-3.13.1:charts/metrics-server/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
