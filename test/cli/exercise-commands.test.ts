import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import stringWidth from "string-width";
import { findChapter } from "../../chapters/registry";
import { onMachines } from "./support/fake-shell";
import { LabWorld } from "./support/lab-world";
import { register } from "./support/lab";
import { golden } from "../embedded/support/lab";

jest.mock("../../engines/embedded/embedded-engine", () => ({ EmbeddedEngine: jest.requireActual<typeof import("./support/fake-engine")>("./support/fake-engine").FakeEngine }));
jest.mock("../../engines/exercises/remote-shell", () => ({
  ...jest.requireActual<object>("../../engines/exercises/remote-shell"), SshShell: jest.requireActual<typeof import("./support/fake-shell")>("./support/fake-shell").FakeShell,
}));

const exercises = findChapter("pinnacle/7").exercises ?? [];
const ids = exercises.map(({ id }) => id);
const [first, second, third] = exercises;
if (!first || !second || !third) throw new Error("the chapter has seven exercises");

/** What is said, wherever its lines are broken. */
const flat = (text: string): string => text.replace(/\s+/g, "");

interface Checked {
  readonly exercises: readonly { readonly number: number; readonly id: string; readonly done: boolean; readonly expectations: readonly { readonly holds?: boolean; readonly seen?: string }[] }[];
}

let world: LabWorld;
beforeEach(async () => {
  world = new LabWorld();
  expect(await world.run(["up", "pinnacle/7"])).toMatchObject({ code: 0, stderr: "" });
});
afterEach(() => world.close());

describe("up of a chapter with exercises (engine and shell are faked)", () => {
  test.each(["en", "zh"] as const)("ends with the first task that is not done, and commands as they are typed, on 80 columns (%s)", async (lang) => {
    onMachines.done.add(first.id);
    await world.run(["verify"]);
    const { stdout } = await world.run(["up", "pinnacle/7", "--lang", lang]);
    const end = stdout.slice(stdout.search(/^1 (machine\(s\) ready|台虚拟机已就绪)/m));
    expect(end).toContain(`2  ${second.title[lang]}`);
    expect(end.split("\n").filter((line) => stringWidth(line) > 80)).toEqual([]);
    expect([...end.matchAll(/labwright (\S+ .*?) {3}/g)].map(([, words = ""]) => words.trim())).toEqual(["ssh pinnacle/7 box1", "verify pinnacle/7", "solve pinnacle/7 2", "down pinnacle/7"]);
  });
});

describe("verify", () => {
  test("of nothing that is done ends with 6: what is expected of the first, what was seen, and the others' numbers", async () => {
    const { code, stdout, stderr } = await world.run(["verify", "pinnacle/7"]);
    expect([code, stderr]).toEqual([6, ""]);
    expect(stdout).toBe(`✗ 1  ${first.title.en}\n     expected: ${first.expectations[0].expect.en}\n     seen: what is there\n  not done yet: 2, 3, 4, 5, 6, 7\n0 of 7 done. \`labwright next\` shows the next task, \`labwright solve 1\` does it.\n`);
    const zh = (await world.run(["verify", "--lang", "zh"])).stdout;
    expect(zh).toContain(`✗ 1  ${first.title.zh}\n     期望: ${first.expectations[0].expect.zh}\n     实际: what is there\n`);
  });

  test("tells the first expectation that does not hold", async () => {
    onMachines.begun.add(first.id);
    expect(flat((await world.run(["verify", "1"])).stdout)).toContain(flat(`expected: ${first.expectations[1]?.expect.en}`));
  });

  test("of all that is done ends with 0", async () => {
    for (const id of ids) onMachines.done.add(id);
    const { code, stdout } = await world.run(["verify"]);
    expect(code).toBe(0);
    expect(stdout.match(/^✓/gm)).toHaveLength(7);
    expect(stdout).toMatch(/\n7 of 7 exercises done\.\n$/);
  });

  test.each([["2"], ["all-namespaces"], ["pinnacle/7", "2"], ["pinnacle-7", "all-namespaces"]])("%s %s: one by its number or name, with its lab or without", async (...words) => {
    onMachines.done.add(first.id);
    const { exercises: checked } = await world.json<Checked>(["verify", ...words]);
    expect(checked.map(({ number, id, done }) => [number, id, done])).toEqual([[2, "all-namespaces", false]]);
  });

  test("--json has all of them, with what was seen up to the first that does not hold", async () => {
    onMachines.done.add(first.id);
    onMachines.begun.add(second.id);
    const { exercises: checked } = await world.json<Checked>(["verify"]);
    expect(checked.map(({ id, done }) => [id, done])).toEqual(ids.map((id) => [id, id === first.id]));
    expect(checked[1]?.expectations.map(({ holds, seen }) => [holds, seen])).toEqual([[true, "what is there"], [false, "what is there"]]);
    expect(checked[2]?.expectations.map(({ holds }) => holds)).toEqual([false, undefined, undefined]);
  });

  test("--junit writes a report, in the reader's language", async () => {
    onMachines.done.add(first.id);
    expect((await world.run(["verify", "--junit", "results.xml", "--lang", "zh"])).code).toBe(6);
    const report = readFileSync(join(world.line.directory, "results.xml"), "utf8");
    const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(report) as { testsuites: { testsuite: { failures: string; testcase: { name: string; failure?: { message: string } }[] } } };
    expect(testsuites.testsuite.failures).toBe("6");
    expect(testsuites.testsuite.testcase.map(({ name, failure }) => [name, failure?.message])).toEqual(exercises.map(({ id, expectations }) => [id, id === first.id ? undefined : expectations[0].expect.zh]));
    expect(await world.run(["verify", "--junit", "no/such/folder.xml"])).toMatchObject({ code: 2, codes: ["LW4024"] });
  });

  test("where the machine does not answer is an error, and notes nothing", async () => {
    onMachines.silent = true;
    expect(await world.run(["verify"])).toMatchObject({ code: 4, codes: ["LW3040"], stdout: "" });
    expect((await world.run(["verify", "--lang", "zh"])).stderr).toContain("无法检查虚拟机 `box1`：ssh: connect to host box1 port 22: Connection refused");
    expect(existsSync(join(world.line.directory, ".labwright/pinnacle-7/progress.json"))).toBe(false);
  });

  test("that was interrupted says so", async () => {
    expect(await world.run(["verify"], { signal: AbortSignal.abort() })).toMatchObject({ code: 130, codes: ["LW3002"] });
  });
});

