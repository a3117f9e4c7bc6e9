import { Argument, type Command } from "commander";
import type { Language } from "../../../constructs/core/text";
import { formatBytes } from "../../../constructs/core/size";
import { buildDebianImage } from "../../../engines/images/build/debian-image";
import { SUITES, type DebianOptions, type Suite } from "../../../engines/images/build/debian-recipe";
import { packageSets } from "../../../engines/images/build/package-sets";
import type { Tools } from "..";
import { chooseLanguage, type Environment } from "../../environment";
import { pad, type Output } from "../../output";
import { ProgressView } from "../../progress";

interface BuildOptions {
  readonly suite: Suite;
  readonly packages?: string;
  readonly set?: readonly string[];
}

/** `labwright image build`: a disk made of a distribution's packages, kept in the cache. */
export function buildCommand(image: Command, environment: () => Environment, { choices, env }: Tools): void {
  const command = image.command("build").description("build an image from a distribution's packages: bootable, ready for cloud-init, kept in the cache")
    .addArgument(new Argument("<distribution>", "what it is built from").choices(["debian"]))
    .addOption(choices("--suite <suite>", "release of the distribution", Object.keys(SUITES)).default("bookworm"))
    .option("--packages <names>", "more packages, with commas between them")
    .option("--set <names...>", "named sets of packages")
    .addHelpText("after", () => `\n${setWords(chooseLanguage(image.parent?.opts<{ lang?: string }>().lang, undefined, env()))}`)
    .action((_distribution: string, options: BuildOptions) => build(environment(), options));
  command.usage("debian [options]");
}

async function build(environment: Environment, { suite, packages, set }: BuildOptions): Promise<void> {
  const { output, config, signal } = environment;
  const wanted: DebianOptions = { suite, packages: words(packages === undefined ? [] : [packages]), sets: words(set ?? []) };
  const started = Date.now();
  const image = await withView(output, async (view) => {
    let isNew = false;
    const built = await buildDebianImage({ ...wanted, caches: environment.caches, mirrors: config.mirrors }, (progress) => {
      isNew ||= progress.type === "phase" && progress.phase === "packages";
      view.update(progress);
    }, signal);
    return { ...built, isNew };
  });
  const seconds = Math.round((Date.now() - started) / 1000);
  output.field(output.say("image"), `${image.id}  ${formatBytes(image.bytes)}  ${image.isNew ? output.say("imageBuilt", { seconds }) : output.say("imageThere")}`);
  output.field(output.say("colFolder"), image.folder);
  output.result(image);
}

async function withView<T>(output: Output, work: (view: ProgressView) => Promise<T>): Promise<T> {
  const view = new ProgressView(output);
  try {
    return await work(view);
  } finally {
    view.stop();
  }
}

/** `a,b` and `a b` are the same list. */
function words(given: readonly string[]): string[] {
  return given.flatMap((one) => one.split(/[\s,]+/)).filter(Boolean);
}

function setWords(language: Language): string {
  const title = { en: "Package sets:", zh: "软件包集：" }[language];
  const width = Math.max(...Object.keys(packageSets).map((name) => name.length));
  return [title, ...Object.entries(packageSets).map(([name, { description }]) => `  ${pad(name, width)}  ${description[language]}`)].join("\n");
}
