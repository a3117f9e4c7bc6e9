// Writes the stock bindings of a provider. Arguments: the folder that the generator is installed in, the provider's schema,
// its constraint such as `dmacvicar/libvirt@~> 0.9.7`, the folder to write into.
"use strict";
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");

const [installed, schema, constraint, outdir] = process.argv.slice(2);
const load = createRequire(join(installed, "package.json"));
// Not the package's index: that wants jsii's packager, which only other languages need.
const { TerraformProviderGenerator } = load("@cdktf/provider-generator/lib/get/generator/provider-generator");
const { ConstructsMakerProviderTarget, TerraformProviderConstraint } = load("@cdktf/commons");
const { CodeMaker } = load("codemaker");

const code = new CodeMaker();
const generator = new TerraformProviderGenerator(code, JSON.parse(readFileSync(schema, "utf8")));
generator.generate(new ConstructsMakerProviderTarget(new TerraformProviderConstraint(constraint), "typescript"));
code.save(outdir).catch((error) => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
