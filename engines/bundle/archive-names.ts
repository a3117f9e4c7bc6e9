import { run } from "../process/run";

/** What an image archive says of itself. */
export interface ArchiveImage {
  readonly names: readonly string[];
  readonly standIn: boolean;
}

interface OciIndex {
  readonly manifests?: readonly { readonly digest?: string; readonly annotations?: Readonly<Record<string, string>> }[];
}

interface ImageConfig {
  readonly config?: { readonly Labels?: Readonly<Record<string, string>> | null };
}

/** Images that stand in for others say so. */
export const STAND_IN = "labwright.stand-in";

const NAME_ANNOTATIONS = ["io.containerd.image.name", "org.opencontainers.image.ref.name"];

/**
 * The images in an archive, as Docker saves them or as an OCI layout; undefined where it is neither.
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export async function imagesOf(archive: string): Promise<ArchiveImage | undefined> {
  const docker = await member<readonly { readonly Config: string; readonly RepoTags?: readonly string[] | null }[]>(archive, "manifest.json");
  if (docker !== undefined) {
    const configs = await Promise.all(docker.map(({ Config }) => member<ImageConfig>(archive, Config)));
    return { names: docker.flatMap(({ RepoTags }) => RepoTags ?? []).map(fullName), standIn: configs.some((config) => config?.config?.Labels?.[STAND_IN] === "true") };
  }
  const oci = await member<OciIndex>(archive, "index.json");
  if (oci === undefined) return undefined;
  const names = (oci.manifests ?? []).flatMap(({ annotations = {} }) => NAME_ANNOTATIONS.map((key) => annotations[key]).find((name) => name?.includes("/")) ?? []);
  return { names: names.map(fullName), standIn: (oci.manifests ?? []).some(({ annotations }) => annotations?.[STAND_IN] === "true") };
}

/** `nginx:1.19` is `docker.io/library/nginx:1.19`, as container runtimes have it. */
export function fullName(name: string): string {
  const [first = "", ...rest] = name.split("/");
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const path = hasRegistry ? name : `docker.io/${rest.length === 0 ? `library/${name}` : name}`;
  return /:[^/]+$|@/.test(path) ? path : `${path}:latest`;
}

async function member<T>(archive: string, name: string): Promise<T | undefined> {
  const { code, stdout } = await run(["tar", "-xOf", archive, name], { timeoutMs: 120_000 });
  if (code !== 0) return undefined;
  try {
    return JSON.parse(stdout) as T;
  } catch {
    return undefined;
  }
}
