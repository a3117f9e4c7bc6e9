import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Arch } from "../../constructs/core/arch";
import { LabError, type Problem } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import { API_VERSION } from "../../constructs/spec/lab-spec";
import { imagesOf } from "./archive-names";
import { Bundle } from "./bundle";
import { BUNDLE_FILE, FOLDERS, type BundleFile, type BundleFileKind, type BundleRecord } from "./bundle-record";
import { chartOf } from "./chart-name";
import { sha256Of } from "./digest";

export interface CreateBundleOptions {
  /** Folders with bin/, cni/, images/, charts/ and manifests/, as a bundle has them; of two files of one name the later counts. */
  readonly from: readonly string[];
  /** The bundle's folder. What is in it already stays, unless it is given anew. */
  readonly out: string;
  /** Exact version. */
  readonly kubernetes: string;
  readonly arch: Arch;
}

/** Makes a bundle of files, or adds them to one. @throws LabError LW3214 of every file that is none of a bundle's */
export async function createBundle({ from, out, kubernetes, arch }: CreateBundleOptions): Promise<Bundle> {
  const problems: Problem[] = [];
  const found = new Map<string, BundleFile>();
  for (const folder of from) {
    for (const kind of Object.keys(FOLDERS) as BundleFileKind[]) {
      for (const name of namesIn(join(folder, FOLDERS[kind]))) {
        const path = `${FOLDERS[kind]}/${name}`;
        const told = await describe(kind, join(folder, path));
        if ("why" in told) problems.push({ code: "LW3214", values: { path: join(folder, path), why: told.why } });
        else found.set(path, { path, kind, sha256: await sha256Of(join(folder, path)), bytes: statSync(join(folder, path)).size, ...told });
      }
    }
  }
  if (problems.length > 0) throw new LabError(problems);
  if (found.size === 0) throw LabError.of("LW3214", { path: from.join(", "), why: { en: "none of a bundle's folders is in it", zh: "其中没有 bundle 的任何文件夹" } });
  const kept = existsSync(join(out, BUNDLE_FILE)) ? Bundle.open(out).record.files.filter(({ path }) => !found.has(path)) : [];
  // A bundle that is half made is none: its record comes last.
  rmSync(join(out, BUNDLE_FILE), { force: true });
  for (const folder of from) {
    for (const { path } of found.values()) {
      if (folder === out || !existsSync(join(folder, path))) continue;
      mkdirSync(join(out, path, ".."), { recursive: true });
      copyFileSync(join(folder, path), join(out, path));
    }
  }
  const files = [...kept, ...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const record: BundleRecord = { apiVersion: API_VERSION, kind: "Bundle", arch, kubernetes, files };
  writeFileSync(join(out, BUNDLE_FILE), stringify(record, { lineWidth: 0 }));
  return Bundle.open(out);
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith(".")).sort() : [];
}

/** What the record says of a file beyond its digest, or why it is none of the bundle's. */
async function describe(kind: BundleFileKind, path: string): Promise<Pick<BundleFile, "images" | "standIn" | "chart" | "url"> | { readonly why: Text }> {
  if (kind === "image") {
    const image = await imagesOf(path);
    if (image === undefined || image.names.length === 0) return { why: { en: "it is no archive of an image with a name", zh: "不是带名称的镜像归档" } };
    return { images: image.names, ...(image.standIn && { standIn: true }) };
  }
  if (kind === "chart") {
    const chart = await chartOf(path);
    return chart === undefined ? { why: { en: "it is no packaged Helm chart", zh: "不是打包的 Helm chart" } } : { chart };
  }
  if (kind === "manifest") {
    const [, url] = /^# (https?:\/\/\S+)$/m.exec(readFileSync(path, "utf8").split("\n")[0] ?? "") ?? [];
    return url === undefined ? { why: { en: "its first line is not `# ` and the address it was taken from", zh: "首行不是 `# ` 加来源网址" } } : { url };
  }
  return {};
}
