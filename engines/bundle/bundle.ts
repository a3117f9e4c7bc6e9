import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { LabError, type Problem } from "../../constructs/core/lab-error";
import { verbatim, type Text } from "../../constructs/core/text";
import { API_VERSION } from "../../constructs/spec/lab-spec";
import type { ClusterSpec } from "../../constructs/spec/cluster-spec";
import { BUNDLE_FILE, NODE_PROGRAMS, type BundleFile, type BundleRecord } from "./bundle-record";
import { sha256Of } from "./digest";

/** A bundle as it lies in a folder. */
export class Bundle {
  private constructor(readonly folder: string, readonly record: BundleRecord) {}

  /** @throws LabError LW3210 */
  static open(folder: string): Bundle {
    const file = join(folder, BUNDLE_FILE);
    if (!existsSync(file)) throw LabError.of("LW3210", { folder, why: { en: `it has no ${BUNDLE_FILE}`, zh: `其中没有 ${BUNDLE_FILE}` } });
    return new Bundle(folder, parseRecord(readFileSync(file, "utf8"), folder));
  }

  file(path: string): string {
    return join(this.folder, path);
  }

  get images(): string[] {
    return this.record.files.flatMap(({ images = [] }) => images);
  }

  /** @throws LabError LW3211 of every file that is not what the record says */
  async verify(onFile: (file: BundleFile) => void = () => undefined): Promise<void> {
    const problems: Problem[] = [];
    for (const file of this.record.files) {
      const path = this.file(file.path);
      const why: Text | undefined = !existsSync(path) ? { en: "it is missing", zh: "文件缺失" } : (await sha256Of(path)) === file.sha256 ? undefined : { en: "its digest is another", zh: "摘要不符" };
      if (why !== undefined) problems.push({ code: "LW3211", values: { path: file.path, why } });
      onFile(file);
    }
    if (problems.length > 0) throw new LabError(problems);
  }

  /** What a cluster wants that it has not; images of Helm charts show when they are pulled. @throws LabError LW3212, LW3213 */
  refuseLack(cluster: ClusterSpec, arch: string): void {
    const { kubernetes, arch: ownArch } = this.record;
    const [have, want] = [`Kubernetes ${kubernetes}, ${ownArch}`, `Kubernetes ${cluster.kubernetes}, ${arch}`];
    if (have !== want) throw LabError.of("LW3212", { folder: this.folder, cluster: cluster.name, have, want });
    const wanted = [
      ...NODE_PROGRAMS.filter((name) => this.find("program", name) === undefined).map((thing) => ({ who: cluster.name, thing })),
      ...cluster.addons.flatMap(({ addon, steps }) => steps.flatMap((step) => {
        if (step.type === "helm" && this.chart(step.chart.name, step.chart.version) === undefined) return [{ who: addon, thing: `chart ${step.chart.name} ${step.chart.version}` }];
        if (step.type === "manifest" && this.manifest(step.url) === undefined) return [{ who: addon, thing: step.url }];
        return [];
      })),
    ];
    if (cluster.addons.some(({ steps }) => steps.some(({ type }) => type === "helm")) && this.find("program", "helm") === undefined) wanted.push({ who: cluster.name, thing: "helm" });
    if (wanted.length > 0) throw new LabError(wanted.map((values) => ({ code: "LW3213", values: { ...values, folder: this.folder } })));
  }

  chart(name: string, version: string): BundleFile | undefined {
    return this.record.files.find(({ chart }) => chart?.name === name && chart.version.replace(/^v/, "") === version.replace(/^v/, ""));
  }

  manifest(url: string): BundleFile | undefined {
    return this.record.files.find((file) => file.url === url);
  }

  private find(kind: BundleFile["kind"], name: string): BundleFile | undefined {
    return this.record.files.find((file) => file.kind === kind && file.path.endsWith(`/${name}`));
  }
}

/** @throws LabError LW3210, LW4011 where a newer labwright made it */
export function parseRecord(text: string, folder: string): BundleRecord {
  const refuse = (why: Text): LabError => LabError.of("LW3210", { folder, why });
  let record: Partial<BundleRecord> | null;
  try {
    record = parse(text) as Partial<BundleRecord> | null;
  } catch (error) {
    throw refuse(verbatim(error instanceof Error ? error.message : String(error)));
  }
  if (record?.kind !== "Bundle" || !Array.isArray(record.files)) throw refuse({ en: `${BUNDLE_FILE} is not of kind Bundle`, zh: `${BUNDLE_FILE} 的 kind 不是 Bundle` });
  if (record.apiVersion !== API_VERSION) throw LabError.of("LW4011", { given: String(record.apiVersion), known: API_VERSION });
  // A path may not lead out of the folder: its files are sent to machines, and written there as root.
  const bad = (record.files as readonly BundleFile[]).find(({ path, sha256 }) => typeof path !== "string" || !/^[a-z]+\/[\w.@+-]+$/.test(path) || !/^[0-9a-f]{64}$/.test(sha256));
  if (bad !== undefined) throw refuse({ en: `its file ${String(bad.path)} has no plain path or no digest`, zh: `文件 ${String(bad.path)} 的路径或摘要不合规` });
  return record as BundleRecord;
}
