import { bridgeStep } from "../../constructs/host/prepare/bridge";
import { bridgeCommand } from "../../constructs/host/prepare/bridge-local";
import type { FakeHost } from "./support/fake-host";
import { MANAGERS, networkHost, until } from "./support/network-host";

const STEP = bridgeStep({ name: "br0", nic: "eth0", confirmSeconds: 4 });
const LOCAL = { ssh: undefined, name: "local" };
const APPLY = bridgeCommand(LOCAL, STEP, "kvm1-host", "apply");
const UNDO = bridgeCommand(LOCAL, STEP, "kvm1-host", "undo");

jest.setTimeout(60_000);
const hosts: FakeHost[] = [];
const remember = (on: FakeHost): FakeHost => (hosts.push(on), on);
afterEach(() => hosts.splice(0).forEach((one) => one.remove()));

const portOf = (on: FakeHost): boolean => on.has("/sys/class/net/br0/brif/eth0");
const address = (on: FakeHost, dev: string): string => (on.has(`/sys/class/net/${dev}/addresses`) ? on.read(`/sys/class/net/${dev}/addresses`).trim() : "");

// All managers at once: most of the time is spent waiting for timers.
describe(`a bridge on a host with ${MANAGERS.map(({ name }) => name).join(", ")} (these, ip and systemd's timers faked; the scripts run)`, () => {
  const everywhere = (work: (on: FakeHost, ours: (typeof MANAGERS)[number]["ours"]) => Promise<void>): Promise<unknown> =>
    Promise.all(MANAGERS.map(({ name, ours }) => work(remember(networkHost(name)), ours)));

  test("is made and confirmed, kept for the next boot, and removed", () => everywhere(async (on, ours) => {
    expect(await on.start(APPLY)).toEqual({ status: 0, stderr: "" });
    expect([portOf(on), address(on, "br0"), address(on, "eth0")]).toEqual([true, "10.0.0.5/24", ""]);
    expect(on.journaled[0]).toBe("create bridge br0");
    expect(ours.permanent(on)).toBe(true);
    const journal = on.journal;
    expect((await on.start(APPLY)).status).toBe(0);
    expect(on.journal).toEqual(journal);

    expect(await on.start(UNDO)).toEqual({ status: 0, stderr: "" });
    expect([on.has("/sys/class/net/br0"), address(on, "eth0")]).toEqual([false, "10.0.0.5/24"]);
    expect(ours.untouched(on)).toBe(true);
    expect(on.journaled).toContain("undo bridge br0");
  }));

  test("goes back by itself when no confirmation comes", () => everywhere(async (on, ours) => {
    expect(on.run(STEP)).toMatchObject({ status: 0, stdout: "armed br0\n" });
    await until(() => on.has("/var/lib/labwright/bridge-br0/switched"));
    expect([portOf(on), address(on, "br0")]).toEqual([true, "10.0.0.5/24"]);
    await until(() => on.has("/var/lib/labwright/bridge-br0/done"));
    expect([on.has("/sys/class/net/br0"), address(on, "eth0")]).toEqual([false, "10.0.0.5/24"]);
    expect(ours.untouched(on)).toBe(true);
    expect(on.journaled).toEqual(expect.arrayContaining(["create bridge br0", "undo bridge br0"]));
  }));

  test("goes back by itself when the bridge gets no address, and the operator is told (LW2065)", () => everywhere(async (on, ours) => {
    on.write("broken-network", "", "fake");
    const { status, stderr } = await on.start(APPLY);
    expect([status, stderr]).toEqual([65, expect.stringContaining("LW2065 the change of br0 was not confirmed within 4 s")]);
    expect(on.has("/sys/class/net/br0")).toBe(false);
    expect(ours.untouched(on)).toBe(true);
  }));
});

