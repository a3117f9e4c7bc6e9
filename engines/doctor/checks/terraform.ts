import type { Check } from "../check";
import { asRoot } from "../packages";
import type { MachineFacts } from "../facts/machine-facts";
import { findProvider, findTerraform, MINIMUM_TERRAFORM, PROVIDER } from "../terraform";
import { advice, fail, ok, skip, text, type Fix } from "../result";

const NEEDED = text("the libvirt engine", "libvirt 引擎");

const terraform: Check = {
  id: "terraform",
  title: text("Terraform or OpenTofu", "Terraform 或 OpenTofu"),
  neededFor: NEEDED,
  preflight: true,
  async run(context) {
    const facts = await context.hereFacts();
    const found = await context.once("terraform", () => findTerraform(context.run));
    if (found?.supported) return ok(text(`${found.binary} ${found.version}, ${found.path}`, `${found.binary} ${found.version}，${found.path}`));
    const fix = installTofu(facts);
    if (!found) return fail(text("neither is in PATH", "PATH 中没有其中任何一个"), fix, { code: "LW2004", values: {} });
    const { binary, version } = found;
    return fail(
      text(`${binary} ${version} is older than ${MINIMUM_TERRAFORM}`, `${binary} ${version} 低于 ${MINIMUM_TERRAFORM}`),
      fix,
      { code: "LW2005", values: { binary, version, minimum: MINIMUM_TERRAFORM } },
    );
  },
};

const provider: Check = {
  id: "provider",
  title: text("Provider dmacvicar/libvirt", "Provider dmacvicar/libvirt"),
  neededFor: NEEDED,
  preflight: true,
  async run(context) {
    const facts = await context.hereFacts();
    const found = await context.once("terraform", () => findTerraform(context.run));
    if (!found) return skip(text("there is no terraform or tofu to use it", "没有可使用它的 terraform 或 tofu"));
    const source = await findProvider(context.run, found.binary);
    switch (source.from) {
      case "directory": return ok(text(`${source.version} in ${source.where}`, `${source.where} 中的 ${source.version}`));
      case "cache": return ok(text(`${source.version} in the plugin cache ${source.where}`, `插件缓存 ${source.where} 中的 ${source.version}`));
      case "mirror":
      case "registry": return ok(text(`${source.version} from ${source.where}, fetched with the first lab`, `${source.version}，首次使用时从 ${source.where} 下载`));
      case "nowhere": {
        const registry = found.binary === "tofu" ? "registry.opentofu.org" : "registry.terraform.io";
        const arch = facts.machine === "aarch64" ? "arm64" : "amd64";
        const directory = `~/.terraform.d/plugins/${registry}/${PROVIDER.namespace}/${PROVIDER.type}/0.9.7/${facts.kernel.toLowerCase()}_${arch}`;
        return fail(
          text(`${PROVIDER.constraint} is not to be had: ${source.why.en}`, `无法获得 ${PROVIDER.constraint}：${source.why.zh}`),
          advice(text(`connect to the internet, or unpack the provider's release into ${directory}`, `请连接互联网，或将 provider 发行包解压到 ${directory}`), "here"),
          { code: "LW2006", values: { constraint: PROVIDER.constraint, why: source.why, directory } },
        );
      }
    }
  },
};

// OpenTofu: its licence lets everybody use it, and one package repository serves every release of a family.
const DEB_SOURCE = "deb [signed-by=/etc/apt/keyrings/opentofu.gpg,/etc/apt/keyrings/opentofu-repo.gpg] https://packages.opentofu.org/opentofu/tofu/any/ any main";
const RPM_SOURCE = [
  "[opentofu]", "name=opentofu", "baseurl=https://packages.opentofu.org/opentofu/tofu/rpm_any/rpm_any/$basearch", "enabled=1", "repo_gpgcheck=0", "gpgcheck=1",
  "gpgkey=https://get.opentofu.org/opentofu.gpg https://packages.opentofu.org/opentofu/tofu/gpgkey",
].join("\\n");

/** Installs OpenTofu from the distribution, or from its own signed repository where the distribution has none. */
export function installTofu(facts: Pick<MachineFacts, "uid" | "distribution">): Fix {
  const sudo = asRoot(facts);
  const commands = {
    debian: [
      `${sudo}install -d -m 0755 /etc/apt/keyrings`,
      `curl -fsSL https://get.opentofu.org/opentofu.gpg | ${sudo}tee /etc/apt/keyrings/opentofu.gpg >/dev/null`,
      `curl -fsSL https://packages.opentofu.org/opentofu/tofu/gpgkey | ${sudo}gpg --no-tty --batch --yes --dearmor -o /etc/apt/keyrings/opentofu-repo.gpg`,
      `echo '${DEB_SOURCE}' | ${sudo}tee /etc/apt/sources.list.d/opentofu.list >/dev/null`,
      `${sudo}apt-get update`,
      `${sudo}apt-get install -y tofu`,
    ],
    fedora: [`${sudo}dnf install -y opentofu`],
    rhel: [`printf '${RPM_SOURCE}\\n' | ${sudo}tee /etc/yum.repos.d/opentofu.repo >/dev/null`, `${sudo}dnf install -y tofu`],
    arch: [`${sudo}pacman -S --needed --noconfirm opentofu`],
    suse: [`printf '${RPM_SOURCE}\\n' | ${sudo}tee /etc/zypp/repos.d/opentofu.repo >/dev/null`, `${sudo}zypper --non-interactive --gpg-auto-import-keys install tofu`],
    other: [],
  }[facts.distribution.family];
  const words = text("install OpenTofu (Terraform does as well)", "安装 OpenTofu（Terraform 亦可）");
  if (commands.length === 0) return advice(text(`${words.en}: https://opentofu.org/docs/intro/install/`, `${words.zh}：https://opentofu.org/docs/intro/install/`), "here");
  return { text: words, command: commands.join(" && "), needsRoot: true, where: "here" };
}

export const terraformChecks: readonly Check[] = [terraform, provider];
