import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { pipeline } from "node:stream/promises";
import { LabError } from "../../constructs/core/lab-error";
import { contentHash } from "../../constructs/core/naming";
import { verbatim } from "../../constructs/core/text";
import type { OnProgress } from "../engine";
import { Bundle, parseRecord } from "./bundle";
import { BUNDLE_FILE, type BundleFile } from "./bundle-record";
import { sha256Of } from "./digest";

/**
 * Brings a bundle that is served somewhere into a cache, file by file: what is there with the right digest is not fetched again.
 * @throws LabError LW3210, LW3211
 */
export async function fetchBundle(url: string, cache: string, onProgress: OnProgress, signal?: AbortSignal): Promise<string> {
  const base = url.endsWith("/") ? url : `${url}/`;
  const folder = join(cache, "bundles", contentHash(base));
  const text = await (await get(new URL(BUNDLE_FILE, base), url, signal)).text();
  const { files } = parseRecord(text, url);
  mkdirSync(folder, { recursive: true });
  for (const file of files) await fetchFile(file, base, folder, onProgress, signal);
  // A folder that is half filled is no bundle: its record comes last.
  writeFileSync(join(folder, `${BUNDLE_FILE}.new`), text);
  renameSync(join(folder, `${BUNDLE_FILE}.new`), join(folder, BUNDLE_FILE));
  return Bundle.open(folder).folder;
}

async function fetchFile({ path, sha256, bytes }: BundleFile, base: string, folder: string, onProgress: OnProgress, signal?: AbortSignal): Promise<void> {
  const to = join(folder, path);
  if (existsSync(to) && (await sha256Of(to)) === sha256) return;
  mkdirSync(join(to, ".."), { recursive: true });
  const { body } = await get(new URL(path, base), path, signal);
  const part = `${to}.part`;
  try {
    onProgress({ type: "download", image: path, received: 0, total: bytes });
    await pipeline(Readable.fromWeb(body as ReadableStream), createWriteStream(part));
    onProgress({ type: "download", image: path, received: bytes, total: bytes });
  } catch (error) {
    rmSync(part, { force: true });
    if (signal?.aborted) throw LabError.of("LW3002");
    throw LabError.of("LW3211", { path, why: verbatim(reason(error)) });
  }
  if ((await sha256Of(part)) !== sha256) {
    rmSync(part);
    throw LabError.of("LW3211", { path, why: { en: "what was fetched has another digest", zh: "下载内容的摘要不符" } });
  }
  renameSync(part, to);
}

async function get(url: URL, what: string, signal?: AbortSignal): Promise<Response> {
  const refuse = (why: string): LabError => LabError.of("LW3210", { folder: what, why: { en: `${url.href} said: ${why}`, zh: `${url.href} 返回：${why}` } });
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (signal?.aborted) throw LabError.of("LW3002");
    throw refuse(reason(error));
  }
  if (!response.ok) throw refuse(String(response.status));
  return response;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
