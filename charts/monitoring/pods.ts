import { createHash } from "node:crypto";
import type { Container, PodSecurityContext, Probe } from "cdk8s-plus-27/lib/imports/k8s";
import { IntOrString, Quantity } from "cdk8s-plus-27/lib/imports/k8s";
import { stringify } from "yaml";
import { LabError, show } from "../../constructs/core/lab-error";

/** An amount of disk, as Kubernetes writes it. */
export type Capacity = `${number}${"Mi" | "Gi" | "Ti"}`;

/** Where data is kept when a Pod goes. */
export interface Storage {
  readonly size: Capacity;
  /** Name of the StorageClass. @default the cluster's default one */
  readonly className?: string;
}

/** What the cluster has to have for it. */
export function storageNeeds(storage: Storage | undefined): ("storage-class" | "default-storage-class")[] {
  if (storage === undefined) return [];
  return [storage.className === undefined ? "default-storage-class" : "storage-class"];
}

const MEBIBYTES = { Mi: 1, Gi: 1024, Ti: 1024 * 1024 } as const;

/** @throws LabError LW1001 for what is no amount */
export function mebibytes(capacity: Capacity, property: string, path: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(Mi|Gi|Ti)$/.exec(capacity) ?? [];
  const found = Number(amount) * MEBIBYTES[(unit ?? "Mi") as keyof typeof MEBIBYTES];
  if (!(found >= 1)) throw LabError.of("LW1001", { property, given: show(capacity), rule: { en: "an amount with its unit, such as 512Mi or 10Gi", zh: "带单位的容量，如 512Mi 或 10Gi" } }, path);
  return found;
}

/** @throws LabError LW1001 for what is no whole number from a minimum on */
export function atLeast(minimum: number, value: number, property: string, path: string): number {
  if (!Number.isInteger(value) || value < minimum) throw LabError.of("LW1001", { property, given: show(value), rule: { en: `a whole number from ${minimum} on`, zh: `不小于 ${minimum} 的整数` } }, path);
  return value;
}

/** A file of configuration, in YAML. */
export function yamlFile(content: object): string {
  return stringify(content, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** An annotation that changes with what a Pod's program reads when it starts, and so replaces the Pod. */
export function configHash(files: Readonly<Record<string, string>>): Record<string, string> {
  const names = Object.keys(files).sort();
  return { "checksum/config": createHash("sha256").update(JSON.stringify(names.map((name) => [name, files[name]]))).digest("hex") };
}

/** A user of a Pod that may do nothing special. */
export function asUser(id: number): PodSecurityContext {
  return { runAsNonRoot: true, runAsUser: id, runAsGroup: id, fsGroup: id, seccompProfile: { type: "RuntimeDefault" } };
}

/** What every container here has: no rights, a root file system that is only read, and the image that the node has already. */
export function plainContainer(container: Container, memory: Capacity, cpu: string): Container {
  return {
    imagePullPolicy: "IfNotPresent",
    resources: { requests: { cpu: Quantity.fromString(cpu), memory: Quantity.fromString(memory) } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
    ...container,
  };
}

export function httpProbe(path: string, port: string, other: Partial<Probe> = {}): Probe {
  return { httpGet: { path, port: IntOrString.fromString(port) }, ...other };
}
