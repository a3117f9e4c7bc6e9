import type { HelmChart } from "../../charts/addon/helm-release";
import type { GitHubReleases, KubernetesReleases } from "../../charts/versions";
import { mirroredAddress, type Mirrors } from "../../constructs/core/context";
import { chartVersions } from "./helm-index";
import type { Pinned } from "./pinned";
import { Unreachable, type UpstreamPages } from "./upstream-pages";
import { isRelease, newestOf } from "./version-order";

const MOST_PAGES = 20;

/** Asks those who publish a project which release is its newest. */
export class Upstream {
  constructor(private readonly pages: UpstreamPages, private readonly mirrors: Mirrors | undefined) {}

  /** @throws Unreachable */
  async newest({ chart, upstream }: Pinned): Promise<string> {
    const found = newestOf(await this.versions(chart ?? upstream));
    if (found === undefined) throw new Unreachable({ en: "upstream tells of no release", zh: "上游没有给出任何正式版本" });
    return found;
  }

  private async versions(source: HelmChart | GitHubReleases | KubernetesReleases | undefined): Promise<string[]> {
    if (source === undefined) return [];
    if ("github" in source) return this.gitHubReleases(source);
    if ("kubernetes" in source) return [await this.plain(`https://dl.k8s.io/release/stable-${source.kubernetes}.txt`)];
    const repository = mirroredAddress(this.mirrors, source.repository, "charts").replace(/\/+$/, "");
    if (repository.startsWith("oci://")) return this.registryTags(`${repository.slice("oci://".length)}/${source.name}`);
    return chartVersions((await this.pages.read(`${repository}/index.yaml`)).text, source.name);
  }

  private async plain(url: string): Promise<string> {
    return (await this.pages.read(mirroredAddress(this.mirrors, url))).text.trim();
  }

  private async gitHubReleases({ github, tag = "v", line = "" }: GitHubReleases): Promise<string[]> {
    const repository = `https://api.github.com/repos/${github}`;
    const versionOf = (name: string): string[] => (name.startsWith(tag + line) ? [name.slice(tag.length)].filter((version) => isOfLine(version, line)) : []);
    const releases = JSON.parse(await this.plain(`${repository}/releases?per_page=100`)) as readonly { readonly tag_name: string; readonly draft: boolean; readonly prerelease: boolean }[];
    const released = releases.filter(({ draft, prerelease }) => !draft && !prerelease).flatMap(({ tag_name }) => versionOf(tag_name));
    if (released.some(isRelease)) return released;
    const tags = JSON.parse(await this.plain(`${repository}/git/matching-refs/tags/${tag}${line}`)) as readonly { readonly ref: string }[];
    return tags.flatMap(({ ref }) => versionOf(ref.replace("refs/tags/", "")));
  }

  /** @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-tags */
  private async registryTags(path: string): Promise<string[]> {
    const [host = "", ...name] = path.split("/");
    const registry = this.registry(host);
    const found: string[] = [];
    let next: string | undefined = `${registry}/v2/${name.join("/")}/tags/list?n=1000`;
    for (let page = 0; next !== undefined && page < MOST_PAGES; page++) {
      const { text, headers }: { text: string; headers: Headers } = await this.pages.read(next);
      const { tags } = JSON.parse(text) as { readonly tags: readonly string[] | null };
      // A tag has no plus sign: Helm writes another one in its place.
      found.push(...(tags ?? []).map((tag) => tag.replace("_", "+")));
      const [, link] = /<([^>]+)>;\s*rel="?next/.exec(headers.get("link") ?? "") ?? [];
      next = link === undefined ? undefined : new URL(link, next).href;
    }
    return found;
  }

  /** A registry on this machine is asked without TLS, as Docker does. */
  private registry(host: string): string {
    const at = this.mirrors?.registries?.[host] ?? host;
    if (/^https?:\/\//.test(at)) return at.replace(/\/+$/, "");
    return `${/^(localhost|127\.0\.0\.1)(:|$)/.test(at) ? "http" : "https"}://${at.replace(/\/+$/, "")}`;
  }
}

/** 1.34.2 is of 1.34, and 1.340.0 is not. */
function isOfLine(version: string, line: string): boolean {
  return line === "" || version === line || version.startsWith(`${line}.`);
}
