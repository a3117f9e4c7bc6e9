import { libvirtStep } from "../../constructs/host/prepare/libvirt";
import { nestedStep } from "../../constructs/host/prepare/nested";
import { ovsStep } from "../../constructs/host/prepare/ovs";
import { storageStep } from "../../constructs/host/prepare/storage";
import { remoteScript, stepCommand } from "../../constructs/host/prepare/step";
import { FakeHost } from "./support/fake-host";

const hosts: FakeHost[] = [];
const host = (distribution = "debian"): FakeHost => {
  const made = new FakeHost(distribution);
  hosts.push(made);
  return made;
};
afterEach(() => hosts.splice(0).forEach((one) => one.remove()));

describe("libvirt of a host (systemctl and virsh faked)", () => {
  test("debian: a disabled daemon is enabled, and disabled again", () => {
    const on = host();
    on.write("units/libvirtd.socket", "disabled inactive\n", "fake");
    expect(on.run(libvirtStep()).status).toBe(0);
    expect(on.journaled).toEqual(["change unit libvirtd.socket"]);
    expect(Buffer.from(on.journal[0]?.previous ?? "", "base64").toString()).toBe("disabled inactive\n");
    on.run(libvirtStep());
    expect(on.journal).toHaveLength(1);
    on.run(libvirtStep(), { mode: "undo" });
    expect(on.read("units/libvirtd.socket", "fake")).toBe("disabled inactive\n");
  });

  test("one that runs already is left alone, also by undo", () => {
    const on = host();
    on.write("units/libvirtd.socket", "enabled active\n", "fake");
    on.run(libvirtStep());
    on.run(libvirtStep(), { mode: "undo" });
    expect(on.journal).toEqual([]);
    expect(on.calls).toEqual([]);
  });

  test("fedora: the daemons of the drivers, behind the proxy", () => {
    const on = host("fedora");
    on.write("units/virtproxyd.socket", "disabled inactive\n", "fake");
    on.run(libvirtStep());
    expect(on.journaled).toEqual(expect.arrayContaining(["change unit virtqemud.socket", "change unit virtproxyd.socket"]));
  });

  test("a user that is not root joins the group, and leaves it", () => {
    const on = host();
    on.write("units/libvirtd.socket", "enabled active\n", "fake");
    const env = { LW_LOGIN: "debian" };
    on.run(libvirtStep(), { env });
    expect(on.journaled).toEqual(["create member debian:libvirt"]);
    on.run(libvirtStep(), { env });
    expect(on.journal).toHaveLength(1);
    on.run(libvirtStep(), { mode: "undo" });
    expect(on.calls).toContain("gpasswd -d debian libvirt");
  });

  test("undo leaves the daemon while machines run", () => {
    const on = host();
    on.write("units/libvirtd.socket", "disabled inactive\n", "fake");
    on.run(libvirtStep());
    on.write("guests", "vm1\n", "fake");
    expect(on.run(libvirtStep(), { mode: "undo" }).stderr).toContain("machines run");
    expect(on.read("units/libvirtd.socket", "fake")).toBe("enabled active\n");
    expect(on.journaled).toContain("keep unit libvirtd.socket");
  });

  test("LW2070: a unit that does not start", () => {
    const on = host();
    on.write("broken-units", "", "fake");
    const { status, stderr } = on.run(libvirtStep());
    expect([status, stderr]).toEqual([70, expect.stringContaining("LW2070 systemctl enable --now libvirtd.service failed")]);
  });
});

