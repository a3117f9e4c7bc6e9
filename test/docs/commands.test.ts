import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bookOf, chapters } from "../../chapters/registry";
import { packageSets } from "../../engines/images/build/package-sets";
import { CommandLine } from "../cli/support/run-main";
import { commandLines, firstColumn, page, pages, ROOT } from "./support";

const COMPILED = join(ROOT, "dist", "bin", "labwright.js");
/** Commands that have commands. */
const GROUPS = ["image", "snapshot", "bundle"];
const OFFLINE = ["list", "show", "synth", "manifests", "graph"];

const lines = commandLines(pages);
const ours = lines.filter(({ command }) => command.startsWith("npx labwright ")).map(({ file, command }) => ({ file, words: command.split(/\s+/).slice(2) }));
const scripts = (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> }).scripts;

let line: CommandLine;
beforeEach(() => (line = new CommandLine()));
afterEach(() => line.close());

/** What a command takes, by its own help. */
async function help(command: string): Promise<{ text: string; options: string[] }> {
  const { stdout } = await line.run([...command.split(" ").filter(Boolean), "--help"]);
  return { text: stdout, options: [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option = ""]) => option) };
}

const commandNames = async (group = ""): Promise<string[]> => [...(await help(group)).text.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(([, name = ""]) => name).filter((name) => name !== "help");

describe("commands in the documentation", () => {
  test("are there, and are ours or npm's", () => {
    expect(ours.length).toBeGreaterThanOrEqual(10);
    expect(lines.filter(({ command }) => !/^(npx labwright|npm) /.test(command))).toEqual([]);
  });

  test.each(ours.filter(({ words: [name = ""] }) => !OFFLINE.includes(name)))("$file: labwright $words has its command and options", async ({ words }) => {
    const [name = "", ...rest] = words;
    expect(await commandNames()).toContain(name);
    // `image build debian`: a command may have commands.
    const whole = GROUPS.includes(name) ? (/^[a-z-]+(?: [a-z]+)*/.exec(words.join(" "))?.[0] ?? name) : name;
    if (GROUPS.includes(name)) expect(await commandNames(name)).toContain(words[1]);
    const known = [...(await help(whole)).options, ...(await help("")).options];
    for (const option of rest.filter((word) => word.startsWith("--"))) expect(known).toContain(option);
    const variant = rest[rest.indexOf("--variant") + 1];
    const chapter = chapters.find(({ id }) => rest.includes(id));
    if (rest.includes("--variant")) expect(chapter?.variants.map((one) => one.name)).toContain(variant);
    if (name !== "image" && name !== "bundle") expect(chapter ?? rest.find((word) => word.endsWith("lab.ts"))).toBeDefined();
  });

  test.each(ours.filter(({ words: [name = ""], words }) => OFFLINE.includes(name) && !words.some((word) => word.endsWith(".ts"))))("$file: labwright $words runs", async ({ words }) => {
    const { code, stdout, stderr } = await line.run(words);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).not.toBe("");
  });

  test.each(lines.filter(({ command }) => command.startsWith("npm ")))("$file: $command exists", ({ command }) => {
    const [, word = "", script = ""] = command.split(/\s+/);
    if (word === "run") expect(Object.keys(scripts)).toContain(script);
    else if (word === "test") expect(scripts).toHaveProperty("test");
    else expect(["ci", "install"]).toContain(word);
  });

  test("npm scripts that the text names exist", () => {
    const named = pages.flatMap(({ text }) => [...text.matchAll(/`npm run ([\w:.-]+)`/g)].map(([, script = ""]) => script));
    expect([...new Set(named)].filter((script) => !(script in scripts))).toEqual([]);
  });
});

// Compiled beforehand by `npm test`; what is said of TypeScript files is only true of the real program.
const compiled = existsSync(COMPILED);
if (!compiled) process.stdout.write("SKIPPED compiled command lines: dist/ absent, run `npm run build`\n");

(compiled ? describe : describe.skip)("commands that read a TypeScript file, by the compiled program", () => {
  test.each(ours.filter(({ words: [name = ""], words }) => OFFLINE.includes(name) && words.some((word) => word.endsWith(".ts"))))("$file: labwright $words runs", ({ words }) => {
    cpSync(join(ROOT, "examples"), join(line.directory, "examples"), { recursive: true });
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMPILED, ...words], { cwd: line.directory, encoding: "utf8", env: { PATH: process.env["PATH"], HOME: line.root } });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).not.toBe("");
  }, 30_000);
});

describe("docs/cli.md", () => {
  const cli = page("docs/cli.md");
  const rows = firstColumn(cli, "command");

  test("lists the program's commands, no more and no fewer", async () => {
    expect([...new Set(rows.map((row) => row.split(" ")[0]))].sort()).toEqual((await commandNames()).sort());
  });

  test.each(rows)("%s: its options are the command's", async (row) => {
    // `image prune`: a command may have commands.
    const { options } = await help(/^[a-z-]+(?: [a-z-]+)*/.exec(row)?.[0] ?? "");
    for (const [option] of row.matchAll(/--\w[\w-]*/g)) expect(options).toContain(option);
    // Those of every command that takes a chapter or file are told once, in the text.
    const elsewhere = ["--variant", "--stack", "--help"];
    for (const option of options.filter((one) => !elsewhere.includes(one))) expect(row).toContain(option);
    for (const option of options.filter((one) => one === "--variant" || one === "--stack")) expect(cli.text).toContain(`\`${option} `);
  });

  test("tells the options that every command takes", async () => {
    const { options } = await help("");
    const told = /Options that every command takes:([\s\S]*?)\n\n/.exec(cli.text)?.[1] ?? "";
    expect([...told.matchAll(/--[\w-]+/g)].map(([option]) => option).sort()).toEqual(options.filter((one) => !["--help", "--version"].includes(one)).sort());
  });
});

test("docs/cli.md tells the package sets there are", () => {
  expect(firstColumn(page("docs/cli.md"), "set").sort()).toEqual(Object.keys(packageSets).sort());
});

test("the README's table has every chapter with its variants", () => {
  const readme = page("README.md");
  expect(firstColumn(readme, "chapter").sort()).toEqual(chapters.map(({ id }) => id).sort());
  for (const chapter of chapters) {
    const row = readme.text.split("\n").find((one) => one.startsWith(`| \`${chapter.id}\``)) ?? "";
    for (const { name } of chapter.variants) expect(row).toContain(`\`${name}\``);
    expect(bookOf(chapter).title.en).not.toBe("");
  }
});
