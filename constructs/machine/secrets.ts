import { gunzipSync } from "node:zlib";
import { secretIn } from "../core/secret-patterns";
import { verbatim, type Text } from "../core/text";

/** Keys of cloud-config, at any depth, whose value is a secret. */
const SECRET_KEYS = /^(password|passwd|hashed_passwd|plain_text_passwd|chpasswd|ssh_keys|private[_-]?key|secret|secret[_-]?key|api[_-]?key|auth[_-]?key|activation[_-]?key|registration[_-]?key|token)$/i;

/** Says what secret a first-boot configuration holds, and where; undefined when none is found. */
export function findSecret(value: unknown, at = ""): Text | undefined {
  if (typeof value === "string") return inText(value, at);
  if (typeof value !== "object" || value === null) return undefined;
  // A command may come as its words: an option and its value are then two of them.
  if (Array.isArray(value) && /\.\d+$/.test(at) && value.every((word) => typeof word === "string")) {
    return value.map((word, index) => inText(word, `${at}.${index}`)).find((one) => one !== undefined) ?? inText(value.join(" "), at);
  }
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
  const what = secretIn(text);
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