describe("storage of a host (only df faked)", () => {
  test("each directory on the way is journaled, and goes again", () => {
    const on = host();
    const step = storageStep("/srv/labs/", "/srv/labs/labwright", 1);
    expect(on.run(step).status).toBe(0);
    expect(on.journaled).toEqual(["create directory /srv", "create directory /srv/labs", "create directory /srv/labs/labwright"]);
    on.run(step);
    expect(on.journal).toHaveLength(3);
    on.run(step, { mode: "undo" });
    expect(on.has("/srv")).toBe(false);
  });

  test("undo leaves a directory that is not empty, and those above it", () => {
    const on = host();
    const step = storageStep("/srv/labs", "/srv/labs/labwright", 1);
    on.run(step);
    on.write("/srv/labs/labwright/image.qcow2", "disk");
    const { status, stderr } = on.run(step, { mode: "undo" });
    expect([status, stderr]).toEqual([0, expect.stringContaining("directory /srv/labs/labwright is not empty: it is left")]);
    expect(on.has("/srv/labs/labwright/image.qcow2")).toBe(true);
  });

  test("a path given up goes when another is asked for", () => {
    const on = host();
    on.run(storageStep("/srv/a", "/srv/a/labwright", 1));
    on.run(storageStep("/srv/b", "/srv/b/labwright", 1));
    expect([on.has("/srv/a"), on.has("/srv/b/labwright")]).toEqual([false, true]);
  });

  test("LW2071: no directory; LW2072: too little space", () => {
    const on = host();
    on.write("/srv/labs", "a file");
    const file = on.run(storageStep("/srv/labs", "/srv/labs/labwright", 1));
    expect([file.status, file.stderr]).toEqual([71, expect.stringContaining("LW2071 /srv/labs exists and is no directory")]);
    const full = host();
    full.write("free", "1048576\n", "fake");
    const space = full.run(storageStep("/srv/labs", "/srv/labs/labwright", 5 * 2 ** 30));
    expect([space.status, space.stderr]).toEqual([72, expect.stringContaining("LW2072 /srv/labs has 1 GiB free, 5 GiB are wanted")]);
  });
});

describe("nested virtualisation (modprobe, /sys and /proc faked)", () => {
  const CONF = "/etc/modprobe.d/labwright-nested.conf";

  test("is configured, loaded, and taken back", () => {
    const on = host();
    expect(on.run(nestedStep(true)).status).toBe(0);
    expect(on.read(CONF)).toBe("options kvm_intel nested=1\n");
    expect(on.read("/sys/module/kvm_intel/parameters/nested")).toBe("Y\n");
    on.run(nestedStep(true));
    expect(on.journaled).toEqual([`create file ${CONF}`]);
    on.run(nestedStep(false));
    expect(on.has(CONF)).toBe(false);
    expect(on.read("/sys/module/kvm_intel/parameters/nested")).toBe("N\n");
  });

  test("a kernel that has it on needs nothing", () => {
    const on = host();
    on.write("/sys/module/kvm_intel/parameters/nested", "1\n");
    on.run(nestedStep(true));
    expect([on.journal, on.calls]).toEqual([[], []]);
  });

  test("undo leaves a file that somebody changed since", () => {
    const on = host();
    on.run(nestedStep(true));
    on.write(CONF, "options kvm_intel nested=1 ept=1\n");
    expect(on.run(nestedStep(true), { mode: "undo" }).stderr).toContain("was changed since by somebody else");
    expect(on.read(CONF)).toContain("ept=1");
    expect(on.journaled).toContain(`keep file ${CONF}`);
  });

  test("LW2068: no such processor; LW2069: machines run", () => {
    const on = host();
    on.write("/proc/cpuinfo", "flags: fpu\n");
    expect(on.run(nestedStep(true))).toMatchObject({ status: 68, stderr: expect.stringContaining("LW2068") as string });
    const busy = host();
    busy.write("guests", "vm1\n", "fake");
    expect(busy.run(nestedStep(true))).toMatchObject({ status: 69, stderr: expect.stringContaining("LW2069") as string });
    busy.write("guests", "", "fake");
    expect(busy.run(nestedStep(true)).status).toBe(0);
  });
});

