import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { packageRoot, schemaFile } from "../schema-check/schema";
import { readSchema, renderFiles } from "./files";

const { values } = parseArgs({ options: { schema: { type: "string" } } });
const files = renderFiles(readSchema(values.schema ?? schemaFile()));
const root = packageRoot();

// Everything under lib/ is generated, so a module the schema no longer has must not linger.
rmSync(join(root, "lib"), { recursive: true, force: true });
for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const typescript = [...files].filter(([path]) => path.endsWith(".ts")).reduce((sum, [, text]) => sum + text.length, 0);
console.log(`${files.size} files, ${Math.round(typescript / 1024)} KB of TypeScript`);
