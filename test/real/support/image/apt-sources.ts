import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DEFAULTS = { main: "http://deb.debian.org/debian", security: "http://deb.debian.org/debian-security" };
const APT = "/etc/apt";

/** One-line sources for a Debian suite, from the mirrors this machine is configured with. */
export function debianSources(suite: string): string[] {
  const uris = configuredUris();
  const pick = (ending: string): string | undefined => uris.find((uri) => new RegExp(`/${ending}/?$`).test(uri));
  const main = pick("debian") ?? DEFAULTS.main;
  const security = pick("debian-security") ?? DEFAULTS.security;
  return [`deb ${main} ${suite} main`, `deb ${main} ${suite}-updates main`, `deb ${security} ${suite}-security main`];
}

/** Both formats, `deb URI ...` and `URIs: ...`, without the commented-out lines. */
function configuredUris(): string[] {
  const parts = join(APT, "sources.list.d");
  const files = [join(APT, "sources.list"), ...(existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : [])];
  const text = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, "utf8")).join("\n");
  return text.split("\n").filter((line) => /^\s*(deb|URIs:)\s/.test(line)).flatMap((line) => line.match(/[a-z+]+:\/\/\S+/g) ?? []);
}
