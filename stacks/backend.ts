import { TerraformBackend, TerraformRemoteState, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { LabError, show } from "../constructs/core/lab-error";
import { notPlainJson } from "../constructs/core/plain-json";
import { SECRET_SETTING } from "../constructs/core/secret-patterns";

const EXAMPLE = '{"type":"s3","bucket":"labs","key":"{stack}.tfstate"}';

/** A Terraform backend by its type, with that backend's own settings: `{ "type": "s3", "bucket": "labs" }`. */
export interface BackendContext {
  readonly type: string;
  readonly [setting: string]: unknown;
}

/**
 * Keeps the stack's state in another backend. `{stack}` in a setting stands for the stack's id, so that one value serves
 * every stack of an app.
 * @throws LabError LW1001, LW1062
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
export function overrideBackend(stack: TerraformStack, backend: BackendContext): void {
  const { type, ...settings } = backend;
  const secret = secretSetting(settings, "");
  if (secret !== undefined) throw LabError.of("LW1062", { property: secret });
  if (typeof type !== "string" || !/^[a-z0-9_]+$/.test(type) || notPlainJson(settings) !== undefined) {
    throw LabError.of("LW1001", { property: "labwright:backend", given: show(backend), rule: { en: `a JSON object such as ${EXAMPLE}`, zh: `JSON 对象，例如 ${EXAMPLE}` } });
  }
  new ContextBackend(stack, type, filled(settings, stack.node.id) as Settings);
}

/** Where the settings hold a secret, by its name or as the password of an address. */
function secretSetting(value: unknown, at: string): string | undefined {
  if (typeof value === "string") return value !== "" && (SECRET_SETTING.test(at) || PASSWORD_IN_ADDRESS.test(value)) ? at : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = secretSetting(inner, at === "" ? name : `${at}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const PASSWORD_IN_ADDRESS = /:\/\/[^\s/@]*:[^\s/@]+@|\bpassword\s*=/i;

type Settings = Readonly<Record<string, unknown>>;

// A backend of its own and not an override: cdktf puts its local one beside an override, and Terraform takes only one.
class ContextBackend extends TerraformBackend {
  constructor(stack: TerraformStack, type: string, private readonly settings: Settings) {
    super(stack, "backend", type);
  }

  override getRemoteStateDataSource(scope: Construct, name: string, _fromStack: string): TerraformRemoteState {
    return new ContextRemoteState(scope, name, this.name, { ...this.settings, workspace: "${terraform.workspace}" });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { ...this.settings };
  }
}

class ContextRemoteState extends TerraformRemoteState {}

function filled(value: unknown, stack: string): unknown {
  if (typeof value === "string") return value.replaceAll("{stack}", stack);
  if (Array.isArray(value)) return value.map((item) => filled(item, stack));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item, stack)]));
}
