import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where Kubernetes' programs are: see scripts/kube-assets.ts, which builds them. */
export function kubeAsset(name: string): string {
  const folder = process.env["LABWRIGHT_KUBE_ASSETS"] ?? join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "labwright-test", "kube-assets");
  return join(folder, name);
}

/** `describe` where the programs are there; elsewhere what is missing is said, and the tests count as skipped. */
export function describeWithAssets(names: readonly string[], title: string, tests: () => void): void {
  const missing = names.filter((name) => !existsSync(kubeAsset(name)));
  if (missing.length === 0) {
    describe(title, tests);
    return;
  }
  console.log(`SKIPPED: ${title}: ${missing.join(", ")} missing; build them by: node --import tsx scripts/kube-assets.ts --out ${join(kubeAsset(""), ".")}`);
  describe.skip(title, tests);
}
