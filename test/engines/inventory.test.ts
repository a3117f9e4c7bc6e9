import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { findOwned, removeOwned } from "../../engines/libvirt/inventory";
import { Virsh } from "../../engines/libvirt/virsh";
import { demoSpec, putLab } from "../cli/support/lab";
import { FakeHost } from "./support/fake-host";

let host: FakeHost;
let spec: LabSpec;
let virsh: Virsh;
beforeEach(() => {
  host = new FakeHost();
  spec = demoSpec(host.directory);
  virsh = new Virsh(spec.host);
});
afterEach(() => host.close());

const OTHER = "aaaaaaaaaaaaa";

describe("what a lab owns on a host (virsh and ovs-vsctl are faked)", () => {
  test("is found whole, each thing by its mark", async () => {
    putLab(host, spec);
    const directory = join(host.directory, `lw-${spec.id}-pool`);
    mkdirSync(directory);
    const owned = await findOwned(virsh, spec);
    expect(owned.map(({ kind }) => kind)).toEqual(["machine", "machine", "machine", "network", "network", "volume", "volume", "volume", "pool", "bridge", "directory"]);
    expect(owned.filter(({ kind }) => kind === "bridge").map(({ name }) => name)).toEqual(spec.bridges.map(({ hostName }) => hostName));
    expect(owned.at(-1)?.name).toBe(directory);
  });

  test("is nothing where there is nothing", async () => {
    expect(await findOwned(virsh, spec)).toEqual([]);
  });

  test("leaves out what has its name without its mark, its mark without its name, or another lab's", async () => {
    host.put("domains", `lw-${spec.id}-stranger`);
    host.put("domains", "web1", spec.id);
    host.put("domains", `lw-${OTHER}-web1`, OTHER);
    host.put("domains", `lw-${spec.id}-copied`, OTHER);
    host.put("networks", "default");
    host.put("networks", `lw-${spec.id}-by-hand`);
    host.putPool("default", ["precious.qcow2"]);
    host.putPool(`lw-${OTHER}-pool`, ["web1-root.qcow2"]);
    host.putBridge("br0", OTHER);
    expect(await findOwned(virsh, spec)).toEqual([]);
  });

  test.each([
    ["libvirt", "silent", "LW2001"],
    ["Open vSwitch", "ovs-silent", "LW2024"],
  ])("is not taken for nothing when %s does not answer", async (_, file, code) => {
    putLab(host, spec);
    host.write(file);
    await expect(findOwned(virsh, spec)).rejects.toMatchObject({ problems: [{ code }] });
  });

  test("is found without Open vSwitch where the lab has no bridge", async () => {
    host.write("ovs-silent");
    expect(await findOwned(virsh, { ...spec, bridges: [] })).toEqual([]);
  });

  test("is not taken for nothing when a remote host is not reached (ssh is faked)", async () => {
    const remote = { ...spec, host: { ...spec.host, ssh: "ann@kvm9", uri: "qemu+sshcmd://ann@kvm9/system" } };
    writeFileSync(join(host.directory, "bin", "ssh"), "#!/bin/sh\necho 'No route to host' >&2; exit 255\n", { mode: 0o755 });
    await expect(findOwned(new Virsh(remote.host), remote)).rejects.toMatchObject({ problems: [{ code: "LW2000", values: { why: { en: "No route to host" } } }] });
  });
});

describe("removing what is owned (virsh and ovs-vsctl are faked)", () => {
  test("takes machines first, then disks and pools, networks, and bridges last", async () => {
    putLab(host, spec);
    const directory = join(host.directory, `lw-${spec.id}-pool`);
    mkdirSync(directory);
    writeFileSync(join(directory, "leftover.qcow2"), "");
    expect(await removeOwned(virsh, await findOwned(virsh, spec))).toEqual([]);
    const removals = host.log.flatMap((line) => /(undefine|vol-delete|net-undefine|pool-undefine|del-br)/.exec(line)?.[1] ?? []);
    const order = host.log.filter((line) => /undefine|vol-delete|del-br/.test(line)).map((line) => line.split(" ").find((word) => /undefine|vol-delete|del-br/.test(word)));
    expect(order).toEqual([...Array<string>(3).fill("undefine"), ...Array<string>(3).fill("vol-delete"), "pool-undefine", "net-undefine", "net-undefine", "del-br"]);
    expect(removals).toHaveLength(order.length);
    expect(existsSync(directory)).toBe(false);
    expect(await findOwned(virsh, spec)).toEqual([]);
  });

  test("touches nothing of others, not even by a question that changes something", async () => {
    putLab(host, spec);
    host.put("domains", "precious");
    host.put("domains", `lw-${OTHER}-web1`, OTHER);
    host.put("networks", "default");
    host.putPool("default", ["precious.qcow2"]);
    host.putBridge("br0", OTHER);
    await removeOwned(virsh, await findOwned(virsh, spec));
    expect([host.names("domains"), host.names("networks"), host.names("pools"), host.names("bridges")]).toEqual([[`lw-${OTHER}-web1`, "precious"], ["default"], ["default"], ["br0"]]);
    const changing = host.log.filter((line) => !/ (list|net-list|pool-list|vol-list|dumpxml|net-dumpxml) |--columns/.test(line));
    expect(changing.filter((line) => !line.includes(spec.id) && !spec.bridges.some(({ hostName }) => line.includes(hostName)))).toEqual([]);
  });

  test("keeps a directory that has directories of somebody else in it", async () => {
    const directory = join(host.directory, `lw-${spec.id}-pool`);
    mkdirSync(join(directory, "mine"), { recursive: true });
    expect((await removeOwned(virsh, await findOwned(virsh, spec))).map(({ kind }) => kind)).toEqual(["directory"]);
    expect(existsSync(join(directory, "mine"))).toBe(true);
  });

  test("goes on after what refuses, and says what it was", async () => {
    putLab(host, spec);
    const [web1 = ""] = spec.machines.map(({ hostName }) => hostName);
    host.write("refuse", `${web1}\n`);
    expect(await removeOwned(virsh, await findOwned(virsh, spec))).toEqual([{ kind: "machine", name: web1 }]);
    expect(host.names("domains")).toEqual([web1]);
    expect(host.names("networks")).toEqual([]);
  });
});
