// What tsc -b leaves undone: it copies no data, and it keeps the output of sources that are gone, which would be packed.
const { cpSync, existsSync, mkdirSync, readdirSync, rmSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { bundleProgram } = require("./bundle-program");

const root = join(__dirname, "..");
const DATA = ["constructs/spec/labspec.schema.json", "engines/config/config.schema.json", ...["1.34", "1.36"].map((minor) => `charts/schema/kubernetes-${minor}.schema.json`)];

prune(join(root, "dist"), root);
prune(join(root, "provider-libvirt", "dist"), join(root, "provider-libvirt"));
for (const file of DATA) {
  const target = join(root, "dist", file);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(root, file), target);
}

bundleProgram(root).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});

function prune(output, sources) {
  for (const entry of readdirSync(output, { recursive: true })) {
    const source = String(entry).replace(/(\.d\.ts|\.js)$/, ".ts");
    if (source !== entry && !existsSync(join(sources, source))) rmSync(join(output, entry));
  }
}
