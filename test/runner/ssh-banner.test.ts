import { EventEmitter } from "node:events";
import * as net from "node:net";
import { waitForBanner } from "../../engines/runner/ssh-banner";

jest.mock("node:net");

/** A server behind a forwarded port: it takes connections at once, and says who it is `seconds` after each was made. */
function answering(seconds: number, from: number): { most(): number; made(): number } {
  let [open, most, made] = [0, 0, 0];
  jest.mocked(net.connect).mockImplementation(() => {
    const socket = Object.assign(new EventEmitter(), {
      destroyed: false,
      destroy(): void {
        if (!socket.destroyed) open--;
        socket.destroyed = true;
        socket.emit("close");
      },
      setTimeout(ms: number, then: () => void): void {
        setTimeout(() => !socket.destroyed && then(), ms);
      },
    });
    made++;
    most = Math.max(most, ++open);
    if (Date.now() - begin >= from * 1000) setTimeout(() => !socket.destroyed && socket.emit("data", Buffer.from("SSH-2.0-x\r\n")), seconds * 1000);
    return socket as unknown as net.Socket;
  });
  const begin = Date.now();
  return { most: () => most, made: () => made };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test("a quick server is noticed within a third of a second", async () => {
  answering(0, 5);
  const begin = Date.now();
  const answered = waitForBanner("127.0.0.1", 22, begin + 60_000);
  await jest.advanceTimersByTimeAsync(5_400);
  await expect(answered).resolves.toBe(true);
});

test("one on a machine so slow that it takes 20 seconds to answer is waited for", async () => {
  answering(20, 60);
  const answered = waitForBanner("127.0.0.1", 22, Date.now() + 600_000);
  await jest.advanceTimersByTimeAsync(140_000);
  await expect(answered).resolves.toBe(true);
});

test("and is not kept busy with connections", async () => {
  const seen = answering(1e6, 0);
  const answered = waitForBanner("127.0.0.1", 22, Date.now() + 600_000);
  await jest.advanceTimersByTimeAsync(660_000);
  await expect(answered).resolves.toBe(false);
  expect(seen.most()).toBeLessThanOrEqual(15);
  expect(seen.made()).toBeLessThan(200);
});
