import { walk, type Found, type Json } from "./support";

/** Names that hold a secret; not those of a path to one, such as labwright_ssh_private_key_file. */
const SECRET_NAME = /(passw(or)?d|passphrase|chpasswd|secret|token|private[_-]?key|api[_-]?key|credentials?)$/i;

/** Secrets by their looks, whatever they are called. */
const SECRET_LOOKS: Readonly<Record<string, RegExp>> = {
  "private key": /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/,
  "crypt(3) hash": /\$(1|2[aby]|5|6|y|7)\$[./0-9A-Za-z$=,]{8,}/,
  "kubeadm token": /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/,
  "access key": /\b(AKIA[0-9A-Z]{16}|gh[pousr]_\w{20,}|glpat-[\w-]{20,})\b/,
  "JSON web token": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}/,
  "password in a URL": /:\/\/[^\s/:@]+:[^\s/@]+@/,
  "password in a command": /\b(pass|passwd|password|passphrase|token|secret)\b["']?\s*[=:]\s*["']?[^\s"'$]/i,
};

/** Before this, nothing of this project was running. */
const LONG_PAST = Date.parse("2000-01-01T00:00:00Z");

/** Where a JSON value holds a secret, and why it is taken for one. */
export function secretsIn(json: Json): string[] {
  return walk(json).flatMap((found) => [...byName(found), ...byLooks(found)]);
}

function byName({ path, name, value, within }: Found): string[] {
  const hasValue = typeof value === "number" || (typeof value === "string" && value !== "");
  return hasValue && SECRET_NAME.test(name) && !isLock(name, within) ? [`${path}: named as a secret`] : [];
}

function byLooks({ path, value }: Found): string[] {
  if (typeof value !== "string") return [];
  return Object.entries(SECRET_LOOKS).filter(([, looks]) => looks.test(value)).map(([kind]) => `${path}: ${kind}`);
}

/** A console's password that expired long ago opens nothing: it is a lock, not a secret. */
function isLock(name: string, within: Json): boolean {
  const until = (within as { readonly passwd_valid_to?: Json } | null)?.passwd_valid_to;
  return name === "passwd" && typeof until === "string" && Date.parse(`${until}Z`) < LONG_PAST;
}
