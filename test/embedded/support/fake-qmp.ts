import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Command {
  readonly execute: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly id: number;
}

type Say = (...lines: readonly object[]) => void;

/** A socket that speaks as QEMU's monitor does: a greeting, and what a test answers. */
export class FakeQmp {
  private readonly directory = mkdtempSync(join(tmpdir(), "lw-qmp-"));
  readonly path = join(this.directory, "s");
  readonly commands: Command[] = [];
  readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(private readonly answer: (command: Command, say: Say, socket: Socket) => void, private readonly isSilent: boolean) {
    this.server = createServer((socket) => this.greet(socket));
  }

  static async start(answer: (command: Command, say: Say, socket: Socket) => void, { isSilent = false } = {}): Promise<FakeQmp> {
    const fake = new FakeQmp(answer, isSilent);
    await new Promise<void>((resolve) => fake.server.listen(fake.path, resolve));
    return fake;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.directory, { recursive: true });
  }

  private greet(socket: Socket): void {
    this.sockets.add(socket);
    socket.on("close", () => this.sockets.delete(socket));
    socket.on("error", () => undefined);
    if (this.isSilent) return void socket.resume();
    const say: Say = (...lines) => void socket.write(lines.map((line) => `${JSON.stringify(line)}\r\n`).join(""));
    say({ QMP: { version: { qemu: { major: 7, minor: 2, micro: 0 } }, capabilities: ["oob"] } });
    let rest = "";
    socket.on("data", (text) => {
      const lines = (rest + text.toString()).split("\n");
      rest = lines.pop() ?? "";
      for (const command of lines.map((line) => JSON.parse(line) as Command)) {
        this.commands.push(command);
        if (command.execute === "qmp_capabilities") say({ return: {}, id: command.id });
        else this.answer(command, say, socket);
      }
    });
  }
}
