import { appendFileSync } from "node:fs";
import { join } from "node:path";

const KEY_BEGIN = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/;
const KEY_END = /-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/;
// No key is longer; where its end never comes, the log goes on.
const MAX_KEY_LINES = 300;
const PRIVATE_KEY = new RegExp(`${KEY_BEGIN.source}[\\s\\S]*?(${KEY_END.source}|$)`, "g");
// A value in quotes, in quotes that JSON within JSON has escaped, or up to the next space.
const VALUE = String.raw`(\\+"[\s\S]*?\\+"|\\+'[\s\S]*?\\+'|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\S+)`;
const ASSIGNED = new RegExp(String.raw`((?:pass(?:word|wd|phrase)?|token|secret|api[_-]?key)\\*["']?\s*[:=]\s*)${VALUE}`, "gi");
const OPTION = new RegExp(String.raw`(--(?:[a-z-]*-)?(?:password|passwd|token|secret|api-key)\s+)${VALUE}`, "gi");
const TOKENS = /\b(?:[a-z0-9]{6}\.[a-z0-9]{16}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+)\b/g;
const BEARER = /(\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi;
const IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:)[^\s@/]+@/gi;

/** Takes out of a text what nobody should find in a log: private keys, passwords, tokens. */
export function redact(text: string): string {
  return text
    .replace(PRIVATE_KEY, "[private key]")
    .replace(IN_URL, "$1[redacted]@")
    .replace(BEARER, "$1[redacted]")
    .replace(OPTION, "$1[redacted]")
    .replace(ASSIGNED, "$1[redacted]")
    .replace(TOKENS, "[token]");
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