describe("Open vSwitch of a host (ovs-vsctl faked)", () => {
  const ready = (): FakeHost => {
    const on = host();
    on.write("units/openvswitch-switch.service", "enabled active\n", "fake");
    return on;
  };

  test("the bridge is made, once, with the datapath that the kernel can do, and removed", () => {
    const on = ready();
    expect(on.run(ovsStep({ name: "ovsbr0" })).status).toBe(0);
    expect(on.read("ovs/ovsbr0/datapath", "fake")).toBe("netdev\n");
    on.run(ovsStep({ name: "ovsbr0" }));
    expect(on.journaled).toEqual(["create ovs-bridge ovsbr0"]);
    on.run(ovsStep(undefined));
    expect(on.has("ovs/ovsbr0", "fake")).toBe(false);
  });

  test("one that was there is used and left", () => {
    const on = ready();
    on.write("ovs/ovsbr0/datapath", "system\n", "fake");
    on.run(ovsStep({ name: "ovsbr0" }));
    on.run(ovsStep({ name: "ovsbr0" }), { mode: "undo" });
    expect([on.journal, on.has("ovs/ovsbr0", "fake")]).toEqual([[], true]);
  });

  test.each([["a port", "ovs/ovsbr0/ports/vnet0", "has the ports vnet0"], ["a libvirt network", "networks", "a libvirt network is on it"]])("undo leaves a bridge with %s", (_, file, said) => {
    const on = ready();
    on.run(ovsStep({ name: "ovsbr0" }));
    on.write(file, "ovsbr0\n", "fake");
    expect(on.run(ovsStep({ name: "ovsbr0" }), { mode: "undo" }).stderr).toContain(said);
    expect(on.has("ovs/ovsbr0", "fake")).toBe(true);
    expect(on.journaled).toContain("keep ovs-bridge ovsbr0");
  });

  test("LW2067: the name is taken by another kind, or another datapath", () => {
    const on = ready();
    on.write("ovs/ovsbr0/datapath", "system\n", "fake");
    expect(on.run(ovsStep({ name: "ovsbr0", datapath: "netdev" }))).toMatchObject({ status: 67, stderr: expect.stringContaining("LW2067") as string });
    const other = ready();
    other.write("/sys/class/net/ovsbr0/address", "x");
    expect(other.run(ovsStep({ name: "ovsbr0" }))).toMatchObject({ status: 67 });
  });
});

describe("how a step gets to its host", () => {
  const step = storageStep("/srv/labs", "/srv/labs/labwright", 1);

  test("through sudo where the user is not root, with all its values (sudo faked)", () => {
    const on = host();
    const { status, stderr } = on.shell(stepCommand({ ssh: undefined, name: "local" }, step, "kvm1-host", "apply"), { ...on.env, LW_FAKE_USER: "debian" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(on.journaled).toContain("create directory /srv/labs/labwright");
    on.write("no-sudo", "", "fake");
    expect(on.shell(stepCommand({ ssh: undefined, name: "local" }, step, "kvm1-host", "apply"), { ...on.env, LW_FAKE_USER: "debian" }))
      .toMatchObject({ status: 64, stderr: expect.stringContaining("LW2064 user debian may not use sudo") as string });
  });

  test("over ssh as one word, whatever is in the values (ssh faked: it runs the word)", () => {
    const on = host();
    on.write("bin/ssh", '#!/bin/sh\nfor last in "$@"; do :; done\nexec sh -c "$last"\n', "fake");
    const values = { LW_A: `it's "$HOME" \${x} \\n` };
    const { stdout } = on.shell(`chmod +x ${on.dir}/fake/bin/ssh 2>/dev/null; PATH=${on.dir}/fake/bin:$PATH; ( ${remoteScript({ ssh: "root@h" }, 'printf %s "$LW_A"', values)} )`);
    expect(stdout).toBe(values.LW_A);
  });

  test("LW2075: a host that cannot be reached", () => {
    const on = host();
    on.write("bin/ssh", "#!/bin/sh\nexit 255\n", "fake");
    expect(on.shell(`chmod +x ${on.dir}/fake/bin/ssh; PATH=${on.dir}/fake/bin:$PATH; ${stepCommand({ ssh: "root@h", name: "h" }, step, "s", "apply")}`))
      .toMatchObject({ status: 255, stderr: expect.stringContaining("LW2075 host h (root@h) cannot be reached") as string });
  });
});
