"use strict";
const { closeSync, openSync, readSync } = require("node:fs");
const { StringDecoder } = require("node:string_decoder");

/** The elements of a stack, one JSON document a line; read piece by piece, so that their text never is in memory as a whole. */
function readElements(file) {
  const elements = [];
  const buffer = Buffer.alloc(65536);
  const decoder = new StringDecoder("utf8");
  const descriptor = openSync(file, "r");
  let rest = "";
  for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) {
    const lines = (rest + decoder.write(buffer.subarray(0, length))).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) elements.push(JSON.parse(line));
  }
  closeSync(descriptor);
  return elements;
}

/** Makes the elements in a stack, at the construct paths they had: by `make` where it has the kind or type, else bare. */
function makeElements(cdktf, Construct, stack, elements, make = {}) {
  const scopes = new Map([[stack.node.path, stack]]);
  const scopeAt = (path) => {
    let scope = scopes.get(path);
    if (scope === undefined) {
      const cut = path.lastIndexOf("/");
      scopes.set(path, (scope = new Construct(scopeAt(path.slice(0, cut)), path.slice(cut + 1))));
    }
    return scope;
  };
  const makers = { ...bareElements(cdktf), ...make };
  let provider;
  for (const element of elements) {
    const cut = element.path.lastIndexOf("/");
    const scope = scopeAt(element.path.slice(0, cut));
    const id = element.path.slice(cut + 1);
    const { ofProvider, ...meta } = element.meta ?? {};
    const made = (makers[element.type] ?? makers[element.kind])(scope, id, element, ofProvider ? { provider, ...meta } : meta);
    if (element.kind === "provider") provider = made;
  }
}

// The least that cdktf lets anybody get away with: no property is renamed, no reference resolved, no value looked at.
function bareElements({ TerraformLocal, TerraformProvider, TerraformResource, TerraformVariable }) {
  class BareResource extends TerraformResource {
    constructor(scope, id, { type, attributes, provisioner }, meta) {
      super(scope, id, { terraformResourceType: type, ...meta });
      this.attributes = attributes;
      this.provisioner = provisioner;
    }

    // cdktf's own property would rename the keys of a provisioner's environment.
    toTerraform() {
      const rendered = super.toTerraform();
      if (this.provisioner) rendered.resource[this.terraformResourceType][this.friendlyUniqueId].provisioner = this.provisioner;
      return rendered;
    }

    synthesizeAttributes() {
      return this.attributes;
    }
  }
  class BareProvider extends TerraformProvider {
    constructor(scope, id, { type, source, version, attributes }) {
      super(scope, id, { terraformResourceType: type, terraformProviderSource: source, terraformGeneratorMetadata: { providerName: type, providerVersionConstraint: version } });
      this.attributes = attributes;
    }

    synthesizeAttributes() {
      return this.attributes;
    }
  }
  return {
    resource: (scope, id, element, meta) => new BareResource(scope, id, element, meta),
    provider: (scope, id, element) => new BareProvider(scope, id, element),
    variable: (scope, id, { name, attributes }) => new TerraformVariable(scope, id, attributes).overrideLogicalId(name),
    local: (scope, id, { name, value }) => new TerraformLocal(scope, id, value).overrideLogicalId(name),
  };
}

module.exports = { readElements, makeElements };
