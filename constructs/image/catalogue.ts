import type { Arch } from "../core/arch";

/** How a machine of the image learns who it is at first boot. */
export type Provisioning = "cloud-init" | "ignition" | "none";

/** Where a distribution publishes the digests of its images. */
export interface ChecksumSource {
  readonly url: string;
  /** Asked where the first address does not answer: the publisher's own, beside a mirror's. */
  readonly fallback?: string;
  /** `md5` pins nothing and is never trusted; it is here so that the message can say why. */
  readonly algorithm: "sha256" | "sha512" | "md5";
}

/** The same file at a mirror, with the publisher's own behind it: not every mirror has the checksum files too. */
export function mirroredChecksums(source: ChecksumSource, mirror: (address: string) => string): ChecksumSource {
  const url = mirror(source.url);
  return url === source.url ? source : { ...source, url, fallback: source.url };
}

/** An image a distribution publishes, for one architecture. */
export interface CatalogueEntry {
  readonly name: string;
  readonly arch: Arch;
  readonly url: string;
  readonly checksum: ChecksumSource;
  /** The account that the image's cloud-init gives the SSH key to. */
  readonly user: string;
  readonly provisioning: Provisioning;
  readonly format: "qcow2" | "raw";
  readonly compression?: "bz2" | "xz";
  /** Boots by UEFI only. */
  readonly uefiOnly?: boolean;
  /** The file behind the address is replaced over time, so that a digest does not stay valid. */
  readonly moving?: boolean;
}

interface Family {
  readonly user: string;
  readonly provisioning?: Provisioning;
  readonly format?: "qcow2" | "raw";
  readonly compression?: "bz2" | "xz";
  readonly moving?: boolean;
  readonly algorithm: ChecksumSource["algorithm"];
  /** The distribution's own name of each architecture it publishes. */
  readonly arches: Partial<Record<Arch, string>>;
  readonly uefiOnly?: readonly Arch[];
  url(arch: string): string;
  checksumUrl(url: string, arch: string): string;
}

const DEB = { x86_64: "amd64", aarch64: "arm64" } as const;
const RPM = { x86_64: "x86_64", aarch64: "aarch64" } as const;
const directoryOf = (url: string): string => url.slice(0, url.lastIndexOf("/"));
const inDirectory = (file: string) => (url: string): string => `${directoryOf(url)}/${file}`;

// Addresses and checksum files as the distributions documented them on 2026-11-21. Digests are not listed: they are
// read from the checksum file at the first fetch and kept in labwright.lock.
const DEBIAN_STAMP = "20260712-2537";
const UBUNTU_STAMP = "20260705";

const debian = (codename: string, version: number): Family => ({
  user: "debian", algorithm: "sha512", arches: DEB,
  url: (arch) => `https://cloud.debian.org/images/cloud/${codename}/${DEBIAN_STAMP}/debian-${version}-genericcloud-${arch}-${DEBIAN_STAMP}.qcow2`,
  checksumUrl: inDirectory("SHA512SUMS"),
});

const ubuntu = (codename: string, version: string): Family => ({
  user: "ubuntu", algorithm: "sha256", arches: DEB,
  url: (arch) => `https://cloud-images.ubuntu.com/releases/${codename}/release-${UBUNTU_STAMP}/ubuntu-${version}-server-cloudimg-${arch}.img`,
  checksumUrl: inDirectory("SHA256SUMS"),
});

const families: Readonly<Record<string, Family>> = {
  "debian-12": debian("bookworm", 12),
  "debian-13": debian("trixie", 13),
  "ubuntu-22.04": ubuntu("jammy", "22.04"),
  "ubuntu-24.04": ubuntu("noble", "24.04"),
  "fedora-44": {
    user: "fedora", algorithm: "sha256", arches: RPM,
    url: (arch) => `https://download.fedoraproject.org/pub/fedora/linux/releases/44/Cloud/${arch}/images/Fedora-Cloud-Base-Generic-44-1.7.${arch}.qcow2`,
    checksumUrl: (url, arch) => `${directoryOf(url)}/Fedora-Cloud-44-1.7-${arch}-CHECKSUM`,
  },
  "rocky-9": {
    user: "rocky", algorithm: "sha256", arches: RPM,
    url: (arch) => `https://dl.rockylinux.org/pub/rocky/9.8/images/${arch}/Rocky-9-GenericCloud-Base-9.8-20260525.0.${arch}.qcow2`,
    checksumUrl: (url) => `${url}.CHECKSUM`,
  },
  "almalinux-9": {
    user: "almalinux", algorithm: "sha256", arches: RPM,
    url: (arch) => `https://repo.almalinux.org/almalinux/9.8/cloud/${arch}/images/AlmaLinux-9-GenericCloud-9.8-20260526.${arch}.qcow2`,
    checksumUrl: inDirectory("CHECKSUM"),
  },
  "opensuse-leap-16.0": {
    user: "sles", algorithm: "sha256", arches: RPM, moving: true,
    url: (arch) => `https://download.opensuse.org/distribution/leap/16.0/appliances/Leap-16.0-Minimal-VM.${arch}-Cloud.qcow2`,
    checksumUrl: (url) => `${url}.sha256`,
  },
  "alpine-3.23": {
    user: "alpine", algorithm: "sha512", arches: RPM, uefiOnly: ["x86_64", "aarch64"],
    url: (arch) => `https://dl-cdn.alpinelinux.org/alpine/v3.23/releases/cloud/nocloud_alpine-3.23.4-${arch}-uefi-cloudinit-r0.qcow2`,
    checksumUrl: (url) => `${url}.sha512`,
  },
  arch: {
    user: "arch", algorithm: "sha256", arches: { x86_64: "x86_64" },
    url: () => "https://geo.mirror.pkgbuild.com/images/v20260715.556894/Arch-Linux-x86_64-cloudimg-20260715.556894.qcow2",
    checksumUrl: (url) => `${url}.SHA256`,
  },
  "cirros-0.6.3": {
    user: "cirros", algorithm: "md5", arches: RPM,
    url: (arch) => `https://download.cirros-cloud.net/0.6.3/cirros-0.6.3-${arch}-disk.img`,
    checksumUrl: inDirectory("MD5SUMS"),
  },
  flatcar: {
    user: "core", provisioning: "ignition", compression: "bz2", algorithm: "sha512", arches: DEB, moving: true,
    url: (arch) => `https://stable.release.flatcar-linux.net/${arch}-usr/current/flatcar_production_qemu_image.img.bz2`,
    checksumUrl: (url) => `${url}.DIGESTS`,
  },
};

/** Names of all images of the catalogue. */
export const catalogueNames: readonly string[] = Object.keys(families);

/** The catalogue's entry for a name and architecture, or undefined. */
export function catalogueEntry(name: string, arch: Arch): CatalogueEntry | undefined {
  const family = Object.hasOwn(families, name) ? families[name] : undefined;
  const published = family?.arches[arch];
  if (!family || !published) return undefined;
  const url = family.url(published);
  return {
    name, arch, url,
    checksum: { url: family.checksumUrl(url, published), algorithm: family.algorithm },
    user: family.user,
    provisioning: family.provisioning ?? "cloud-init",
    format: family.format ?? "qcow2",
    compression: family.compression,
    uefiOnly: arch === "aarch64" || (family.uefiOnly?.includes(arch) ?? false),
    moving: family.moving,
  };
}
