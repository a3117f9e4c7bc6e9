import type { Arch } from "../../constructs/core/arch";

/** A file of a release: where it is published, and what of it goes into a bundle. */
export interface Download {
  readonly url: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Where its parts go: the one file itself, or members of the archive that it is. */
  readonly into: Readonly<Record<string, string>> | string;
}

type ByArch = Readonly<Record<Arch, string>>;

const SLUG: ByArch = { x86_64: "amd64", aarch64: "arm64" };

/** Digests as the projects published them with these releases, looked up on 2026-11-22. */
const KUBERNETES: Readonly<Record<string, Readonly<Record<"kubelet" | "kubeadm" | "kubectl", ByArch>>>> = {
  "1.36.3": {
    kubelet: { x86_64: "46707a53209f826ad0f0d62371ac69cd00e78fd9a8176cf5f6f87f18f7f8b718", aarch64: "57205a5daf5883873d87b4914e1e00bdd7707acd075714788cfb0fc1f60bc414" },
    kubeadm: { x86_64: "bba1733c701bf70ec74ba1cc3fd5745404c1134a8a4b0a5f8560cc9832023421", aarch64: "276cfbdc43b10fef663288cc1ed76abf77b1b7f700e9f1c053cb5dc3115484de" },
    kubectl: { x86_64: "ebbd080e7c2e275093b55915722043257eb24004363e20acb3c4d71919f88336", aarch64: "3d86f24401c41ae5a46ac50eef8865fe891d3647d324a0836f6c63757a126e62" },
  },
  "1.35.8": {
    kubelet: { x86_64: "6971b9f95e54dbed67a2271abe6e78f8cc2894494649f3cf39e4b25a82dca923", aarch64: "7744f84c49df6dff7d0a0471f9acef31568c02459659de83aa279cf3a04b1714" },
    kubeadm: { x86_64: "1bbc64a2be5b300880ae9330c6bba592ec2a2b8ecb79c527b0c7cc0f44070e5e", aarch64: "8956730f3ae46ebdb95e95845542f71d844f74affd69c14634a58d1fe3510d86" },
    kubectl: { x86_64: "874d5e72dbb819f43cff16bcd1e4f8bac5b7f2361fe1e55049b0a6c676fb0cbf", aarch64: "cc749967b62f4422260bc9c0aa7a7c55f45175ae38cb8d95767b5d2b7e04c1fd" },
  },
  "1.34.11": {
    kubelet: { x86_64: "4777a226b2ba3c1d656254bcf3f7ad471bf210042f361094216e51ab4fa9b4b6", aarch64: "f12879879481e9af46317c2c82a6dba7d59df78ed095e44e0399643df1c4c8ba" },
    kubeadm: { x86_64: "bd3cbe40aff6c7b3b939243ebd80dbd7da207c0e594cfdd434295bf553ea7351", aarch64: "1365b20b698151f432eb8f5a8ca53f0200e85af32392d31f40ffa901a73b694c" },
    kubectl: { x86_64: "8efbb9435132a190920eb65a47a8c1ecf755ad85ab57a600c9bedbab460bb7a8", aarch64: "5b045a4712674c88a56fd98eef4285689738b7fbe8735e1b9ee3509521af5cb4" },
  },
};

const CONTAINERD = { version: "2.2.7", sha256: { x86_64: "91cd216ea26a1b8b512219d3f205375c967e7b7de4dae571bc3dd16bfacd34b5", aarch64: "84eb0a161e20ad45465202fa2d6d93b3d9b74666c363e9908706d590a86e2618" } } as const;
const RUNC = { version: "1.4.3", sha256: { x86_64: "f6ae8efc0fa40079e1475e97cbe9d1bd3f106a28d6af78a11d9f1bd565515e60", aarch64: "633301e2e32f8a5ad54031aab4901eb00308bec677dd15faa2751e8f9dab5ca4" } } as const;
const CNI = { version: "1.9.1", sha256: { x86_64: "b98f74a0f8522f0a83867178729c1aa70f2158f90c45a2ca8fa791db1c76b303", aarch64: "56171987d3947707c3563db2f4001bccaf50fd63468611b9f3cbecb1375ee7ec" } } as const;
/** @see https://github.com/helm/helm/releases */
export const HELM = { version: "3.18.4", sha256: { x86_64: "f8180838c23d7c7d797b208861fecb591d9ce1690d8704ed1e4cb8e2add966c1", aarch64: "c0a45e67eef0c7416a8a8c9e9d5d2d30d70e4f4d3f7bea5de28241fffa8f3b89" } } as const;

/** Every program of a bundle, of its own project's release. @param kubernetes exact version */
export function programDownloads(kubernetes: string, arch: Arch): readonly Download[] {
  const slug = SLUG[arch];
  const programs = Object.entries(KUBERNETES[kubernetes] ?? {});
  return [
    ...programs.map(([name, sha256]) => ({ url: `https://dl.k8s.io/release/v${kubernetes}/bin/linux/${slug}/${name}`, sha256: sha256[arch], into: `bin/${name}` })),
    {
      url: `https://github.com/containerd/containerd/releases/download/v${CONTAINERD.version}/containerd-${CONTAINERD.version}-linux-${slug}.tar.gz`, sha256: CONTAINERD.sha256[arch],
      into: Object.fromEntries(["containerd", "containerd-shim-runc-v2", "ctr"].map((name) => [`bin/${name}`, `bin/${name}`])),
    },
    { url: `https://github.com/opencontainers/runc/releases/download/v${RUNC.version}/runc.${slug}`, sha256: RUNC.sha256[arch], into: "bin/runc" },
    {
      url: `https://github.com/containernetworking/plugins/releases/download/v${CNI.version}/cni-plugins-linux-${slug}-v${CNI.version}.tgz`, sha256: CNI.sha256[arch],
      into: Object.fromEntries(["bridge", "host-local", "loopback", "portmap", "bandwidth", "firewall", "tuning", "macvlan", "ipvlan", "static"].map((name) => [`./${name}`, `cni/${name}`])),
    },
    { url: `https://get.helm.sh/helm-v${HELM.version}-linux-${slug}.tar.gz`, sha256: HELM.sha256[arch], into: { [`linux-${slug}/helm`]: "bin/helm" } },
  ];
}
