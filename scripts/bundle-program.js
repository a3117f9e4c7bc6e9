// Puts the programs (the command line's, and the app of cdktf.json), and all they load, into one file: the package has none of
// those modules beside it. Labs of the user's own are left to the library: they are built with the labwright and the cdktf
// that they import themselves.
const { readFileSync, readdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { build } = require("esbuild");

/** Of bin/, as bin/start.ts knows them. */
const PROGRAMS = ["program", "cdktf-app"];

/** Loaded from where they are: by few commands, or because they find files beside themselves. */
const EXTERNAL = ["@cdktf/provider-libvirt/schema-check", "tsx", "ajv", "cdk8s", "cdk8s-plus-27"];

/** Goes on from the program to the library. */
const library = {
  name: "library",
  setup({ onResolve }) {
    onResolve({ filter: /\/lab-file$/ }, () => ({ path: "../engines/synth/lab-file", external: true }));
  },
};

exports.bundleProgram = async function bundleProgram(root) {
  const bundle = join("dist", "bin", "labwright.bundle.js");
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: PROGRAMS.map((name) => `exports["${name}"] = () => require("./${name}");`).join("\n"), resolveDir: join(root, "dist", "bin") },
    outfile: bundle,
    bundle: true, platform: "node", target: "node20", format: "cjs",
    external: EXTERNAL, plugins: [library], metafile: true, logLevel: "warning",
    // A package that is fetched for one look stays small: no blanks, Chinese as it is, and lines and names that a stack trace can name.
    minifyWhitespace: true, minifySyntax: true, lineLimit: 200, charset: "utf8",
  });
  writeFileSync(join(root, bundle.replace(/js$/, "LICENSES.txt")), notices(root, Object.keys(metafile.inputs)));
};

/** What the licences of the packages in the bundle ask for: their text, and where their sources are. */
function notices(root, inputs) {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  return [...folders].sort().map((folder) => {
    const { name, version, license, repository } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined && license === undefined) throw new Error(`${folder} is in the bundle and names no licence`);
    const source = typeof repository === "string" ? repository : repository?.url;
    const text = file === undefined ? "" : readFileSync(join(root, folder, file), "utf8").trim();
    return `${name} ${version} (${license}) ${source ?? ""}\n\n${text}\n`;
  }).join(`\n${"-".repeat(80)}\n\n`);
}
