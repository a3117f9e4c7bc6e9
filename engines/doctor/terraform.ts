import type { Text } from "../../constructs/core/text";
import { complaint, script, type CommandRunner } from "./runner";

/** `terraform_data` came with Terraform 1.4; 1.5 is the oldest that is still in use, and what OpenTofu began from. */
export const MINIMUM_TERRAFORM = "1.5.0";

export interface TerraformFound {
  readonly binary: "terraform" | "tofu";
  readonly path: string;
  readonly version: string;
  /** Whether it is `MINIMUM_TERRAFORM` or later. */
  readonly supported: boolean;
}

const FIND = `for name in terraform tofu; do
  if path=$(command -v "$name" 2>/dev/null); then echo "@$name $path"; CHECKPOINT_DISABLE=1 "$path" version 2>/dev/null; fi
done
exit 0
`;

/** Terraform, or OpenTofu where there is no Terraform, or only one that is too old. */
export async function findTerraform(run: CommandRunner): Promise<TerraformFound | undefined> {
  const { stdout } = await run.here(script(FIND));
  const found = stdout.split(/^@/m).slice(1).flatMap((part): TerraformFound[] => {
    const [, binary, path] = /^(terraform|tofu) (.*)$/m.exec(part) ?? [];
    const version = /^(?:Terraform|OpenTofu) v(\S+)/m.exec(part)?.[1];
    if (!path || !version || (binary !== "terraform" && binary !== "tofu")) return [];
    return [{ binary, path, version, supported: atLeast(version, MINIMUM_TERRAFORM) }];
  });
  return found.find(({ supported }) => supported) ?? found[0];
}

