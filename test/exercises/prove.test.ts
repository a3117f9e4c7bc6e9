import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Exercise } from "../../chapters/exercise";
import { verbatim } from "../../constructs/core/text";
import { NotAnswering } from "../../engines/exercises/check";
import { proveExercise, type Proof } from "../../engines/exercises/prove";
import { englishIn } from "../audit/english";
import { exercise, expectation } from "./support/exercise";
import { LocalBash } from "./support/local-bash";

let shell: LocalBash;
beforeEach(() => (shell = new LocalBash()));
afterEach(() => shell.close());

const prove = (props: Partial<Exercise> = {}): Promise<Proof> => proveExercise(exercise(props), shell);
const wrong = (run: string): Exercise["wrong"] => ({ why: verbatim(""), run });

describe("a proof (scripts run in this machine's bash)", () => {
  test("checks, attempts wrongly, checks, solves, checks", async () => {
    const proof = await prove();
    expect(proof).toMatchObject({ proven: true, failed: undefined, detail: undefined });
    expect(proof.seconds).toBeGreaterThanOrEqual(0);
    expect(shell.calls).toHaveLength(5);
  });

  test("fails where the check is content at once, and nothing is tried then", async () => {
    writeFileSync(join(shell.folder("box1"), "done"), "yes\n");
    expect(await prove()).toMatchObject({ proven: false, failed: "before", detail: { en: "the check is content with a fresh machine" } });
    expect(shell.calls).toHaveLength(1);
  });

  test("fails where the check is content with the wrong attempt", async () => {
    expect(await prove({ wrong: wrong("echo yes > done") })).toMatchObject({ proven: false, failed: "wrong", detail: { en: "the check is content with the wrong attempt" } });
    expect(shell.calls).toHaveLength(3);
  });

  test("fails where the solution does not do it, and says what was seen", async () => {
    const { proven, failed, detail } = await prove({ solve: "echo maybe > done", expectations: [expectation("test -e done || exit 1; echo there"), expectation("cat done; grep -qx yes done")] });
    expect([proven, failed]).toEqual([false, "solve"]);
    expect(detail?.en).toBe("holds: that test -e done || exit 1; echo there (seen: there); does not hold: that cat done; grep -qx yes done (seen: maybe)");
    expect(detail?.zh).toContain("不成立: 期望 cat done; grep -qx yes done (实际: maybe)");
  });

  test("fails where a script of its own does not run to its end", async () => {
    expect(await prove({ wrong: wrong("echo busy >&2; exit 2") })).toMatchObject({ failed: "wrong", detail: { en: "the script did not run to its end on box1: busy", zh: "脚本在 box1 上未能执行完毕：busy" } });
    expect(await prove({ solve: "exit 2" })).toMatchObject({ failed: "solve", detail: { en: "the script did not run to its end on box1: it ended with 2" } });
  });

  test("says that a check took too long", async () => {
    const proof = await prove({ checkSeconds: 1, expectations: [expectation("[ ! -e done ] && exit 1; sleep 20")] });
    expect(proof).toMatchObject({ proven: false, failed: "solve", detail: { en: expect.stringMatching(/^took too long: /) as string, zh: expect.stringMatching(/^检查超时: /) as string } });
  }, 20_000);

  test("is none where the machine does not answer", async () => {
    await expect(proveExercise(exercise(), { run: () => Promise.resolve({ code: 255, stdout: "", stderr: "gone" }) })).rejects.toThrow(NotAnswering);
  });

  test("has words of its own in both languages", async () => {
    writeFileSync(join(shell.folder("box1"), "done"), "yes\n");
    const details = [await prove(), await prove({ expectations: [expectation("cat done; grep -qx no done")], wrong: wrong("echo no > done") }), await prove({ expectations: [expectation("false")] })].map(({ detail }) => detail?.zh ?? "the");
    expect(details.map((detail) => englishIn(detail.replace(/期望 .*/, "")))).toEqual([[], [], []]);
  });
});
