import { Image } from "../../../constructs/image/image";
import { merge, type CloudInitProps } from "../../../constructs/machine/cloud-init";
import { Machine } from "../../../constructs/machine/machine";
import { NatNetwork } from "../../../constructs/network/nat-network";
import { codesOf, makeLab, problemsOf } from "../../support/synth";

const image = Image.debian12();
const KEY = "{{labwright.sshPublicKey}}";

function configOf(cloudInit?: CloudInitProps, change: (machine: Machine) => unknown = () => undefined): Record<string, unknown> {
  const machine = new Machine(makeLab(), "web", { image, cloudInit });
  change(machine);
  const userData = machine.seed()?.userData ?? "";
  expect(userData.startsWith("#cloud-config\n")).toBe(true);
  return JSON.parse(userData.slice("#cloud-config\n".length)) as Record<string, unknown>;
}

const problems = (cloudInit: unknown): unknown[] => problemsOf((lab) => new Machine(lab, "web", { image, cloudInit: cloudInit as CloudInitProps })).map(({ code, values }) => values["property"] ?? code);

describe("every machine", () => {
  test("has its name, the lab's key, and no way in with a password", () => {
    const { write_files, ...rest } = configOf();
    expect(rest).toEqual({ hostname: "web", prefer_fqdn_over_hostname: false, manage_etc_hosts: false, ssh_pwauth: false, disable_root: true, ssh_authorized_keys: [KEY] });
    expect(write_files).toEqual([{ path: expect.stringMatching(/^\/etc\/cloud\//), content: expect.stringContaining("boot-new-instance, boot") }]);
  });

  test("has its full name in its network's domain", () => {
    const lab = makeLab();
    const machine = new Machine(lab, "web", { image, networks: [new NatNetwork(lab, "mgmt", { domain: "corp.internal" })] });
    expect(machine.seed()?.userData).toContain('"fqdn": "web.corp.internal"');
  });

  test("has an instance of its own as long as its configuration is the same", () => {
    const idOf = (packages: string[]): string => (JSON.parse(new Machine(makeLab(), "web", { image, cloudInit: { packages } }).seed()?.metaData ?? "") as Record<string, string>)["instance-id"] ?? "";
    expect(idOf(["vim"])).toBe(idOf(["vim"]));
    expect(idOf(["vim"])).not.toBe(idOf(["jq"]));
  });
});

describe("cloud-init", () => {
  test("installs packages and runs commands in the order given", () => {
    expect(configOf({ packages: ["vim", "jq"], commands: ["true", "echo 'a b'"] })).toMatchObject({ packages: ["vim", "jq"], runcmd: ["true", "echo 'a b'"] });
  });

  test("adds users beside the image's own, with the lab's key and no password", () => {
    expect(configOf({ users: [{ name: "ann", groups: ["docker"] }, { name: "bob", sudo: false, shell: "/bin/sh" }] })["users"]).toEqual([
      "default",
      { name: "ann", groups: ["docker"], shell: "/bin/bash", sudo: "ALL=(ALL) NOPASSWD:ALL", lock_passwd: true, ssh_authorized_keys: [KEY] },
      { name: "bob", shell: "/bin/sh", lock_passwd: true, ssh_authorized_keys: [KEY] },
    ]);
  });

  test("writes files", () => {
    expect(configOf({ files: [{ path: "/etc/motd", content: "hello\n" }, { path: "/a", content: "", permissions: "0755", owner: "ann:ann" }] })["write_files"]).toEqual([
      expect.anything(),
      { path: "/etc/motd", content: "hello\n", permissions: "0644", owner: "root:root" },
      { path: "/a", content: "", permissions: "0755", owner: "ann:ann" },
    ]);
  });

  test("merges parts: lists one after another, mappings into each other, the last scalar wins", () => {
    const config = configOf({ packages: ["vim"], parts: [{ packages: ["jq"], apt: { conf: "a" } }, { apt: { preserve_sources_list: true }, timezone: "UTC" }, { timezone: "Asia/Shanghai" }] });
    expect(config).toMatchObject({ packages: ["vim", "jq"], apt: { conf: "a", preserve_sources_list: true }, timezone: "Asia/Shanghai" });
  });

  test("merges what is added after the machine was made", () => {
    expect(configOf({ packages: ["vim"] }, (machine) => machine.addCloudConfig({ packages: ["jq"] }).addCloudConfig({ timezone: "UTC" }))).toMatchObject({ packages: ["vim", "jq"], timezone: "UTC" });
  });

  test("keeps what it was given at that time, whatever the caller does with it afterwards", () => {
    const part = { packages: ["vim"] };
    expect(configOf(undefined, (machine) => { machine.addCloudConfig(part); part.packages.push("jq"); })["packages"]).toEqual(["vim"]);
  });

  test("means exactly what it says: no YAML word turns into something else", () => {
    expect(configOf({ files: [{ path: "/a", content: "on: yes\nnull: ~\n\t# {not} a comment" }] })["write_files"]).toMatchObject([{}, { content: "on: yes\nnull: ~\n\t# {not} a comment" }]);
  });

  test("leaves out packages that the image carries", () => {
    expect(configOf({ packages: [] })).not.toHaveProperty("packages");
  });
});

test("merge changes neither of what it merges", () => {
  const [first, second] = [{ a: [1], b: { c: 1 } }, { a: [2], b: { d: 2 }, e: 3 }];
  expect(merge(first, second)).toEqual({ a: [1, 2], b: { c: 1, d: 2 }, e: 3 });
  expect([first, second]).toEqual([{ a: [1], b: { c: 1 } }, { a: [2], b: { d: 2 }, e: 3 }]);
});

describe("bad cloud-init", () => {
  test.each<[string, unknown, unknown[]]>([
    ["unknown options", { package: ["vim"] }, ["package"]],
    ["packages that are no list", { packages: "vim" }, ["cloudInit.packages"]],
    ["a package with spaces", { packages: ["vim jq"] }, ["cloudInit.packages[0]"]],
    ["a user without name", { users: [{}] }, ["cloudInit.users[0].name"]],
    ["a user that is a name only", { users: ["ann"] }, ["cloudInit.users[0]", "cloudInit.users[0].name"]],
    ["a user of an impossible name", { users: [{ name: "Ann Lee" }] }, ["cloudInit.users[0].name"]],
    ["a file without content", { files: [{ path: "/a" }] }, ["cloudInit.files[0].content"]],
    ["a relative path", { files: [{ path: "a", content: "" }] }, ["cloudInit.files[0].path"]],
    ["permissions that are a number", { files: [{ path: "/a", content: "", permissions: 0o644 }] }, ["cloudInit.files[0].permissions"]],
    ["a command with a NUL", { commands: ["a\0b"] }, ["cloudInit.commands[0]"]],
    ["text", "packages: [vim]", ["cloudInit"]],
  ])("%s", (_name, cloudInit, expected) => {
    expect(problems(cloudInit)).toEqual(expected);
  });

  const circular: Record<string, unknown> = {};
  circular["self"] = circular;

  test.each<[string, unknown, RegExp]>([
    ["a list", [1], /^it is \[1\]$/], ["text, which may hold what is not to be told", "password: x", /^it is a text$/], ["nothing", null, /^it is null$/],
    ["a function inside", { runcmd: [() => 1] }, /`runcmd\.0` is a function/], ["a BigInt inside", { a: { b: 1n } }, /`a\.b` is a bigint/],
    ["no number", { swap: { size: Number.NaN } }, /`swap\.size` is NaN/], ["a Map inside", { a: new Map() }, /`a` is no plain mapping/], ["itself inside", circular, /contains itself/],
  ])("a part that is %s", (_name, part, why) => {
    expect(problemsOf((lab) => new Machine(lab, "web", { image }).addCloudConfig(part as Record<string, unknown>))).toEqual([{ code: "LW1060", path: "lab/web", values: { part: 1, machine: "web", why: expect.stringMatching(why) } }]);
  });

  test("for an image that never reads it", () => {
    expect(codesOf((lab) => new Machine(lab, "web", { image: Image.flatcar({ allowUnpinned: true }), cloudInit: { packages: ["vim"] } }))).toEqual(["LW1040"]);
    expect(codesOf((lab) => new Machine(lab, "web", { image: Image.fromFile("/d", { provisioning: "none" }) }).addCloudConfig({}))).toEqual(["LW1040"]);
  });
});
