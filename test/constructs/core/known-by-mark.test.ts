import { knownByMark } from "../../../constructs/core/known-by-mark";

// The same class twice, as two copies of a package have it.
function copy(): { Thing: new () => object; Special: new () => object } {
  class Thing {}
  class Special extends Thing {}
  knownByMark(Thing, "test.Thing");
  return { Thing, Special };
}

const [one, other] = [copy(), copy()];

test("an instance of one copy is one of the other's", () => {
  expect(new one.Thing() instanceof other.Thing).toBe(true);
  expect(new one.Special() instanceof other.Thing).toBe(true);
});

test("a subclass is not known by its base's mark", () => {
  expect(new one.Thing() instanceof one.Special).toBe(false);
  expect(new one.Special() instanceof one.Special).toBe(true);
});

test.each([undefined, null, "x", 5, {}, Object.create(null), () => 1])("%p is none", (value) => {
  expect((value as unknown) instanceof one.Thing).toBe(false);
});
