import { chmodSync, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { pipeline } from "node:stream/promises";
import { stringify } from "yaml";
import type { Arch } from "../../constructs/core/arch";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import type { ClusterSpec } from "../../constructs/spec/cluster-spec";
import { missingTool } from "../process/missing-tool";
import { run } from "../process/run";
import type { OnProgress } from "../engine";
import { fullName } from "./archive-names";
import { sha256Of } from "./digest";
import type { Download } from "./downloads";
import { imagesIn } from "./images-in";

export interface DownloadOptions {
  readonly clusters: readonly ClusterSpec[];
  readonly kubernetes: string;
  readonly arch: Arch;
  /** What programs there are, see `programDownloads`. */
  readonly programs: readonly Download[];
  /** Folder that is filled as a bundle's parts are. What is there with the right digest is kept. */
  readonly to: string;
  /** What an address, a registry or a chart repository is replaced by. */
  readonly mirrored: { readonly address: (url: string) => string; readonly image: (name: string) => string; readonly charts: (repository: string) => string };
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal;
}

/**
 * Brings all that clusters take from elsewhere: programs by their pinned digests, charts by Helm, images by skopeo.
 * @throws LabError LW2003 where skopeo is not installed, LW3211, LW3215
 */
export async function downloadParts(options: DownloadOptions): Promise<void> {
  const { clusters, kubernetes, programs, to } = options;
  for (const download of programs) await program(download, options);
  const images = new Set(await kubeadmImages(options));
  const helm = join(to, "bin", "helm");
  for (const { addons } of clusters) {
    for (const { addon, steps } of addons) {
      for (const step of steps) {
        if (step.type === "objects") for (const name of imagesIn(step.objects)) images.add(name);
        if (step.type === "manifest") for (const name of await manifest(step.url, step.sha256, options)) images.add(name);
        if (step.type !== "helm") continue;
        const { name, repository, version } = step.chart;
        const at = options.mirrored.charts(repository);
        const source = at.startsWith("oci://") ? [`${at}/${name}`] : [name, "--repo", at];
        mkdirSync(join(to, "charts"), { recursive: true });
        await tool(addon, [helm, "pull", ...source, "--version", version, "--destination", join(to, "charts")], options);
        const rendered = await tool(addon, [helm, "template", step.release, ...source, "--version", version, "--namespace", step.namespace, "--kube-version", kubernetes, "--values", "-"], options, stringify(step.values));
        for (const image of imagesIn(rendered)) images.add(image);
      }
    }
  }
  for (const name of images) await image(fullName(name), options);
}

async function program({ url, sha256, into }: Download, options: DownloadOptions): Promise<void> {
  const { to } = options;
  const kept = join(to, ".downloads", sha256);
  if (!existsSync(kept) || (await sha256Of(kept)) !== sha256) await fetchTo(url, kept, sha256, options);
  const parts = typeof into === "string" ? { "": into } : into;
  for (const [member, path] of Object.entries(parts)) {
    const target = join(to, path);
    mkdirSync(dirname(target), { recursive: true });
    const { code, stderr } = member === "" ? await run(["cp", kept, target]) : await run(["sh", "-c", 'tar -xzOf "$1" "$2" > "$3"', "sh", kept, member, target]);
    if (code !== 0) throw LabError.of("LW3215", { what: { en: path, zh: path }, why: verbatim(stderr.trim()) });
    chmodSync(target, 0o755);
  }
}

async function manifest(url: string, sha256: string | undefined, options: DownloadOptions): Promise<string[]> {
  const file = join(options.to, "manifests", `${url.replace(/^https?:\/\//, "").replace(/[^\w.-]+/g, "-")}`);
  await fetchTo(url, `${file}.part`, sha256, options);
  const text = readFileSync(`${file}.part`, "utf8");
  rmSync(`${file}.part`);
  writeFileSync(file, `# ${url}\n${text}`);
  return imagesIn(text);
}

async function fetchTo(url: string, file: string, sha256: string | undefined, { mirrored, onProgress, signal }: DownloadOptions): Promise<void> {
  const address = mirrored.address(url);
  const name = url.split("/").at(-1) ?? url;
  const fail = (why: string): LabError => LabError.of("LW3215", { what: { en: address, zh: address }, why: verbatim(why) });
  mkdirSync(dirname(file), { recursive: true });
  try {
    const response = await fetch(address, { signal });
    if (!response.ok) throw new Error(String(response.status));
    const total = Number(response.headers.get("content-length")) || undefined;
    onProgress({ type: "download", image: name, received: 0, total });
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(`${file}.new`));
    if (total !== undefined) onProgress({ type: "download", image: name, received: total, total });
  } catch (error) {
    rmSync(`${file}.new`, { force: true });
    if (signal?.aborted) throw LabError.of("LW3002");
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw fail(cause instanceof Error ? cause.message : String(cause));
  }
  if (sha256 !== undefined && (await sha256Of(`${file}.new`)) !== sha256) {
    rmSync(`${file}.new`);
    throw LabError.of("LW3211", { path: name, why: { en: "what was fetched has another digest", zh: "下载内容的摘要不符" } });
  }
  renameSync(`${file}.new`, file);
}

/** What kubeadm itself asks for: the program was just verified, and is of this machine's kind or of none that it could ask. */
async function kubeadmImages(options: DownloadOptions): Promise<string[]> {
  const said = await tool("kubeadm", [join(options.to, "bin", "kubeadm"), "config", "images", "list", "--kubernetes-version", `v${options.kubernetes}`], options);
  return said.split("\n").map((line) => line.trim()).filter((line) => line.includes("/"));
}

async function image(name: string, options: DownloadOptions): Promise<void> {
  const { to, mirrored, arch, onProgress } = options;
  const file = join(to, "images", `${name.replace(/^.*?\//, "").replace(/[^\w.-]+/g, "-")}.tar`);
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  onProgress({ type: "download", image: name, received: 0 });
  // A name with both a tag and a digest is one that no archive can have: the tag names it then.
  const plain = name.replace(/(:[^/@]+)@.*$/, "$1");
  await tool(name, ["skopeo", "--override-os", "linux", "--override-arch", arch === "aarch64" ? "arm64" : "amd64", "copy", "--quiet", `docker://${mirrored.image(name)}`, `docker-archive:${file}.part:${plain.replace(/@sha256:/, ":sha256-")}`], options);
  renameSync(`${file}.part`, file);
}

async function tool(what: string, argv: readonly string[], { signal }: DownloadOptions, input?: string): Promise<string> {
  const { code, stdout, stderr } = await run(argv, { input, signal, timeoutMs: 30 * 60_000 });
  if (signal?.aborted) throw LabError.of("LW3002");
  if (code === 127) throw missingTool(argv[0] ?? "");
  if (code !== 0) throw LabError.of("LW3215", { what: { en: what, zh: what }, why: verbatim((stderr || stdout).trim().slice(0, 800)) });
  return stdout;
}
