import type { Command } from "commander";
import type { Tools } from "..";
import type { Environment } from "../../environment";
import { buildCommand } from "./build";
import { listImages } from "./list";
import { pruneImages, type PruneOptions } from "./prune";

/** `labwright image`: the images that were built here and fetched to a host, and those that nothing needs any more. */
export function imageCommand(program: Command, environment: () => Environment, tools: Tools): void {
  const image = program.command("image").description("build images, list those there are, remove those that nothing lies on");
  buildCommand(image, environment, tools);
  image.command("list").description("the images that labwright built, and those it fetched to the host: size, lock files that pin them, what lies on them")
    .action(() => listImages(environment()));
  image.command("prune").description("remove the images that no volume, no domain and no lab that is up needs")
    .option("--dry-run", "only say what would be removed")
    .option("--built", "remove built images too, which no archive has")
    .action((options: PruneOptions) => pruneImages(environment(), options));
}
