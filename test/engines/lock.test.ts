import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import { lock } from "../../engines/project/lock";

let root = "";
let file = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "labwright-lock-"));
  file = join(root, ".labwright", "demo", "lock");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function refused(): LabError | undefined {
  try {
    lock(file, "demo")();
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
  return undefined;
}

/** A lock as another process left it. */
function leave(change: (owner: Record<string, unknown>) => unknown): void {
  const unlock = lock(file, "demo");
  const owner = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  unlock();
  lock(file, "demo");
  writeFileSync(file, JSON.stringify(change(owner)));
}

describe("a lab's lock", () => {
  test("keeps a second one out, naming the process, until it is given back; folders that it made go too", () => {
    const unlock = lock(file, "demo");
    expect(refused()).toMatchObject({ problems: [{ code: "LW4022", values: { lab: "demo", pid: process.pid, file } }] });
    unlock();
    expect(readdirSync(root)).toEqual([]);
    expect(refused()).toBeUndefined();
  });

  test("of a process that was killed does not stand in the way", () => {
    const { pid } = spawnSync("true");
    leave((owner) => ({ ...owner, pid }));
    expect(refused()).toBeUndefined();
  });

  test("of a process whose id another has by now does not either", () => {
    leave((owner) => ({ ...owner, started: "before the last boot" }));
    expect(refused()).toBeUndefined();
  });

  test("of another machine holds: nothing is known of its processes", () => {
    leave((owner) => ({ ...owner, host: "elsewhere" }));
    expect(refused()).toMatchObject({ problems: [{ code: "LW4022", values: { host: "elsewhere" } }] });
  });

  test.each(["", "{ half", "null"])("%j was left by one killed while it wrote, unless it is new", (text) => {
    lock(file, "demo");
    writeFileSync(file, text);
    expect(refused()).toMatchObject({ problems: [{ code: "LW4022", values: { pid: "?" } }] });
    utimesSync(file, 1, 1);
    expect(refused()).toBeUndefined();
  });

  test("is given back by its owner only", () => {
    const unlock = lock(file, "demo");
    writeFileSync(file, "another's");
    unlock();
    expect(existsSync(file)).toBe(true);
    rmSync(join(root, ".labwright"), { recursive: true });
    unlock();
    expect(readdirSync(root)).toEqual([]);
  });
});
