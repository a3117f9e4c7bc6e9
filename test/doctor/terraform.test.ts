import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findProvider, findTerraform, SystemRunner, type Command, type CommandRunner } from "../../engines/doctor";
import { atLeast, satisfiesProvider } from "../../engines/doctor/terraform";
import { fakeCommands } from "../support/fake-command";

describe("versions", () => {
  test.each([["1.5.0", true], ["1.5", true], ["1.10.2", true], ["2.0.0", true], ["1.4.9", false], ["1.5.0-beta1", true]])("%s is 1.5.0 or later: %s", (version, expected) => {
    expect(atLeast(version, "1.5.0")).toBe(expected);
  });

  test.each([["0.9.7", true], ["0.9.12", true], ["0.9.6", false], ["0.10.0", false], ["1.0.0", false], ["0.9.8-rc1", false]])("%s satisfies ~> 0.9.7: %s", (version, expected) => {
    expect(satisfiesProvider(version)).toBe(expected);
  });
});

describe("on a machine with a home of its own, really looked at", () => {
  let home: string;
  beforeEach(() => { home = mkdtempSync(join(tmpdir(), "lw-home-")); });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  /** This machine, but for its home, its commands and the network, which a faked curl stands in for. */
  const machine = (scripts: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): CommandRunner => {
    const path = fakeCommands(home, { curl: "echo 'curl: (6) Could not resolve host' >&2; exit 6\n", uname: 'case $1 in -m) echo x86_64;; *) echo Linux;; esac\n', ...scripts });
    const system = new SystemRunner({});
    const base = { HOME: home, PATH: path, TF_CLI_CONFIG_FILE: join(home, ".terraformrc"), TF_PLUGIN_CACHE_DIR: "", XDG_DATA_HOME: join(home, ".local/share"), ...env };
    const run = (command: Command): ReturnType<CommandRunner["here"]> => system.here({ ...command, env: { ...base, ...command.env } });
    return { here: run, onHost: run };
  };
  const put = (path: string, content = ""): void => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), content);
  };
  const plugin = (root: string, version = "0.9.7", registry = "registry.terraform.io"): void =>
    put(`${root}/${registry}/dmacvicar/libvirt/${version}/linux_amd64/terraform-provider-libvirt`);

  test("terraform before tofu, unless it is too old", async () => {
    const says = (name: string, version: string): string => `echo "${name} v${version}"\necho "on linux_amd64"\n`;
    expect(await findTerraform(machine({ terraform: says("Terraform", "1.9.8"), tofu: says("OpenTofu", "1.8.1") }))).toEqual({ binary: "terraform", path: join(home, "bin/terraform"), version: "1.9.8", supported: true });
    expect(await findTerraform(machine({ terraform: says("Terraform", "1.2.0"), tofu: says("OpenTofu", "1.8.1") }))).toMatchObject({ binary: "tofu", supported: true });
    expect(await findTerraform(machine({ terraform: says("Terraform", "1.2.0"), tofu: "exit 1\n" }))).toMatchObject({ binary: "terraform", supported: false });
  });

  test("the provider in a directory that terraform looks through unasked", async () => {
    plugin(".terraform.d/plugins");
    expect(await findProvider(machine(), "terraform")).toEqual({ from: "directory", where: join(home, ".terraform.d/plugins"), version: "0.9.7" });
    expect(await findProvider(machine(), "tofu")).toMatchObject({ from: "nowhere" });
  });

  test("packed, and for OpenTofu's registry", async () => {
    put(".local/share/opentofu/plugins/registry.opentofu.org/dmacvicar/libvirt/terraform-provider-libvirt_0.9.8_linux_amd64.zip");
    expect(await findProvider(machine(), "tofu")).toMatchObject({ from: "directory", version: "0.9.8" });
  });

  test("for another platform, or an older one, it does not count", async () => {
    put(".terraform.d/plugins/registry.terraform.io/dmacvicar/libvirt/0.9.7/darwin_arm64/x");
    plugin(".terraform.d/plugins", "0.8.3");
    expect(await findProvider(machine(), "terraform")).toEqual({ from: "nowhere", why: {
      en: `only 0.8.3 in ${home}/.terraform.d/plugins; registry.terraform.io does not answer: curl: (6) Could not resolve host`,
      zh: `${home}/.terraform.d/plugins 中只有 0.8.3；registry.terraform.io 没有响应：curl: (6) Could not resolve host`,
    } });
  });

  test("in the plugin cache, wherever that was set", async () => {
    plugin("cache");
    expect(await findProvider(machine({}, { TF_PLUGIN_CACHE_DIR: join(home, "cache") }), "terraform")).toMatchObject({ from: "cache", version: "0.9.7" });
    put(".terraformrc", 'plugin_cache_dir = "$HOME/cache"\n');
    expect(await findProvider(machine(), "terraform")).toMatchObject({ from: "cache" });
  });

  test("in a configured mirror; the directories that are looked through unasked then are not", async () => {
    plugin("mirror");
    plugin(".terraform.d/plugins");
    put(".terraformrc", `provider_installation {\n  filesystem_mirror {\n    path    = "${home}/mirror"\n  }\n}\n`);
    expect(await findProvider(machine(), "terraform")).toEqual({ from: "directory", where: join(home, "mirror"), version: "0.9.7" });
    rmSync(join(home, "mirror"), { recursive: true });
    expect(await findProvider(machine(), "terraform")).toMatchObject({ from: "nowhere", why: { en: expect.stringContaining("allows only mirrors") as string } });
  });

  test("as a developer's override", async () => {
    put(".terraformrc", `provider_installation {\n  dev_overrides {\n    "dmacvicar/libvirt" = "/src/libvirt"\n  }\n  direct {}\n}\n`);
    expect(await findProvider(machine(), "terraform")).toEqual({ from: "directory", where: "/src/libvirt", version: "dev" });
  });

  test("in the registry, or a network mirror, which are only asked for their list", async () => {
    const list = `echo "$@" >> ${home}/curl.log\necho '{"versions":[{"version":"0.8.3"},{"version":"0.9.7"},{"version":"0.9.11"}]}'\n`;
    expect(await findProvider(machine({ curl: list }), "terraform")).toEqual({ from: "registry", where: "registry.terraform.io", version: "0.9.11" });
    put(".terraformrc", 'provider_installation {\n  network_mirror {\n    url = "https://mirror.example/tf/"\n  }\n}\n');
    const mirror = `echo '{"versions":{"0.9.7":{},"0.9.6":{}}}'\n`;
    expect(await findProvider(machine({ curl: mirror }), "terraform")).toEqual({ from: "mirror", where: "mirror.example", version: "0.9.7" });
  });

  test("a registry that answers nonsense has nothing", async () => {
    expect(await findProvider(machine({ curl: "echo '<html>'\n" }), "terraform")).toEqual({ from: "nowhere", why: { en: "registry.terraform.io has no ~> 0.9.7", zh: "registry.terraform.io 没有 ~> 0.9.7" } });
  });
});
