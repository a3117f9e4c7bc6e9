import { type TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import type { Arch } from "../constructs/core/arch";
import { contextKeys, contextValue } from "../constructs/core/context";
import { LabError, show } from "../constructs/core/lab-error";
import { placeIn } from "../constructs/core/placement";
import type { Text } from "../constructs/core/text";
import { Lab, type LabProps } from "../constructs/lab";
import type { LabSpec } from "../constructs/spec/lab-spec";
import { overrideBackend, type BackendContext } from "./backend";

export type LabStackProps = LabProps;

// Known by a mark and not by its class: a lab file may bring a labwright of its own.
const LAB_STACK = Symbol.for("labwright.LabStack");

/** A Terraform stack that is one lab: networks and machines are declared with the stack itself as their scope. */
export class LabStack extends TerraformStack {
  static isLabStack(value: unknown): value is LabStack {
    return typeof value === "object" && value !== null && LAB_STACK in value;
  }

  readonly lab: Lab;

  constructor(scope: Construct, id: string, props: LabStackProps) {
    super(placeIn(scope, stackId(id)), id);
    Object.defineProperty(this, LAB_STACK, { value: true });
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

  // Terraform's names begin with a letter; a machine may well be called `1`.
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const id = super.allocateLogicalId(element);
    return /^[A-Za-z_]/.test(id) ? id : `_${id}`;
  }
}

// What cdktf takes for a stack's id, and a shell for one word of a command line.
function stackId(id: unknown): string {
  if (typeof id === "string" && /^[\w.-]+$/.test(id)) return id;
  throw LabError.of("LW1001", { property: "id", given: show(id), rule: { en: "letters, digits, dots, underscores and dashes", zh: "字母、数字、点、下划线与短横线" } });
}
