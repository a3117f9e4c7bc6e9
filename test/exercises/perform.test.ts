import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Exercise } from "../../chapters/exercise";
import { perform, ScriptFailed } from "../../engines/exercises/perform";
import { SshShell } from "../../engines/exercises/remote-shell";
import { SUDO, withFakeHost } from "../engines/support/fake-host";
import { FAKE_SSH } from "../support/fake-command";
import { exercise } from "./support/exercise";
import { LocalBash } from "./support/local-bash";

let shell: LocalBash;
beforeEach(() => (shell = new LocalBash()));
afterEach(() => shell.close());

const read = (machine: string, file: string): string => readFileSync(join(shell.folder(machine), file), "utf8").trim();
const failure = (script: string, props: Partial<Exercise> = {}): Promise<unknown> => perform(exercise(props), script, shell).catch((error: unknown) => error);

describe("a script of an exercise (run in this machine's bash)", () => {
  test("is run on the exercise's machine, or on each named one in turn", async () => {
    await perform(exercise(), "echo \"$HOME $PWD $LC_ALL\" > where", shell);
    expect(read("box1", "where")).toBe(`${shell.folder("box1")} ${shell.folder("box1")} C.UTF-8`);
    await perform(exercise(), [{ machine: "a", run: "echo 1 > it" }, { machine: "b", run: `cat ${shell.folder("a")}/it > it; echo 2 >> it` }], shell);
    expect([read("a", "it"), read("b", "it")]).toEqual(["1", "1\n2"]);
    expect(shell.calls).toEqual(["box1", "a", "b"]);
  });

  test.each([
    ["a command", "false; echo on > it"], ["one of a pipe", "false | cat; echo on > it"], ["a variable that is not set", "echo $nothing; echo on > it"],
  ])("ends where %s fails", async (_, script) => {
    expect(await failure(script)).toBeInstanceOf(ScriptFailed);
    expect(existsSync(join(shell.folder("box1"), "it"))).toBe(false);
  });

  test("ends with the machine that failed: the others are not gone on with", async () => {
    const error = await perform(exercise(), [{ machine: "a", run: "true" }, { machine: "b", run: "echo no room; exit 3" }, { machine: "c", run: "true" }], shell).catch((one: unknown) => one);
    expect(error).toMatchObject({ machine: "b", why: { en: "no room", zh: "no room" } });
    expect(shell.calls).toEqual(["a", "b"]);
  });

  test("says why on one line: the last that it said, how it ended, or that it took too long", async () => {
    expect(await failure("seq 20; echo '  cp: no room' >&2; exit 1")).toMatchObject({ why: { en: "14; 15; 16; 17; 18; 19; 20; cp: no room" } });
    expect(await failure("exit 7")).toMatchObject({ why: { en: "it ended with 7", zh: "以 7 结束" } });
    expect(await failure("echo begun; sleep 20", { solveSeconds: 1 })).toMatchObject({ why: { en: "it took longer than 1 s", zh: "超过 1 秒仍未结束" } });
  }, 15_000);
});

describe("a shell over SSH (ssh runs its command here, sudo too)", () => {
  const over = <T>(use: (shell: SshShell, log: () => string[]) => Promise<T>): Promise<T> => withFakeHost({ ssh: FAKE_SSH, sudo: SUDO }, (host) => use(
    new SshShell((machine) => Promise.resolve({ user: "debian", address: `${machine}.lab`, port: 2201, privateKeyFile: join(host.directory, "key") })),
    () => readFileSync(join(host.directory, "ssh.log"), "utf8").split("\n"),
  ));

  test("runs a script whole, whatever is in it; its commands do not read the rest of it", async () => {
    await over(async (ssh, log) => {
      const script = `cat\nprintf '%s\\n' "it's" '$HOME' "\`echo x\`" '"'\necho '中文' >&2; exit 5\n`;
      expect(await ssh.run("box1", script, 10)).toEqual({ code: 5, stdout: "it's\n$HOME\nx\n\"\n", stderr: "中文\n" });
      expect(log()).toEqual(expect.arrayContaining(["debian@box1.lab", "Port=2201", "HostKeyAlias=box1", "BatchMode=yes"]));
    });
  });

  test("ends what takes too long, and says so by its code", async () => {
    await over(async (ssh) => expect(await ssh.run("box1", "echo begun; sleep 20", 1)).toMatchObject({ code: 124, stdout: "begun\n" }));
  }, 15_000);

  test("takes a script that is longer than a command line may be in one word", async () => {
    await over(async (ssh) => expect(await ssh.run("box1", `# ${"x".repeat(100_000)}\necho whole`, 10)).toMatchObject({ code: 0, stdout: "whole\n" }));
  });
});

test("a folder of a machine is its own", () => {
  writeFileSync(join(shell.folder("a"), "x"), "");
  expect(existsSync(join(shell.folder("b"), "x"))).toBe(false);
});
