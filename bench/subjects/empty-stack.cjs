// The floor of any synthesis: cdktf, and a stack with nothing in it. Arguments: the folder to synthesize into.
"use strict";
const { App, TerraformStack } = require("cdktf");

const app = new App({ outdir: process.argv[2] });
new TerraformStack(app, "empty");
app.synth();
