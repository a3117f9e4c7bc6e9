import { TerraformStack } from "cdktf";
import { contextKeys } from "../../../constructs/core/context";
import { LabError } from "../../../constructs/core/lab-error";
import { Size } from "../../../constructs/core/size";
import { KvmHost } from "../../../constructs/host/kvm-host";
import { Image } from "../../../constructs/image/image";
import { Lab, type LabProps } from "../../../constructs/lab";
import { Machine } from "../../../constructs/machine/machine";
import { NatNetwork } from "../../../constructs/network/nat-network";
import { OvsBridge } from "../../../constructs/network/ovs-bridge";
import { LabStack } from "../../../stacks/lab-stack";
import { codesOf, makeLab, problemsOf, synthLab, synthStack, testApp } from "../../support/synth";

const image = Image.debian12();
const host = KvmHost.local();
const fill = (lab: Lab): void => void new Machine(lab, "web", { image, networks: [new NatNetwork(lab, "mgmt")] });

describe("a lab", () => {
  test("is called as its stack and marked by an id of 65 bits", () => {
    const { lab } = makeLab({ id: "pinnacle-14" });
    expect(lab).toMatchObject({ name: "pinnacle-14", arch: "x86_64", labId: expect.stringMatching(/^[a-z2-7]{13}$/) });
  });

  test.each([["My.Lab_1", "my-lab-1"], ["lab", "lab"]])("of stack %s is called %s", (id, name) => {
    expect(makeLab({ id }).lab.name).toBe(name);
  });

  test("has another id where another project has one of its name", () => {
    const idOf = (instance?: unknown): string => makeLab({ context: { [contextKeys.instance]: instance } }).lab.labId;
    expect(idOf("a")).toBe(idOf("a"));
    expect(new Set([idOf(), idOf("a"), idOf("b")]).size).toBe(3);
  });

  test.each<[Partial<LabProps>, object, string]>([
    [{}, { [contextKeys.localArch]: "aarch64" }, "aarch64"], [{ host: KvmHost.remote("u@server") }, { [contextKeys.localArch]: "aarch64" }, "x86_64"],
    [{ host: KvmHost.remote("u@server") }, { [contextKeys.localArch]: "x86_64", [contextKeys.arch]: "aarch64" }, "aarch64"],
    [{}, {}, "x86_64"], [{}, { [contextKeys.arch]: "aarch64" }, "aarch64"], [{ host: KvmHost.local({ arch: "x86_64" }) }, { [contextKeys.arch]: "aarch64" }, "x86_64"], [{ arch: "aarch64" }, {}, "aarch64"],
  ])("takes its architecture from what is nearest: %#", (props, context, arch) => {
    expect(makeLab({ ...props, context: context as Record<string, unknown> }).arch).toBe(arch);
  });

  test("is on its host", () => {
    const lab = synthLab((stack) => void new NatNetwork(stack, "net"), { host: KvmHost.remote("ann@kvm1") });
    expect(lab.json["provider"]).toEqual({ libvirt: [{ uri: "qemu+sshcmd://ann@kvm1/system" }] });
    expect(lab.json["terraform"]).toMatchObject({ required_providers: { libvirt: { source: "dmacvicar/libvirt", version: "~> 0.9.7" } } });
  });

  test("has nothing on the host as long as nothing is declared", () => {
    const lab = synthLab(() => undefined);
    expect(lab.types()).toEqual([]);
    expect(lab.json).not.toHaveProperty("provider");
  });

  test("knows what is in it", () => {
    const stack = makeLab({ title: { en: "A", zh: "甲" } });
    fill(stack.lab);
    new OvsBridge(stack, "br");
    expect(stack.lab.machines.map(({ name }) => name)).toEqual(["web"]);
    expect(stack.lab.networks.map(({ name }) => name)).toEqual(["mgmt"]);
    expect(stack.lab.bridges.map(({ name }) => name)).toEqual(["br"]);
    expect(stack.title).toEqual({ en: "A", zh: "甲" });
  });
});

describe("synthesis", () => {
  test("is whole the first time: nothing is made while the stack is rendered", () => {
    const stack = makeLab();
    fill(stack.lab);
    const elements = stack.node.findAll().length;
    const first = JSON.stringify(stack.toTerraform());
    expect(stack.node.findAll()).toHaveLength(elements);
    expect(JSON.stringify(stack.toTerraform())).toBe(first);
  });
});

describe("spec()", () => {
  test("is the lab as plain JSON", () => {
    const stack = makeLab({ title: { en: "A", zh: "甲" } });
    const mgmt = new NatNetwork(stack, "mgmt", { cidr: "10.1.0.0/24" });
    new Machine(stack, "web", { image, memory: Size.gibibytes(2), networks: [mgmt.attach({ address: 11 })], disks: [{ size: Size.gibibytes(1) }] });
    const spec = stack.spec();
    expect(spec).toMatchObject({
      apiVersion: "labwright/v1", kind: "Lab", id: stack.lab.labId, name: "lab", title: { en: "A", zh: "甲" }, arch: "x86_64",
      host: { name: "local", uri: "qemu:///system", storagePath: "/var/lib/libvirt/images" }, bridges: [],
      networks: [{ name: "mgmt", path: "lab/mgmt", kind: "nat", hostName: `lw-${stack.lab.labId}-mgmt`, subnets: [{ cidr: "10.1.0.0/24", gateway: "10.1.0.1", dhcp: { start: "10.1.0.128", end: "10.1.0.254" } }], vlans: [], domain: "lab.lab.internal" }],
      images: [{ name: "debian-12", arch: "x86_64", format: "qcow2" }],
      machines: [{
        name: "web", path: "lab/web", vcpus: 1, memoryMiB: 2048, firmware: "bios", nestedVirtualization: false, autostart: false,
        disks: [{ name: "root", bytes: 10 * 1024 ** 3, bus: "virtio" }, { name: "data1", bytes: 1024 ** 3, bus: "virtio", serial: "data1" }],
        nics: [{ name: "mgmt", network: "mgmt", addressing: "static", addresses: ["10.1.0.11/24"] }],
        seed: { format: "cloud-init" }, ssh: { user: "debian", address: "10.1.0.11" },
      }],
    });
    expect(JSON.parse(JSON.stringify(spec))).toEqual(JSON.parse(JSON.stringify(stack.spec())));
  });

  test("is refused with every problem of the lab", () => {
    const stack = makeLab();
    new NatNetwork(stack, "a", { mtu: 1 });
    new NatNetwork(stack, "b", { cidr: "10.0.0.1/24" });
    expect(() => stack.spec()).toThrow(LabError);
    expect(codesOf(() => stack.spec())).toEqual(["LW1001", "LW1010"]);
  });
});

