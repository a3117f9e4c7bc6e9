import { readdirSync } from "node:fs";
import { join } from "node:path";
import { formatProblem, type Problem } from "../../constructs/core/lab-error";

/** Words that every English sentence has and no name, number or command: in a Chinese text they are what was not translated. */
const FUNCTION_WORDS = /(?<![\w$./-])(?:the|an?|is|are|was|be|has|have|does|did|not|no|of|to|for|with|without|from|and|or|in|on|at|by|as|that|which|this|there|it|its|must|may|could|cannot|only)(?![\w./:-])/gi;

/** What is named and not said: code, quoted text, addresses, a template's expressions, and what curl complains about. */
const NAMED = /curl: [^；]*|`[^`]*`|\\`[^`]*?\\`|"[^"]*"|'[^']*'|\w+:\/\/\S+|\$\{[^}]*\}|\{\w+\}/g;

/** The English that is left in a text of another language. */
export function englishIn(text: string): string[] {
  return text.replace(NAMED, " ").match(FUNCTION_WORDS) ?? [];
}

/** A question was asked in the reader's language already. */
const AS_SAID = ["question"];

/** A problem in Chinese, but for what labwright repeats: other programs' words. */
export function ownWords(problem: Problem): string {
  const values = Object.entries(problem.values).map(([name, value]): [string, Problem["values"][string]] => {
    const repeated = AS_SAID.includes(name) || (typeof value === "object" && value.en === value.zh);
    return [name, repeated ? "…" : (value ?? "")];
  });
  return formatProblem({ ...problem, values: Object.fromEntries(values) }, "zh");
}

const FOLDERS = ["constructs", "stacks", "engines", "cli", "chapters", "provider-libvirt/schema-check"];

/** The sources that speak to people. */
export function sourceFiles(): string[] {
  const root = join(__dirname, "../..");
  return FOLDERS.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts")).map((file) => join(root, folder, file)));
}

const STRING = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|${"`"}(?:[^${"`"}\\]|\\.)*${"`"}`;
const PAIR = new RegExp(String.raw`(?:\ben: (?<en>${STRING}),\s*zh: (?<zh>${STRING})|\b(?:text|told|nowhere)\(\s*(?<en2>${STRING}),\s*(?<zh2>${STRING}))`, "gs");

/** The bilingual texts that are written out in a source. */
export function pairsIn(source: string): { en: string; zh: string }[] {
  const plain = (literal: string): string => literal.slice(1, -1).replace(/\\(.)/g, "$1");
  return [...source.matchAll(PAIR)].map(({ groups = {} }) => ({ en: plain(groups["en"] ?? groups["en2"] ?? ""), zh: plain(groups["zh"] ?? groups["zh2"] ?? "") }));
}
