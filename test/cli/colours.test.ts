import { LabError } from "../../constructs/core/lab-error";
import { Output } from "../../cli/output";

describe("colours", () => {
  test.each([
    [true, {}, true],
    [false, {}, false],
    [false, { CI: "true" }, false],
    [true, { CI: "true" }, true],
    [true, { NO_COLOR: "1" }, false],
    [true, { NO_COLOR: "" }, true],
    [true, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    [false, { FORCE_COLOR: "1" }, true],
    [true, { FORCE_COLOR: "0" }, false],
    [true, { TERM: "dumb" }, false],
  ] as const)("terminal: %s, %j: %s", (isTTY, env, coloured) => {
    const written: string[] = [];
    const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
    new Output({ json: false, language: "en", stdout: stream, stderr: stream, env }).field("a", "b");
    expect(written.join("").includes("\u001b[")).toBe(coloured);
  });

  test.each([[true, false], [false, true]])("each stream has its own (terminals: %s, %s)", (out, error) => {
    const written = { out: "", error: "" };
    const stream = (isTTY: boolean, to: "out" | "error"): NodeJS.WriteStream => ({ isTTY, write: (text: string) => (written[to] += text) }) as unknown as NodeJS.WriteStream;
    const output = new Output({ json: false, language: "en", stdout: stream(out, "out"), stderr: stream(error, "error"), env: {} });
    output.field("a", "b");
    output.error(LabError.of("LW1080", { given: "x", known: "y" }));
    expect([written.out.includes("\u001b["), written.error.includes("\u001b[")]).toEqual([out, error]);
  });
});
