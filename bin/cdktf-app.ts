import { join } from "node:path";
import { App } from "cdktf";
import { chapters } from "../chapters/registry";
import { chooseLanguage, userDirectories } from "../cli/environment";
import { exitCodeOf, exitCodes } from "../cli/exit-codes";
import { Output } from "../cli/output";
import { LabError } from "../constructs/core/lab-error";
import type { Language } from "../constructs/core/text";
import { quote } from "../constructs/terraform/host-command";
import { KvmHost } from "../constructs/host/kvm-host";
import { loadConfig, type Config } from "../engines/config/config";
import { findHostFacts, type HostFacts, type Probed } from "../engines/libvirt/host-facts";
import { writeHostVariables } from "../engines/libvirt/host-variables";
import { STACK_FILE } from "../engines/libvirt/workspace";
import { Project } from "../engines/project/project";
import { checkSynthesized } from "../engines/synth/check";
import { synthContext } from "../engines/synth/context";
import { ChapterStack } from "../stacks/chapter-stack";
import { packageRoot } from "./package-root";

let language: Language = chooseLanguage(undefined, undefined, process.env);

/** The app of cdktf.json: every chapter in every variant as a stack, for `cdktf list|synth|diff|deploy|destroy`. */
async function synthesize(): Promise<void> {
  const project = Project.find(process.cwd());
  const config = loadConfig(project.directory, join(userDirectories(process.env).config, "config.json"));
  language = chooseLanguage(undefined, config.language, process.env);
  const context = synthContext(project, config, { language, instance: config.instance ?? project.instance() });
  const app = new App({ context });
  const host = KvmHost.parse(config.host ?? "local", { storagePath: config.storagePath, accelerator: config.accelerator });
  const stacks = chapters.flatMap((chapter) => chapter.variants.map(({ name }) => new ChapterStack(app, chapter.id, { host, variant: name })));
  const problems = stacks.flatMap((stack) => stack.lab.findProblems());
  if (problems.length > 0) throw new LabError(problems);
  app.synth();
  const findFacts = probeOnce(stacks.map((stack) => stack.spec()));
  const self = [process.execPath, join(packageRoot(), "dist", "bin", "labwright.js")].map(quote).join(" ");
  // What only this machine knows goes beside the JSON, where Terraform finds it by itself.
  for (const stack of stacks) {
    const workspace = join(app.outdir, "stacks", stack.node.id);
    checkSynthesized(join(workspace, STACK_FILE));
    const labDirectory = project.makeLabDirectory(stack.node.id);
    await writeHostVariables(stack.spec(), { workspace, labDirectory, config, self, findFacts });
  }
}

/** Probing boots a guest: it is done once for all labs of a host. */
function probeOnce(labs: readonly Probed[]): typeof findHostFacts {
  const found = new Map<string, Promise<HostFacts>>();
  return (lab: Probed, config: Config) => {
    const key = `${lab.arch} ${lab.host.uri}`;
    const bridges = labs.filter(({ host, arch }) => `${arch} ${host.uri}` === key).flatMap((one) => one.bridges);
    const facts = found.get(key) ?? findHostFacts({ ...lab, bridges }, config);
    found.set(key, facts);
    return facts;
  };
}

synthesize().catch((error: unknown) => {
  if (error instanceof LabError) new Output({ json: false, language, stdout: process.stdout, stderr: process.stderr, env: process.env }).error(error);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = error instanceof LabError ? exitCodeOf(error) : exitCodes.failure;
});
