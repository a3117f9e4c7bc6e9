import type { Text } from "../../constructs/core/text";

/** What a script says, as a pattern, and the same in Chinese with the pattern's groups in it. */
export type ScriptWords = readonly (readonly [RegExp, string])[];

/** What a script said, in both languages; what is no script's of ours stays as it is. */
export function translated(said: string, words: ScriptWords): Text {
  const [pattern, zh] = words.find(([one]) => one.test(said)) ?? [];
  return { en: said, zh: pattern === undefined || zh === undefined ? said : said.replace(pattern, zh) };
}
