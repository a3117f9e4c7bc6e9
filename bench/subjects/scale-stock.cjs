// The same JSON through the bindings that cdktf's own generator makes. Arguments: its elements, the bindings' folder, the
// folder to synthesize into.
"use strict";
const { join } = require("node:path");
const { Phases } = require("./phases.cjs");
const { makeElements, readElements } = require("./elements.cjs");

const [file, bindings, outdir] = process.argv.slice(2);
const load = (folder) => require(join(bindings, folder));

const phases = new Phases();
const cdktf = require("cdktf");
const { Construct } = require("constructs");
const { LibvirtProvider } = load("provider");
const stock = (Resource) => (scope, id, { config }, meta) => new Resource(scope, id, { ...config, ...meta });
const make = {
  provider: (scope, id, { attributes }) => new LibvirtProvider(scope, id, attributes),
  libvirt_cloudinit_disk: stock(load("cloudinit-disk").CloudinitDisk),
  libvirt_domain: stock(load("domain").Domain),
  libvirt_network: stock(load("network").Network),
  libvirt_pool: stock(load("pool").Pool),
  libvirt_volume: stock(load("volume").Volume),
};
phases.end("import");
const elements = readElements(file);
phases.restart();
const app = new cdktf.App({ outdir });
makeElements(cdktf, Construct, new cdktf.TerraformStack(app, "scale"), elements, make);
phases.end("construct");
app.synth();
phases.end("synth");
