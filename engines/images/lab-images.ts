import { mirroredAddress, type Mirrors } from "../../constructs/core/context";
import { catalogueEntry, mirroredChecksums } from "../../constructs/image/catalogue";
import { Checksum } from "../../constructs/image/checksum";
import type { ResolvedImage } from "../../constructs/image/image";
import type { KvmHost } from "../../constructs/host/kvm-host";
import { imagePath } from "../../constructs/image/fetch-script";
import type { ImageSpec, LabSpec } from "../../constructs/spec/lab-spec";
import type { OnProgress } from "../engine";
import type { Project } from "../project/project";
import { refuseCutImages } from "./disk-size";
import { fetchImage } from "./fetch";
import { extendLock } from "./lock";

export interface Where {
  readonly project: Pick<Project, "lockFile">;
  readonly config: { readonly mirrors?: Mirrors };
  readonly signal: AbortSignal;
}

/**
 * Brings a lab's images to its host before Terraform runs, with progress, and pins what was found in labwright.lock.
 * @throws LabError LW1042, LW3010
 */
export async function fetchLabImages({ project, config, signal }: Where, spec: LabSpec, onProgress: OnProgress): Promise<void> {
  const host = { ssh: spec.host.ssh, imagePath: `${spec.host.storagePath.replace(/\/$/, "")}/labwright` };
  await fetchImages({ project, config, signal }, host, spec.images, onProgress);
  await refuseCutImages(spec, (image) => ({ host, path: imagePath(host, image) }));
}

/** Brings images into a folder of a host's. @throws LabError LW3010 */
export async function fetchImages({ project, config, signal }: Where, host: Pick<KvmHost, "ssh" | "imagePath">, images: readonly ImageSpec[], onProgress: OnProgress): Promise<void> {
  const mirror = (address: string): string => mirroredAddress(config.mirrors, address);
  for (const image of images) {
    const entry = image.checksum === undefined ? catalogueEntry(image.name, image.arch) : undefined;
    const resolved: ResolvedImage = {
      ...image,
      checksum: image.checksum === undefined ? undefined : Checksum.parse(image.checksum),
      checksumSource: entry && mirroredChecksums(entry.checksum, mirror),
      user: "", provisioning: "none", uefiOnly: false, packages: [],
    };
    const pin = await fetchImage(host, resolved, {
      signal,
      onProgress: (received, total) => onProgress({ type: "download", image: image.name, received, total }),
    });
    // Pinned by the publisher's address: the lock is for everybody, a mirror is not.
    if (pin && entry && [entry.url, mirror(entry.url)].includes(image.url)) {
      extendLock(project.lockFile, { [`${image.name}/${image.arch}`]: { ...pin, url: entry.url } });
    }
  }
}
