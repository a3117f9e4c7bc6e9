import { parse } from "yaml";
import type { Addon } from "../../../charts/addon/addon";
import { objectsOf } from "../../../charts/addon/object-problems";
import type { KubeObject } from "../../../charts/schema/object-check";

export function objectOf<Fields = object>(addon: Addon, kind: string, name: string): KubeObject & Fields {
  const found = objectsOf(addon).find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`${kind} ${name} is not declared`);
  return found as KubeObject & Fields;
}

/** A file of a ConfigMap, read as the program reads it: YAML, of which JSON is a part. */
export function fileOf<Content>(addon: Addon, configMap: string, file: string): Content {
  const { data } = objectOf<{ readonly data: Readonly<Record<string, string>> }>(addon, "ConfigMap", configMap);
  return parse(data[file] ?? "") as Content;
}

/** What tests look at in a Pod's template. */
export interface Pods {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
  readonly spec: {
    readonly tolerations?: readonly object[];
    readonly volumes: readonly object[];
    readonly containers: readonly [PodContainer];
  };
}

export interface PodContainer {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
  readonly ports: readonly { readonly name: string }[];
  readonly volumeMounts: readonly { readonly name: string; readonly readOnly?: boolean }[];
}

/** The Pods' template of an add-on's workload. */
export function podsOf(addon: Addon, kind: "DaemonSet" | "Deployment" | "StatefulSet"): Pods {
  const { spec } = objectsOf(addon).find((object) => object.kind === kind) as unknown as { readonly spec: { readonly template: Pods } };
  return spec.template;
}
