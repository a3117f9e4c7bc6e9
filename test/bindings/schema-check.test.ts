import { Domain } from "@cdktf/provider-libvirt/lib/domain";
import { type ProviderSchemas, checkTerraformJson } from "@cdktf/provider-libvirt/schema-check";
import { DataResource, TerraformStack, Testing } from "cdktf";

const comment = { metadata: { path: "lab/web", uniqueId: "web" } };

/** The problems of one machine, as `rule attribute: given`. */
function problems(body: object): string[] {
  const json = { resource: { libvirt_domain: { web: { "//": comment, name: "web", type: "kvm", ...body } } } };
  return checkTerraformJson(json).map(({ rule, attribute, given }) => `${rule} ${attribute}: ${given}`);
}

const iface = (value: object): object => ({ devices: { interfaces: [{}, value] } });

test("a problem names the resource, its construct, the attribute and the rule", () => {
  const json = { resource: { libvirt_domain: { web: { "//": comment, name: "web", type: "kvm", devices: { interfaces: [{ modell: {} }] } } } } };
  expect(checkTerraformJson(json)).toEqual([
    {
      address: "resource.libvirt_domain.web",
      constructPath: "lab/web",
      attribute: "devices.interfaces.0.modell",
      rule: "unknown",
      given: "{}",
      message: 'resource.libvirt_domain.web (lab/web): the provider has no "devices.interfaces.0.modell"; did you mean "model"?',
      words: { en: 'the provider has no "devices.interfaces.0.modell"; did you mean "model"?', zh: 'provider 没有 "devices.interfaces.0.modell"；是否应为 "model"？' },
    },
  ]);
});

test.each([
  ["an unknown attribute", { memroy: 1 }, ["unknown memroy: 1"]],
  ["an unknown nested attribute, which Terraform itself drops silently", iface({ virtual_port: { params: { open_vswitch: {} } } }), ["unknown devices.interfaces.1.virtual_port.params.open_vswitch: {}"]],
  ["something in a structure that takes nothing", { devices: { channels: [{ address: { pci: {} } }] } }, ["unknown devices.channels.0.address.pci: {}"]],
  ["a name every object has", { cpu: { constructor: 1 } }, ["unknown cpu.constructor: 1"]],
  ["text for a number", { memory: "512" }, ['type memory: "512"']],
  ["text for a boolean", { running: "yes" }, ['type running: "yes"']],
  ["a number for text", { title: 5 }, ["type title: 5"]],
  ["a list for an object", { devices: [] }, ["type devices: []"]],
  ["an object for a list", { devices: { interfaces: {} } }, ["type devices.interfaces: {}"]],
  ["text for a list", { os: { init_args: "x" } }, ['type os.init_args: "x"']],
  ["a number in a list of text", { os: { init_args: ["x", 1] } }, ["type os.init_args.1: 1"]],
  ["text around an expression for an object", { devices: "${var.a} and more" }, ['type devices: "${var.a} and more"']],
  ["a missing required attribute", { type: undefined }, ["required type: nothing"]],
  ["null for a required attribute", { name: null }, ["required name: nothing"]],
  ["a missing nested required attribute", { devices: { consoles: [{ source: { pty: {} } }] } }, ["required devices.consoles.0.source.pty.path: nothing"]],
  ["a read-only attribute", { uuid: "6d2b5c1e" }, ['computed uuid: "6d2b5c1e"']],
  ["several at once", { memory: "1", foo: true }, ['type memory: "1"', "unknown foo: true"]],
])("%s is found", (_what, body, expected) => {
  expect(problems(body)).toEqual(expected);
});

test("a nested read-only attribute is found", () => {
  const json = { resource: { libvirt_volume: { disk: { name: "disk", pool: "labs", target: { path: "/disk" } } } } };
  expect(checkTerraformJson(json)).toEqual([expect.objectContaining({ rule: "computed", attribute: "target.path" })]);
});

test.each([
  ["arguments of Terraform itself", { depends_on: [], count: 2, for_each: {}, provider: "libvirt.b", lifecycle: {}, provisioner: [], connection: {} }],
  ["an expression for a plain value, or text around one", { memory: "${var.memory}", running: "${var.a}", title: "a ${var.b} c" }],
  ["a single expression for a nested value, a list or an element", { cpu: "${var.cpu}", os: { init_args: "${var.args}" }, devices: { disks: "${var.disks}", interfaces: ["${var.nic}"] } }],
  ["null where nothing is required, and empty objects", { title: null, cpu: null, uuid: null, ...iface({ virtual_port: { params: { open_v_switch: {} } } }) }],
])("%s passes", (_what, body) => {
  expect(problems(body)).toEqual([]);
});

test("data sources and providers are checked like resources", () => {
  const json = {
    provider: { libvirt: [{ uri: "qemu:///system" }, { url: "x", alias: "b", version: "1" }] },
    data: { libvirt_domain_interface_addresses: { a: { source: "lease", interfaces: [] } } },
  };
  expect(checkTerraformJson(json).map(({ address, rule, attribute }) => [address, rule, attribute])).toEqual([
    ["provider.libvirt.b", "unknown", "url"],
    ["data.libvirt_domain_interface_addresses.a", "computed", "interfaces"],
    ["data.libvirt_domain_interface_addresses.a", "required", "domain"],
  ]);
});

test("a resource type the provider does not have is found", () => {
  const [problem] = checkTerraformJson({ resource: { libvirt_domian: { web: {} } } });
  expect(problem).toMatchObject({ address: "resource.libvirt_domian.web", rule: "unknown", attribute: "", given: '"libvirt_domian"' });
  expect(problem?.message).toContain("did you mean libvirt_domain?");
});

test("other providers' resources are none of its business", () => {
  expect(checkTerraformJson({ resource: { terraform_data: { hook: { anything: 1 } } }, provider: { null: [{ x: 1 }] }, output: {}, "//": {} })).toEqual([]);
});

test("a synthesized stack is checked as it is", () => {
  const stack = new TerraformStack(Testing.app(), "lab");
  new Domain(stack, "web", { name: "web", type: "kvm" }).addOverride("devices.disks", [{ targett: {} }]);
  new DataResource(stack, "hook", { input: { anything: 1 } });
  expect(checkTerraformJson(JSON.parse(Testing.synth(stack)) as object)).toMatchObject([{ attribute: "devices.disks.0.targett", rule: "unknown" }]);
});

test("another schema can be given, as terraform prints it", () => {
  const schema: ProviderSchemas = {
    provider_schemas: { "registry.opentofu.org/dmacvicar/libvirt": { resource_schemas: { libvirt_domain: { block: { attributes: { tags: { type: ["map", "number"], optional: true } } } } } } },
  };
  const json = { resource: { libvirt_domain: { web: { tags: { a: 1, b: "x" }, name: "web" } } } };
  expect(checkTerraformJson(json, schema)).toMatchObject([{ attribute: "tags.b", rule: "type" }, { attribute: "name", rule: "unknown" }]);
});
