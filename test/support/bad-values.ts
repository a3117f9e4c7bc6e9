import fc from "fast-check";

/** Values nobody should pass, and some do: from untyped code, from JSON, from a typing error. */
const CLASSICS: readonly unknown[] = [
  undefined, null, true, false, 0, -1, -0, 1.5, NaN, Infinity, 2 ** 53, 10n, Symbol("s"), "", " ", "\n", "\0", "..", "/", "//", "a b", "${var.x}", "%{if}", "$(id)", "'", '"',
  "\ud800", "é", "网络", "__proto__", "constructor", "x".repeat(100_000), [], [null], [undefined], [[]], Array(3), {}, { then: 1 },
  Object.create(null), Object.freeze({ tag: 1 }), new Date(NaN), new Map([[1, 2]]), new Set([1]), () => 1, class A {}, /x/, new Error("x"), Buffer.from("x"),
  Object.assign(Object.create(null), { cidr: "10.0.0.0/8" }), JSON.parse('{"__proto__":{"a":1}}'), { toString: 1 }, { toJSON: 1 }, { constructor: null }, { length: 3 },
  { tag: 5, cidr: null }, { name: null }, { url: null }, [{ name: {} }], [{ path: 1, content: [] }], "10.0.0.0/8", "10.0.0.0/33", "fd00::/64", "::/0", 4094, 4095,
];

/** Any value at all, no proxies: the classics, what the type system knows, and mixtures of them. */
export const badValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...CLASSICS) },
  { weight: 2, arbitrary: fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withObjectString: true, withTypedArray: true, withSparseArray: true, withBoxedValues: true }) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...CLASSICS), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
);
