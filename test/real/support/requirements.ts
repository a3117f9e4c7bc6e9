import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { findTerraform } from "../../../engines/terraform/terraform";
import { Rig } from "./rig";

const IMPLIED_MIRRORS = [join(homedir(), ".terraform.d", "plugins"), join(homedir(), ".local", "share", "terraform", "plugins"), "/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins"];

/** Whether the libvirt provider is where Terraform finds it without a network. */
export function providerPresent(): boolean {
  return IMPLIED_MIRRORS.some((directory) => existsSync(join(directory, "registry.terraform.io", "dmacvicar", "libvirt")));
}

/** Why real machines cannot be made here; undefined when they can. */
export function whyNotReal(): string | undefined {
  if (!findTerraform()) return "terraform absent";
  if (!providerPresent()) return "provider absent";
  const missing = Rig.missing();
  return missing.length > 0 ? `${missing.join(", ")} absent` : undefined;
}

/** A suite of the real tier: where it cannot run it says why, and counts as skipped. */
export function describeReal(name: string, suite: () => void): void {
  const reason = whyNotReal();
  if (reason === undefined) {
    describe(name, suite);
    return;
  }
  process.stdout.write(`SKIPPED ${name}: ${reason}\n`);
  describe.skip(name, suite);
}
