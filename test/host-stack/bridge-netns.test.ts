import { spawnSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { bridgeStep } from "../../constructs/host/prepare/bridge";
import { bridgeCommand } from "../../constructs/host/prepare/bridge-local";
import { FakeHost } from "./support/fake-host";
import { configure, MANAGERS, until, type ManagerName } from "./support/network-host";

const IP = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"].find((path) => existsSync(path));
// A refused connection is an answer of the host's kernel.
const KNOCK = `require("node:net").connect(1, "10.0.0.5").on("error", (e) => process.exit(e.code === "ECONNREFUSED" ? 0 : 1)); setTimeout(() => process.exit(1), 1000)`;
const TAG = `lw${process.pid}`;

function lacking(): string | undefined {
  if (IP === undefined) return "ip is not here";
  if (process.getuid?.() !== 0) return "not root";
  const made = spawnSync(IP, ["netns", "add", `${TAG}-try`], { encoding: "utf8" });
  if (made.status !== 0) return `no network namespaces: ${made.stderr.trim()}`;
  spawnSync(IP, ["netns", "delete", `${TAG}-try`]);
  return undefined;
}

const why = lacking();
if (why !== undefined) console.log(`SKIPPED bridge in a network namespace: ${why}`);
const onlyHere = why === undefined ? describe : describe.skip;

jest.setTimeout(90_000);

/**
 * The kernel's own bridge, NIC and addresses in a network namespace; the managers of the network are small stand-ins that
 * do with the real `ip` what the configuration says. `ssh` is a stand-in too, and gets through only where the peer reaches the host.
 */
onlyHere("a bridge in a network namespace (kernel real, managers and ssh stand-ins)", () => {
  const machines: NetnsHost[] = [];
  const everywhere = (work: (on: NetnsHost) => Promise<void>): Promise<unknown> =>
    Promise.all(MANAGERS.map(({ name }, index) => {
      const on = new NetnsHost(name, `${TAG}-${machines.length}${index}`);
      machines.push(on);
      return work(on);
    }));
  afterEach(() => machines.splice(0).forEach((one) => one.remove()));

  test("takes over the NIC's address; the peer reaches it before, after, and when it is gone again", () => everywhere(async (on) => {
    expect(on.reached()).toBe(true);
    expect(await on.host.start(on.command("apply"))).toEqual({ status: 0, stderr: "" });
    expect(on.addresses("br0")).toBe("10.0.0.5/24");
    expect(on.addresses("eth0")).toBe("");
    expect(on.mac("br0")).toBe(on.mac("eth0"));
    expect(on.reached()).toBe(true);
    expect(await on.host.start(on.command("undo"))).toEqual({ status: 0, stderr: "" });
    expect([on.exists("br0"), on.addresses("eth0"), on.reached()]).toEqual([false, "10.0.0.5/24", true]);
  }));

  test("that cuts the host off goes away by itself: the operator waits, and reaches it again", () => everywhere(async (on) => {
    on.host.write("broken-network", "", "fake");
    const applied = on.host.start(on.command("apply"));
    await until(() => on.host.has("/var/lib/labwright/bridge-br0/switched"), 30);
    expect([on.exists("br0"), on.reached()]).toEqual([true, false]);
    expect(await applied).toEqual({ status: 65, stderr: expect.stringContaining("the host answers again, with its old configuration") as string });
    expect([on.exists("br0"), on.addresses("eth0"), on.reached()]).toEqual([false, "10.0.0.5/24", true]);
  }));
});

class NetnsHost {
  readonly host: FakeHost;
  private readonly peer: string;

  constructor(manager: ManagerName, private readonly netns: string) {
    this.peer = `${netns}p`;
    this.host = new FakeHost("debian", [], ["ip"]);
    this.host.env["LW_SYS"] = "/sys";
    this.host.link(IP ?? "", "ip");
    this.ip("netns", "add", netns);
    this.ip("netns", "add", this.peer);
    this.ip("-n", netns, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", this.peer);
    for (const [name, address] of [[netns, "10.0.0.5/24"], [this.peer, "10.0.0.1/24"]] as const) {
      this.ip("-n", name, "addr", "add", address, "dev", "eth0");
      this.ip("-n", name, "link", "set", "eth0", "up");
    }
    configure(this.host, manager);
    this.host.write("ssh", `#!/bin/sh\n${IP} netns exec ${this.peer} ${process.execPath} -e '${KNOCK}' || exit 255\nfor last in "$@"; do :; done\nexec ${IP} netns exec ${netns} /bin/sh -c "$last"\n`, "fake");
    chmodSync(join(this.host.dir, "fake/ssh"), 0o755);
    this.host.link(join(this.host.dir, "fake/ssh"), "ssh");
  }

  command(mode: "apply" | "undo"): string {
    return bridgeCommand({ ssh: "root@10.0.0.5", name: "kvm1" }, bridgeStep({ name: "br0", nic: "eth0", confirmSeconds: 6 }), "kvm1-host", mode);
  }

  reached(): boolean {
    return spawnSync(IP ?? "", ["netns", "exec", this.peer, process.execPath, "-e", KNOCK]).status === 0;
  }

  exists(dev: string): boolean {
    return spawnSync(IP ?? "", ["-n", this.netns, "link", "show", "dev", dev]).status === 0;
  }

  addresses(dev: string): string {
    return /inet (\S+)/.exec(spawnSync(IP ?? "", ["-n", this.netns, "-4", "addr", "show", "dev", dev], { encoding: "utf8" }).stdout)?.[1] ?? "";
  }

  mac(dev: string): string | undefined {
    return /link\/ether (\S+)/.exec(spawnSync(IP ?? "", ["-n", this.netns, "link", "show", "dev", dev], { encoding: "utf8" }).stdout)?.[1];
  }

  remove(): void {
    for (const name of [this.netns, this.peer]) spawnSync(IP ?? "", ["netns", "delete", name]);
    this.host.remove();
  }

  private ip(...args: string[]): void {
    const { status, stderr } = spawnSync(IP ?? "", args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`ip ${args.join(" ")}: ${stderr}`);
  }
}
