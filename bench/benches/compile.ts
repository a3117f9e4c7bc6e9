import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { measure } from "../support/process";
import { result, type Outcome } from "../support/result";
import type { Settings } from "../support/settings";

const LEFT_OUT = new Set(["node_modules", "dist", ".git", "cdktf.out", "out", "coverage", "docs", "test", "bench", "examples", ".labwright"]);

/** `tsc -b --force` of the whole project, in a copy: nobody's compiled files are touched. */
export function compile({ root, scratch, rounds }: Settings): Outcome[] {
  const copy = join(scratch, "compile");
  copyProject(root, copy);
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const samples = Array.from({ length: Math.ceil(rounds / 3) }, () => measure({ argv: [tsc, "-b", "--force"], cwd: copy }));
  return [
    result({ bench: "compile", what: "tsc -b --force", unit: "s", target: { atMost: 15 } }, samples.map(({ wallMs }) => wallMs / 1000)),
    result({ bench: "compile", what: "the same in CPU time", unit: "s" }, samples.map(({ cpuMs }) => cpuMs / 1000)),
  ];
}

/** Copies what is compiled. Its dependencies are linked to, but its workspaces are the copy's own. */
export function copyProject(root: string, copy: string): void {
  mkdirSync(copy, { recursive: true });
  cpSync(root, copy, { recursive: true, filter: (source) => source === root || !LEFT_OUT.has(basename(source)) });
  const modules = join(root, "node_modules");
  for (const name of readdirSync(modules).filter((entry) => entry !== "@cdktf" && entry !== ".cache")) {
    mkdirSync(join(copy, "node_modules"), { recursive: true });
    symlinkSync(join(modules, name), join(copy, "node_modules", name));
  }
  if (!existsSync(join(copy, "provider-libvirt"))) return;
  mkdirSync(join(copy, "node_modules", "@cdktf"), { recursive: true });
  symlinkSync(join(copy, "provider-libvirt"), join(copy, "node_modules", "@cdktf", "provider-libvirt"));
}
