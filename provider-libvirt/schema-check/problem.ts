export interface Words {
  readonly en: string;
  readonly zh: string;
}

export type SchemaRule = "unknown" | "type" | "required" | "computed";

/** One thing Terraform would refuse, found without Terraform. */
export interface SchemaProblem {
  /** `resource.libvirt_domain.web`, `data.libvirt_node_info.host`, `provider.libvirt`. */
  readonly address: string;
  /** The construct that rendered it, from the metadata cdktf leaves in the JSON. */
  readonly constructPath?: string;
  /** Dotted path with list indices, as `addOverride` takes it; empty when the element itself is unknown. */
  readonly attribute: string;
  readonly rule: SchemaRule;
  /** What was found, shortened. */
  readonly given: string;
  readonly message: string;
  /** The rule that was broken, in English and Chinese. */
  readonly words: Words;
}

const LONGEST = 60;

/** A value as a message shows it. */
export function given(value: unknown): string {
  if (value === undefined) {
    return "nothing";
  }
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
