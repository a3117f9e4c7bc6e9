import { connect, type Socket } from "node:net";

const EVERY_MS = 300;
/** Where nobody is behind a forwarded port, a connection is taken and nothing is said. */
const PATIENCE_MS = 4000;

/**
 * Waits until an SSH server says who it is at a port that is forwarded: whoever forwards takes connections long before
 * there is a server, and hands them over late. So one is tried after another, side by side.
 * @returns whether one did before the deadline
 */
export function waitForBanner(address: string, port: number, deadline: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const open = new Set<Socket>();
    const finish = (answered: boolean): void => {
      clearInterval(timer);
      for (const socket of open) socket.destroy();
      resolve(answered);
    };
    const attempt = (): void => {
      if (signal?.aborted || Date.now() >= deadline) return finish(false);
      const socket = connect(port, address);
      open.add(socket);
      socket.setTimeout(PATIENCE_MS, () => socket.destroy());
      socket.on("data", (said: Buffer) => {
        if (said.toString("latin1").startsWith("SSH-")) finish(true);
      });
      socket.on("error", () => undefined);
      socket.on("close", () => open.delete(socket));
    };
    const timer = setInterval(attempt, EVERY_MS);
    attempt();
  });
}
