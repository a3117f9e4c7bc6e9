import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ServedFile {
  readonly body: Buffer | string;
  /** Whether it honours `Range`. @default true */
  readonly ranges?: boolean;
  /** Bytes after which the connection is cut, for the first requests; the following ones are served whole. */
  readonly cutAfter?: readonly number[];
}

/** A request that was answered: its path and the range it asked for. */
export interface Served {
  readonly path: string;
  readonly range?: string;
}

/** An HTTP server on the loopback that can break connections, as mirrors do. */
export class ImageServer {
  readonly served: Served[] = [];
  readonly files = new Map<string, ServedFile>();
  private readonly server = createServer((request, response) => this.answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  url(name: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${name}`;
  }

  /** Serves files from now on, and forgets what was asked before. */
  serve(files: Readonly<Record<string, ServedFile | Buffer | string>>): void {
    this.files.clear();
    this.served.length = 0;
    for (const [name, file] of Object.entries(files)) {
      this.files.set(name, typeof file === "string" || Buffer.isBuffer(file) ? { body: file } : file);
    }
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const name = (request.url ?? "/").slice(1);
    const file = this.files.get(name);
    const cut = file?.cutAfter?.[this.served.filter(({ path }) => path === name).length];
    const range = request.headers.range;
    this.served.push(range === undefined ? { path: name } : { path: name, range });
    if (!file) return void response.writeHead(404).end("not here");
    const body = Buffer.from(file.body);
    const start = file.ranges === false ? 0 : Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
    if (start >= body.length && start > 0) return void response.writeHead(416, { "content-range": `bytes */${body.length}` }).end();
    const partial = start > 0 ? { "content-range": `bytes ${start}-${body.length - 1}/${body.length}` } : {};
    response.writeHead(start > 0 ? 206 : 200, { "content-length": body.length - start, ...partial });
    if (cut === undefined) return void response.end(body.subarray(start));
    response.write(body.subarray(start, start + cut), () => setTimeout(() => response.destroy(), 20));
  }
}
