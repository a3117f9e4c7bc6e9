import * as bindings from "@cdktf/provider-libvirt";
import { type TerraformElement, TerraformOutput, TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import { elementFields } from "../../provider-libvirt/runtime/fields";

type Members = Record<string, unknown>;
type ElementClass = { new (scope: Construct, id: string, config: object): TerraformElement; readonly tfResourceType: string };

const modules = Object.values(bindings) as Members[];
const classes = modules.flatMap((module) => Object.values(module).filter((value): value is ElementClass => typeof value === "function"));

function address({ name, tfResourceType }: ElementClass): string {
  return tfResourceType === "libvirt" ? "provider.libvirt" : name.startsWith("DataLibvirt") ? `data.${tfResourceType}` : tfResourceType;
}

test.each(classes.map((element) => [address(element), element] as const))("every accessor of %s works on its own attribute", (where, Class) => {
  const stack = new TerraformStack(Testing.app(), "lab");
  const element = new Class(stack, "it", {});
  const members = element as unknown as Members & Record<string, (value?: unknown) => void>;
  for (const { property, attribute, mode, structure } of elementFields(where).values()) {
    if (mode !== "computed") {
      const title = property.charAt(0).toUpperCase() + property.slice(1);
      const give = (value: unknown): unknown => (structure < 0 ? Reflect.set(element, property, value) : members[`put${title}`]?.(value));
      const value = structure < 0 ? `a ${property}` : `\${var.${property}}`;
      give(value);
      expect(members[`${property}Input`]).toBe(value);
      expect(rendered(element)).toEqual({ [attribute]: value });
      // What is required has no reset, but the next attribute is to be alone again.
      if (mode === "required") {
        give(undefined);
      } else {
        members[`reset${title}`]?.();
      }
    }
    if (where !== "provider.libvirt") {
      new TerraformOutput(stack, attribute, { value: members[property] });
    }
  }
  const { output = {} } = JSON.parse(Testing.synth(stack)) as { output?: Record<string, { value: string }> };
  for (const [attribute, { value }] of Object.entries(output)) {
    expect(value.replace(/^\$\{tolist\((.*)\)\}$/, "${$1}")).toBe(`\${${where}.it.${attribute}}`);
  }
});

/** What the element itself renders, without arguments of Terraform and metadata. */
function rendered(element: TerraformElement): object {
  return (element as unknown as { synthesizeAttributes(): object }).synthesizeAttributes();
}
