import fc from "fast-check";
import { ellipsize, textWidth, wrap } from "../../cli/graph/layout/text-metrics";

const font = { size: 10 };

describe("width of text", () => {
  test("is an em for CJK and more for emoji", () => {
    expect(textWidth("虚拟", font)).toBe(20);
    expect(textWidth("🚀", font)).toBeGreaterThan(10);
  });

  test("is larger in bold, and the same for each character in monospace", () => {
    expect(textWidth("web1", { ...font, bold: true })).toBeGreaterThan(textWidth("web1", font));
    expect(textWidth("iiii", { ...font, mono: true })).toBe(textWidth("mmmm", { ...font, mono: true }));
  });

  test("counts nothing for combining characters", () => {
    expect(textWidth("e\u0301", font)).toBe(textWidth("e", font));
  });
});

describe("ellipsis", () => {
  test("leaves alone what fits", () => {
    expect(ellipsize("web1", font, 100)).toBe("web1");
  });

  test("never splits an emoji of several code points", () => {
    const family = "👩‍👩‍👧";
    expect(ellipsize(family.repeat(10), font, 150).replaceAll(family, "")).toBe("…");
  });

  test("always fits", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 15, max: 300 }), (text, width) =>
      textWidth(ellipsize(text, font, width), font) <= width));
  });
});

describe("wrapping", () => {
  test("breaks at spaces, dashes and dots", () => {
    expect(wrap("one two-three.four", font, 40, 9)).toEqual(["one", "two-", "three.", "four"]);
  });

  test("breaks between Chinese characters, but not before their punctuation", () => {
    expect(wrap("桥接，路由", font, 30, 9)).toEqual(["桥接，", "路由"]);
  });

  test("breaks within words rather than hide their end", () => {
    expect(wrap("aaaaa-aaaaa-aaaaa", font, 60, 2).join("")).toBe("aaaaa-aaaaa-aaaaa");
  });

  test("ends with an ellipsis where nothing helps", () => {
    expect(wrap("a".repeat(100), font, 60, 2)[1]).toMatch(/…$/);
  });

  test("always fits, in width and in lines", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), fc.integer({ min: 20, max: 200 }), fc.integer({ min: 1, max: 5 }), (text, width, max) => {
      const lines = wrap(text, font, width, max);
      expect(lines.length).toBeLessThanOrEqual(max);
      for (const line of lines) expect(textWidth(line, font)).toBeLessThanOrEqual(width);
    }));
  });

  test("loses no character of what fits", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) =>
      wrap(text, font, 50, 100).join("").replace(/\s/gu, "") === text.replace(/\s/gu, "")));
  });
});
