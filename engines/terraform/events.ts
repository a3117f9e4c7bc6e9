/** What `terraform apply -json` says, of that what is read here. @see https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
export type TerraformEvent = ResourceEvent | DiagnosticEvent;

export interface ResourceEvent {
  readonly type: "apply_start" | "apply_progress" | "apply_complete" | "apply_errored" | "provision_progress" | "provision_errored" | "refresh_start" | "refresh_complete" | "planned_change";
  /** `libvirt_domain.db_domain_5497C7FA` */
  readonly address: string;
  readonly action?: string;
  /** A line that a provisioner printed. */
  readonly output?: string;
}

export interface DiagnosticEvent {
  readonly type: "diagnostic";
  readonly diagnostic: { readonly severity: "error" | "warning"; readonly summary: string; readonly detail?: string; readonly address?: string };
}

interface RawEvent {
  readonly type?: string;
  readonly hook?: { readonly resource?: { readonly addr?: string }; readonly action?: string; readonly output?: string };
  readonly change?: { readonly resource?: { readonly addr?: string }; readonly action?: string };
  readonly diagnostic?: DiagnosticEvent["diagnostic"];
}

const RESOURCE_EVENTS = new Set(["apply_start", "apply_progress", "apply_complete", "apply_errored", "provision_progress", "provision_errored", "refresh_start", "refresh_complete", "planned_change"]);

/** One line of the stream; undefined for what is not read, or is no JSON. */
export function parseEvent(line: string): TerraformEvent | undefined {
  let raw: RawEvent;
  try {
    raw = (JSON.parse(line) ?? {}) as RawEvent;
  } catch {
    return undefined;
  }
  if (raw.type === "diagnostic" && raw.diagnostic) return { type: "diagnostic", diagnostic: raw.diagnostic };
  if (raw.type === undefined || !RESOURCE_EVENTS.has(raw.type)) return undefined;
  const source = raw.hook ?? raw.change;
  const address = source?.resource?.addr;
  if (address === undefined) return undefined;
  return { type: raw.type as ResourceEvent["type"], address, action: source?.action, output: raw.hook?.output };
}
