import stringWidth from "string-width";
import { wrapped } from "../../cli/output";

describe("running text", () => {
  test("breaks between words, and keeps a word that is too wide whole", () => {
    expect(wrapped("one two three", 8)).toEqual(["one two", "three"]);
    expect(wrapped("one two three", 13)).toEqual(["one two three"]);
    expect(wrapped("a /very/long/path b", 6)).toEqual(["a", "/very/long/path", "b"]);
    expect(wrapped("", 10)).toEqual([""]);
  });

  test("breaks between Chinese characters, which take two columns, and begins no line with punctuation", () => {
    const text = "在 /srv/jail 中制作一个根文件系统：执行后能进入 shell，并保持运行（七种）。";
    for (let width = 12; width < 60; width++) {
      const lines = wrapped(text, width);
      expect(lines.map((line) => stringWidth(line)).filter((columns) => columns > width)).toEqual([]);
      expect(lines.filter((line) => /^[，。：）]|（$/u.test(line))).toEqual([]);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    }
  });
});
