import fc from "fast-check";
import { App, DefaultTokenResolver, Fn, Lazy, StringConcat, TerraformIterator, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token, Tokenization } from "cdktf";
import { chapters } from "../../chapters/registry";
import { KvmHost } from "../../constructs/host/kvm-host";
import { TerraformData } from "../../constructs/terraform/terraform-data";
import { Domain, type DomainConfig } from "../../provider-libvirt/lib/domain";
import { LibvirtProvider } from "../../provider-libvirt/lib/provider";
import { Volume } from "../../provider-libvirt/lib/volume";
import { ChapterStack } from "../../stacks/chapter-stack";

/** A stack's JSON; where something is overridden by path, cdktf resolves all of it value by value. */
function json(stack: TerraformStack, overridden: boolean): Json {
  if (overridden) stack.addOverride("output.overridden", { value: 1 });
  const { output, "//": _, ...rest } = JSON.parse(Testing.synth(stack)) as Json;
  const { overridden: _mark, ...outputs } = output ?? {};
  return { ...rest, output: outputs };
}

type Json = Record<string, Record<string, unknown> | undefined>;

const expectSame = (make: () => TerraformStack): string => {
  const [settled, resolved] = [false, true].map((overridden) => JSON.stringify(json(make(), overridden)));
  // Not by toBe: what differs would be printed whole.
  expect(settled === resolved).toBe(true);
  return settled ?? "";
};

const stackOf = (fill: (stack: TerraformStack) => void) => (): TerraformStack => {
  const stack = new TerraformStack(Testing.app(), "stack");
  fill(stack);
  return stack;
};

describe("what cdktf need not resolve value by value", () => {
  test.each(chapters.flatMap(({ id, variants }) => variants.map(({ name }) => [id, name])))("%s, %s: the same JSON", (id, variant) => {
    expectSame(() => new ChapterStack(new App(), id, { host: KvmHost.local(), variant }));
  });

  test("every kind of token is still resolved, wherever it is", () => {
    const text = expectSame(stackOf((stack) => {
      new LibvirtProvider(stack, "libvirt", { uri: "qemu:///system" });
      const name = new TerraformVariable(stack, "name", { type: "string" });
      const volume = new Volume(stack, "volume", { name: "v", pool: Fn.join("-", ["a", name.stringValue]), capacity: 1 });
      const domain = new Domain(stack, "domain", {
        name: `vm-${name.stringValue}`, type: Token.asString(Lazy.stringValue({ produce: () => "kvm" })),
        memory: Token.asNumber(name.value), vcpu: 2, title: undefined, description: "$${literal} %{if} ${var.name} -1.5e+3",
        devices: { disks: [{ source: { volume: { pool: volume.pool, volume: `x${volume.name}y` } }, driver: { name: "qemu" } }] },
        lifecycle: { ignoreChanges: ["running"] }, dependsOn: [volume],
      } satisfies DomainConfig);
      domain.addOverride("os.type", name.stringValue);
      new TerraformData(stack, "data", () => ({
        input: { resolve: "is a name like any other", n: Token.asNumber(name.value), text: `port ${Token.asNumber(name.value)}`, list: Token.asList(name.value), [name.stringValue]: 1, gone: undefined, nothing: null, deep: [[], {}, [undefined, 1]] },
        triggers_replace: [volume.id, Token.asAny(Fn.tomap({ a: 1 }))],
      }));
      const each = TerraformIterator.fromList(["a", "b"]);
      new Volume(stack, "each", { forEach: each, name: each.value, pool: "p" });
    }));
    expect(text).not.toContain("TfToken");
    expect(text).not.toMatch(/e\+28/);
    expect(text).toContain("${libvirt_volume.volume.pool}");
  });

  test("a reference into another stack is still made one", () => {
    const app = Testing.app();
    const first = new TerraformStack(app, "first");
    const volume = new Volume(first, "volume", { name: "v", pool: "p" });
    const second = new TerraformStack(app, "second");
    for (const stack of [first, second]) new LibvirtProvider(stack, "libvirt", { uri: "qemu:///system" });
    new Volume(second, "volume", { name: volume.name, pool: "p" });
    app.synth();
    expect(Testing.synth(second)).toMatch(/data\.terraform_remote_state\.[\w-]+\.outputs/);
    expect(first.node.children.some((child) => TerraformOutput.isTerraformOutput(child))).toBe(true);
  });

  test("what a stack overrides by path is merged in", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const volume = new Volume(stack, "volume", { name: "v", pool: "p", target: { format: { type: "qcow2" } } });
    stack.addOverride(`resource.libvirt_volume.${volume.friendlyUniqueId}.target.format.type`, "raw");
    expect(JSON.parse(Testing.synth(stack))).toMatchObject({ resource: { libvirt_volume: { volume: { name: "v", target: { format: { type: "raw" } } } } } });
  });

  test("any tree, with tokens anywhere in it", () => {
    const token = Symbol("token");
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined, token, "${var.x}", "$${x}", "%{ if }", "#{x}", "", -123456788));
    const { tree } = fc.letrec((tie) => ({ tree: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("tree"), { maxLength: 4 }), fc.dictionary(fc.constantFrom("a", "b_c", "resolve", "toString2", "x.y"), tie("tree"), { maxKeys: 4 })) }));
    const withTokens = (value: unknown, make: () => unknown): unknown => {
      if (value === token) return make();
      if (Array.isArray(value)) return value.map((item) => withTokens(item, make));
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTokens(item, make)]));
    };
    fc.assert(fc.property(tree, fc.integer({ min: 0, max: 3 }), (input, kind) => {
      expectSame(stackOf((stack) => {
        const name = new TerraformVariable(stack, "name", {});
        const make = [() => name.value, () => name.stringValue, () => `a${name.stringValue}b`, () => Token.asNumber(name.value)][kind] ?? (() => undefined);
        new TerraformData(stack, "data", () => ({ input: withTokens(input, make) }));
      }));
    }), { numRuns: 300 });
  });

  test("cdktf leaves Terraform's own expressions as they are", () => {
    const scope = new TerraformStack(Testing.app(), "stack");
    const resolve = (value: unknown): unknown => Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
    const piece = fc.constantFrom("$", "{", "}", "%", "\\", "a", ".", '"', "$${", "%{", "${", "%%{", "e+3", "1", "-", "T", "\n", "#{", "&{");
    fc.assert(fc.property(fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join("")), (text) => {
      expect(resolve({ [text]: [text] })).toEqual({ [text]: [text] });
    }), { numRuns: 2000 });
  });
});
