import { Lazy } from "cdk8s";

/** A value in an object that is known only when the cluster is delivered, as machines' addresses are. */
export function later<T>(produce: () => T): T {
  return Lazy.any({ produce }) as T;
}
