import { formatProblem, LabError, renderProblem, show } from "../../../constructs/core/lab-error";
import { fill, inWords } from "../../../constructs/core/text";

const problem = { code: "LW1032", path: "lab/fabric", values: { vlan: "red", tag: 4095 } } as const;

describe("a problem", () => {
  test("is told with what, rule and fix, in both languages", () => {
    expect(renderProblem(problem)).toEqual({ code: "LW1032", path: "lab/fabric", what: "VLAN `red` has tag 4095", rule: "tags are 1-4094 (IEEE 802.1Q)", fix: "use a tag from 1 to 4094" });
    expect(renderProblem(problem, "zh").what).toBe("VLAN `red` 的标签为 4095");
  });

  test("is one line with its code and path first", () => {
    expect(formatProblem(problem)).toBe("LW1032 lab/fabric: VLAN `red` has tag 4095; tags are 1-4094 (IEEE 802.1Q). use a tag from 1 to 4094");
    expect(formatProblem({ code: "LW1032", values: problem.values })).toMatch(/^LW1032 VLAN/);
  });

  test("may hold braces in its values: they are not filled again", () => {
    expect(renderProblem({ ...problem, values: { vlan: "{tag}", tag: 1 } }).what).toBe("VLAN `{tag}` has tag 1");
  });

  test("without a value for a placeholder is a mistake of ours", () => {
    expect(() => fill("{missing}", {})).toThrow(TypeError);
  });
});

describe("LabError", () => {
  test("tells all problems at once", () => {
    const error = new LabError([problem, { code: "LW1003", path: "net", values: {} }]);
    expect(error.message.split("\n")).toHaveLength(2);
    expect(error.problems.map(({ code }) => code)).toEqual(["LW1032", "LW1003"]);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe("LabError");
  });
});

describe("show", () => {
  test.each<[unknown, string]>([
    ["a", '"a"'], ["a\nb", '"a\\nb"'], [undefined, "undefined"], [null, "null"], [1n, "1"], [Number.NaN, "NaN"], [() => 1, "a function"],
    [{ a: 1 }, '{"a":1}'], [[1, "x"], '[1,"x"]'], [new Map(), "a Map"], [Symbol("s"), "Symbol(s)"], [Object.create(null), "{}"], [{ a: 1n }, "an object"],
  ])("shows %p as %s", (value, text) => {
    expect(inWords(show(value), "en")).toBe(text);
  });

  test("is short", () => {
    for (const length of [79, 85, 500]) expect(show("x".repeat(length))).toHaveLength(80);
    expect(show("x".repeat(78))).toBe(`"${"x".repeat(78)}"`);
  });
});
