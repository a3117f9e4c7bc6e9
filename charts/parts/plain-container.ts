import type { Container } from "cdk8s-plus-27/lib/imports/k8s";
import { containerRequests } from "./requests";
import { readOnlyContainer } from "./security-context";

/** A container with no rights, a root file system that is only read, and the image that the node has already. */
export function plainContainer(container: Container, memoryMiB: number, cpu: string): Container {
  return { imagePullPolicy: "IfNotPresent", resources: containerRequests(memoryMiB, cpu), securityContext: readOnlyContainer, ...container };
}
