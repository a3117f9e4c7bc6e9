import type { ResolvedImage } from "../../constructs/image/image";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { OnProgress } from "../engine";
import { fetchImage } from "./fetch";
import { extendLock } from "./lock";
import type { Project } from "../project/project";
import { catalogueEntry } from "../../constructs/image/catalogue";
import { Checksum } from "../../constructs/image/checksum";

/** Brings a lab's images to its host before Terraform runs, with progress, and pins what was found in labwright.lock. */
export async function fetchLabImages(where: { readonly project: Project; readonly signal: AbortSignal }, spec: LabSpec, onProgress: OnProgress): Promise<void> {
  const host = { ssh: spec.host.ssh, imagePath: `${spec.host.storagePath.replace(/\/$/, "")}/labwright` };
  for (const image of spec.images) {
    const entry = catalogueEntry(image.name, image.arch);
    const resolved: ResolvedImage = {
      ...image,
      checksum: image.checksum === undefined ? undefined : Checksum.parse(image.checksum),
      checksumSource: image.checksum === undefined ? entry?.checksum : undefined,
      user: "", provisioning: "none", uefiOnly: false, packages: [],
    };
    const pin = await fetchImage(host, resolved, {
      signal: where.signal,
      onProgress: (received, total) => onProgress({ type: "download", image: image.name, received, total }),
    });
    if (pin && image.checksum === undefined && entry && image.url === entry.url) extendLock(where.project.lockFile, { [`${image.name}/${image.arch}`]: pin });
  }
}
