import { stat } from "node:fs/promises";
import { LabError } from "../../constructs/core/lab-error";
import { fetchCommand, imagePath } from "../../constructs/image/fetch-script";
import type { ImagePin, ResolvedImage } from "../../constructs/image/image";
import { quote, sshDestination } from "../../constructs/terraform/host-command";
import type { KvmHost } from "../../constructs/host/kvm-host";
import { run } from "../process/run";
import { fetchWords } from "./fetch-words";

export interface FetchOptions {
  readonly signal?: AbortSignal;
  readonly onProgress: (received: number, total: number | undefined) => void;
}

/**
 * Brings an image to a host, verified, and tells the digest it was found to have.
 * @throws LabError LW3010
 */
export async function fetchImage(host: Pick<KvmHost, "ssh" | "imagePath">, image: ResolvedImage, options: FetchOptions): Promise<ImagePin | undefined> {
  const path = imagePath(host, image);
  const { command, environment } = fetchCommand(host, image);
  const total = await expectedSize(image.url);
  const timer = setInterval(() => void reportSize(host, path, total, options.onProgress), 500);
  const result = await run(["sh", "-c", command], { env: environment, signal: options.signal });
  clearInterval(timer);
  if (options.signal?.aborted) throw LabError.of("LW3002");
  if (result.code !== 0) {
    const why = result.stderr.split("\n").filter((line) => line.startsWith("labwright:") || line.startsWith("curl:")).join("\n") || result.stderr.trim();
    throw LabError.of("LW3010", { image: image.name, why: fetchWords(why.slice(0, 500)) });
  }
  const checksum = await askHost(host, `exec cat ${quote(`${path}.digest`)}`);
  return checksum ? { url: image.url, checksum } : undefined;
}

async function reportSize(host: Pick<KvmHost, "ssh">, path: string, total: number | undefined, report: FetchOptions["onProgress"]): Promise<void> {
  if (host.ssh !== undefined) return;
  const size = await stat(`${path}.part`).then((found) => found.size, () => undefined);
  if (size !== undefined) report(size, total);
}

// Only a progress bar needs it: no answer, no total.
async function expectedSize(url: string): Promise<number | undefined> {
  try {
    if (url.startsWith("file://")) return (await stat(url.slice("file://".length))).size;
    const answer = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(5000) });
    const length = Number(answer.headers.get("content-length"));
    return Number.isSafeInteger(length) && length > 0 ? length : undefined;
  } catch {
    return undefined;
  }
}

/** Standard output of a command on the host; undefined where it fails. */
export async function askHost(host: Pick<KvmHost, "ssh">, command: string): Promise<string | undefined> {
  const argv = host.ssh === undefined ? ["sh", "-c", command] : ["sh", "-c", `exec ssh -o BatchMode=yes ${sshDestination(host.ssh)} ${quote(command)}`];
  const { code, stdout } = await run(argv, { timeoutMs: 30_000 });
  return code === 0 ? stdout.trim() : undefined;
}
