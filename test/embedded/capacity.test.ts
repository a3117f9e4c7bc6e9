import { createServer } from "node:net";
import { totalmem } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { availableMemory, bootsAtOnce, eachAtOnce, refuseLackOfMemory, translationBufferMiB } from "../../engines/embedded/capacity";
import { freePort } from "../../engines/embedded/free-port";
import type { LabError } from "../../constructs/core/lab-error";
import { lab, named } from "./support/lab";

const GIB = 1024 ** 3;

describe("memory", () => {
  const machines = [...["ceph1", "ceph2", "ceph3"].map((name) => named(name, { memoryMiB: 4096 })), named("client", { memoryMiB: 2048 })];
  const refused = (free: number): unknown => {
    try {
      return refuseLackOfMemory(lab({ machines }), machines, free);
    } catch (error) {
      return (error as LabError).problems;
    }
  };

  test("that is not there is refused with LW2010, which says who asks for how much", () => {
    expect(refused(14 * GIB - 1)).toEqual([{ code: "LW2010", values: { needed: "14 GiB", free: expect.any(String), host: "local", machines: "ceph1..3 (3 x 4 GiB), client (2 GiB)" } }]);
  });

  test("that is just there is enough, and what starts no machine needs none", () => {
    expect(refused(14 * GIB)).toBeUndefined();
    expect(() => refuseLackOfMemory(lab({ machines }), [], 0)).not.toThrow();
  });

  test("is what is free, but on macOS, where nearly nothing ever is", () => {
    expect(availableMemory("darwin")).toBe(totalmem());
    expect(availableMemory("linux")).toBeLessThan(totalmem());
  });

  test.each([[64, 1024], [14 + 8, 1024], [14 + 8 - 0.01, 512], [14 + 4, 512], [14 + 2, 256], [1, 256]])("of which %d GiB are free leaves %d MiB for the translated code of each of four", (free, size) => {
    expect(translationBufferMiB(machines, free * GIB)).toBe(size);
  });

  test("emulated machines boot as many at once as there are processors, others more", () => {
    expect([bootsAtOnce("tcg", 2), bootsAtOnce("tcg", 0), bootsAtOnce("kvm", 2), bootsAtOnce("hvf", 8)]).toEqual([2, 1, 8, 32]);
  });
});

describe("work for each item, so many at once", () => {
  test("is done for all, in their order, never more at once than allowed", async () => {
    let busy = 0;
    let most = 0;
    const begun: number[] = [];
    await eachAtOnce([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      begun.push(item);
      most = Math.max(most, ++busy);
      await sleep(5);
      busy--;
    });
    expect([begun, most, busy]).toEqual([[1, 2, 3, 4, 5, 6, 7], 3, 0]);
  });

  test("begins nothing new after a failure, waits for what has begun, and tells the first", async () => {
    const ended: number[] = [];
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      await sleep(item * 10);
      if (item === 1 || item === 2) throw new Error(`failed ${item}`);
      ended.push(item);
    };
    await expect(eachAtOnce([2, 1, 3, 4, 5], 3, work)).rejects.toThrow("failed 1");
    expect([begun, ended]).toEqual([[2, 1, 3], [3]]);
  });

  test("of nothing is done", async () => {
    await expect(eachAtOnce([], 4, () => Promise.reject(new Error("of what?")))).resolves.toBeUndefined();
  });
});

describe("a free port", () => {
  const listening = async (): Promise<{ port: number; close: () => void }> => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    return { port: (server.address() as { port: number }).port, close: () => server.close() };
  };

  test("is the wanted one where nobody listens on it", async () => {
    const { port, close } = await listening();
    close();
    expect(await freePort(port)).toBe(port);
  });

  test("is another one where somebody does, and one that can be listened on", async () => {
    const { port, close } = await listening();
    const other = await freePort(port);
    close();
    expect(other).not.toBe(port);
    const server = createServer().listen(other, "127.0.0.1");
    await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
    server.close();
  });
});
