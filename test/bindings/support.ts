import { Testing, TerraformStack } from "cdktf";
import { LibvirtProvider } from "@cdktf/provider-libvirt/lib/provider";
import { checkTerraformJson } from "@cdktf/provider-libvirt/schema-check";

export interface Synthesized {
  readonly provider: { readonly libvirt: readonly Record<string, unknown>[] };
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  readonly data: Record<string, Record<string, Record<string, unknown>>>;
  readonly output: Record<string, { readonly value: unknown }>;
}

/** Synthesizes what `build` puts into a stack, with the validations that `Testing.synth` skips by default. */
export function synth(build: (stack: TerraformStack) => void): Synthesized {
  const stack = new TerraformStack(Testing.app(), "lab");
  new LibvirtProvider(stack, "libvirt", { uri: "qemu:///system" });
  build(stack);
  return JSON.parse(Testing.synth(stack, true)) as Synthesized;
}

/** As `synth`, for what Terraform must accept. */
export function synthValid(build: (stack: TerraformStack) => void): Synthesized {
  const json = synth(build);
  expect(checkTerraformJson(json).map(({ message }) => message)).toEqual([]);
  return json;
}