describe("next and solve", () => {
  test("next shows the task of the first that is not known to be done, or the named one", async () => {
    onMachines.done.add(first.id);
    await world.run(["verify"]);
    expect((await world.run(["next"])).stdout).toContain(`1 of 7 exercises done. Next:\n  2  ${second.title.en}`);
    expect(flat((await world.run(["next", "--lang", "zh"])).stdout)).toContain(flat(second.task.zh));
    expect((await world.run(["next", "3"])).stdout).toMatch(/^ {2}3 {2}/);
    expect(await world.json(["next", third.id])).toEqual({ lab: "pinnacle-7", count: 7, done: 1, next: { number: 3, id: third.id, title: third.title, section: third.section, machine: "box1", task: third.task } });
  });

  test("solve does the next one, or the named one, and checks it; who did it is told apart", async () => {
    expect(await world.run(["solve"])).toMatchObject({ code: 0, stderr: "" });
    expect((await world.run(["solve", "pinnacle/7", "3"])).stdout).toMatch(/^doing it: 3 .*\n✓ 3 .*\(by `solve`\)\n$/);
    expect(onMachines.ran).toEqual([`solve ${first.id}`, "check", `solve ${third.id}`, "check"]);
    onMachines.done.add(second.id);
    expect((await world.run(["verify"])).stdout.match(/^✓.*$/gm)?.map((line) => line.includes("(by `solve`)"))).toEqual([true, false, true]);
    expect(await world.json(["solve", "4"])).toEqual({ lab: "pinnacle-7", exercises: [{ number: 4, id: ids[3], done: true }] });
  });

  test("solve of a lab where all is done does nothing", async () => {
    for (const id of ids) onMachines.done.add(id);
    await world.run(["verify"]);
    onMachines.ran.length = 0;
    expect(await world.run(["solve"])).toMatchObject({ code: 0, stdout: "7 of 7 exercises done.\n" });
    expect(await world.json(["next"])).toEqual({ lab: "pinnacle-7", count: 7, done: 7 });
    expect(onMachines.ran).toEqual([]);
  });

  test("a solution that does not run to its end is LW3041, and is not noted as one that labwright did", async () => {
    onMachines.broken.add(first.id);
    expect(await world.run(["solve", "1"])).toMatchObject({ code: 4, codes: ["LW3041"] });
    onMachines.done.add(first.id);
    expect((await world.run(["verify", "1"])).stdout).not.toContain("solve");
  });
});

describe("prove", () => {
  test("checks, attempts wrongly, checks, solves and checks each", async () => {
    const { code, stdout } = await world.run(["prove", "--lang", "zh"]);
    expect(code).toBe(0);
    expect(stdout.match(/^✓ .*已证明 {2}\d+ s$/gm)).toHaveLength(7);
    expect(onMachines.ran).toEqual(ids.flatMap((id) => ["check", `wrong ${id}`, "check", `solve ${id}`, "check"]));
  });

  test("one that is not proven ends with 6, and says at which step and why, in the reader's language", async () => {
    onMachines.done.add(first.id);
    onMachines.broken.add(second.id);
    const { code, stdout } = await world.run(["prove", "--lang", "zh", "--junit", "proof.xml"]);
    expect(code).toBe(6);
    expect(stdout).toMatch(/^✗ 1 .*操作之前.*\n {5}在未做任何操作的虚拟机上检查就已通过\n✗ 2 .*解答之后.*\n {5}脚本在 box1 上未能执行完毕：cp: no space left\n✓ 3/);
    expect(readFileSync(join(world.line.directory, "proof.xml"), "utf8")).toMatch(/failures="2"[^]*message="操作之前"/);
    expect(await world.json<object>(["prove", "2"])).toMatchObject({ exercises: [{ id: second.id, proven: false, failed: "solve", detail: { en: "the script did not run to its end on box1: cp: no space left" } }] });
  });
});

describe("what is none", () => {
  test.each(["verify", "solve", "next", "prove"])("%s: an unknown exercise is LW4042, a lab without any LW4041, no lab LW4002", async (command) => {
    expect(await world.run([command, "99"])).toMatchObject({ code: 2, codes: ["LW4042"], stdout: "" });
    expect((await world.run([command, "chrot", "--lang", "zh"])).stderr).toContain("`chrot` 不是 `pinnacle/7` 的练习");
    expect(await world.run([command, "pinnacle/9"])).toMatchObject({ code: 2, codes: ["LW4003"] });
    register(world.line, golden("pinnacle-14"), { target: "pinnacle/14", stackId: "pinnacle-14" });
    expect(await world.run([command, "pinnacle/14"])).toMatchObject({ code: 2, codes: ["LW4041"] });
    expect(await world.run([command])).toMatchObject({ code: 2, codes: ["LW4002"] });
    expect(onMachines.ran).toEqual([]);
  });
});
