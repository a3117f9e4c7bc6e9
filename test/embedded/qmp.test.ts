import { setTimeout as sleep } from "node:timers/promises";
import { Qmp, QmpError } from "../../engines/embedded/qmp";
import { FakeQmp, type Command } from "./support/fake-qmp";

let fake: FakeQmp;
let qmp: Qmp | undefined;
afterEach(async () => {
  qmp?.close();
  qmp = undefined;
  await fake.close();
});

async function open(answer: Parameters<typeof FakeQmp.start>[0]): Promise<Qmp> {
  fake = await FakeQmp.start(answer);
  return (qmp = await Qmp.open(fake.path));
}
const concluded = (id: string): object => ({ event: "JOB_STATUS_CHANGE", data: { id, status: "concluded" }, timestamp: {} });

describe("a connection to QEMU's monitor (a socket of the test's own)", () => {
  test("asks for the capabilities first, then what it is told to", async () => {
    const one = await open(({ id }, say) => say({ return: { status: "running" }, id }));
    expect(await one.execute("query-status", { full: true })).toEqual({ status: "running" });
    expect(fake.commands.map(({ execute }) => execute)).toEqual(["qmp_capabilities", "query-status"]);
    expect(fake.commands[1]?.arguments).toEqual({ full: true });
  });

  test("gives each question its own answer, in whatever order and pieces they come, events among them", async () => {
    const asked: Command[] = [];
    const one = await open((command, _, socket) => {
      asked.push(command);
      if (asked.length < 3) return;
      const lines = [...asked].reverse().flatMap(({ execute, id }) => [{ event: "RTC_CHANGE", data: {} }, { return: `of ${execute}`, id }]);
      const text = lines.map((line) => JSON.stringify(line)).join("\r\n") + "\r\n";
      for (let at = 0; at < text.length; at += 7) socket.write(text.slice(at, at + 7));
    });
    expect(await Promise.all(["a", "b", "c"].map((command) => one.execute(command)))).toEqual(["of a", "of b", "of c"]);
  });

  test("passes over answers to nothing it asked", async () => {
    const one = await open(({ id }, say) => say({ return: "none", id: 999 }, { return: "without a number" }, { return: "right", id }));
    expect(await one.execute("a")).toBe("right");
  });

  test("tells QEMU's no in QEMU's words, and goes on", async () => {
    const one = await open(({ execute, id }, say) => say(execute === "bad" ? { error: { class: "GenericError", desc: "VNC is not there" }, id } : { return: 1, id }));
    await expect(one.execute("bad")).rejects.toEqual(new QmpError("VNC is not there"));
    expect(await one.execute("good")).toBe(1);
  });

  test("waits so long and no longer, and an answer that comes later is nobody's", async () => {
    const one = await open(({ execute, id }, say) => void (execute === "slow" ? setTimeout(() => say({ return: "late", id }), 80) : say({ return: "at once", id })));
    await expect(one.execute("slow", {}, 30)).rejects.toThrow("QEMU did not answer slow within 0.03 s");
    await sleep(80);
    expect(await one.execute("other")).toBe("at once");
  });

  test("ends with QEMU: what waits is told at once, what is asked afterwards too", async () => {
    const one = await open((_, __, socket) => socket.destroy());
    const started = Date.now();
    await expect(one.execute("quit")).rejects.toThrow("the connection to QEMU is closed");
    await expect(one.execute("more")).rejects.toThrow("the connection to QEMU is closed");
    expect(Date.now() - started).toBeLessThan(2000);
  });

  test("that says what is no JSON is closed", async () => {
    const one = await open((_, __, socket) => void socket.write("HTTP/1.1 400 Bad Request\r\n"));
    await expect(one.execute("a")).rejects.toThrow("the connection to QEMU is closed");
  });

  test("is closed after its one use, also where that failed", async () => {
    fake = await FakeQmp.start(({ id }, say) => say({ return: 1, id }));
    expect(await Qmp.with(fake.path, (one) => one.execute("a"))).toBe(1);
    await expect(Qmp.with(fake.path, () => Promise.reject(new Error("of the use")))).rejects.toThrow("of the use");
    await sleep(20);
    expect(fake.sockets.size).toBe(0);
  });

  test("that nobody listens for, or that is not answered, is none, and nothing of it stays open", async () => {
    fake = await FakeQmp.start(() => undefined, { isSilent: true });
    await expect(Qmp.open(`${fake.path}-absent`)).rejects.toThrow(QmpError);
    await expect(Qmp.open(fake.path, 30)).rejects.toThrow("QEMU did not answer qmp_capabilities");
    await sleep(20);
    expect(fake.sockets.size).toBe(0);
  });
});

describe("a job of QEMU's", () => {
  const withJob = (error?: string) => ({ execute, id, arguments: given }: Command, say: (...lines: readonly object[]) => void): void => {
    if (execute === "query-jobs") return say({ return: [{ id: "other", error: "not this" }, { id: "j1", error }], id });
    say({ return: {}, id });
    // Of another one first, and of this one on its way.
    if (execute !== "snapshot-save") return;
    say(concluded("other"), { event: "JOB_STATUS_CHANGE", data: { id: given["job-id"], status: "running" } });
    setTimeout(() => say(concluded("j1")), 20);
  };

  test("is waited for to its end, and put away", async () => {
    const one = await open(withJob());
    await one.job("snapshot-save", "j1", { tag: "t" }, 5000);
    expect(fake.commands.slice(1).map(({ execute, arguments: given }) => [execute, given])).toEqual([
      ["snapshot-save", { "job-id": "j1", tag: "t" }], ["query-jobs", {}], ["job-dismiss", { id: "j1" }],
    ]);
  });

  test("that failed says why, and is put away too", async () => {
    const one = await open(withJob("no space"));
    await expect(one.job("snapshot-save", "j1", {}, 5000)).rejects.toThrow("no space");
    expect(fake.commands.at(-1)?.execute).toBe("job-dismiss");
  });

  test("that was refused, is not done in time, or whose QEMU is gone, is told once: nothing fails later", async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => void unhandled.push(error);
    process.on("unhandledRejection", note);
    try {
      const one = await open(({ execute, id }, say, socket) => {
        if (execute === "refused") return say({ error: { class: "GenericError", desc: "no such job" }, id });
        say({ return: {}, id });
        if (execute === "gone") setTimeout(() => socket.destroy(), 10);
      });
      await expect(one.job("refused", "j1", {}, 30)).rejects.toThrow("no such job");
      await expect(one.job("slow", "j1", {}, 30)).rejects.toThrow("slow was not done within 0.03 s");
      await expect(one.job("gone", "j1", {}, 60_000)).rejects.toThrow("the connection to QEMU is closed");
      one.close();
      await fake.close();
      const other = await open((_, __, socket) => socket.destroy());
      await expect(other.job("never", "j1", {}, 60_000)).rejects.toThrow("the connection to QEMU is closed");
      await sleep(60);
      expect(unhandled).toEqual([]);
    } finally {
      process.off("unhandledRejection", note);
    }
  });
});
