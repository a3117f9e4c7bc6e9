// What the bindings cost over cdktf itself. Every export is touched, so that nothing is put off.
"use strict";
const { Phases } = require("./phases.cjs");

const phases = new Phases();
require("cdktf");
phases.end("cdktf");
const bindings = require("@cdktf/provider-libvirt");
const exported = Object.values(bindings).flatMap((module) => Object.values(module));
phases.end("bindings");
phases.report.classes = exported.filter((value) => typeof value === "function").length;
