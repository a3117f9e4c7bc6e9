import { appendFileSync } from "node:fs";
import { join } from "node:path";

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g;
const ASSIGNED = /((?:pass(?:word|wd)?|token|secret|api_?key)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|\S+)/gi;
const TOKENS = /\b(?:[a-z0-9]{6}\.[a-z0-9]{16}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+)\b/g;

/** Takes out of a text what nobody should find in a log: private keys, passwords, tokens. */
export function redact(text: string): string {
  return text
    .replace(PRIVATE_KEY, "[private key]")
    .replace(ASSIGNED, "$1[redacted]")
    .replace(TOKENS, "[token]");
}

/** The log of a lab's runs, in its own folder, redacted. */
export class RunLog {
  constructor(private readonly labDirectory: string) {}

  get file(): string {
    return join(this.labDirectory, "run.log");
  }

  write(line: string): void {
    appendFileSync(this.file, `${new Date().toISOString()} ${redact(line)}\n`, { mode: 0o600 });
  }
}
