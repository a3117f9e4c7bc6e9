import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { cacheDir } from "../../real/support/image/cache";
import { exec } from "../../real/support/image/exec";

/** A signed Debian archive in a folder, and the key that a machine has to know. */
export interface AptRepository {
  readonly dir: string;
  readonly publicKey: string;
  readonly packages: number;
  readonly bytes: number;
}

/**
 * An archive of what a machine lacks for `packages`, by the dpkg status of that machine: the packages come through this
 * machine's own apt, once, and are kept in the cache.
 */
export async function makeAptRepository(work: string, suite: string, dpkgStatus: string, packages: readonly string[]): Promise<AptRepository> {
  const status = join(work, "dpkg-status");
  writeFileSync(status, dpkgStatus);
  const id = createHash("sha256").update(dpkgStatus).update(packages.join(" ")).digest("hex").slice(0, 12);
  const dir = join(cacheDir(), `host-archive-${id}`);
  const pool = join(dir, "pool");
  if (!existsSync(join(dir, "complete"))) {
    mkdirSync(join(pool, "partial"), { recursive: true });
    await exec("apt-get", "-q", "-y", "-o", `Dir::State::status=${status}`, "-o", `Dir::Cache::archives=${pool}`, "-o", "Debug::NoLocking=1",
      "-o", "APT::Sandbox::User=root", "--no-install-recommends", "--download-only", "install", ...packages);
    await exec("sh", "-c", 'cd "$1" && rm -rf pool/partial pool/lock && dpkg-scanpackages --multiversion pool > Packages', "sh", dir);
    writeFileSync(join(dir, "complete"), "");
  }
  const index = readFileSync(join(dir, "Packages"));
  const release = join(dir, "dists", suite);
  const files = { "main/binary-amd64/Packages": index, "main/binary-amd64/Packages.gz": gzipSync(index) };
  mkdirSync(join(release, "main/binary-amd64"), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(release, name), content);
  const sums = Object.entries(files).map(([name, content]) => ` ${createHash("sha256").update(content).digest("hex")} ${content.length} ${name}`);
  const lines = [`Origin: labwright test`, `Suite: ${suite}`, `Codename: ${suite}`, `Date: ${new Date().toUTCString()}`, "Architectures: amd64", "Components: main", "SHA256:", ...sums, ""];
  writeFileSync(join(release, "Release"), lines.join("\n"));
  const publicKey = await sign(work, release);
  const debs = readdirSync(pool).filter((name) => name.endsWith(".deb"));
  return { dir, publicKey, packages: debs.length, bytes: debs.reduce((sum, name) => sum + statSync(join(pool, name)).size, 0) };
}

// A key for this run only: apt verifies the archive as it would a real one.
async function sign(work: string, release: string): Promise<string> {
  const home = join(work, "gnupg");
  mkdirSync(home, { mode: 0o700 });
  const gpg = (...args: string[]): Promise<string> => exec("gpg", "--homedir", home, "--batch", "--yes", ...args);
  await gpg("--passphrase", "", "--quick-generate-key", "labwright test archive", "rsa2048", "sign", "1d");
  await gpg("--clearsign", "--output", join(release, "InRelease"), join(release, "Release"));
  const key = await gpg("--armor", "--export");
  await exec("gpgconf", "--homedir", home, "--kill", "all");
  return key;
}
