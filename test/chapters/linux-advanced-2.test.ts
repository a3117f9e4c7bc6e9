import { domainOf, resources, synthesizeById, userDataOf, walk } from "./support";

const declared = synthesizeById("linux-advanced/2", "declared");
const nested = synthesizeById("linux-advanced/2", "nested");

describe("vmtest1 declared", () => {
  const domain = domainOf(declared, "vmtest1");

  test("is the book's: 1024 MB, 1 vCPU, a 10 GB disk, br0", () => {
    expect(domain).toMatchObject({ memory: 1024, memory_unit: "MiB", vcpu: 1 });
    const root = resources(declared, "libvirt_volume").find(([name]) => name.startsWith("vmtest1_root_"))?.[1];
    expect(root).toMatchObject({ capacity: 10 * 1024 ** 3, target: { format: { type: "qcow2" } } });
    const bridged = resources(declared, "libvirt_network").filter(([, network]) => JSON.stringify(network["bridge"]) === '{"name":"br0"}');
    expect(bridged.map(([, network]) => network["forward"])).toEqual([{ mode: "bridge" }]);
  });

  test("has virtio devices only", () => {
    const devices = domain["devices"] as { readonly disks: { readonly target: { readonly bus: string } }[]; readonly interfaces: { readonly model: { readonly type: string } }[] };
    expect(devices.disks.map(({ target }) => target.bus)).toEqual(["virtio", "virtio"]);
    expect(devices.interfaces.map(({ model }) => model.type)).toEqual(["virtio", "virtio"]);
  });

  test("has a VNC console that nobody can enter before a password is set", () => {
    expect(walk(domain).filter(({ name }) => name === "vnc").map(({ value }) => value)).toEqual([
      expect.objectContaining({ listen: "127.0.0.1", passwd_valid_to: "1970-01-01T00:00:00" }),
    ]);
    expect(declared.text).not.toContain("123456");
  });

  test("is reached through the lab's own network, not through br0", () => {
    expect(declared.spec.machines[0]?.ssh).toEqual({ user: "debian", address: "10.23.4.11" });
  });
});

describe("kvm1", () => {
  test("can run machines itself, and is left to the reader to put one on", () => {
    expect(nested.spec.machines.map(({ name, vcpus, memoryMiB, nestedVirtualization }) => [name, vcpus, memoryMiB, nestedVirtualization])).toEqual([["kvm1", 2, 4096, true]]);
    expect(domainOf(nested, "kvm1")["cpu"]).toEqual({ mode: '${var.labwright_accelerator == "kvm" ? "host-passthrough" : "maximum"}' });
    expect(userDataOf(nested, "kvm1")["packages"]).toEqual(expect.arrayContaining(["qemu-system-x86", "libvirt-daemon-system", "virtinst"]));
  });

  test("needs no bridge of the reader's host", () => {
    expect(nested.spec.networks.map(({ name, kind }) => [name, kind])).toEqual([["mgmt", "nat"], ["lan", "isolated"]]);
  });

  test("has br0 inside, with its NIC lan as the port", () => {
    const files = userDataOf(nested, "kvm1")["write_files"] as { readonly path: string; readonly content: string }[];
    expect(Object.fromEntries(files.map(({ path, content }) => [path, content]))).toMatchObject({
      "/etc/systemd/network/05-br0.netdev": "[NetDev]\nName=br0\nKind=bridge\n",
      "/etc/systemd/network/05-br0.network": expect.stringContaining("Address=10.23.5.11/24\n") as string,
      "/etc/systemd/network/05-lan.network": "[Match]\nName=lan\n[Network]\nBridge=br0\n",
    });
    expect(nested.spec.machines[0]?.nics.find(({ name }) => name === "lan")).toMatchObject({ addressing: "none", addresses: [] });
    expect(userDataOf(nested, "kvm1")["runcmd"]).toEqual(["networkctl reload", "/srv/tiny/make"]);
  });

  test("runs machines of its own architecture", () => {
    const arm = synthesizeById("linux-advanced/2", "nested", { "labwright:arch": "aarch64" });
    expect(userDataOf(arm, "kvm1")["packages"]).toEqual(expect.arrayContaining(["qemu-system-arm"]));
  });
});
