import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import type { Settings } from "../support/settings";

/** The last release of cdktf's generator; what it writes imports `cdktf`, which is whatever the project has under that name. */
const GENERATOR = "@cdktf/provider-generator@0.21.0";

/**
 * The bindings that `cdktf get` would make of the provider's schema: 8 MB that nobody wants in a repository, made once into
 * the cache folder. The generator comes from the npm registry.
 * @returns their folder, with a module for each resource
 * @throws Error when they cannot be had
 */
export function prepareStock({ root, cache, progress }: Pick<Settings, "root" | "cache" | "progress">): string {
  const { version } = JSON.parse(readFileSync(join(root, "provider-libvirt", "package.json"), "utf8")) as { version: string };
  const folder = join(cache, `stock-${GENERATOR.replace(/^.*@/, "")}-libvirt-${version}`);
  const bindings = join(folder, "bindings");
  if (!existsSync(bindings)) {
    const unfinished = join(folder, "unfinished");
    rmSync(unfinished, { recursive: true, force: true });
    const generator = installGenerator(folder, progress);
    progress("stock bindings: generating");
    const schema = join(root, "provider-libvirt", "schema", `libvirt-${version}.json`);
    node([join(root, "bench", "stock", "generate.cjs"), generator, schema, `dmacvicar/libvirt@~> ${version}`, unfinished], folder);
    progress("stock bindings: compiling");
    compileFolder(unfinished);
    renameSync(unfinished, bindings);
  }
  return join(bindings, "providers", "libvirt");
}

function installGenerator(folder: string, progress: Settings["progress"]): string {
  const generator = join(folder, "generator");
  if (!existsSync(join(generator, "node_modules", "@cdktf", "provider-generator"))) {
    progress(`stock bindings: installing ${GENERATOR} into ${generator}`);
    mkdirSync(generator, { recursive: true });
    writeFileSync(join(generator, "package.json"), `${JSON.stringify({ private: true })}\n`);
    run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", GENERATOR], generator);
  }
  return generator;
}

// As published bindings are compiled: types say nothing at run time, and checking them takes tsc a quarter of a minute.
function compileFolder(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"))) {
    const file = join(folder, name);
    const { outputText } = transpileModule(readFileSync(file, "utf8"), { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2020 } });
    writeFileSync(file.replace(/ts$/, "js"), outputText);
  }
}

function node(argv: readonly string[], cwd: string): void {
  run(process.execPath, argv, cwd);
}

function run(command: string, argv: readonly string[], cwd: string): void {
  try {
    execFileSync(command, [...argv], { cwd, stdio: ["ignore", "ignore", "pipe"], encoding: "utf8", env: { ...process.env, CHECKPOINT_DISABLE: "1" } });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split("\n").at(-1) ?? String(error);
    throw new Error(`stock bindings cannot be made: ${command} ${argv[0] ?? ""} failed: ${said}`);
  }
}
