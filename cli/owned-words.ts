import type { Language } from "../constructs/core/text";
import { ownedKinds } from "../engines/libvirt/inventory";

const kindWords: Readonly<Record<string, Readonly<Record<Language, string>>>> = ownedKinds;

/** What is left of a lab, as the engine lists it: `machine lw-...-web`. */
export function leftWords(left: readonly string[], language: Language): string {
  return left.map((thing) => thing.replace(/^\w+/, (kind) => kindWords[kind]?.[language] ?? kind)).join(language === "zh" ? "、" : ", ");
}

/** `2 machines`. */
export function counted(kind: string, count: number, language: Language): string {
  const word = kindWords[kind]?.[language] ?? kind;
  return language === "zh" ? `${count} 个${word}` : `${count} ${word}${count === 1 ? "" : "s"}`;
}
