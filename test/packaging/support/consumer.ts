import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { run } from "./command";
import { REPOSITORY } from "./package";

export type ModuleSystem = "cjs" | "esm";

/** How TypeScript finds a package: by Node's rules, or by a bundler's. */
export type Resolution = "node16" | "nodenext" | "bundler";

const FIXTURES = join(__dirname, "..", "fixtures");

/** An empty project that has installed labwright from its tarball. */
export class Consumer {
  /** @param peers what is installed beside it; npm adds what is missing of labwright's peers */
  static async create(directory: string, modules: ModuleSystem, tarball: string, peers: readonly string[]): Promise<Consumer> {
    mkdirSync(directory);
    writeFileSync(join(directory, "package.json"), JSON.stringify({ name: "consumer", private: true, type: modules === "esm" ? "module" : "commonjs" }));
    for (const file of readdirSync(FIXTURES)) cpSync(join(FIXTURES, file), join(directory, file));
    await run("npm", ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", tarball, ...peers], { cwd: directory });
    return new Consumer(directory);
  }

  private constructor(readonly directory: string) {}

  get bin(): string {
    return join(this.directory, "node_modules", ".bin", "labwright");
  }

  node(...args: string[]): Promise<string> {
    return run(process.execPath, args, { cwd: this.directory });
  }

  /** The installed program, run in a folder of the caller's. */
  labwright(cwd: string, ...args: string[]): Promise<string> {
    const home = join(this.directory, "home");
    return run(this.bin, args, { cwd, env: { HOME: home, XDG_CONFIG_HOME: home, XDG_STATE_HOME: home, LANG: "C.UTF-8" } });
  }

  /** Compiles app.ts; rejects with what the compiler has to say of it and of the declarations it reads. */
  async compile(resolution: Resolution, outDir?: string): Promise<void> {
    const module = resolution === "bundler" ? "esnext" : resolution;
    const emit = outDir === undefined ? ["--noEmit"] : ["--outDir", outDir];
    await this.node(join(REPOSITORY, "node_modules", "typescript", "lib", "tsc.js"), "app.ts", "--target", "es2022", "--strict", "--module", module,
      "--moduleResolution", resolution, "--resolveJsonModule", "--skipLibCheck", "false", ...emit);
  }

  /** Where a package is installed: every copy of it. */
  async copiesOf(name: string): Promise<string[]> {
    const paths = await run("npm", ["ls", name, "--all", "--parseable"], { cwd: this.directory });
    return paths.trim().split("\n").map((path) => relative(this.directory, path));
  }

  manifest(...path: string[]): { readonly name: string; readonly version: string } {
    return JSON.parse(readFileSync(join(this.directory, "node_modules", ...path, "package.json"), "utf8")) as { name: string; version: string };
  }

  /** What `name` is for a module in `folder` of node_modules. */
  async resolve(name: string, ...folder: string[]): Promise<string> {
    const from = join(this.directory, "node_modules", ...folder, "index.js");
    const code = `console.log(require("node:module").createRequire(${JSON.stringify(from)}).resolve(${JSON.stringify(name)}))`;
    return realpathSync((await this.node("--input-type=commonjs", "-e", code)).trim());
  }
}
