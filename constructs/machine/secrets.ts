import { gunzipSync } from "node:zlib";
import { verbatim, type Text } from "../core/text";

/** Keys of cloud-config, at any depth, whose value is a secret. */
const SECRET_KEYS = /^(password|passwd|hashed_passwd|plain_text_passwd|chpasswd|ssh_keys|private[_-]?key|secret|secret[_-]?key|api[_-]?key|auth[_-]?key|activation[_-]?key|registration[_-]?key|token)$/i;

const PRIVATE_KEY: Text = { en: "a private key", zh: "私钥" };

/** What gives a secret away in a text, and what it is called in the message. */
const SECRET_TEXTS: readonly (readonly [pattern: RegExp, what: Text])[] = [
  [/-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----/, PRIVATE_KEY],
  [/^PuTTY-User-Key-File-\d/m, PRIVATE_KEY],
  [/AGE-SECRET-KEY-1[A-Z0-9]{20}/, PRIVATE_KEY],
  [/\b(PrivateKey|PresharedKey)\s*=\s*[A-Za-z0-9+/]{43}=/, { en: "a WireGuard key", zh: "WireGuard 密钥" }],
  [/\$(1|2[abxy]?|5|6|7|y|gy)\$[./A-Za-z0-9$=,]{8}/, { en: "a password hash", zh: "密码哈希" }],
  [/\bchpasswd\b|\bpasswd\s+(-\S+\s+)*--stdin\b|\b(user(add|mod))\b[^\n]*\s(-p|--password)[\s=]/, { en: "a password", zh: "密码" }],
  [/\b(kubeadm\s+join\b[^\n]*--token|K3S_TOKEN=)\s*\S/, { en: "a token", zh: "令牌" }],
];

/** Says what secret a first-boot configuration holds, and where; undefined when none is found. */
export function findSecret(value: unknown, at = ""): Text | undefined {
  if (typeof value === "string") return inText(value, at);
  if (typeof value !== "object" || value === null) return undefined;
  const decoded = decodedContent(value as Readonly<Record<string, unknown>>);
  const hidden = decoded === undefined ? undefined : inText(decoded, `${at}.content`);
  if (hidden !== undefined) return hidden;
  for (const [key, inner] of Object.entries(value)) {
    const path = at ? `${at}.${key}` : key;
    if (SECRET_KEYS.test(key) && !Array.isArray(value)) return verbatim(`\`${path}\``);
    const found = findSecret(inner, path);
    if (found) return found;
  }
  return undefined;
}

function inText(text: string, at: string): Text | undefined {
  const [, what] = SECRET_TEXTS.find(([pattern]) => pattern.test(text)) ?? [];
  return what && { en: `${what.en} in \`${at || "text"}\``, zh: `\`${at || "text"}\` 中的${what.zh}` };
}

// A file may come encoded: what is read there is what lies beneath.
function decodedContent({ encoding, content }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof encoding !== "string" || typeof content !== "string" || !/b64|base64/.test(encoding)) return undefined;
  const bytes = Buffer.from(content, "base64");
  if (!/gz/.test(encoding)) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: 16 * 1024 * 1024 }).toString("utf8");
  } catch {
    return undefined;
  }
}
