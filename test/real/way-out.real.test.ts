import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gatewayArguments } from "../../engines/embedded/qemu/gateway-arguments";
import { frameOf } from "../../engines/embedded/switch/frames";
import { gatewayMac } from "../../engines/embedded/switch/gateway-port";
import { startSwitch } from "../../engines/embedded/switch/lab-switch";
import { arpRequest } from "../embedded/support/frames";
import { tcpSyn } from "../embedded/support/tcp";
import { describeEmbedded } from "./support/user-lab";

const GATEWAY = "10.77.0.1";
const MACHINE = "02:00:00:00:00:05";
const INSIDE = ["10.77.0.0/24", "fd00:77::/64"];
/** What a user network takes for this host's loopback, or may. */
const LOOPBACKS = [GATEWAY, "10.77.0.99", "127.0.0.1", "0.0.0.0", "fd00:77::1", "fd00:77::99", "::1", "::", "::ffff:7f00:1"];
const [outer] = Object.values(networkInterfaces()).flatMap((all = []) => all).filter(({ family, internal }) => family === "IPv4" && !internal);

// A machine that makes its frames by hand, on a real switch with a real user network of QEMU's behind it.
describeEmbedded("real-embedded: the way out", [], () => {
  let directory: string;
  let qemu: ChildProcess;
  let nic: Server;
  let machine: Socket | undefined;
  let stop: (() => void) | undefined;
  const reached: string[] = [];
  const listeners: Server[] = [];
  let port: number;

  const listen = (address: string): Promise<number> => new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      reached.push(address);
      socket.destroy();
    });
    listeners.push(server);
    server.once("error", reject).listen(port, address, () => resolve((server.address() as { port: number }).port));
  });
  /** Which of this host's addresses a connection to another one came to. */
  const connect = async (destination: string, to = gatewayMac(GATEWAY)): Promise<string[]> => {
    reached.splice(0);
    machine?.write(tcpSyn({ to, from: MACHINE, source: destination.includes(":") ? "fd00:77::5" : "10.77.0.5", destination, port }));
    await sleep(300);
    return [...reached];
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "lw-out-"));
    chmodSync(directory, 0o700);
    const outside = join(directory, "out");
    const words = gatewayArguments("qemu-system-x86_64", "guest=test-outside", [{ network: "lan", socket: outside, cidr: "10.77.0.0/24", gateway: GATEWAY, cidr6: "fd00:77::/64", gateway6: "fd00:77::1" }]);
    qemu = spawn(words[0] ?? "", words.slice(1).filter((word) => word !== "-daemonize"), { stdio: "ignore" });
    nic = createServer((socket) => void (machine = socket)).listen(join(directory, "nic"));
    for (let tries = 0; tries < 100 && !existsSync(outside); tries++) await sleep(100);
    stop = startSwitch({ fabrics: [{ name: "lan", ports: [{ socket: join(directory, "nic") }], gateway: { address: GATEWAY, inside: INSIDE, outside, names: { machines: {} } } }] });
    for (let tries = 0; tries < 100 && machine === undefined; tries++) await sleep(100);
    await sleep(500);
    port = 0;
    port = await listen("127.0.0.1");
    await listen("::1").catch(() => undefined);
    if (outer) await listen(outer.address);
    // The user network answers to who it has heard of.
    machine?.write(arpRequest(GATEWAY, { from: MACHINE, asker: "10.77.0.5" }));
    await sleep(300);
  }, 60_000);

  afterAll(() => {
    stop?.();
    qemu?.kill("SIGKILL");
    machine?.destroy();
    for (const server of [nic, ...listeners]) server?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  (outer ? test : test.skip)("leads to this host's other addresses, as to any machine's", async () => {
    expect(await connect(outer?.address ?? "")).toEqual([outer?.address]);
  });

  test.each(LOOPBACKS)("does not lead to this host's loopback by %s", async (destination) => {
    expect(await connect(destination)).toEqual([]);
    expect(await connect(destination, "ff:ff:ff:ff:ff:ff")).toEqual([]);
    expect(await connect(destination, "33:33:00:00:00:01")).toEqual([]);
  });

  test("stays when it is sent garbage", async () => {
    machine?.write(frameOf(Buffer.alloc(14, 0xff)));
    machine?.write(frameOf(Buffer.alloc(60, 0x45)));
    await sleep(100);
    expect(qemu.exitCode).toBeNull();
    if (outer) expect(await connect(outer.address)).toEqual([outer.address]);
  });
});
