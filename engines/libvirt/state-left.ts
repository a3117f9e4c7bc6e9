import { existsSync, readFileSync } from "node:fs";
import { LabError } from "../../constructs/core/lab-error";
import { inWords, verbatim, type Text } from "../../constructs/core/text";

/** What of a state's addresses is no lab's: neither libvirt's, which the host was searched for, nor a step of labwright's. */
export function notOwn(addresses: readonly string[]): string[] {
  return addresses.filter((address) => !/^(libvirt_\w+|terraform_data|data)\.|(^|\.)data\./.test(address));
}

interface RawState {
  readonly resources?: readonly { readonly module?: string; readonly mode?: string; readonly type: string; readonly name: string }[];
}

/** Addresses of what a local state has, where there is no configuration to ask Terraform with. @throws LabError LW4010 */
export function stateFileList(file: string): string[] {
  if (!existsSync(file)) return [];
  try {
    const { resources = [] } = JSON.parse(readFileSync(file, "utf8")) as RawState;
    return resources.map(({ module, mode, type, name }) => [module, mode === "data" ? "data" : undefined, type, name].filter(Boolean).join("."));
  } catch (error) {
    throw LabError.of("LW4010", { why: verbatim(error instanceof Error ? error.message : String(error)) }, file);
  }
}

/**
 * Addresses of what may be left where Terraform cannot read the state. One that was killed while it wrote leaves the beginning
 * of a file: what that has, and what the stack declares, is all there can be.
 * @throws what Terraform failed with, where the state is elsewhere
 */
export function stateRemains(file: string, declared: { readonly addresses: readonly string[]; readonly isStateLocal: boolean }, failure: unknown): string[] {
  if (!declared.isStateLocal) throw failure;
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const found = [...text.matchAll(/"mode":\s*"(\w+)",\s*"type":\s*"([^"]+)",\s*"name":\s*"([^"]+)"/g)];
  const modules = [...text.matchAll(/"module":\s*"([^"]+)"/g)].map(([, module = ""]) => module);
  return [...new Set([...declared.addresses, ...modules, ...found.map(([, mode, type, name]) => `${mode === "data" ? "data." : ""}${type ?? ""}.${name ?? ""}`)])];
}

/** Why a destroy failed, out of its error. */
export function reasonOf(failure: unknown): Text {
  if (failure === undefined) return { en: "what it was synthesized to is gone", zh: "其合成结果已不存在" };
  const why = failure instanceof LabError ? failure.problems[0]?.values["why"] : undefined;
  if (why !== undefined) return { en: inWords(why, "en"), zh: inWords(why, "zh") };
  return verbatim(failure instanceof Error ? (failure.message.split("\n")[0] ?? "") : String(failure));
}
