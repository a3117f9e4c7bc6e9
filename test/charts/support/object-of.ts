import type { Addon } from "../../../charts/addon/addon";
import { objectsOf } from "../../../charts/addon/object-problems";
import type { KubeObject } from "../../../charts/schema/object-check";

/** One of the objects that an add-on declares, as `Kind name`. */
export function objectOf(addon: Addon, called: string): KubeObject {
  const objects = new Map(objectsOf(addon).map((object) => [`${object.kind} ${object.metadata.name}`, object]));
  const found = objects.get(called);
  if (found === undefined) throw new Error(`${addon.node.id} has no ${called}; it has ${[...objects.keys()].join(", ")}`);
  return found;
}
