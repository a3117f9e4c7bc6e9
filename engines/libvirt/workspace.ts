import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { escapeRegExp } from "./names";
import type { PathsByAddress } from "./plan-summary";

/** Terraform variables that only this machine knows; written beside the stack's JSON, where plain Terraform finds them too. */
export interface HostVariables {
  readonly labwright_accelerator: "kvm" | "qemu";
  readonly labwright_ovs_datapath: "system" | "netdev";
  readonly labwright_ssh_public_key: string;
  readonly labwright_ssh_private_key_file: string;
  readonly labwright_command: string;
}

export const VARIABLES_FILE = "labwright.auto.tfvars.json";
export const STACK_FILE = "cdk.tf.json";
export const PLAN_FILE = "labwright.tfplan";

/** Writes the variables that the stack declares; Terraform warns of any other. */
export function writeVariables(directory: string, variables: HostVariables): void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, STACK_FILE);
  const declared = existsSync(file) ? Object.keys(readStack(file).variable ?? {}) : Object.keys(variables);
  const used = Object.fromEntries(Object.entries(variables).filter(([name]) => declared.includes(name)));
  writeFileSync(join(directory, VARIABLES_FILE), `${JSON.stringify(used, undefined, 2)}\n`, { mode: 0o600 });
}

/** Construct paths by resource address, without the stack's own name. */
export function constructPaths(directory: string): PathsByAddress {
  const stack = readStack(join(directory, STACK_FILE));
  const paths = new Map<string, string>();
  for (const [type, resources] of Object.entries(stack.resource ?? {})) {
    for (const [id, resource] of Object.entries(resources)) {
      const path = resource["//"]?.metadata?.path;
      if (path !== undefined) paths.set(`${type}.${id}`, path.replace(new RegExp(`^${escapeRegExp(path.split("/")[0] ?? "")}/`), ""));
    }
  }
  return paths;
}

/** Addresses of the resources that a stack declares, and whether its state is a file here. */
export function declaredIn(directory: string): { readonly addresses: string[]; readonly isStateLocal: boolean } {
  const { resource = {}, terraform } = readStack(join(directory, STACK_FILE));
  const addresses = Object.entries(resource).flatMap(([type, resources]) => Object.keys(resources).map((id) => `${type}.${id}`));
  return { addresses, isStateLocal: Object.keys(terraform?.backend ?? { local: {} }).every((type) => type === "local") };
}

interface StackJson {
  readonly terraform?: { readonly backend?: Record<string, unknown> };
  readonly variable?: unknown;
  readonly resource?: Record<string, Record<string, { "//"?: { metadata?: { path?: string } } }>>;
}

function readStack(file: string): StackJson {
  return JSON.parse(readFileSync(file, "utf8")) as StackJson;
}
