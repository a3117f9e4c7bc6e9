import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(__dirname, "../..");

/** What `npm run build` makes: without it, tests of the package as others have it are skipped. */
export const isCompiled = existsSync(join(ROOT, "dist", "bin", "labwright.js"));

/** Gives a folder the packages that this repository has, and labwright as one of them: this one, or a copy of it. */
export function installLabwright(folder: string, how: "linked" | "copied"): void {
  const modules = join(folder, "node_modules");
  const labwright = join(modules, "labwright");
  mkdirSync(modules, { recursive: true });
  for (const name of readdirSync(join(ROOT, "node_modules")).filter((one) => !one.startsWith(".") && one !== "labwright")) {
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  if (how === "linked") return symlinkSync(ROOT, labwright);
  mkdirSync(labwright);
  for (const part of ["package.json", "dist"]) cpSync(join(ROOT, part), join(labwright, part), { recursive: true });
}
