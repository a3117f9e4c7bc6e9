import { Quantity, type ResourceRequirements } from "cdk8s-plus-27/lib/imports/k8s";

type Amounts = { readonly cpu?: string; readonly memory: string };

/** What a container asks for, as charts and custom resources are told of it. */
export function requests(memoryMiB: number, cpu?: string): { readonly requests: Amounts } {
  return { requests: { ...(cpu !== undefined && { cpu }), memory: `${memoryMiB}Mi` } };
}

/** The same, with the most memory that it gets. */
export function limitedRequests(memoryMiB: number, mostMiB: number, cpu?: string): { readonly requests: Amounts; readonly limits: { readonly memory: string } } {
  return { ...requests(memoryMiB, cpu), limits: { memory: `${mostMiB}Mi` } };
}

/** The same for containers of one's own. */
export function containerRequests(memoryMiB: number, cpu?: string): ResourceRequirements {
  return { requests: { ...(cpu !== undefined && { cpu: Quantity.fromString(cpu) }), memory: Quantity.fromString(`${memoryMiB}Mi`) } };
}
