// A lab through labwright. Arguments: labwright's index, machines, networks, the folder to synthesize into.
"use strict";
const { Phases } = require("./phases.cjs");
const { makeLab } = require("./lab.cjs");

const [index, machines, networks, outdir] = process.argv.slice(2);
const phases = new Phases();
const { App } = require("cdktf");
const labwright = require(index);
phases.end("import");
const app = new App({ outdir });
makeLab(labwright, app, Number(machines), Number(networks));
phases.end("construct");
app.synth();
phases.end("synth");
