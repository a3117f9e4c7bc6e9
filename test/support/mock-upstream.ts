import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = string | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string } | "silence";

/** Stands for every upstream at once, on the loopback: what it says of each address is pretended. */
export class MockUpstream {
  /** `host/path` of what was asked for, in order. */
  readonly asked: string[] = [];
  /** Most requests at one time. */
  busiest = 0;
  private busy = 0;
  private answer: (address: string, request: IncomingMessage) => Answer = () => ({ status: 404 });
  private readonly server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get place(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Mirrors by which all goes here. */
  get mirrors(): { readonly images: Record<string, string>; readonly charts: Record<string, string>; readonly registries: Record<string, string> } {
    return { images: { "https://": `http://${this.place}/` }, charts: { "https://": `http://${this.place}/`, "oci://": `oci://${this.place}/` }, registries: {} };
  }

  says(answer: (address: string, request: IncomingMessage) => Answer): void {
    this.answer = answer;
    this.asked.length = 0;
    this.busiest = 0;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = (request.url ?? "/").slice(1);
    this.asked.push(address);
    this.busiest = Math.max(this.busiest, ++this.busy);
    await new Promise((resolve) => setTimeout(resolve, 5));
    this.busy--;
    const answer = this.answer(address, request);
    if (answer === "silence") return;
    const { status = 200, headers = {}, body = "" } = typeof answer === "string" ? { body: answer } : answer;
    response.writeHead(status, headers).end(body);
  }
}
