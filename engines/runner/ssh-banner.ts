import { connect, type Socket } from "node:net";

const SHORTEST_MS = 500;
const LONGEST_MS = 10_000;
/** Of the time that it took until now: a machine that is slow to boot is slow to answer. */
const SHARE = 1 / 12;
/** Each connection costs the machine a process, once there is a server. */
const AT_ONCE = 2;

/**
 * Waits until an SSH server says who it is at a port that is forwarded: whoever forwards takes connections long before
 * there is a server, and hands those over late. So another is tried while one waits, but never more.
 * @returns whether one did before the deadline
 */
export function waitForBanner(address: string, port: number, deadline: number, signal?: AbortSignal): Promise<boolean> {
  const begin = Date.now();
  return new Promise((resolve) => {
    const open = new Set<Socket>();
    let timer: NodeJS.Timeout | undefined;
    const finish = (answered: boolean): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      for (const socket of open) socket.destroy();
      resolve(answered);
    };
    const stop = (): void => finish(false);
    const attempt = (): void => {
      if (Date.now() >= deadline) return finish(false);
      const every = Math.min(Math.max(SHORTEST_MS, (Date.now() - begin) * SHARE), LONGEST_MS);
      timer = setTimeout(attempt, every);
      const socket = connect(port, address);
      open.add(socket);
      socket.setTimeout(every * AT_ONCE, () => socket.destroy());
      socket.on("data", (said: Buffer) => {
        if (said.toString("latin1").startsWith("SSH-")) finish(true);
      });
      socket.on("error", () => undefined);
      socket.on("close", () => open.delete(socket));
    };
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) finish(false);
    else attempt();
  });
}
