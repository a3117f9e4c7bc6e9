import { createReadStream } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Bundle } from "./bundle";
import { BUNDLE_FILE } from "./bundle-record";

export interface ServedBundle {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a bundle's files, and nothing else of its folder. @param port 0 takes a free one */
export function serveBundle(bundle: Bundle, address: string, port: number, onRequest: (path: string, status: number) => void = () => undefined): Promise<ServedBundle> {
  const sizes = new Map(bundle.record.files.map(({ path, bytes }) => [path, bytes]));
  const server = createServer(({ url = "/", method }, response) => {
    const path = decodeURIComponent(url.replace(/^\//, "").replace(/\?.*/, ""));
    const isKnown = (method === "GET" || method === "HEAD") && (path === BUNDLE_FILE || sizes.has(path));
    onRequest(path, isKnown ? 200 : 404);
    if (!isKnown) return void response.writeHead(404).end();
    const bytes = sizes.get(path);
    response.writeHead(200, { "content-type": "application/octet-stream", ...(bytes !== undefined && { "content-length": bytes }) });
    if (method === "HEAD") return void response.end();
    createReadStream(bundle.file(path)).on("error", () => response.destroy()).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: address, port }, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve({ url: `http://${address.includes(":") ? `[${address}]` : address}:${taken}/`, close: () => closed(server) });
    });
  });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
