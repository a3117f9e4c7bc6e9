import type { PinnedVersion } from "./pinned-version";

export const cniVersions = {
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
  multus: {
    version: "4.3.0",
    upstream: { github: "k8snetworkplumbingwg/multus-cni" },
    checked: "2026-11-22",
    source: "k8snetworkplumbingwg/multus-cni@v4.3.0:deployments/multus-daemonset-thick.yml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
