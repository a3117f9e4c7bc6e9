import type { Config } from "../engines/config/config";
import { ImageFiles } from "../engines/embedded/image-files";
import { buildDebianImage } from "../engines/images/build/debian-image";
import { SUITES, type Suite } from "../engines/images/build/debian-recipe";
import { chooseBuiltImage, findBuiltImages, type BuiltImage } from "../engines/images/build/built-image";
import { isReachable } from "../engines/images/reachable";
import { wantedPackages } from "../engines/images/wanted-packages";
import { mirroredAddress } from "../constructs/core/context";
import type { ImagePin } from "../constructs/image/pin";
import type { ImageSpec, LabSpec } from "../constructs/spec/lab-spec";
import { Bundle } from "../engines/bundle/bundle";
import { bundleMark } from "../engines/cluster/bundle-install";
import type { Project } from "../engines/project/project";
import { bundleOf } from "./bundle-of";
import { confirm } from "./confirm";
import type { Environment } from "./environment";
import type { MessageKey } from "./messages";
import { ProgressView } from "./progress";

export type ImagePins = NonNullable<Config["images"]>;

interface Wish {
  readonly image: ImageSpec;
  readonly packages: readonly string[];
  /** Of its clusters' nodes. */
  readonly bundle?: Bundle;
  /** What a lab that is up has it from. */
  readonly known?: ImageSpec;
}

/**
 * Decides for each image of some labs where its machines start from, and says so: one that was built here with all the
 * packages they want, the published one, or, where that cannot be had, one that is built now. A lab that is up keeps its own.
 * @param mayBuild whether one may be built, which takes minutes
 */
export async function chooseImages(environment: Environment, specs: readonly LabSpec[], mayBuild: boolean): Promise<ImagePins> {
  const pins: Record<string, ImagePin> = {};
  for (const wish of wishesOf(environment, specs)) {
    const pin = await choose(environment, wish, mayBuild);
    if (pin !== undefined) pins[`${wish.image.name}/${wish.image.arch}`] = pin;
  }
  return pins;
}

function wishesOf({ registry, config, project }: Environment, specs: readonly LabSpec[]): Wish[] {
  const wishes = new Map<string, Wish>();
  for (const spec of specs) {
    const up = registry.list().find((lab) => lab.spec.id === spec.id);
    for (const image of spec.images) {
      const key = `${image.name}/${image.arch}`;
      const packages = [...new Set([...(wishes.get(key)?.packages ?? []), ...wantedPackages(spec, image)])];
      const bundle = wishes.get(key)?.bundle ?? ((spec.clusters ?? []).length > 0 ? folderBundle(config.bundle, project) : undefined);
      wishes.set(key, { image, packages, bundle, known: up?.spec.images.find(({ name, arch }) => `${name}/${arch}` === key) });
    }
  }
  return [...wishes.values()];
}

async function choose(environment: Environment, { image, packages, bundle, known }: Wish, mayBuild: boolean): Promise<ImagePin | undefined> {
  const { output, config, caches } = environment;
  const { name, arch } = image;
  const tell = (key: MessageKey, values: Record<string, string> = {}): void => output.field(output.say("image"), output.say(key, { name, ...values }));
  if (config.images?.[`${name}/${arch}`] !== undefined || image.url.startsWith("file://")) {
    tell("imageOwn");
    return undefined;
  }
  const built = findBuiltImages(caches);
  const chosen = known === undefined ? chooseBuiltImage(built, { name, arch, packages, bundle: bundle && bundleMark(bundle) }) : built.find(({ path }) => known.url === `file://${path}`);
  if (chosen !== undefined) {
    tell("imageBuiltHere", { id: chosen.id });
    return pinOf(chosen);
  }
  if (known !== undefined || new ImageFiles(caches).isThere(image)) {
    tell("imageKept");
    return undefined;
  }
  const address = mirroredAddress(config.mirrors, image.url);
  const suite = suiteOf(name);
  if (suite === undefined || arch !== "x86_64" || (await isReachable(address))) {
    tell("imagePublished");
    return undefined;
  }
  tell("imageUnreachable", { host: new URL(address).host });
  return mayBuild ? pinOf(await build(environment, suite, packages, bundle)) : undefined;
}

async function build(environment: Environment, suite: Suite, packages: readonly string[], bundle: Bundle | undefined): Promise<BuiltImage> {
  const { output, caches, config, signal } = environment;
  await confirm(environment, output.say("confirmBuild"));
  const view = new ProgressView(output);
  return buildDebianImage({ suite, packages, bundle, caches, mirrors: config.mirrors }, view.update, signal).finally(() => view.stop());
}

/** One that is served somewhere is fetched when the machines are there. */
function folderBundle(given: string | undefined, project: Project): Bundle | undefined {
  const folder = bundleOf(given, project);
  return folder === undefined || /^https?:/.test(folder) ? undefined : Bundle.open(folder);
}

function suiteOf(name: string): Suite | undefined {
  return (Object.keys(SUITES) as Suite[]).find((suite) => SUITES[suite] === name);
}

function pinOf({ path, checksum, packages }: BuiltImage): ImagePin {
  return { url: `file://${path}`, checksum, packages };
}
