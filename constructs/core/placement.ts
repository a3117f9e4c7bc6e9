import { Construct } from "constructs";
import { LabError, show } from "./lab-error";

/**
 * The scope a construct is made in. The library's own errors for a bad scope or id carry no code and no advice.
 * @throws LabError LW1001, LW1023
 */
export function placeIn(scope: Construct, id: string): Construct {
  if (!Construct.isConstruct(scope)) {
    throw LabError.of("LW1001", { property: "scope", given: show(scope), rule: "the construct it belongs to, such as a LabStack" });
  }
  const { path } = scope.node;
  // The tree keeps its children in a plain object, where `constructor` is taken from the start.
  if (typeof id !== "string" || id.trim() === "" || id.includes("${") || id in Object.prototype) {
    throw LabError.of("LW1001", { property: "id", given: show(id), rule: "a name that is neither empty nor a word of JavaScript's" }, path);
  }
  if (scope.node.tryFindChild(id)) {
    const taken = `${path}/${id}`;
    throw LabError.of("LW1023", { given: id, first: taken, second: "another construct", rule: "construct ids are unique within their scope" }, taken);
  }
  return scope;
}
