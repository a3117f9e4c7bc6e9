import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LabProcesses } from "../../engines/embedded/lab-processes";
import { findProcesses } from "../../engines/embedded/processes";

let root: string;
let runtime: string;
let children: ChildProcess[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lw-proc-"));
  runtime = join(root, "lab");
  children = [];
  // What a process was started as is its first word: this Node under other names.
  for (const name of ["qemu-system-x86_64", "tail", "socat"]) symlinkSync(process.execPath, join(root, name));
  for (const folder of ["lab", "lab2"]) mkdirSync(join(root, folder));
  writeFileSync(join(root, "wait.js"), "setTimeout(() => {}, 60_000);\n");
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

/** A process of some name with words that it does not look at. */
async function start(name: string, ...words: string[]): Promise<number> {
  const child = spawn(join(root, name), [join(root, "wait.js"), ...words], { stdio: "ignore" });
  children.push(child);
  const { pid = 0 } = child;
  for (let tries = 0; tries < 100 && !(await findProcesses()).some((one) => one.pid === pid && one.words.includes(join(root, "wait.js"))); tries++) await sleep(20);
  return pid;
}
const pids = async (processes = new LabProcesses({ runtime })): Promise<number[]> => (await processes.all()).map(({ pid }) => pid).sort((a, b) => a - b);
const isThere = async (pid: number): Promise<boolean> => (await findProcesses()).some((one) => one.pid === pid);

describe("a lab's processes (Node, started as QEMU is)", () => {
  test("are its QEMUs and its switch, and nothing else that has its folder in its words", async () => {
    const machine = await start("qemu-system-x86_64", "-name", "guest=web1", "-qmp", `unix:${runtime}/m0.qmp,server=on`);
    const switching = await start("tail", "run-switch", join(runtime, "switch.json"));
    await start("tail", "-f", join(runtime, "m0.log"));
    await start("socat", "-", `UNIX-CONNECT:${runtime}/m0.tty`);
    await start("qemu-system-x86_64", "-name", "guest=web1", "-hda", join(root, "own.qcow2"));
    expect(await pids()).toEqual([machine, switching].sort((a, b) => a - b));
  }, 20_000);

  test("are not those of a lab whose folder begins with the same letters", async () => {
    const other = await start("qemu-system-x86_64", "-qmp", `unix:${join(root, "lab2")}/m0.qmp`);
    expect(await pids()).toEqual([]);
    expect(await pids(new LabProcesses({ runtime: join(root, "lab2") }))).toEqual([other]);
  }, 20_000);

  test("are found where a comma in the folder's name is written as QEMU has it", async () => {
    const machine = await start("qemu-system-x86_64", "-qmp", `unix:${join(root, "a,,b")}/m0.qmp,server=on`);
    expect(await pids(new LabProcesses({ runtime: join(root, "a,b") }))).toEqual([machine]);
  }, 20_000);

  test("are found by a whole word, and ended by it alone", async () => {
    const [web1, web10] = [await start("qemu-system-x86_64", "guest=web1", `${runtime}/m0`), await start("qemu-system-x86_64", "guest=web10", `${runtime}/m1`)];
    const processes = new LabProcesses({ runtime });
    expect((await processes.having("guest=web1"))?.pid).toBe(web1);
    expect(await processes.having("guest=web")).toBeUndefined();
    await processes.end("guest=web1");
    expect([await isThere(web1), await isThere(web10)]).toEqual([false, true]);
  }, 20_000);

  test("end all at once, and are gone when that is told; others' stay", async () => {
    const own = [await start("qemu-system-x86_64", `${runtime}/m0`), await start("tail", "run-switch", join(runtime, "switch.json"))];
    const watching = await start("tail", "-f", join(runtime, "m0.log"));
    expect(await new LabProcesses({ runtime }).endAll()).toEqual([]);
    expect(await Promise.all([...own, watching].map(isThere))).toEqual([false, false, true]);
  }, 20_000);
});
