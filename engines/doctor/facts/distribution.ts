/** Distributions that share package names and package tool. */
export type Family = "debian" | "fedora" | "rhel" | "arch" | "suse" | "other";

/** What /etc/os-release says. @see https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
export interface Distribution {
  readonly family: Family;
  /** Such as `Debian GNU/Linux 12 (bookworm)`. */
  readonly name: string;
}

const FAMILIES: Readonly<Record<string, Family>> = {
  debian: "debian", ubuntu: "debian",
  fedora: "fedora",
  rhel: "rhel", centos: "rhel", rocky: "rhel", almalinux: "rhel", ol: "rhel",
  arch: "arch",
  suse: "suse", opensuse: "suse", sles: "suse", "opensuse-leap": "suse", "opensuse-tumbleweed": "suse",
};

export function parseOsRelease(text: string): Distribution {
  const fields = new Map<string, string>();
  for (const line of text.split("\n")) {
    const found = /^([A-Z_]+)=(.*)$/.exec(line.trim());
    if (found?.[1]) fields.set(found[1], (found[2] ?? "").replace(/^(["'])(.*)\1$/, "$2"));
  }
  // ID first, then what it is like from the closest on: RHEL is like Fedora, but not named by it first.
  const ids = [fields.get("ID") ?? "", ...(fields.get("ID_LIKE") ?? "").split(/\s+/)];
  const family = ids.map((id) => FAMILIES[id.toLowerCase()]).find((known) => known !== undefined) ?? "other";
  return { family, name: fields.get("PRETTY_NAME") ?? fields.get("NAME") ?? "" };
}
