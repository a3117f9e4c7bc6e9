import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { openSerialConsole } from "../../cli/serial-console";
import { LabError } from "../../constructs/core/lab-error";

/** A terminal that is none: what is typed is written into it. */
class FakeTerminal extends PassThrough {
  isTTY = true;
  readonly raw: boolean[] = [];
  setRawMode(raw: boolean): this {
    this.raw.push(raw);
    return this;
  }
}

let root: string;
let path: string;
let machine: Server;
let sockets: Socket[];
let typed: string;
let shown: string;
let terminal: FakeTerminal;
const stdin = Object.getOwnPropertyDescriptor(process, "stdin");

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "lw-tty-"));
  path = join(root, "s");
  [sockets, typed, shown] = [[], "", ""];
  machine = createServer((socket) => {
    sockets.push(socket);
    socket.on("data", (text) => (typed += text.toString("latin1")));
    socket.on("error", () => undefined);
    socket.write("login: ");
  });
  await new Promise<void>((resolve) => machine.listen(path, resolve));
  terminal = new FakeTerminal();
  Object.defineProperty(process, "stdin", { value: terminal, configurable: true });
  jest.spyOn(process.stdout, "write").mockImplementation((text, ...rest) => {
    shown += String(text);
    rest.forEach((one) => typeof one === "function" && one());
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  if (stdin) Object.defineProperty(process, "stdin", stdin);
  sockets.forEach((socket) => socket.destroy());
  await new Promise((resolve) => machine.close(resolve));
  rmSync(root, { recursive: true });
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 200; tries++) await sleep(10);
}

describe("a serial console (a socket of the test's own, and a terminal that is none)", () => {
  test("joins the terminal to the machine, key by key, until Ctrl-]", async () => {
    const ended = openSerialConsole(path, "box1");
    await until(() => shown.includes("login: "));
    expect(shown).toBe("box1: Ctrl-]\r\nlogin: ");
    terminal.write("root\r\x03\x04");
    await until(() => typed.length >= 7);
    expect(typed).toBe("root\r\x03\x04");
    terminal.write("\x1d");
    expect(await ended).toBe(0);
    expect(terminal.raw).toEqual([true, false]);
    expect(terminal.listenerCount("data")).toBe(0);
    await until(() => sockets[0]?.destroyed === true);
    expect(sockets[0]?.destroyed).toBe(true);
  });

  test("what was typed together with Ctrl-], before it, still reaches the machine", async () => {
    const ended = openSerialConsole(path, "box1");
    await until(() => shown.includes("login: "));
    terminal.write("exit\r\x1dnot this");
    expect(await ended).toBe(0);
    await until(() => typed.length >= 5);
    expect(typed).toBe("exit\r");
  });

  test("ends with the machine, and gives the terminal back", async () => {
    const ended = openSerialConsole(path, "box1");
    await until(() => sockets.length === 1 && shown.includes("login: "));
    sockets[0]?.end("bye\r\n");
    expect(await ended).toBe(0);
    expect(shown).toContain("bye\r\n");
    expect(terminal.raw).toEqual([true, false]);
  });

  test("ends where there is nothing more to type, and takes a pipe for a terminal as it is", async () => {
    terminal.isTTY = false;
    const ended = openSerialConsole(path, "box1");
    await until(() => shown.includes("login: "));
    terminal.end("halt\r");
    expect(await ended).toBe(0);
    await until(() => typed !== "");
    expect([typed, terminal.raw]).toEqual(["halt\r", []]);
  });

  test("that nobody listens on is LW3005: the terminal stays as it was", async () => {
    const error = await openSerialConsole(join(root, "absent"), "box1").catch((one: unknown) => one);
    expect(error).toBeInstanceOf(LabError);
    expect((error as LabError).problems[0]).toMatchObject({ code: "LW3005", values: { machine: "box1", step: "console" } });
    expect([terminal.raw, terminal.listenerCount("data"), shown]).toEqual([[], 0, ""]);
  });
});