describe("several labs", () => {
  test("in one stack have providers, pools and names of their own, and share variables", () => {
    const stack = new TerraformStack(testApp(), "room");
    const labs = ["a", "b"].map((name) => new Lab(stack, name, { host: KvmHost.remote(`ann@${name}`), name }));
    labs.forEach(fill);
    const json = synthStack(stack);
    expect(json.json["provider"]).toEqual({ libvirt: [{ uri: "qemu+sshcmd://ann@a/system" }, { uri: "qemu+sshcmd://ann@b/system", alias: `lab_${labs[1]?.labId}` }] });
    expect(json.at("a/web/domain", "provider")).toBe("libvirt");
    expect(json.at("b/web/domain", "provider")).toBe(`libvirt.lab_${labs[1]?.labId}`);
    expect(json.count("libvirt_pool")).toBe(2);
    expect(Object.keys(json.json["variable"] ?? {}).filter((name) => name === "labwright_ssh_public_key")).toHaveLength(1);
  });

  test("of one name in one stack are refused", () => {
    const problems = problemsOf((stack) => [...new Lab(stack, "twin", { host, name: "lab" }).findProblems()].forEach((problem) => { throw new LabError([problem]); }));
    expect(problems).toEqual([{ code: "LW1005", path: "lab/twin", values: { given: "lab" } }]);
  });

  test("of one app may have the same network names", () => {
    const app = testApp();
    const stacks = ["a", "b"].map((id) => new LabStack(app, id, { host }));
    stacks.forEach(({ lab }) => fill(lab));
    const names = stacks.map((stack) => synthStack(stack).at("lab/mgmt/network", "name"));
    expect(names[0]).not.toBe(names[1]);
  });
});

describe("a lab in a stack of one's own", () => {
  test("takes networks in the stack, in itself and in constructs below", () => {
    const stack = new TerraformStack(testApp(), "mine");
    const lab = new Lab(stack, "lab", { host });
    new NatNetwork(stack, "a");
    new NatNetwork(lab, "b");
    expect(lab.name).toBe("mine");
    expect(lab.networks.map(({ node }) => node.path)).toEqual(["mine/a", "mine/lab/b"]);
    expect(synthStack(stack).count("libvirt_network")).toBe(2);
  });

  test("needs a stack above it", () => {
    expect(codesOf((stack) => new Lab(stack.node.root as never, "alone", { host }))).toEqual(["LW1001"]);
  });
});

describe("what a host can give", () => {
  const small = KvmHost.local({ capacity: { vcpus: 2, memory: Size.gibibytes(2), disk: Size.gibibytes(20) } });
  const machines = (count: number) => (lab: LabStack): void => { for (let index = 0; index < count; index++) new Machine(lab, `m${index}`, { image }); };

  test("may be used to the last bit", () => {
    expect(codesOf(machines(2), { host: small })).toEqual([]);
  });

  test("is told where a lab needs more of it", () => {
    expect(problemsOf(machines(3), { host: small }).map(({ code, values }) => [code, values["resource"], values["needed"], values["given"]])).toEqual([
      ["LW1070", "vCPUs", "3", "2"], ["LW1070", "memory", "3 GiB", "2 GiB"], ["LW1070", "disk", "30 GiB", "20 GiB"],
    ]);
  });

  test("may be exceeded beyond what a number can say", () => {
    expect(codesOf((lab) => new Machine(lab, "m", { image, disks: [{ name: "a", size: Size.tebibytes(8191) }, { name: "b", size: Size.tebibytes(8191) }] }), { host: small })).toEqual(["LW1070"]);
  });
});

describe("names", () => {
  test("of machines and networks are unique in the lab, wherever they are declared", () => {
    const problems = problemsOf((stack) => {
      new Machine(stack, "web", { image });
      new Machine(stack.lab, "web", { image });
      new NatNetwork(stack, "net");
      new NatNetwork(stack.lab, "net");
    });
    expect(problems.map(({ code, values }) => [code, values["given"], values["first"], values["second"]])).toEqual([
      ["LW1023", "web", "lab/web", "lab/lab/web"], ["LW1023", "net", "lab/net", "lab/lab/net"],
    ]);
  });

  test.each(["constructor", "a b", "", "a*"])("of stacks that cdktf or a shell would trip over are refused: %p", (id) => {
    expect(codesOf(() => makeLab({ id }))).toEqual(["LW1001"]);
  });
});

describe("the language of messages", () => {
  test.each([["zh", /虚拟机/], ["en", /the machine for/], ["fr", /the machine for/]])("is %s", (language, text) => {
    expect(() => synthLab((lab) => void new Machine(lab, "web", { image: Image.debian12({ arch: "aarch64" }) }), { context: { [contextKeys.language]: language } })).toThrow(text);
  });
});
