import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";

/** A lab's key pair. The private half never leaves its file. */
export interface SshKey {
  readonly privateKeyFile: string;
  readonly publicKey: string;
}

/**
 * The lab's key pair, made when there is none. An existing one is kept: replacing it would rebuild every machine.
 * @throws LabError LW4020 when ssh-keygen fails
 */
export function ensureSshKey(labDirectory: string, lab: string): SshKey {
  const privateKeyFile = join(labDirectory, "id_ed25519");
  if (!existsSync(privateKeyFile)) {
    const made = spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", `labwright ${lab}`, "-f", privateKeyFile], { encoding: "utf8", env: process.env });
    if (made.status !== 0) throw LabError.of("LW4020", { why: verbatim((made.error?.message ?? made.stderr ?? "").trim()) });
  }
  chmodSync(privateKeyFile, 0o600);
  return { privateKeyFile, publicKey: readFileSync(`${privateKeyFile}.pub`, "utf8").trim() };
}
