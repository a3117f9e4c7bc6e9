/**
 * Lets `instanceof` know a class's instances by a mark, `Symbol.for("labwright.<name>")`: the program, a lab file and a package
 * of somebody's constructs may each bring a labwright of their own. Subclasses are told apart as usual, unless they have a mark too.
 */
export function knownByMark(type: Function & { readonly prototype: object }, name: string): void {
  const mark = Symbol.for(`labwright.${name}`);
  Object.defineProperty(type.prototype, mark, { value: true });
  Object.defineProperty(type, Symbol.hasInstance, {
    value(this: unknown, value: unknown): boolean {
      if (this !== type) return Function.prototype[Symbol.hasInstance].call(this as Function, value);
      return typeof value === "object" && value !== null && mark in value;
    },
  });
}
