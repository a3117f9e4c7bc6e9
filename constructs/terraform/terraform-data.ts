import { renderOnce } from "@cdktf/provider-libvirt/render-once";
import { settle } from "@cdktf/provider-libvirt/settle";
import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";

/** What a `terraform_data` is made of, in Terraform's own names. */
export interface TerraformDataBody {
  /** A change replaces it, and with it what names it in `replace_triggered_by`. */
  readonly triggers_replace?: unknown;
  readonly input?: unknown;
  readonly provisioner?: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Terraform's built-in `terraform_data`. Its body is asked for when the stack is synthesized, when everything that
 * belongs into it is known.
 * @see https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
export class TerraformData extends TerraformResource {
  private provisioner: TerraformDataBody["provisioner"];

  constructor(scope: Construct, id: string, private readonly body: () => TerraformDataBody, meta: TerraformMetaArguments = {}) {
    super(scope, id, { terraformResourceType: "terraform_data", ...meta });
  }

  /** Its address, for `replace_triggered_by`: that takes an address, not an expression. */
  get address(): string {
    return `terraform_data.${this.friendlyUniqueId}`;
  }

  // Provisioners go in here and not through cdktf's own property: that renames the keys of `environment`.
  override toTerraform(): { [name: string]: unknown } {
    return renderOnce(this, [this.friendlyUniqueId, this.dependsOn, this.lifecycle, Object.keys(this.rawOverrides as object).length], () => this.render());
  }

  private render(): { [name: string]: unknown } {
    const rendered = super.toTerraform() as { resource?: Record<string, Record<string, Record<string, unknown>>> };
    const attributes = rendered.resource?.["terraform_data"]?.[this.friendlyUniqueId];
    if (attributes && this.provisioner?.length) attributes["provisioner"] = this.provisioner;
    return settle(this.cdktfStack, rendered);
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    const { triggers_replace, input, provisioner } = this.body();
    this.provisioner = provisioner;
    return { triggers_replace, input };
  }
}
