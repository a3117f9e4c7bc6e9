import { Size } from "../../../constructs/core/size";
import { KvmHost, type KvmHostProps } from "../../../constructs/host/kvm-host";
import { codesOf, problemsOf } from "../../support/synth";

describe("this machine", () => {
  test("is reached through the system daemon, without SSH", () => {
    expect(KvmHost.local()).toMatchObject({ name: "local", uri: "qemu:///system", storagePath: "/var/lib/libvirt/images", imagePath: "/var/lib/libvirt/images/labwright", capacity: {} });
    expect(KvmHost.local().ssh).toBeUndefined();
  });

  test("takes what is set", () => {
    const host = KvmHost.local({ name: "desk", accelerator: "tcg", arch: "aarch64", machineType: "virt-9.0", storagePath: "/srv/vms/", capacity: { vcpus: 8, memory: Size.gibibytes(16) } });
    expect(host).toMatchObject({ name: "desk", accelerator: "tcg", arch: "aarch64", machineType: "virt-9.0", imagePath: "/srv/vms/labwright" });
    expect(host.capacity.vcpus).toBe(8);
    expect(host.capacity.memory?.toMebibytes()).toBe(16384);
  });
});

describe("a remote host", () => {
  test.each([
    ["ann@kvm1.example", "qemu+sshcmd://ann@kvm1.example/system", "kvm1.example"],
    ["kvm1", "qemu+sshcmd://kvm1/system", "kvm1"],
    ["ann@kvm1:2222", "qemu+sshcmd://ann@kvm1:2222/system", "kvm1"],
  ])("%s has URI %s and name %s", (destination, uri, name) => {
    expect(KvmHost.remote(destination)).toMatchObject({ uri, name, ssh: destination });
  });

  test.each(["", "ann@", "ann@kvm 1", "-oProxyCommand", "-v", "ann@-v", "ann@kvm1:99999", "kvm1/system", "a;b", "$(id)", "kvm1:x"])("%p is refused", (destination) => {
    expect(codesOf(() => KvmHost.remote(destination))).toEqual(["LW1001"]);
  });
});

describe("what a user types", () => {
  test.each([
    ["local", { uri: "qemu:///system", ssh: undefined }],
    ["ann@kvm1", { uri: "qemu+sshcmd://ann@kvm1/system", ssh: "ann@kvm1" }],
    ["qemu+ssh://ann@kvm1/system", { uri: "qemu+sshcmd://ann@kvm1/system", ssh: "ann@kvm1" }],
    ["qemu+sshcmd://kvm1:22/system", { uri: "qemu+sshcmd://kvm1:22/system", ssh: "kvm1:22" }],
    ["qemu:///session", { uri: "qemu:///session", ssh: undefined }],
    ["qemu:///system?socket=/run/x.sock", { uri: "qemu:///system?socket=/run/x.sock", ssh: undefined }],
  ])("%s", (text, expected) => {
    expect(KvmHost.parse(text)).toMatchObject(expected);
  });

  test.each(["qemu:///nowhere", "xen:///system", "qemu+ssh:///system", "https://kvm1"])("%s is refused", (text) => {
    expect(codesOf(() => KvmHost.parse(text))).toEqual(["LW1001"]);
  });

  test("carries its options over", () => {
    expect(KvmHost.parse("ann@kvm1", { accelerator: "tcg" }).accelerator).toBe("tcg");
  });
});

describe("bad options", () => {
  test("are told all at once, for the host they are of", () => {
    const bad = { accelerator: "xen", arch: "mips", storagePath: "images", capacity: { vcpus: 0, memory: 16, ram: 1 }, uri: "x" } as unknown as KvmHostProps;
    const problems = problemsOf(() => KvmHost.local(bad));
    expect(problems.map(({ code, values }) => `${code} ${values["property"]}`)).toEqual([
      "LW1002 uri", "LW1001 accelerator", "LW1001 arch", "LW1001 storagePath", "LW1002 ram", "LW1001 capacity.vcpus", "LW1001 capacity.memory",
    ]);
    expect(new Set(problems.map(({ path }) => path))).toEqual(new Set(["host local"]));
  });

  test.each([{ accelerator: "" }, { arch: "" }, { machineType: "" }, { capacity: { memory: 0 } }])("that are empty are not taken for missing: %p", (props) => {
    expect(codesOf(() => KvmHost.local(props as unknown as KvmHostProps))).toEqual(["LW1001"]);
  });

  test("a storage path that a shell would read otherwise is refused", () => {
    for (const storagePath of ["/a b", "/a$(id)", "/a'b", "relative"]) expect(codesOf(() => KvmHost.local({ storagePath }))).toEqual(["LW1001"]);
  });
});
