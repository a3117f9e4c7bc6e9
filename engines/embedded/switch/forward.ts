import { createSocket } from "node:dgram";
import { getServers } from "node:dns";
import { isIPv6 } from "node:net";
import type { Forward } from "./name-server";

const PATIENCE_MS = 3000;

/** Asks the name servers of this machine, in their order, until one answers. */
export const forwardToHost: Forward = async (query) => {
  for (const server of getServers()) {
    const answer = await ask(query, server);
    if (answer !== undefined) return answer;
  }
  return undefined;
};

function ask(query: Buffer, server: string): Promise<Buffer | undefined> {
  const [, address = server, port = "53"] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(isIPv6(server) ? `[${server}]` : server) ?? [];
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
    const finish = (answer?: Buffer): void => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(finish, PATIENCE_MS);
    socket.once("error", () => finish());
    // Its own question's answer, and no other's.
    socket.on("message", (answer) => {
      if (answer.length > 2 && answer.readUInt16BE(0) === query.readUInt16BE(0)) finish(answer);
    });
    // Connected: what others send to this port is not taken.
    socket.connect(Number(port), address, () => socket.send(query));
  });
}
