import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { script, SystemRunner } from "../../engines/doctor";
import { fakeCommands } from "../support/fake-command";

const words = ["printf", "[%s]", "a b", "it's", "$HOME", "`id`", "*"];

describe("here", () => {
  const run = new SystemRunner({});

  test("passes words and values as they are", async () => {
    expect(await run.here({ argv: words })).toEqual({ code: 0, stdout: "[a b][it's][$HOME][`id`][*]", stderr: "" });
    expect(await run.here(script('printf %s "$LW_X"', { LW_X: "$(id) 'x'" }))).toMatchObject({ stdout: "$(id) 'x'" });
  });

  test("gives input, exit code, and English messages", async () => {
    expect(await run.here({ argv: ["cat"], input: "hello" })).toMatchObject({ code: 0, stdout: "hello" });
    expect(await run.here(script("echo no >&2; exit 3"))).toEqual({ code: 3, stdout: "", stderr: "no\n" });
    expect(await run.here(script('printf %s "$LC_ALL"'))).toMatchObject({ stdout: "C" });
  });

  test("a command that is not there is 127", async () => {
    expect((await run.here({ argv: ["no-such-command"] })).code).toBe(127);
  });

  test("finds what is in sbin", async () => {
    const { stdout } = await run.here(script('printf %s "$PATH"'));
    expect(stdout.split(":")).toEqual(expect.arrayContaining(["/usr/sbin", "/sbin"]));
  });

  test("ends what takes too long, with what it started", async () => {
    const started = Date.now();
    const result = await run.here(script("sleep 47.11 & echo $!; wait", {}, { timeoutMs: 300 }));
    expect(result).toMatchObject({ code: 124, stderr: "no answer within 0.3 s" });
    expect(Date.now() - started).toBeLessThan(5000);
    const state = await run.here(script(`cut -d' ' -f3 /proc/${result.stdout.trim()}/stat 2>/dev/null || echo gone`));
    expect(["gone", "Z"]).toContain(state.stdout.trim());
  });

  test("does not wait for what a command leaves in the background", async () => {
    const started = Date.now();
    expect(await run.here(script("sleep 8 & echo done"))).toMatchObject({ code: 0, stdout: "done\n" });
    expect(Date.now() - started).toBeLessThan(5000);
  });
});

describe("on another host, over a faked ssh", () => {
  let dir: string;
  let before: string | undefined;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "lw-ssh-"));
    before = process.env["PATH"];
    // The last word is the command line, which a login shell there runs.
    process.env["PATH"] = fakeCommands(dir, { ssh: `for word; do echo "$word" >> ${dir}/ssh.log; last=$word; done\nexec sh -c "$last"\n` });
  });
  afterEach(() => {
    process.env["PATH"] = before;
    rmSync(dir, { recursive: true, force: true });
  });

  test("words, values and input arrive as they are", async () => {
    const run = new SystemRunner({ ssh: "alice@kvm1:2222" });
    expect(await run.onHost({ argv: words })).toMatchObject({ code: 0, stdout: "[a b][it's][$HOME][`id`][*]" });
    expect(await run.onHost(script('printf %s "$LW_X"', { LW_X: "$(id) 'x'" }))).toMatchObject({ stdout: "$(id) 'x'" });
    expect(await run.onHost({ argv: ["cat"], input: "hello" })).toMatchObject({ stdout: "hello" });
    const log = readFileSync(join(dir, "ssh.log"), "utf8").split("\n");
    expect(log).toEqual(expect.arrayContaining(["BatchMode=yes", "ConnectTimeout=10", "-p", "2222", "--", "alice@kvm1"]));
    const shared = log.find((word) => word.startsWith("ControlPath="))?.replace("ControlPath=", "").replace("/%C", "") ?? "";
    expect(existsSync(shared)).toBe(true);
    await run.close();
    expect(existsSync(shared)).toBe(false);
  });

  test("a command that takes too long is ended there", async () => {
    const run = new SystemRunner({ ssh: "kvm1" });
    const started = Date.now();
    expect((await run.onHost({ argv: ["sleep", "30"], timeoutMs: 400 })).code).toBe(124);
    expect(Date.now() - started).toBeLessThan(8000);
    await run.close();
  });

  test("a host that is this machine needs no ssh", async () => {
    await new SystemRunner({}).onHost({ argv: ["true"] });
    expect(existsSync(join(dir, "ssh.log"))).toBe(false);
  });
});
