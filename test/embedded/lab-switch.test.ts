import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FrameReader, type Frame } from "../../engines/embedded/switch/frames";
import { startSwitch } from "../../engines/embedded/switch/lab-switch";
import { Link } from "../../engines/embedded/switch/link";
import { arpRequest, ethernet, tagged } from "./support/frames";

/** A NIC as QEMU has it: it listens, and takes one connection. */
class Nic {
  readonly got: Frame[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(readonly path: string) {
    this.server = createServer((socket) => {
      const reader = new FrameReader();
      this.sockets.add(socket);
      socket.on("data", (chunk: Buffer) => this.got.push(...reader.push(chunk)));
      socket.on("close", () => this.sockets.delete(socket));
      socket.on("error", () => undefined);
    });
    this.server.listen(path);
  }

  get isConnected(): boolean {
    return this.sockets.size > 0;
  }

  send(...bytes: readonly Buffer[]): void {
    for (const socket of this.sockets) socket.write(Buffer.concat(bytes));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const [A, B] = ["02:00:00:00:00:01", "02:00:00:00:00:02"];
let directory: string;
let nics: Nic[];
let stop: (() => void) | undefined;
let ends: (() => void)[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lw-sw-"));
  nics = [];
  ends = [];
});
afterEach(async () => {
  stop?.();
  stop = undefined;
  ends.forEach((end) => end());
  await Promise.all(nics.map((nic) => nic.close()));
  rmSync(directory, { recursive: true });
});

const pathOf = (name: string): string => join(directory, name);
function nic(name: string): Nic {
  const made = new Nic(pathOf(name));
  nics.push(made);
  return made;
}
async function until(is: () => boolean): Promise<void> {
  for (let tries = 0; tries < 250 && !is(); tries++) await sleep(20);
  expect(is()).toBe(true);
}
const ports = (...names: string[]) => names.map((name) => ({ socket: pathOf(name) }));

describe("a lab's switch (sockets of the test's own are QEMU's)", () => {
  test("keeps networks apart, and ports of different tags", async () => {
    const [one, two, other, web, db] = ["one", "two", "other", "web", "db"].map(nic) as [Nic, Nic, Nic, Nic, Nic];
    stop = startSwitch({ fabrics: [
      { name: "lan", ports: ports("one", "two") }, { name: "lan2", ports: ports("other") },
      { name: "fabric", ports: [{ socket: web.path, vlans: { access: 10 } }, { socket: db.path, vlans: { access: 20 } }, { socket: pathOf("trunk"), vlans: {} }] },
    ] });
    const trunk = nic("trunk");
    await until(() => nics.every(({ isConnected }) => isConnected));
    one.send(ethernet({ from: A }));
    web.send(ethernet({ from: B }));
    await until(() => two.got.length > 0 && trunk.got.length > 0);
    expect([two.got, trunk.got, one.got, other.got, db.got]).toEqual([[ethernet({ from: A })], [tagged(10, { from: B })], [], [], []]);
  });

  test("finds a machine again that was not there, or was started anew, and forgets what was behind it", async () => {
    const [one, two] = [nic("one"), nic("two")];
    stop = startSwitch({ fabrics: [{ name: "lan", ports: ports("one", "two", "late") }] });
    const late = nic("late");
    await until(() => [one, two, late].every(({ isConnected }) => isConnected));
    late.send(ethernet({ from: B, to: A }));
    await until(() => one.got.length > 0 && two.got.length > 0);
    await late.close();
    await sleep(50);
    two.got.splice(0);
    // B may be anywhere now.
    one.send(ethernet({ from: A, to: B }));
    await until(() => two.got.length > 0);
    const again = nic("late");
    await until(() => again.isConnected);
    one.send(ethernet({ from: A }));
    await until(() => again.got.length > 0);
  });

  test("hangs up on a machine that sends what is no frames, and goes on with the others", async () => {
    const [one, two, bad] = [nic("one"), nic("two"), nic("bad")];
    stop = startSwitch({ fabrics: [{ name: "lan", ports: ports("one", "two", "bad") }] });
    await until(() => nics.every(({ isConnected }) => isConnected));
    bad.send(Buffer.from("SSH-2.0-OpenSSH_9.2"));
    await until(() => !bad.isConnected);
    one.send(ethernet({ from: A }));
    await until(() => two.got.length > 0);
    await until(() => bad.isConnected);
  });

  test("loses whole frames of a machine that does not read, and keeps four MiB for it", async () => {
    const reader = new FrameReader();
    let got = 0;
    let socket: Socket | undefined;
    const deaf = createServer((opened) => void (socket = opened.pause())).listen(pathOf("deaf"));
    const link = new Link(pathOf("deaf"), () => undefined);
    ends = [() => link.close(), () => socket?.destroy(), () => deaf.close()];
    await until(() => socket !== undefined);
    await sleep(20);
    const frame = ethernet({ from: A, payload: Buffer.alloc(60_000) });
    for (let each = 0; each < 200; each++) link.send(frame);
    socket?.on("data", (chunk: Buffer) => (got += reader.push(chunk).filter((one) => one.equals(frame)).length)).resume();
    const kept = Math.floor((4 * 1024 * 1024) / frame.length) + 1;
    await until(() => got >= kept);
    // What comes later is not held up by what was lost.
    link.send(frame);
    await until(() => got > kept);
    expect(got).toBe(kept + 1);
  });

  test("answers for its gateway, with and without a way out", async () => {
    const [one, two, out] = [nic("one"), nic("two"), nic("out")];
    const gateway = { address: "10.0.0.1", inside: ["10.0.0.0/24"], names: { machines: {} } };
    stop = startSwitch({ fabrics: [{ name: "closed", ports: ports("one"), gateway }, { name: "open", ports: ports("two"), gateway: { ...gateway, outside: out.path } }] });
    await until(() => nics.every(({ isConnected }) => isConnected));
    const asked = arpRequest("10.0.0.1", { from: A });
    one.send(asked);
    two.send(asked);
    await until(() => one.got.length > 0 && out.got.length > 0);
    expect([one.got.length, out.got, two.got]).toEqual([1, [asked], []]);
  });
});
