import { rmSync } from "node:fs";
import { resolve } from "node:path";
import type { Command, Option } from "commander";
import { DEFAULT_KUBERNETES, KUBERNETES_MINORS, kubernetesVersion, type KubernetesMinor } from "../../constructs/cluster/kubernetes-release";
import { mirroredAddress, type Mirrors } from "../../constructs/core/context";
import { LabError } from "../../constructs/core/lab-error";
import { formatBytes } from "../../constructs/core/size";
import { Bundle } from "../../engines/bundle/bundle";
import { createBundle } from "../../engines/bundle/create";
import { programDownloads } from "../../engines/bundle/downloads";
import { downloadParts } from "../../engines/bundle/download";
import { serveBundle } from "../../engines/bundle/serve";
import { parseTarget } from "../../engines/synth/target";
import { buildLab } from "../build";
import type { Environment } from "../environment";
import { ProgressView } from "../progress";
import type { Tools } from "./index";

interface CreateOptions {
  readonly out: string;
  readonly kubernetes?: KubernetesMinor;
  readonly for?: readonly string[];
}

/** `labwright bundle`: all that clusters take from elsewhere, in a folder, for rooms without the internet. */
export function bundleCommand(program: Command, environment: () => Environment, { choices }: Tools): void {
  const bundle = program.command("bundle").description("make, check or serve a bundle: Kubernetes' programs, images and charts for clusters without the internet");
  bundle.command("create").argument("[dirs...]", "folders with bin/, cni/, images/, charts/, manifests/").description("make a bundle of files given, of what labs want from the internet, or of both; or add them to one")
    .option("--for <lab...>", "chapters or lab files: what their clusters want is downloaded (needs skopeo)")
    .option("--out <dir>", "the bundle's folder", "bundle")
    .addOption(minors(choices))
    .action((dirs: string[], options: CreateOptions) => create(environment(), dirs, options));
  bundle.command("verify").argument("<dir>", "a bundle").description("check every file of a bundle by its digest")
    .action((dir: string) => verify(environment(), dir));
  bundle.command("serve").argument("<dir>", "a bundle").description("serve a bundle by HTTP until interrupted")
    .option("--address <address>", "address to listen at", "127.0.0.1").option("--port <port>", "port; 0 takes a free one", "0")
    .action((dir: string, { address, port }: { readonly address: string; readonly port: string }) => serve(environment(), dir, address, Number(port)));
}

function minors(choices: Tools["choices"]): Option {
  return choices("--kubernetes <minor>", "which Kubernetes it is of, unless a lab says it", KUBERNETES_MINORS);
}

async function create(environment: Environment, dirs: readonly string[], { out, kubernetes: minor, for: labs = [] }: CreateOptions): Promise<void> {
  const { output, directory, options, config, signal } = environment;
  const clusters = labs.flatMap((lab) => buildLab(environment, parseTarget(lab, undefined, directory)).spec().clusters ?? []);
  if (dirs.length === 0 && clusters.length === 0) throw LabError.of("LW4008", { what: { en: "bundle create takes folders, or --for a lab that has a cluster", zh: "bundle create 需要文件夹，或用 --for 指定含有集群的实验环境" }, command: "bundle" });
  const arch = options.arch ?? config.arch ?? (process.arch === "arm64" ? "aarch64" : "x86_64");
  const kubernetes = minor === undefined ? (clusters[0]?.kubernetes ?? kubernetesVersion(DEFAULT_KUBERNETES)) : kubernetesVersion(minor);
  const to = resolve(directory, out);
  const other = clusters.find((cluster) => cluster.kubernetes !== kubernetes);
  if (other !== undefined) throw LabError.of("LW3212", { folder: to, cluster: other.name, have: `Kubernetes ${kubernetes}`, want: `Kubernetes ${other.kubernetes}` });
  const downloaded = `${to}.parts`;
  if (clusters.length > 0) {
    const view = new ProgressView(output);
    await downloadParts({ clusters, kubernetes, arch, programs: programDownloads(kubernetes, arch), to: downloaded, mirrored: mirrored(config.mirrors), onProgress: view.update, signal }).finally(() => view.stop());
  }
  const bundle = await createBundle({ from: [...(clusters.length > 0 ? [downloaded] : []), ...dirs.map((path) => resolve(directory, path))], out: to, kubernetes, arch });
  // Only now: an interrupted download goes on where it was.
  rmSync(downloaded, { recursive: true, force: true });
  tell(output, bundle);
}

function mirrored(mirrors: Mirrors | undefined): Parameters<typeof downloadParts>[0]["mirrored"] {
  const registry = (name: string): string => {
    const [prefix, replacement] = Object.entries(mirrors?.registries ?? {}).find(([one]) => name.startsWith(`${one}/`)) ?? [];
    return prefix === undefined || replacement === undefined ? name : replacement + name.slice(prefix.length);
  };
  return { address: (url) => mirroredAddress(mirrors, url), image: registry, charts: (repository) => mirroredAddress(mirrors, repository, "charts") };
}

async function verify({ output, directory }: Environment, dir: string): Promise<void> {
  const bundle = Bundle.open(resolve(directory, dir));
  await bundle.verify();
  tell(output, bundle);
}

function tell(output: Environment["output"], { folder, record: { kubernetes, arch, files } }: Bundle): void {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const standIns = files.filter(({ standIn }) => standIn).flatMap(({ images = [] }) => images);
  output.line(output.say("bundleHolds", { path: folder, kubernetes, arch, count: files.length, size: formatBytes(bytes) }));
  if (standIns.length > 0) output.warn(output.say("bundleStandIns", { images: standIns.join(", ") }));
  output.result({ folder, kubernetes, arch, files: files.length, bytes, images: files.flatMap(({ images = [] }) => images), standIns });
}

async function serve({ output, directory, signal }: Environment, dir: string, address: string, port: number): Promise<void> {
  const served = await serveBundle(Bundle.open(resolve(directory, dir)), address, port, (path, status) => output.line(`${status} ${path}`));
  output.line(output.say("bundleServed", { url: served.url }));
  await new Promise<void>((done) => (signal.aborted ? done() : signal.addEventListener("abort", () => done(), { once: true })));
  await served.close();
}
