import type { TerraformStack } from "cdktf";
import { LabError, show } from "../constructs/core/lab-error";

/** A Terraform backend by its type, with that backend's own settings: `{ "type": "s3", "bucket": "labs" }`. */
export interface BackendContext {
  readonly type: string;
  readonly [setting: string]: unknown;
}

/**
 * Keeps the stack's state in another backend. `{stack}` in a setting stands for the stack's id, so that one value serves
 * every stack of an app.
 * @throws LabError LW1001
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
export function overrideBackend(stack: TerraformStack, backend: BackendContext): void {
  const { type, ...settings } = backend;
  if (typeof type !== "string" || !/^[a-z0-9_]+$/.test(type)) {
    throw LabError.of("LW1001", { property: "labwright:backend", given: show(backend), rule: 'a JSON object such as {"type":"s3","bucket":"labs","key":"{stack}.tfstate"}' });
  }
  const filled = Object.entries(settings).map(([name, value]) => [name, typeof value === "string" ? value.replaceAll("{stack}", stack.node.id) : value]);
  stack.addOverride("terraform.backend", { [type]: Object.fromEntries(filled) });
}
