import { kvmHostPackages } from "../../constructs/host/prepare/package-list";
import { packagesStep } from "../../constructs/host/prepare/packages";
import { FakeHost } from "./support/fake-host";

const DEPENDS = "libvirt-daemon-system: libvirt-daemon libvirt0\nqemu-system-x86: libaio1\nqemu-utils: libaio1\nlibvirt-daemon-kvm: libvirt-daemon\ntuna: libaio1\n";

describe("packages of a host (package tools faked)", () => {
  const hosts: FakeHost[] = [];
  const host = (distribution = "debian"): FakeHost => {
    const made = new FakeHost(distribution);
    made.write("depends", DEPENDS, "fake");
    made.write("installed", "bash\ncurl\n", "fake");
    hosts.push(made);
    return made;
  };
  const installed = (on: FakeHost): string[] => on.read("installed", "fake").trim().split("\n");
  afterEach(() => hosts.splice(0).forEach((one) => one.remove()));

  test.each(["debian", "ubuntu"])("%s: the first run installs, and had journaled every package before", (distribution) => {
    const on = host(distribution);
    const { status, stderr } = on.run(packagesStep([], undefined));
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    expect(installed(on)).toEqual(expect.arrayContaining([...kvmHostPackages("apt", "x86_64"), "libaio1", "libvirt0"]));
    expect(on.calls.filter((call) => call.startsWith("unjournaled"))).toEqual([]);
    expect(on.journaled).toContain("create package libaio1");
    expect(on.journaled).not.toContain("create package curl");
    expect(on.journaled).not.toContain("create package base-files");
    expect(on.journal[0]).toMatchObject({ stack: "kvm1-host", step: "packages", previous: "-", at: expect.stringMatching(/^20\d\d-.*Z$/) as string });
  });

  test("the second run changes nothing and writes nothing", () => {
    const on = host();
    on.run(packagesStep([], undefined));
    const [journal, calls] = [on.journal, on.calls];
    expect(on.run(packagesStep([], undefined)).status).toBe(0);
    expect(on.journal).toEqual(journal);
    expect(on.calls).toEqual(calls);
  });

  test.each(["debian", "fedora"])("%s: undo removes what it installed, and nothing that was there", (distribution) => {
    const on = host(distribution);
    expect(on.run(packagesStep([], undefined)).status).toBe(0);
    expect(on.run(packagesStep([], undefined), { mode: "undo" }).status).toBe(0);
    expect(installed(on)).toEqual(["bash", "curl"]);
    expect(on.run(packagesStep([], undefined), { mode: "undo" }).status).toBe(0);
  });

  test("fedora: dependencies are those of the transaction, not what came meanwhile", () => {
    const on = host("fedora");
    on.run(packagesStep([], undefined));
    expect(on.journaled).toContain("create package libvirt-daemon");
    on.write("installed", `${on.read("installed", "fake")}vim\n`, "fake");
    on.run(packagesStep([], undefined));
    expect(on.journaled).not.toContain("create package vim");
    expect(on.has("/var/lib/labwright/packages.before")).toBe(false);
  });

  test.each(["debian", "fedora"])("%s: undo leaves what another package came to depend on", (distribution) => {
    const on = host(distribution);
    on.write("depends", `${DEPENDS}tuna: qemu-utils qemu-img\n`, "fake");
    on.run(packagesStep([], undefined));
    on.write("installed", `${on.read("installed", "fake")}tuna\n`, "fake");
    const { stderr } = on.run(packagesStep([], undefined), { mode: "undo" });
    const kept = distribution === "debian" ? ["qemu-utils", "libaio1"] : ["qemu-img"];
    expect(installed(on).sort()).toEqual(["bash", "curl", "tuna", ...kept].sort());
    expect(stderr).toContain("something else depends on");
    expect(on.journaled).toContain(`keep package ${kept[0]}`);
  });

  test("undo leaves libvirt and what it needs while it has machines, and Open vSwitch while it has bridges", () => {
    const on = host();
    on.run(packagesStep([], undefined));
    on.write("domains", "someone\n", "fake");
    on.write("ovs/br-other/datapath", "system\n", "fake");
    const { stderr } = on.run(packagesStep([], undefined), { mode: "undo" });
    expect(stderr).toMatch(/libvirt stays: it has someone/);
    expect(stderr).toMatch(/Open vSwitch stays: it has br-other/);
    expect(installed(on)).toEqual(expect.arrayContaining(["libvirt-daemon-system", "libvirt0", "qemu-system-x86", "openvswitch-switch"]));
    expect(installed(on)).not.toContain("netcat-openbsd");
  });

  test("what a second stack needs too is handed to it", () => {
    const on = host();
    on.run(packagesStep([], undefined), { stack: "a" });
    on.run(packagesStep([], undefined), { stack: "b" });
    expect(on.journaled).toContain("use package qemu-utils");
    on.run(packagesStep([], undefined), { stack: "a", mode: "undo" });
    expect(installed(on)).toEqual(expect.arrayContaining(["qemu-utils", "libaio1"]));
    on.run(packagesStep([], undefined), { stack: "b", mode: "undo" });
    expect(installed(on)).not.toContain("qemu-utils");
  });

  test("an extra package that is not asked for any more goes", () => {
    const on = host();
    on.run(packagesStep(["htop"], undefined));
    expect(installed(on)).toContain("htop");
    on.run(packagesStep([], undefined));
    expect(installed(on)).not.toContain("htop");
    expect(installed(on)).toContain("libaio1");
  });

  test("the mirror is used for this installation only; suites that it lacks are done without", () => {
    const on = host();
    on.write("only-main", "", "fake");
    expect(on.run(packagesStep([], "http://mirror/debian")).status).toBe(0);
    const sources = on.read("sources", "fake");
    expect(sources).toContain("deb http://mirror/debian bookworm main\ndeb http://mirror/debian bookworm-updates main\ndeb http://mirror/debian-security bookworm-security main\n");
    expect(sources.endsWith("deb http://mirror/debian bookworm main\n")).toBe(true);
    expect(on.has("/etc/apt")).toBe(false);
    expect(on.has("/var/lib/labwright/labwright.list")).toBe(false);
  });

  test("ubuntu: universe, and the security suite of the same archive", () => {
    const on = host("ubuntu");
    on.run(packagesStep([], "http://mirror/ubuntu"));
    expect(on.read("sources", "fake")).toContain("deb http://mirror/ubuntu noble-security main universe");
  });

  test.each([["debian", "bookworm"], ["ubuntu", "noble"]])("%s: the security suite of another archive", (distribution, codename) => {
    const on = host(distribution);
    on.run(packagesStep([], "http://mirror/archive", "http://updates/security"));
    expect(on.read("sources", "fake")).toContain(`deb http://updates/security ${codename}-security main`);
  });

  test("what goes wrong has its code: distribution, lists, installation", () => {
    const arch = host("ID=arch\n").run(packagesStep([], undefined));
    expect([arch.status, arch.stderr]).toEqual([60, expect.stringContaining("LW2060")]);
    const offline = host();
    offline.write("no-update", "", "fake");
    const lists = offline.run(packagesStep([], "http://mirror"));
    expect([lists.status, lists.stderr]).toEqual([61, expect.stringContaining("LW2061 no package lists from http://mirror")]);
    const unknown = host().run(packagesStep(["no-such"], undefined));
    expect([unknown.status, unknown.stderr]).toEqual([62, expect.stringContaining("LW2062 apt cannot install")]);
  });
});
