import { connect, type Socket } from "node:net";
import { FrameReader, type Frame } from "./frames";

const AGAIN_MS = 100;
/** A machine that reads slower than it is sent to loses frames, as at any switch. */
const QUEUE_BYTES = 4 * 1024 * 1024;

/** A connection to a socket of QEMU's; made again whenever it ends, until it is closed. */
export class Link {
  private socket?: Socket;
  private timer?: NodeJS.Timeout;
  private isClosed = false;

  constructor(private readonly path: string, private readonly onFrame: (frame: Frame) => void, private readonly onDown: () => void = () => undefined) {
    this.open();
  }

  send(frame: Frame): void {
    const { socket } = this;
    if (socket === undefined || socket.writableLength > QUEUE_BYTES) return;
    // What one event brings leaves in one call.
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    socket.write(frame);
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.socket?.destroy();
  }

  private open(): void {
    const reader = new FrameReader();
    const socket = connect(this.path);
    socket.on("connect", () => (this.socket = socket));
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const frame of reader.push(chunk)) this.onFrame(frame);
      } catch (error) {
        socket.destroy(error as Error);
      }
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      if (this.socket === socket) this.onDown();
      this.socket = undefined;
      if (!this.isClosed) this.timer = setTimeout(() => this.open(), AGAIN_MS);
    });
  }
}
