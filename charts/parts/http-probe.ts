import { IntOrString, type Probe } from "cdk8s-plus-27/lib/imports/k8s";

/** @param port A port of the container, by its name */
export function httpProbe(path: string, port: string, other: Partial<Probe> = {}): Probe {
  return { httpGet: { path, port: IntOrString.fromString(port) }, ...other };
}
