/** What `terraform show -json` says of a plan, of that what is read here. @see https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
}

export type Action = "no-op" | "create" | "read" | "update" | "delete";

export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly Action[];
    readonly before?: unknown;
    readonly after?: unknown;
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
  readonly action_reason?: string;
}

export interface StateJson {
  readonly values?: { readonly root_module?: { readonly resources?: readonly StateResource[] } };
}

export interface StateResource {
  readonly address: string;
  readonly mode?: "managed" | "data";
  readonly type: string;
  readonly values?: Readonly<Record<string, unknown>>;
}
