import type { ImageSpec, LabSpec } from "../../constructs/spec/lab-spec";
import type { OnProgress } from "../engine";
import { refuseCutImages } from "../images/disk-size";
import { fetchImages, type Where } from "../images/lab-images";
import { makeFolder } from "../project/folders";
import type { ImageFiles } from "./image-files";

/** Fetches the images that are not here. @throws LabError LW1042, LW3010, LW4024 */
export async function fetchMissingImages(where: Where, spec: LabSpec, files: ImageFiles, onProgress: OnProgress): Promise<void> {
  const missing = spec.images.filter((image: ImageSpec) => !files.isThere(image));
  if (missing.length > 0) {
    makeFolder(files.directory);
    await fetchImages(where, { imagePath: files.directory }, missing, onProgress);
  }
  await refuseCutImages(spec, (image) => ({ host: {}, path: files.pathOf(image) }));
}
