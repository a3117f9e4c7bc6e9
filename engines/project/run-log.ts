import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { KEY_BEGIN, KEY_END, SECRET_PATTERNS } from "../../constructs/core/secret-patterns";

// No key is longer; where its end never comes, the log goes on.
const MAX_KEY_LINES = 300;
// In a log too much is taken out rather than too little: whatever is called so, in quotes, in quotes that JSON within JSON has
// escaped, or up to the next space.
const VALUE = String.raw`(\\+"[\s\S]*?\\+"|\\+'[\s\S]*?\\+'|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\S+)`;
const ASSIGNED = new RegExp(String.raw`((?:pass(?:word|wd|phrase)?|token|secret|(?:api|access|secret)[_-]?key|(?<=_)pwd)\\*["']?\s*[:=]\s*)${VALUE}`, "gi");
const OPTION = new RegExp(String.raw`(--(?:[a-z-]*-)?(?:password|passwd|token|secret|api-key)\s+)${VALUE}`, "gi");
const BASIC = /(\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi;

/** Takes out of a text what nobody should find in a log: all that a lab is refused for, and what looks like it. */
export function redact(text: string): string {
  const known = SECRET_PATTERNS.reduce((rest, { pattern, what }) =>
    rest.replace(pattern, (...found: unknown[]) => (typeof found[1] === "string" ? `${String(found[1])}[redacted]` : `[${what.en.replace(/^an? /, "")}]`)), text);
  return known.replace(BASIC, "$1[redacted]").replace(OPTION, "$1[redacted]").replace(ASSIGNED, "$1[redacted]");
}

/** The log of a lab's runs, in its own folder, redacted. */
export class RunLog {
  private keyLinesLeft = 0;

  constructor(private readonly directory: string, private readonly name = "run.log") {}

  get file(): string {
    return join(this.directory, this.name);
  }

  write(line: string): void {
    // A key comes a line at a time from a command's output: its middle looks like nothing in particular.
    if (this.keyLinesLeft > 0) {
      this.keyLinesLeft = KEY_END.test(line) ? 0 : this.keyLinesLeft - 1;
      return;
    }
    const opened = KEY_BEGIN.test(line) && !KEY_END.test(line.slice(line.lastIndexOf("-----BEGIN")));
    this.keyLinesLeft = opened ? MAX_KEY_LINES : 0;
    appendFileSync(this.file, `${new Date().toISOString()} ${redact(line)}\n`, { mode: 0o600 });
  }
}
