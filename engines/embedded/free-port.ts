import { createServer } from "node:net";

/** A loopback port that nobody listens on, the wanted one where it is free. */
export function freePort(wanted?: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => (wanted === undefined ? reject(error) : resolve(freePort())));
    server.listen({ host: "127.0.0.1", port: wanted ?? 0, exclusive: true }, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
