import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Arch } from "../constructs/core/arch";
import { contextKeys, contextValue } from "../constructs/core/context";
import type { Text } from "../constructs/core/text";
import { Lab, type LabProps } from "../constructs/lab";
import type { LabSpec } from "../constructs/spec/lab-spec";
import { overrideBackend, type BackendContext } from "./backend";

export type LabStackProps = LabProps;

/** A Terraform stack that is one lab: networks and machines are declared with the stack itself as their scope. */
export class LabStack extends TerraformStack {
  readonly lab: Lab;

  constructor(scope: Construct, id: string, props: LabStackProps) {
    super(scope, id);
    this.lab = new Lab(this, "lab", { ...props, name: props?.name ?? id.toLowerCase() });
    const backend = contextValue<BackendContext>(this.node, contextKeys.backend);
    if (backend) overrideBackend(this, backend);
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
}