describe("a bridge that is not to be touched", () => {
  const host = (): FakeHost => remember(networkHost("systemd-networkd"));

  test.each([["another port", "/sys/class/net/br0/brif/vnet0/x", "root", "it has the ports vnet0"], ["a libvirt network", "networks", "fake", "a libvirt network is on it"]] as const)("undo leaves one with %s", (_, file, base, said) => {
    const on = host();
    on.shell(APPLY);
    on.write(file, "br0\n", base);
    expect(on.shell(UNDO)).toMatchObject({ status: 0, stderr: expect.stringContaining(said) as string });
    expect(portOf(on)).toBe(true);
    expect(on.journaled).toContain("keep bridge br0");
  });

  test("one that was there with the NIC is used and left", () => {
    const on = host();
    on.shell("ip link add name br0 type bridge; ip link set dev eth0 master br0");
    expect(on.shell(APPLY).status).toBe(0);
    expect(on.shell(UNDO).status).toBe(0);
    expect([portOf(on), on.journal]).toEqual([true, []]);
  });

  test("a second stack that needs it too gets it", () => {
    const on = host();
    on.shell(APPLY);
    on.shell(bridgeCommand(LOCAL, STEP, "b", "apply"));
    expect(on.shell(UNDO).stderr).toContain("bridge br0 stays: b needs it");
    expect(portOf(on)).toBe(true);
    on.shell(bridgeCommand(LOCAL, STEP, "b", "undo"));
    expect([portOf(on), address(on, "eth0")]).toEqual([false, "10.0.0.5/24"]);
  });

  test("another name takes the place of the first", () => {
    const on = host();
    on.shell(APPLY);
    expect(on.shell(bridgeCommand(LOCAL, bridgeStep({ name: "lan0", nic: "eth0", confirmSeconds: 10 }), "kvm1-host", "apply")).status).toBe(0);
    expect([on.has("/sys/class/net/br0"), address(on, "lan0")]).toEqual([false, "10.0.0.5/24"]);
  });

  test("a change that the host was restarted in goes back before anything else", () => {
    const on = host();
    expect(on.run(STEP, { env: { LW_CONFIRM: "600" } }).stdout).toBe("armed br0\n");
    expect(on.run(STEP)).toMatchObject({ status: 65, stderr: expect.stringContaining("waits for its confirmation") as string });
    on.write("/proc/sys/kernel/random/boot_id", "boot-2\n");
    expect(on.run(bridgeStep(undefined))).toMatchObject({ status: 0, stdout: "unchanged\n" });
    expect([on.has("/sys/class/net/br0"), address(on, "eth0")]).toEqual([false, "10.0.0.5/24"]);
  });

  test("LW2063: no such NIC, a port of another bridge, wireless", () => {
    const on = host();
    expect(on.run(bridgeStep({ name: "br0", nic: "eth9", confirmSeconds: 10 }))).toMatchObject({ status: 63, stderr: expect.stringMatching(/LW2063 there is no NIC eth9; there are: eth0 lo/) as string });
    on.shell("ip link add name other type bridge; ip link set dev eth0 master other");
    expect(on.run(STEP)).toMatchObject({ status: 63, stderr: expect.stringContaining("eth0 is a port of other already") as string });
    const wireless = host();
    wireless.write("/sys/class/net/eth0/wireless/status", "");
    expect(wireless.run(STEP)).toMatchObject({ status: 63 });
  });

  test("LW2066: the name is taken", () => {
    const on = host();
    on.shell("ip link add name br0 type bridge");
    expect(on.run(STEP)).toMatchObject({ status: 66, stderr: expect.stringContaining("LW2066 br0 is there, without eth0") as string });
  });

  test("LW2073: nobody known runs the network", () => {
    const on = host();
    expect(on.run(STEP, { env: { LW_FAKE_SETUP: "unmanaged" } })).toMatchObject({ status: 73, stderr: expect.stringContaining("LW2073") as string });
    expect(on.journal).toEqual([]);
  });

  test("LW2074: a NIC with VLANs is not moved", () => {
    const on = host();
    on.write("/run/systemd/network/10-netplan-eth0.network", "[Match]\nName=eth0\n[Network]\nVLAN=vlan10\n");
    expect(on.run(STEP)).toMatchObject({ status: 74, stderr: expect.stringContaining("LW2074") as string });
    expect(on.journal).toEqual([]);
  });
});