/** Compares versions by their numbers; a pre-release counts as its release. */
export function atLeast(version: string, minimum: string): boolean {
  const [have, want] = [version, minimum].map((text) => text.split("-")[0]!.split(".").map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (have?.[index] ?? 0) - (want?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The provider as labwright's stacks ask for it. */
export const PROVIDER = { namespace: "dmacvicar", type: "libvirt", constraint: "~> 0.9.7" } as const;

/** Whether a version satisfies `~> 0.9.7`: 0.9.7 or a later 0.9. */
export function satisfiesProvider(version: string): boolean {
  const [, wanted = ""] = PROVIDER.constraint.split(" ");
  const series = wanted.split(".").slice(0, 2).join(".");
  return !version.includes("-") && version.startsWith(`${series}.`) && atLeast(version, wanted);
}

export type ProviderSource =
  | { readonly from: "directory" | "cache" | "registry" | "mirror"; readonly where: string; readonly version: string }
  | { readonly from: "nowhere"; readonly why: Text };

// What terraform itself looks through: the directories of its configuration, then those it takes for mirrors unasked.
const LOCAL = `data=\${XDG_DATA_HOME:-$HOME/.local/share}
case $LW_BINARY in
  tofu) config=\${TF_CLI_CONFIG_FILE:-$HOME/.tofurc}; [ -e "$config" ] || config=$HOME/.terraformrc; own=opentofu ;;
  *) config=\${TF_CLI_CONFIG_FILE:-$HOME/.terraformrc}; own=terraform ;;
esac
if [ -r "$config" ]; then sed 's/^/config /' "$config"; fi
echo "cache \${TF_PLUGIN_CACHE_DIR:-}"
echo "platform $(uname -s | tr 'A-Z' 'a-z')_$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')"
mirrors=$(if [ -r "$config" ]; then sed -n '/filesystem_mirror/,/}/s/^ *path *= *"\\(.*\\)".*/\\1/p' "$config"; fi)
cache=\${TF_PLUGIN_CACHE_DIR:-$(if [ -r "$config" ]; then sed -n 's/^ *plugin_cache_dir *= *"\\(.*\\)".*/\\1/p' "$config"; fi)}
cache=$(printf %s "$cache" | sed "s|^\\$HOME|$HOME|; s|^~|$HOME|")
list() {
  find "$2/$LW_REGISTRY/$LW_NAMESPACE/$LW_TYPE" -mindepth 1 -maxdepth 2 2>/dev/null | sed "s|^|found $1 $2 |"
}
printf '%s\\n' "$mirrors" | while IFS= read -r dir; do if [ -n "$dir" ]; then list directory "$dir"; fi; done
if ! grep -q '^ *provider_installation' "$config" 2>/dev/null; then
  for dir in "$HOME/.terraform.d/plugins" "$data/$own/plugins" /usr/local/share/$own/plugins /usr/share/$own/plugins; do list directory "$dir"; done
fi
if [ -n "$cache" ]; then list cache "$cache"; fi
exit 0
`;

/** Where `terraform init` would take the provider from; nothing is downloaded. */
export async function findProvider(run: CommandRunner, binary: "terraform" | "tofu"): Promise<ProviderSource> {
  const registry = binary === "tofu" ? "registry.opentofu.org" : "registry.terraform.io";
  const local = await run.here(script(LOCAL, { LW_BINARY: binary, LW_REGISTRY: registry, LW_NAMESPACE: PROVIDER.namespace, LW_TYPE: PROVIDER.type }));
  const platform = /^platform (\S+)$/m.exec(local.stdout)?.[1] ?? "";
  const copies = [...local.stdout.matchAll(/^found (directory|cache) (\S+) (\S+)$/gm)].flatMap(([, from, where = "", path = ""]) => {
    const version = versionOf(path, platform);
    return version ? [{ from: from as "directory" | "cache", where, version }] : [];
  });
  const config = [...local.stdout.matchAll(/^config (.*)$/gm)].map(([, line]) => line ?? "").filter((line) => !/^\s*(#|\/\/)/.test(line)).join("\n");
  const override = new RegExp(`dev_overrides\\s*\\{[^}]*"(?:[\\w.-]+/)?${PROVIDER.namespace}/${PROVIDER.type}"\\s*=\\s*"([^"]+)"`).exec(config)?.[1];
  if (override) return { from: "directory", where: override, version: "dev" };
  const usable = copies.find(({ version }) => satisfiesProvider(version));
  if (usable) return usable;
  const mirror = /network_mirror\s*\{[^}]*?url\s*=\s*"([^"]+)"/.exec(config)?.[1];
  const versions = copies.map(({ version }) => version).join(", ");
  const nowhere = (en: string, zh: string): ProviderSource => ({
    from: "nowhere",
    why: versions === "" ? { en, zh } : { en: `only ${versions} in ${copies[0]?.where ?? ""}; ${en}`, zh: `${copies[0]?.where ?? ""} 中只有 ${versions}；${zh}` },
  });
  if (/provider_installation\s*\{/.test(config) && !mirror && !/\bdirect\s*\{/.test(config)) {
    return nowhere("the CLI configuration allows only mirrors that do not have it", "CLI 配置只允许使用镜像源，而其中没有该 provider");
  }
  return askRegistry(run, registry, mirror, nowhere);
}

async function askRegistry(run: CommandRunner, registry: string, mirror: string | undefined, nowhere: (en: string, zh: string) => ProviderSource): Promise<ProviderSource> {
  const { namespace, type } = PROVIDER;
  const url = mirror ? `${mirror.replace(/\/$/, "")}/${registry}/${namespace}/${type}/index.json` : `https://${registry}/v1/providers/${namespace}/${type}/versions`;
  const answer = await run.here({ argv: ["curl", "-fsSL", "--connect-timeout", "5", "--max-time", "10", url] });
  const host = new URL(url).host;
  if (answer.code === 127) return nowhere(`curl is missing, so ${host} could not be asked`, `缺少 curl，无法查询 ${host}`);
  if (answer.code !== 0) {
    const why = complaint(answer);
    return nowhere(`${host} does not answer: ${why.en}`, `${host} 没有响应：${why.zh}`);
  }
  const version = versionsIn(answer.stdout).find(satisfiesProvider);
  return version ? { from: mirror ? "mirror" : "registry", where: host, version } : nowhere(`${host} has no ${PROVIDER.constraint}`, `${host} 没有 ${PROVIDER.constraint}`);
}

// `.../libvirt/0.9.7/linux_amd64`, or packed: `.../libvirt/terraform-provider-libvirt_0.9.7_linux_amd64.zip`.
function versionOf(path: string, platform: string): string | undefined {
  const [target, parent] = path.split("/").reverse();
  if (target === platform) return parent;
  const packed = /^terraform-provider-libvirt_([^_]+)_(.+)\.zip$/.exec(target ?? "");
  return packed?.[2] === platform ? packed[1] : undefined;
}

function versionsIn(body: string): string[] {
  try {
    const { versions } = JSON.parse(body) as { versions?: unknown };
    if (Array.isArray(versions)) return versions.flatMap((entry: unknown) => (isVersion(entry) ? [entry.version] : [])).sort(newestFirst);
    return typeof versions === "object" && versions !== null ? Object.keys(versions).sort(newestFirst) : [];
  } catch {
    return [];
  }
}

function isVersion(entry: unknown): entry is { readonly version: string } {
  return typeof entry === "object" && entry !== null && typeof (entry as { version?: unknown }).version === "string";
}

function newestFirst(a: string, b: string): number {
  return a === b ? 0 : atLeast(a, b) ? -1 : 1;
}
