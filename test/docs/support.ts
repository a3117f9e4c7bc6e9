import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(__dirname, "../..");

export interface Page {
  /** Path below the repository. */
  readonly file: string;
  readonly text: string;
}

export function page(file: string): Page {
  return { file, text: readFileSync(join(ROOT, file), "utf8") };
}

const below = (folder: string): Page[] => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".md")).sort().map((name) => page(`${folder}/${name}`));

/** What a reader reads: the README and everything below docs/. */
export const pages: readonly Page[] = [page("README.md"), page("CHANGELOG.md"), ...below("docs"), ...below("docs/adr")];

/** The fenced blocks of a language. */
export function blocks({ text }: Page, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, body = ""]) => body);
}

/** The command lines of every `sh` block, those joined by `&&` each on their own. */
export function commandLines(pages: readonly Page[]): { file: string; command: string }[] {
  return pages.flatMap((one) => blocks(one, "sh").flatMap((body) => body.split(/\n|&&/)).map((command) => ({ file: one.file, command: command.trim() }))).filter(({ command }) => command !== "");
}

/** The first cells of the table whose head begins with a word, without their backquotes. */
export function firstColumn({ text }: Page, head: string): string[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  if (start < 0) throw new Error(`no table ${head}`);
  const rows: string[] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith("|")) break;
    rows.push((line.split(/(?<!\\)\|/)[1] ?? "").replaceAll("`", "").replaceAll("\\|", "|").trim());
  }
  return rows;
}
