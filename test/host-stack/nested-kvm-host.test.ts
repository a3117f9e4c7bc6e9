import { App, Testing } from "cdktf";
import { NestedKvmHost } from "../../constructs/machine/nested-kvm-host";
import { Image, KvmHost, LabStack, NatNetwork, Size } from "./support/api";

const app = (): App => Testing.stubVersion(new App({ stackTraces: false }));
const lab = (whole = app()): LabStack => new LabStack(whole, "outer", { host: KvmHost.local() });
const userData = (machine: NestedKvmHost): Record<string, unknown> => JSON.parse((machine.seed()?.userData ?? "").replace(/^#.*\n/, "")) as Record<string, unknown>;
const problems = (stack: LabStack): readonly string[] => stack.lab.findProblems().map(({ code, values }) => `${code} ${String(values["property"])}`);

describe("NestedKvmHost", () => {
  test("is a machine with all that a KVM host needs, large enough for machines in it", () => {
    const stack = lab();
    const nested = new NestedKvmHost(stack, "kvm1", { image: Image.debian12(), networks: [new NatNetwork(stack, "mgmt")], cloudInit: { packages: ["htop"] } });
    expect([nested.nestedVirtualization, nested.vcpus, nested.memory.toString(), nested.rootDisk.toString()]).toEqual([true, 2, "4 GiB", "40 GiB"]);
    const config = userData(nested);
    expect(config["packages"]).toEqual(expect.arrayContaining(["htop", "qemu-system-x86", "libvirt-daemon-system", "openvswitch-switch"]));
    expect(config["runcmd"]).toEqual(expect.arrayContaining(["systemctl enable --now libvirtd.service openvswitch-switch.service", "usermod -aG libvirt debian", "mkdir -p /var/lib/libvirt/images/labwright"]));
    expect(problems(stack)).toEqual([]);
  });

  test("takes dnf's names and daemons on Fedora", () => {
    const stack = lab();
    const nested = new NestedKvmHost(stack, "kvm1", { image: Image.fedora44(), networks: [new NatNetwork(stack, "mgmt")] });
    expect(userData(nested)["packages"]).toEqual(expect.arrayContaining(["qemu-kvm", "libvirt-daemon-kvm"]));
    expect(JSON.stringify(userData(nested)["runcmd"])).toContain("virtproxyd.socket");
  });

  test("is a host for further stacks, by the Host of the lab's ssh_config", () => {
    const whole = app();
    const outer = lab(whole);
    const nested = new NestedKvmHost(outer, "kvm1", { image: Image.debian12(), networks: [new NatNetwork(outer, "mgmt")], storagePath: "/srv/labs" });
    const host = nested.kvmHost({ accelerator: "tcg" });
    expect([host.uri, host.ssh, host.name, host.storagePath, host.accelerator]).toEqual([`qemu+sshcmd://lw-${outer.lab.labId}-kvm1/system`, nested.hostName, "kvm1", "/srv/labs", "tcg"]);
    const inner = new LabStack(whole, "inner", { host });
    inner.addDependency(outer);
    new NatNetwork(inner, "net");
    expect(JSON.parse(Testing.synth(inner))).toMatchObject({ provider: { libvirt: [{ uri: host.uri }] } });
    expect(() => whole.synth()).not.toThrow();
  });

  test("an inner lab that does not fit is told at synth", () => {
    const outer = lab();
    const nested = new NestedKvmHost(outer, "kvm1", { image: Image.debian12(), memory: Size.gibibytes(2), networks: [new NatNetwork(outer, "mgmt")] });
    const inner = new LabStack(app(), "inner", { host: nested.kvmHost() });
    new NestedKvmHost(inner, "too-large", { image: Image.debian12(), networks: [new NatNetwork(inner, "net")] });
    expect(inner.lab.findProblems().map(({ code }) => code)).toContain("LW1070");
  });

  test.each([
    ["debian", Image.debian12(), { write_files: expect.arrayContaining([expect.objectContaining({ path: "/etc/systemd/network/05-labwright-br0.netdev" }), expect.objectContaining({ path: "/etc/systemd/network/05-labwright-lan.network" })]) as unknown }],
    ["fedora", Image.fedora44(), { runcmd: expect.arrayContaining([expect.stringContaining("con-name br0-lan ifname lan")]) as unknown }],
  ])("an inner bridge on a NIC of its own (%s)", (_, image, expected) => {
    const stack = lab();
    const [mgmt, lan] = [new NatNetwork(stack, "mgmt"), new NatNetwork(stack, "lan")];
    const nested = new NestedKvmHost(stack, "kvm1", { image, networks: [mgmt, lan.attach({ addressing: "none" })], bridge: { nic: "lan" } });
    expect(userData(nested)).toMatchObject(expected);
    expect(problems(stack)).toEqual([]);
  });

  test("bad properties are told", () => {
    const stack = lab();
    const mgmt = new NatNetwork(stack, "mgmt");
    new NestedKvmHost(stack, "a", { image: Image.debian12(), networks: [mgmt], storagePath: "srv", bridge: { nic: "mgmt", name: "a-very-long-bridge-name" } });
    new NestedKvmHost(stack, "b", { image: Image.flatcar({ allowUnpinned: true }), networks: [mgmt] });
    new NestedKvmHost(stack, "c", { image: Image.alpine323(), networks: [mgmt], nested: true } as never);
    new NestedKvmHost(stack, "d", { image: Image.debian12(), packageManager: "pacman", bridge: 7 } as never);
    new NestedKvmHost(stack, "e", null as never);
    expect(problems(stack)).toEqual(expect.arrayContaining(["LW1001 storagePath", "LW1001 bridge.nic", "LW1001 bridge.name", "LW1001 image", "LW1002 nested", "LW1001 packageManager"]));
  });
});
