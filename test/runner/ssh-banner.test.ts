import { createServer, type Server, type Socket } from "node:net";
import { waitForBanner } from "../../engines/runner/ssh-banner";

/** A port that is forwarded: it takes every connection, and some of them are handed to a server. */
class Forwarded {
  readonly sockets = new Set<Socket>();
  most = 0;
  private readonly server: Server;

  constructor(answer: (count: number, socket: Socket) => void) {
    let count = 0;
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      this.most = Math.max(this.most, this.sockets.size);
      socket.on("error", () => undefined);
      socket.on("close", () => this.sockets.delete(socket));
      answer(++count, socket);
    });
  }

  listen(): Promise<number> {
    return new Promise((resolve) => this.server.listen(0, "127.0.0.1", () => resolve((this.server.address() as { port: number }).port)));
  }

  close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

let forwarded: Forwarded | undefined;
afterEach(async () => {
  await forwarded?.close();
  forwarded = undefined;
});

async function waiting(answer: (count: number, socket: Socket) => void, milliseconds: number, signal?: AbortSignal): Promise<boolean> {
  forwarded = new Forwarded(answer);
  return waitForBanner("127.0.0.1", await forwarded.listen(), Date.now() + milliseconds, signal);
}

describe("waiting for an SSH banner at a forwarded port", () => {
  test("ends with the first that says who it is, however many said nothing before", async () => {
    expect(await waiting((count, socket) => void (count === 4 && socket.write("SSH-2.0-x\r\n")), 20_000)).toBe(true);
  });

  test("keeps few connections open: each costs the machine a process", async () => {
    expect(await waiting(() => undefined, 4000)).toBe(false);
    expect(forwarded?.most).toBeLessThanOrEqual(3);
    expect(forwarded?.most).toBeGreaterThan(1);
  });

  test("is not content with any other words, nor with being refused", async () => {
    expect(await waiting((_, socket) => socket.end("HTTP/1.1 400\r\n"), 1500)).toBe(false);
    expect(await waitForBanner("127.0.0.1", 1, Date.now() + 800)).toBe(false);
  });

  test("ends at once when it is interrupted, and leaves nothing open", async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 300);
    const begin = Date.now();
    expect(await waiting(() => undefined, 20_000, abort.signal)).toBe(false);
    expect(Date.now() - begin).toBeLessThan(2000);
    expect(await waitForBanner("127.0.0.1", 1, Date.now() + 20_000, abort.signal)).toBe(false);
  });
});
