import type { Exercise } from "../../chapters/exercise";
import { checkExercises, NotAnswering, type Finding } from "../../engines/exercises/check";
import type { RemoteShell } from "../../engines/exercises/remote-shell";
import type { RunResult } from "../../engines/process/run";
import { exercise, expectation } from "./support/exercise";
import { LocalBash } from "./support/local-bash";

let shell: LocalBash;
beforeEach(() => (shell = new LocalBash()));
afterEach(() => shell.close());

/** What is found of one exercise with these checks. */
async function found(checks: readonly string[], props: Partial<Exercise> = {}): Promise<readonly Finding[]> {
  const [first = "", ...rest] = checks;
  const [verdict] = await checkExercises([exercise({ ...props, expectations: [expectation(first), ...rest.map((one) => expectation(one))] })], shell);
  return verdict?.findings ?? [];
}
const seenBy = async (check: string, props?: Partial<Exercise>): Promise<string | undefined> => (await found([check], props))[0]?.seen;

describe("checking (scripts run in this machine's bash)", () => {
  test("asks every machine once for all that is expected on it", async () => {
    const verdicts = await checkExercises([
      exercise({ id: "a", expectations: [expectation("true"), expectation("true", "box2")] }),
      exercise({ id: "b", machine: "box2", expectations: [expectation("true"), expectation("true", "box1")] }),
    ], shell);
    expect(verdicts.map(({ exercise: { id }, done }) => [id, done])).toEqual([["a", true], ["b", true]]);
    expect([...shell.calls].sort()).toEqual(["box1", "box2"]);
  });

  test("asks each machine of its own", async () => {
    shell.folder("box2");
    const [verdict] = await checkExercises([exercise({ expectations: [expectation("basename \"$PWD\""), expectation("basename \"$HOME\"", "box2")] })], shell);
    expect(verdict?.findings.map(({ seen }) => seen)).toEqual(["box1", "box2"]);
  });

  test("ends with the first expectation that does not hold, whatever those after it say", async () => {
    const findings = await found(["echo one", "echo two; false", "echo three"]);
    expect(findings.map(({ holds, seen }) => [holds, seen])).toEqual([[true, "one"], [false, "two"]]);
    const [verdict] = await checkExercises([exercise({ expectations: [expectation("false"), expectation("true")] })], shell);
    expect(verdict).toMatchObject({ done: false, findings: [{ holds: false }] });
  });

  test("one that ends early, changes its folder or sets options does nothing to the next", async () => {
    expect((await found(["cd /; set -eu; export LC_ALL=C x=1; exit 0", "echo \"${x-none} $LC_ALL $(basename \"$PWD\")\""])).map(({ seen }) => seen)).toEqual(["", "none C.UTF-8 box1"]);
  });

  test("a check is run as it is written, and reads nothing", async () => {
    expect(await seenBy(`echo 'it'"'"'s' "\\$HOME" '\`no\`' | cat\ncat; echo '中文|x'`)).toBe("it's $HOME `no`\n中文|x");
  });

  test("what it prints is seen from both of its streams, also where it holds", async () => {
    expect((await found(["echo out; echo err >&2"])).map(({ holds, seen }) => [holds, seen])).toEqual([[true, "out\nerr"]]);
  });

  test("what is seen is cut short, and never in the midst of a character", async () => {
    expect(await seenBy("head -c 5000 /dev/zero | tr '\\0' x")).toBe("x".repeat(2000));
    expect(await seenBy("for i in {1..1000}; do printf 好; done")).toBe("好".repeat(666));
    expect(await seenBy("printf 'a\\0b'")).toBe("a\0b");
  });

  test("one that takes too long does not hold, and is told apart; also where it does not heed its end", async () => {
    const findings = await checkExercises([
      exercise({ id: "slow", checkSeconds: 1, expectations: [expectation("echo before; sleep 20")] }),
      exercise({ id: "stubborn", checkSeconds: 1, expectations: [expectation("trap '' TERM; while :; do sleep 0.1; done")] }),
      exercise({ id: "after", expectations: [expectation("true")] }),
    ], shell);
    expect(findings.map(({ done, findings: [one] }) => [done, one?.timedOut, one?.seen])).toEqual([[false, true, "before"], [false, true, ""], [true, false, ""]]);
  }, 20_000);

  test("what a check leaves running is not waited for", async () => {
    const started = Date.now();
    expect(await seenBy("sleep 15 & echo done", { checkSeconds: 3 })).toBe("done");
    expect(Date.now() - started).toBeLessThan(8000);
  }, 20_000);
});

/** A machine that says this, whatever it is asked. */
const saying = (result: Partial<RunResult>): RemoteShell => ({ run: () => Promise.resolve({ code: 0, stdout: "", stderr: "", ...result }) });
const complaintOf = (answers: RemoteShell): Promise<unknown> => checkExercises([exercise({ machine: "box7" })], answers).catch((error: unknown) => error);

describe("a machine that does not answer", () => {
  test.each<[string, Partial<RunResult>, string, string]>([
    ["says why", { code: 255, stderr: "\nssh: connect to host\r\nNo route to host\n" }, "ssh: connect to host; No route to host", "ssh: connect to host; No route to host"],
    ["says nothing", { code: 255 }, "it ended with 255", "以 255 结束"],
    ["takes too long", { code: 124, stdout: "labwright-check|" }, "it took longer than 33 s", "超过 33 秒仍未结束"],
    ["answers in part", { code: 255, stdout: "labwright-check|9.9|0|\n", stderr: "Connection closed" }, "Connection closed", "Connection closed"],
  ])("that %s is told as such, in both languages", async (_, result, en, zh) => {
    const error = await complaintOf(saying(result));
    expect(error).toBeInstanceOf(NotAnswering);
    expect(error).toMatchObject({ machine: "box7", why: { en, zh } });
  });
});
