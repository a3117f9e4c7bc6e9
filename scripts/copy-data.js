// tsc copies no data: what the program reads at run time goes beside its compiled files.
const { cpSync, existsSync, mkdirSync } = require("node:fs");
const { dirname, join } = require("node:path");

const root = join(__dirname, "..");
for (const file of ["constructs/spec/labspec.schema.json", "engines/config/config.schema.json"]) {
  const source = join(root, file);
  if (!existsSync(source)) continue;
  const target = join(root, "dist", file);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(source, target);
}
