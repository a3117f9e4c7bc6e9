import { spawn, spawnSync, type ChildProcessByStdio } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

const ROOT = join(__dirname, "../..");
const COMPILED = join(ROOT, "dist", "bin", "labwright.js");
const hasScript = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") === true;
const isRunnable = hasScript && existsSync(COMPILED);
if (!isRunnable) process.stdout.write("SKIPPED Ctrl-C on a terminal: needs util-linux' script, and `npm run build`\n");

// Notes every signal, and ends with the third second of its life as Terraform does: by itself.
const TERRAFORM = `#!/bin/sh
[ "$1" = plan ] || exit 0
trap 'echo INT >> "$NOTES"' INT
trap 'echo TERM >> "$NOTES"' TERM
trap 'echo HUP >> "$NOTES"' HUP
echo started >> "$NOTES"
for i in $(seq 30); do sleep 0.1; done
echo ended >> "$NOTES"
`;

(isRunnable ? describe : describe.skip)("Ctrl-C on a terminal (terraform is faked, labwright is compiled)", () => {
  let root = "";
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "labwright-pty-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const notes = (): string[] => (existsSync(join(root, "notes")) ? readFileSync(join(root, "notes"), "utf8").split("\n").filter(Boolean) : []);
  const until = async (is: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 200 && !is(); tries++) await sleep(50);
  };

  // What is written to `script` comes to its terminal: ^C there is a signal to the foreground's processes.
  const plan = (term = "dumb"): ChildProcessByStdio<Writable, null, null> => {
    writeFileSync(join(root, "terraform"), TERRAFORM);
    chmodSync(join(root, "terraform"), 0o755);
    writeFileSync(join(root, "labwright.config.json"), '{"engine":"libvirt","accelerator":"tcg","ovsDatapath":"system"}');
    const env = { PATH: `${root}:${process.env["PATH"] ?? ""}`, HOME: root, NOTES: join(root, "notes"), TERM: term, SHELL: "/bin/sh" };
    return spawn("script", ["-qec", `${process.execPath} ${COMPILED} plan docker-cloud/4`, "/dev/null"], { cwd: root, env, stdio: ["pipe", "ignore", "ignore"] });
  };

  test("a terminal that goes away tells Terraform once too, and labwright waits for it and puts its lock away", async () => {
    // Progress is redrawn on this one, also when it is gone.
    const child = plan("xterm");
    const lock = join(root, ".labwright", "docker-cloud-4", "lock");
    await until(() => notes().includes("started"));
    expect(existsSync(lock)).toBe(true);
    child.kill("SIGKILL");
    await until(() => !existsSync(lock));
    expect([notes(), existsSync(lock)]).toEqual([["started", "INT", "ended"], false]);
  }, 40_000);

  test.each([[[0], ["started", "INT", "ended"]], [[0, 1300], ["started", "INT", "INT", "ended"]], [[0, 50], ["started", "INT", "ended"]]])("%j: Terraform is told once, and again only if insisted on", async (presses, expected) => {
    const child = plan();
    const code = new Promise<number | null>((resolve) => child.on("close", resolve));
    await until(() => notes().includes("started"));
    let before = 0;
    for (const at of presses) {
      await sleep(at - before);
      before = at;
      child.stdin.write("\x03");
    }
    expect(await code).toBe(130);
    await until(() => notes().includes("ended"));
    expect(notes()).toEqual(expected);
  }, 40_000);
});
