import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, lstatSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim, type Text } from "../../constructs/core/text";

/** A lab's key pair. The private half never leaves its file. */
export interface SshKey {
  readonly privateKeyFile: string;
  readonly publicKey: string;
}

export function keyFile(labDirectory: string): string {
  return join(labDirectory, "id_ed25519");
}

/**
 * The lab's key pair: made when there is none, or the user's own. An existing one is kept: replacing it would rebuild every
 * machine.
 * @param given path of a private key without a passphrase, which the lab's folder then points to
 * @throws LabError LW4020 when ssh-keygen fails, LW4021 for a given key that cannot be used
 */
export function ensureSshKey(labDirectory: string, lab: string, given?: string): SshKey {
  const privateKeyFile = keyFile(labDirectory);
  if (given !== undefined) useGiven(privateKeyFile, resolve(given.replace(/^~(?=\/)/, homedir())));
  else if (!existsSync(privateKeyFile)) {
    rmSync(privateKeyFile, { force: true });
    const made = keygen("-q", "-t", "ed25519", "-N", "", "-C", `labwright ${lab}`, "-f", privateKeyFile);
    if (made.status !== 0) throw LabError.of("LW4020", { why: verbatim(complaint(made)) });
  }
  if (!lstatSync(privateKeyFile).isSymbolicLink()) chmodSync(privateKeyFile, 0o600);
  return { privateKeyFile, publicKey: readFileSync(`${privateKeyFile}.pub`, "utf8").trim() };
}

function useGiven(privateKeyFile: string, given: string): void {
  const refuse = (why: Text): never => {
    throw LabError.of("LW4021", { why }, given);
  };
  if (!existsSync(given)) return refuse({ en: "there is no such file", zh: "该文件不存在" });
  if ((statSync(given).mode & 0o077) !== 0) return refuse({ en: "others may read it: ssh would refuse it", zh: "其他用户可读取该文件，ssh 会拒绝使用" });
  const known = existsSync(privateKeyFile) ? lstatSync(privateKeyFile) : undefined;
  if (known && !(known.isSymbolicLink() && readlinkSync(privateKeyFile) === given)) {
    return refuse({ en: "the lab has another key: another one would lock its machines until they are rebuilt", zh: "该实验环境已有其他密钥：更换后在重建虚拟机之前将无法登录" });
  }
  // The private half tells the public one; a file beside it may be of another key.
  const told = keygen("-y", "-P", "", "-f", given);
  if (told.status !== 0) return refuse(verbatim(complaint(told)));
  if (!known) symlinkSync(given, privateKeyFile);
  writeFileSync(`${privateKeyFile}.pub`, `${told.stdout.trim()}\n`);
}

function keygen(...args: string[]): ReturnType<typeof spawnSync> & { stdout: string; stderr: string } {
  return spawnSync("ssh-keygen", args, { encoding: "utf8", env: process.env, stdio: ["ignore", "pipe", "pipe"] });
}

function complaint({ error, stderr }: { error?: Error; stderr: string }): string {
  return (error?.message ?? stderr ?? "").trim();
}
