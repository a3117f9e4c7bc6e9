import { type IResolvable, TerraformDataSource, TerraformProvider, TerraformResource, type TerraformMetaArguments, type TerraformProviderGeneratorMetadata } from "cdktf";
import type { Construct } from "constructs";
import { version } from "../lib/tables";
import { AttributeReferences, dependencyOn } from "./attribute";
import { elementFields } from "./fields";
import { referenceTo, type ReferenceSource } from "./reference";
import { renderOnce } from "./render-once";
import { settle } from "./settle";
import { configToTerraform } from "./to-terraform";

/** Given to every element, so that cdktf can tell whether a provider is missing. */
const METADATA: TerraformProviderGeneratorMetadata = { providerName: "libvirt", providerVersionConstraint: `~> ${version}` };

const SOURCE = "dmacvicar/libvirt";

type Rendered = Record<string, unknown>;

/**
 * The three bases keep the caller's config as one reference and render it at synthesis. Nothing is copied or wrapped per
 * attribute before that, which is what keeps a thousand machines as cheap as plain JSON.
 */
export abstract class LibvirtResource<C extends TerraformMetaArguments> extends TerraformResource {
  protected _config: C;
  private _references?: AttributeReferences;

  constructor(scope: Construct, id: string, terraformResourceType: string, config: C) {
    super(scope, id, elementConfig(terraformResourceType, config));
    this.dependsOn = config.dependsOn?.map(dependencyOn);
    this._config = config;
  }

  override interpolationForAttribute(attribute: string): IResolvable {
    return (this._references ??= new AttributeReferences(this)).to(attribute);
  }

  /** @internal */
  _address(): string {
    return `${this.terraformResourceType}.${this.friendlyUniqueId}${this.forEach ? ".*" : ""}`;
  }

  /** @internal */
  _crossStackReference(attribute: string): IResolvable {
    return super.interpolationForAttribute(attribute);
  }

  protected _set<K extends keyof C>(property: K, value: C[K] | undefined): void {
    this._config = changed(this._config, property, value);
  }

  override toTerraform(): Rendered {
    return renderOnce(this, stateOf(this, this._config, this.rawOverrides as object), () => settle(this.cdktfStack, super.toTerraform() as Rendered));
  }

  protected _nested(property: string): unknown {
    return nested(this, this.terraformResourceType, property);
  }

  protected override synthesizeAttributes(): Rendered {
    return render(this, this.terraformResourceType, this._config);
  }

  protected override synthesizeHclAttributes(): Rendered {
    return noHcl();
  }
}

export abstract class LibvirtDataSource<C extends TerraformMetaArguments> extends TerraformDataSource {
  protected _config: C;
  private _references?: AttributeReferences;

  constructor(scope: Construct, id: string, terraformResourceType: string, config: C) {
    super(scope, id, elementConfig(terraformResourceType, config));
    this.dependsOn = config.dependsOn?.map(dependencyOn);
    this._config = config;
  }

  override interpolationForAttribute(attribute: string): IResolvable {
    return (this._references ??= new AttributeReferences(this)).to(attribute);
  }

  /** @internal */
  _address(): string {
    return `data.${this.terraformResourceType}.${this.friendlyUniqueId}${this.forEach ? ".*" : ""}`;
  }

  /** @internal */
  _crossStackReference(attribute: string): IResolvable {
    return super.interpolationForAttribute(attribute);
  }

  protected _set<K extends keyof C>(property: K, value: C[K] | undefined): void {
    this._config = changed(this._config, property, value);
  }

  override toTerraform(): Rendered {
    return renderOnce(this, stateOf(this, this._config, this.rawOverrides as object), () => settle(this.cdktfStack, super.toTerraform() as Rendered));
  }

  protected _nested(property: string): unknown {
    return nested(this, `data.${this.terraformResourceType}`, property);
  }

  protected override synthesizeAttributes(): Rendered {
    return render(this, `data.${this.terraformResourceType}`, this._config);
  }

  protected override synthesizeHclAttributes(): Rendered {
    return noHcl();
  }
}

export abstract class LibvirtProviderBase<C extends object> extends TerraformProvider {
  protected _config: C;

  constructor(scope: Construct, id: string, terraformResourceType: string, config: C) {
    super(scope, id, { terraformResourceType, terraformGeneratorMetadata: METADATA, terraformProviderSource: SOURCE });
    this._config = config;
  }

  protected _set<K extends keyof C>(property: K, value: C[K] | undefined): void {
    this._config = changed(this._config, property, value);
  }

  protected override synthesizeAttributes(): Rendered {
    return render(this, `provider.${this.terraformResourceType}`, this._config);
  }

  protected override synthesizeHclAttributes(): Rendered {
    return noHcl();
  }
}

/** What a resource is rendered from. Overrides are written into in place: with some, no two times are the same. */
function stateOf(element: TerraformResource | TerraformDataSource, config: object, overrides: object): readonly unknown[] {
  const { friendlyUniqueId, dependsOn, count, provider, lifecycle, forEach, provisioners, connection } = element as TerraformResource;
  return [config, friendlyUniqueId, dependsOn, count, provider, lifecycle, forEach, provisioners, connection, Object.keys(overrides).length > 0 ? Symbol("overridden") : undefined];
}

function elementConfig(terraformResourceType: string, config: TerraformMetaArguments) {
  return {
    terraformResourceType,
    terraformGeneratorMetadata: METADATA,
    provider: config.provider,
    count: config.count,
    lifecycle: config.lifecycle,
    provisioners: config.provisioners,
    connection: config.connection,
    forEach: config.forEach,
  };
}

/** The caller's object may be shared by other elements, so a change never writes into it. */
function changed<C extends object, K extends keyof C>(config: C, property: K, value: C[K] | undefined): C {
  return { ...config, [property]: value };
}

function nested(source: ReferenceSource, address: string, property: string): unknown {
  const field = elementFields(address).get(property);
  if (field === undefined) {
    throw new Error(`${address} has no ${property}: the generated classes and tables differ, run the generator again`);
  }
  return referenceTo(source, field.attribute, field);
}

/** @throws InvalidPropertyError for a property the provider does not know. */
function render(element: Construct, address: string, config: object): Rendered {
  // A bundler calls a class that names itself _Class.
  const owner = { className: element.constructor.name.replace(/^_/, ""), constructPath: element.node.path };
  return configToTerraform(owner, config as Rendered, elementFields(address));
}

/** cdktf's HCL renderer writes nested attributes as blocks, which this provider refuses. */
function noHcl(): never {
  throw new Error("HCL output is not supported by the libvirt bindings: synthesize JSON");
}
