import type { RenderedProblem } from "../../constructs/core/lab-error";
import { usageWords } from "../../cli/usage-words";
import { englishIn } from "../audit/english";
import { CommandLine, problemsOf } from "./support/run-main";

const WRONG: readonly (readonly string[])[] = [
  ["list", "--jsno"], ["lost"], ["show"], ["list", "--lang"], ["list", "--lang", "de"], ["list", "one", "two"], ["graph", "--format", "png", "x"], ["ssh-config", "a", "b", "c"],
];

describe("a command line that cannot be read", () => {
  const line = new CommandLine();
  afterAll(() => line.close());

  test.each(WRONG)("%s %s %s", async (...words) => {
    const ran = await line.run(["--json", ...words.filter((word) => typeof word === "string")]);
    const [problem] = problemsOf(ran);
    expect(problem?.code).toBe("LW4008");
    const { en, zh } = usageWords((problem as unknown as RenderedProblem).what);
    expect(zh).not.toBe(en);
    expect(englishIn(zh)).toEqual([]);
  });
});

test("a guess is translated too", () => {
  expect(usageWords("unknown option '--jsno' (Did you mean --json?)").zh).toBe("未知选项 '--jsno'（是否应为 --json？）");
});

test("what is not known is told as it came", () => {
  expect(usageWords("something new")).toEqual({ en: "something new", zh: "something new" });
});
