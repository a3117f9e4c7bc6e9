import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mirrors } from "../../../constructs/core/context";

const DEFAULTS = { main: "http://deb.debian.org/debian", security: "http://deb.debian.org/debian-security" };

/** Where a Debian archive is taken from, if not where everybody does. */
export interface Archives {
  readonly main?: string;
  readonly security?: string;
}

/** One-line sources for a Debian suite. */
export function debianSources(suite: string, { main = DEFAULTS.main, security = DEFAULTS.security }: Archives = {}): string[] {
  return [`deb ${main} ${suite} main`, `deb ${main} ${suite}-updates main`, `deb ${security} ${suite}-security main`];
}

/** The archives to build from: those of the configuration, else those this machine has in its own. */
export function chooseArchives(mirrors: Mirrors | undefined, apt = "/etc/apt"): Archives {
  const uris = configuredUris(apt);
  const pick = (ending: string): string | undefined => uris.find((uri) => new RegExp(`/${ending}/?$`).test(uri));
  // Machines may be Ubuntu's, and so may the archive that is for them.
  const given = mirrors?.apt !== undefined && /ubuntu/.test(mirrors.apt) ? undefined : mirrors;
  return { main: given?.apt ?? pick("debian"), security: given?.aptSecurity ?? pick("debian-security") };
}

/** Both formats, `deb URI ...` and `URIs: ...`, without the commented-out lines. */
function configuredUris(apt: string): string[] {
  const parts = join(apt, "sources.list.d");
  const files = [join(apt, "sources.list"), ...(existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : [])];
  const text = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, "utf8")).join("\n");
  return text.split("\n").filter((line) => /^\s*(deb|URIs:)\s/.test(line)).flatMap((line) => line.match(/[a-z+]+:\/\/\S+/g) ?? []);
}
