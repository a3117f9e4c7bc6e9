import { prepareOnce } from "@cdktf/provider-libvirt/render-once";
import { type TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import type { Arch } from "../constructs/core/arch";
import { contextKeys, contextValue } from "../constructs/core/context";
import { knownByMark } from "../constructs/core/known-by-mark";
import { placeIn } from "../constructs/core/placement";
import { checkStackId } from "../constructs/core/stack-id";
import type { Text } from "../constructs/core/text";
import { Lab, type LabProps } from "../constructs/lab";
import type { LabSpec } from "../constructs/spec/lab-spec";
import { overrideBackend, type BackendContext } from "./backend";

export type LabStackProps = LabProps;

/** A Terraform stack that is one lab: networks and machines are declared with the stack itself as their scope. */
export class LabStack extends TerraformStack {
  static isLabStack(value: unknown): value is LabStack {
    return value instanceof LabStack;
  }

  readonly lab: Lab;

  constructor(scope: Construct, id: string, props: LabStackProps) {
    super(placeIn(scope, checkStackId(id)), id);
    this.lab = new Lab(this, "lab", props);
    const backend = contextValue<BackendContext>(this.node, contextKeys.backend);
    if (backend !== undefined) overrideBackend(this, backend);
  }

  get arch(): Arch {
    return this.lab.arch;
  }

  get title(): Text | undefined {
    return this.lab.title;
  }

  /** The lab as plain JSON. @throws LabError with every problem of the lab */
  spec(): LabSpec {
    return this.lab.spec();
  }

  override prepareStack(): void {
    prepareOnce(this, () => super.prepareStack());
  }

  // Terraform's names begin with a letter; a machine may well be called `1`.
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const id = super.allocateLogicalId(element);
    return /^[A-Za-z_]/.test(id) ? id : `_${id}`;
  }
}

knownByMark(LabStack, "LabStack");
