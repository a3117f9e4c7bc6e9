// The same JSON through bare TerraformResources. Arguments: its elements, the folder to synthesize into.
"use strict";
const { Phases } = require("./phases.cjs");
const { makeElements, readElements } = require("./elements.cjs");

const [file, outdir] = process.argv.slice(2);
const phases = new Phases();
const cdktf = require("cdktf");
const { Construct } = require("constructs");
phases.end("import");
const elements = readElements(file);
phases.restart();
const app = new cdktf.App({ outdir });
makeElements(cdktf, Construct, new cdktf.TerraformStack(app, "scale"), elements);
phases.end("construct");
app.synth();
phases.end("synth");
