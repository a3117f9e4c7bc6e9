import { parse } from "yaml";
import type { Addon } from "../../../charts/addon/addon";
import { objectsOf } from "../../../charts/addon/object-problems";
import type { KubeObject } from "../../../charts/schema/object-check";

/** The only one of its kind, as `Kind`, or that of a name, as `Kind name`. */
export function theObject<Fields = object>(objects: readonly KubeObject[], called: string): KubeObject & Fields {
  const [found, ...more] = objects.filter(({ kind, metadata }) => called === kind || called === `${kind} ${metadata.name}`);
  if (found === undefined || more.length > 0) throw new Error(`${found === undefined ? "no" : "more than one"} ${called} among ${objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(", ")}`);
  return found as KubeObject & Fields;
}

/** One of the objects that an add-on declares. */
export function objectOf<Fields = object>(addon: Addon, called: string): KubeObject & Fields {
  return theObject<Fields>(objectsOf(addon), called);
}

export function specOf(addon: Addon, called: string): unknown {
  return objectOf(addon, called).spec;
}

export function kindsOf(addon: Addon): string[] {
  return objectsOf(addon).map(({ kind }) => kind);
}

/** A file of a ConfigMap, read as its program reads it: YAML, of which JSON is a part. */
export function fileOf<Content>(addon: Addon, configMap: string, file: string): Content {
  const { data } = objectOf<{ readonly data: Readonly<Record<string, string>> }>(addon, `ConfigMap ${configMap}`);
  return parse(data[file] ?? "") as Content;
}

/** What tests look at in a Pod's template. */
export interface Pods {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
  readonly spec: {
    readonly hostPID?: boolean;
    readonly nodeSelector?: object;
    readonly tolerations?: readonly object[];
    readonly volumes: readonly { readonly name: string }[];
    readonly initContainers: readonly PodContainer[];
    readonly containers: readonly [PodContainer, ...PodContainer[]];
  };
}

export interface PodContainer {
  readonly name: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
  readonly ports: readonly { readonly name: string }[];
  readonly volumeMounts: readonly { readonly name: string; readonly readOnly?: boolean }[];
  readonly securityContext?: object;
}

/** The Pods' template of an add-on's workload. */
export function podsOf(addon: Addon, called: string): Pods {
  return objectOf<{ readonly spec: { readonly template: Pods } }>(addon, called).spec.template;
}
