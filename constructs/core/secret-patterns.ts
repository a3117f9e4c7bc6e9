import type { Text } from "./text";

/**
 * What gives a secret away in a text: what stands before it is the first group, the secret the second; where there is no
 * second the whole match is. One list for what is refused in a lab and for what is taken out of a log.
 */
export interface SecretPattern {
  readonly pattern: RegExp;
  readonly what: Text;
}

const PRIVATE_KEY: Text = { en: "a private key", zh: "私钥" };
const PASSWORD: Text = { en: "a password", zh: "密码" };
const TOKEN: Text = { en: "a token", zh: "令牌" };
const SECRET: Text = { en: "a secret", zh: "机密" };

/** Between these lies a private key. */
export const KEY_BEGIN = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/;
export const KEY_END = /-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/;

// One word of a command or a file, or what is in quotes.
const VALUE = String.raw`("(?:\\.|[^"\\\n])+"|'[^'\n]+'|[^\s"';|&),]+)`;
const NAMED: readonly (readonly [names: string, what: Text])[] = [
  [String.raw`pass(?:word|wd|phrase)|(?<![a-z])pass|(?<=_)pwd`, PASSWORD],
  ["token", TOKEN],
  [String.raw`secret|(?:api|access|secret|auth|private|activation|registration|encryption)[_-]?key`, SECRET],
];

/** Names whose value is a secret, by what they end with: `DB_PASSWORD`, `AWS_SECRET_ACCESS_KEY`, `token`. */
const assigned = ([names, what]: (typeof NAMED)[number]): SecretPattern[] => [
  // As a shell, an option or a query has it: without a space.
  { what, pattern: new RegExp(String.raw`((?:^|[\s;&|"'(?-])[\w.-]*(?:${names})=)${VALUE}`, "gim") },
  // As a file of settings has it: a line of its own.
  { what, pattern: new RegExp(String.raw`(^[ \t]*(?:-[ \t]+)?["']?[\w.-]*(?:${names})["']?[ \t]*[:=][ \t]*)${VALUE}(?=[ \t]*,?[ \t]*$)`, "gim") },
  { what, pattern: new RegExp(String.raw`(["'][\w.-]*(?:${names})["'][ \t]*:[ \t]*)("(?:\\.|[^"\\\n])+"|'[^'\n]+')`, "gi") },
  { what, pattern: new RegExp(String.raw`((?:^|\s)--(?:[a-z-]*-)?(?:${names})[ \t]+)(?!-)${VALUE}`, "gim") },
];

export const SECRET_PATTERNS: readonly SecretPattern[] = [
  { what: PRIVATE_KEY, pattern: new RegExp(`${KEY_BEGIN.source}[\\s\\S]*?(?:${KEY_END.source}|$)`, "g") },
  { what: PRIVATE_KEY, pattern: /^PuTTY-User-Key-File-\d/gm },
  { what: PRIVATE_KEY, pattern: /AGE-SECRET-KEY-1[A-Z0-9]{20,}/g },
  { what: { en: "a WireGuard key", zh: "WireGuard 密钥" }, pattern: /(\b(?:PrivateKey|PresharedKey)\s*=\s*)([A-Za-z0-9+/]{43}=)/g },
  { what: { en: "a password hash", zh: "密码哈希" }, pattern: /\$(?:1|2[abxy]?|5|6|7|y|gy)\$[./A-Za-z0-9$=,]{8,}/g },
  { what: PASSWORD, pattern: /\bchpasswd\b|\bpasswd\s+(?:-\S+\s+)*--stdin\b|\buser(?:add|mod)\b[^\n]*\s(?:-p|--password)[\s=]\s*\S+/g },
  { what: PASSWORD, pattern: new RegExp(String.raw`(\b(?:mysql|mariadb)[\w-]*\b[^\n|;&]*\s-p)(?=[^\s-])${VALUE}`, "g") },
  { what: PASSWORD, pattern: new RegExp(String.raw`(\b(?:sshpass\s+-p|redis-cli\b[^\n|;&]*\s-a)[ \t]*)${VALUE}`, "g") },
  { what: PASSWORD, pattern: /(\b(?:curl|wget)\b[^\n|;&]*\s(?:-u|--user)[ =]*["']?[^\s:"'$]+:)([^\s"']+)/g },
  { what: PASSWORD, pattern: /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/"']*:)([^\s@/"']+)(?=@)/gi },
  { what: TOKEN, pattern: new RegExp(String.raw`(\bauthorization["']?\s*[:=]\s*["']?(?:bearer|basic|token)[ \t]+)${VALUE}`, "gi") },
  { what: TOKEN, pattern: /(\bbearer[ \t]+)(?=\S*\d)([\w.~+/=-]{8,})/gi },
  { what: TOKEN, pattern: /\b(?:gh[pousr]_\w{16,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|[a-z0-9]{6}\.[a-z0-9]{16}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+)\b/g },
  ...NAMED.flatMap(assigned),
];

/** What stands where a secret might, and is none: a reference, a path, a placeholder, a word that switches something. */
const HARMLESS = /^(?:[/~<{%*@`]|\.{1,2}\/|file:|-|.*\$[({A-Za-z_]|(?:true|false|yes|no|on|off|none|null|nil|files|compat|required|requisite|sufficient|optional|prompt|ask|auto|enabled|disabled|without-password|prohibit-password|x+|!+|\d{1,2})$)/i;

/** The kind of secret that a text holds; undefined when it holds none. */
export function secretIn(text: string): Text | undefined {
  return SECRET_PATTERNS.find(({ pattern }) => [...text.matchAll(pattern)].some(([, , value]) => value === undefined || isLiteral(value)))?.what;
}

function isLiteral(value: string): boolean {
  const bare = value.replace(/^(["'])(.*)\1$/, "$2").trim();
  return bare !== "" && !HARMLESS.test(bare);
}

/** Settings of a Terraform backend, and others of that kind, whose value is a secret. */
export const SECRET_SETTING = /(^|[._])(access_key|secret_key|secret_id|secret|password|passwd|token|credentials|private_key|encryption_key|customer_key)$/i;
