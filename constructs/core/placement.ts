import { Construct } from "constructs";
import { LabError, show } from "./lab-error";

/**
 * The scope a construct is made in. The library's own errors for a bad scope or id carry no code and no advice.
 * @throws LabError LW1001, LW1023
 */
export function placeIn(scope: Construct, id: string): Construct {
  if (!Construct.isConstruct(scope)) {
    throw LabError.of("LW1001", { property: "scope", given: show(scope), rule: { en: "the construct it belongs to, such as a LabStack", zh: "其所属的构件，例如 LabStack" } });
  }
  const { path } = scope.node;
  // The tree keeps its children in a plain object, where `constructor` is taken from the start.
  if (typeof id !== "string" || id.trim() === "" || id.includes("${") || id in Object.prototype) {
    throw LabError.of("LW1001", { property: "id", given: show(id), rule: { en: "a name that is neither empty nor a word of JavaScript's", zh: "既不为空、也不是 JavaScript 内置词的名称" } }, path);
  }
  if (scope.node.tryFindChild(id)) {
    const taken = `${path}/${id}`;
    throw LabError.of("LW1023", { given: id, first: taken, second: { en: "another construct", zh: "另一个构件" }, rule: { en: "construct ids are unique within their scope", zh: "构件 id 在其 scope 内必须唯一" } }, taken);
  }
  return scope;
}
