import { ApiObject, JsonPatch, type Chart } from "cdk8s";

/** A kind that an add-on brought, with the type of its fields beside `metadata`: most have but a `spec`. */
export interface CustomKind<Fields extends object> {
  readonly apiVersion: string;
  readonly kind: string;
  /** @default Namespaced */
  readonly scope?: "Cluster";
  /** For the compiler alone. */
  readonly fields?: Fields;
}

export interface CustomObjectProps {
  readonly name: string;
  /** @default that of the chart */
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/**
 * An object of a kind that an add-on brought; its fields are checked by the compiler.
 * @example new CustomObject(chart, "pool", ipAddressPool, { name: "lab" }, { spec: { addresses: ["10.20.44.200-10.20.44.220"] } });
 */
export class CustomObject<Fields extends object> extends ApiObject {
  constructor(chart: Chart, id: string, { apiVersion, kind, scope }: CustomKind<Fields>, metadata: CustomObjectProps, fields: Fields) {
    super(chart, id, { apiVersion, kind, metadata, ...fields });
    // An object that is told of none is given its chart's.
    if (scope === "Cluster" && this.metadata.namespace !== undefined) this.addJsonPatch(JsonPatch.remove("/metadata/namespace"));
  }
}
