import { formatBytes } from "../../../constructs/core/size";
import type { Environment } from "../../environment";
import { findKnownBuilt, type KnownBuiltImage } from "./built";
import { lookIfThere, openHost, type KnownImage } from "./host";

/** Shows the images of the host, and those that were built here. */
export async function listImages(environment: Environment): Promise<void> {
  const { output } = environment;
  const at = openHost(environment);
  const built = findKnownBuilt(environment);
  const found = await lookIfThere(environment, at);
  const images = found?.images ?? [];
  if (images.length > 0) tellFetched(environment, images);
  else if (built.length === 0) output.line(output.say("noImages", { host: at.host.name }));
  if (images.length > 0 && built.length > 0) output.line();
  if (built.length > 0) tellBuilt(environment, built);
  if (found?.unreadable !== undefined) output.warn(output.say("notAllSeen", { path: found.unreadable }));
  output.result({ host: at.host.uri, images, unreadable: found?.unreadable, built });
}

function tellFetched({ output }: Environment, images: readonly KnownImage[]): void {
  output.table(
    [output.say("colImage"), output.say("colSize"), output.say("colPinnedBy"), output.say("colUsedBy")],
    images.map(({ name, bytes, pinnedBy, usedBy, isLocked }) => [name, formatBytes(bytes), pinnedBy.join(" "), [...(isLocked ? [output.say("fetching")] : []), ...usedBy].join(" ")]),
  );
}

function tellBuilt({ output }: Environment, images: readonly KnownBuiltImage[]): void {
  output.table(
    [output.say("colBuilt"), output.say("colSize"), output.say("colFolder"), output.say("colUsedBy")],
    images.map(({ id, bytes, folder, usedBy }) => [id, formatBytes(bytes), folder, usedBy.join(" ")]),
  );
}
