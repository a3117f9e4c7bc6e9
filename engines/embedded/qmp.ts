import { connect, type Socket } from "node:net";

/** An answer of QEMU's that says no. */
export class QmpError extends Error {}

interface Reply {
  readonly return?: unknown;
  readonly error?: { readonly class: string; readonly desc: string };
  readonly event?: string;
  readonly data?: unknown;
  readonly id?: number;
}

const PATIENCE_MS = 10_000;
const CLOSED = "the connection to QEMU is closed";

/** A connection to a machine's QEMU. @see https://www.qemu.org/docs/master/interop/qmp-spec.html */
export class Qmp {
  private readonly waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  private readonly listeners = new Set<(event: string, data: unknown) => void>();
  private last = 0;
  private rest = "";

  private constructor(private readonly socket: Socket) {
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => this.read(text));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      for (const { reject } of this.waiting.values()) reject(new QmpError(CLOSED));
      this.waiting.clear();
    });
  }

  /** @throws QmpError where nobody listens, or does not answer */
  static async open(path: string, patienceMs = PATIENCE_MS): Promise<Qmp> {
    const socket = await new Promise<Socket>((resolve, reject) => {
      const opened = connect(path, () => resolve(opened));
      opened.on("error", (error) => reject(new QmpError(error.message)));
    });
    const qmp = new Qmp(socket);
    try {
      await qmp.execute("qmp_capabilities", {}, patienceMs);
      return qmp;
    } catch (error) {
      // Open, it would keep this process from ending.
      qmp.close();
      throw error;
    }
  }

  /** Opens a connection for one use. */
  static async with<T>(path: string, use: (qmp: Qmp) => Promise<T>): Promise<T> {
    const qmp = await Qmp.open(path);
    try {
      return await use(qmp);
    } finally {
      qmp.close();
    }
  }

  execute<T = unknown>(command: string, options: Readonly<Record<string, unknown>> = {}, patienceMs = PATIENCE_MS): Promise<T> {
    if (this.socket.destroyed) return Promise.reject(new QmpError(CLOSED));
    const id = ++this.last;
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new QmpError(`QEMU did not answer ${command} within ${patienceMs / 1000} s`));
      }, patienceMs);
      const done = <A>(then: (value: A) => void) => (value: A): void => {
        clearTimeout(timer);
        then(value);
      };
      this.waiting.set(id, { resolve: done((value) => resolve(value as T)), reject: done(reject) });
      this.socket.write(`${JSON.stringify({ execute: command, arguments: options, id })}\n`);
    });
  }

  /** Runs a command that goes on as a job of QEMU's, to the job's end. @throws QmpError */
  async job(command: string, id: string, options: Readonly<Record<string, unknown>>, patienceMs: number): Promise<void> {
    const { ended, forget } = this.endOf(command, id, patienceMs);
    try {
      await this.execute(command, { "job-id": id, ...options });
      await ended;
    } finally {
      forget();
    }
    const jobs = await this.execute<readonly { id: string; error?: string }[]>("query-jobs");
    const error = jobs.find((job) => job.id === id)?.error;
    await this.execute("job-dismiss", { id });
    if (error !== undefined) throw new QmpError(error);
  }

  private endOf(command: string, id: string, patienceMs: number): { readonly ended: Promise<void>; readonly forget: () => void } {
    let forget = (): void => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      const listener = (event: string, data: unknown): void => {
        const { id: job, status } = Object(data) as { id?: string; status?: string };
        if (event === "JOB_STATUS_CHANGE" && job === id && status === "concluded") resolve();
      };
      const closed = (): void => reject(new QmpError(CLOSED));
      const timer = setTimeout(() => reject(new QmpError(`${command} was not done within ${patienceMs / 1000} s`)), patienceMs);
      this.listeners.add(listener);
      this.socket.once("close", closed);
      forget = () => {
        clearTimeout(timer);
        this.listeners.delete(listener);
        this.socket.off("close", closed);
      };
    });
    // Nobody waits for it where the command itself was refused.
    ended.catch(() => undefined);
    return { ended, forget };
  }

  close(): void {
    this.socket.destroy();
  }

  private read(text: string): void {
    const lines = (this.rest + text).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines.filter((one) => one.trim())) {
      let reply: Reply;
      try {
        reply = JSON.parse(line) as Reply;
      } catch {
        return this.close();
      }
      this.take(reply);
    }
  }

  private take(reply: Reply): void {
    if (reply.event !== undefined) return this.listeners.forEach((listen) => listen(reply.event ?? "", reply.data));
    const waiting = reply.id === undefined ? undefined : this.waiting.get(reply.id);
    if (waiting === undefined) return;
    this.waiting.delete(reply.id ?? 0);
    if (reply.error) waiting.reject(new QmpError(reply.error.desc));
    else waiting.resolve(reply.return);
  }
}
