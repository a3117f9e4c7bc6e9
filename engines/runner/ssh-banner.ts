import { connect, type Socket } from "node:net";

const EVERY_MS = 300;
/** Where nobody is behind a forwarded port, a connection is taken and nothing is said. */
const PATIENCE_MS = 4000;
/** What a machine that is slow to boot may take to answer, of the time that it took until now. */
const SHARE = 1 / 4;
const MOST_PATIENCE_MS = 40_000;
/** Side by side at most, of a machine that is slow: sshd refuses from ten on, and each costs it time. */
const SLOW_AT_ONCE = 6;

/**
 * Waits until an SSH server says who it is at a port that is forwarded: whoever forwards takes connections long before
 * there is a server, and hands them over late. So one is tried after another, side by side; the longer it takes, the fewer
 * and the more patiently, or a slow machine would be kept busy with connections that nobody waits for.
 * @returns whether one did before the deadline
 */
export function waitForBanner(address: string, port: number, deadline: number, signal?: AbortSignal): Promise<boolean> {
  const begin = Date.now();
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const open = new Set<Socket>();
    const finish = (answered: boolean): void => {
      clearTimeout(timer);
      for (const socket of open) socket.destroy();
      resolve(answered);
    };
    const attempt = (): void => {
      if (signal?.aborted || Date.now() >= deadline) return finish(false);
      const socket = connect(port, address);
      open.add(socket);
      const patience = Math.min(Math.max(PATIENCE_MS, (Date.now() - begin) * SHARE), MOST_PATIENCE_MS);
      timer = setTimeout(attempt, patience === PATIENCE_MS ? EVERY_MS : patience / SLOW_AT_ONCE);
      socket.setTimeout(patience, () => socket.destroy());
      socket.on("data", (said: Buffer) => {
        if (said.toString("latin1").startsWith("SSH-")) finish(true);
      });
      socket.on("error", () => undefined);
      socket.on("close", () => open.delete(socket));
    };
    attempt();
  });
}
