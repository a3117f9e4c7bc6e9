import { Size } from "../../../constructs/core/size";
import { Image } from "../../../constructs/image/image";
import { Machine, type MachineProps } from "../../../constructs/machine/machine";
import { NatNetwork } from "../../../constructs/network/nat-network";
import { synthLab, type Synthesized } from "../../support/synth";

const image = Image.debian12();
const base: MachineProps = { image, disks: [{ name: "data", size: Size.gibibytes(1) }], cloudInit: { packages: ["vim"] } };

function lab(props: Partial<MachineProps> = {}, nics = 1): Synthesized {
  return synthLab((stack) => {
    const networks = ["mgmt", "lan"].slice(0, nics).map((id) => new NatNetwork(stack, id));
    new Machine(stack, "web", { ...base, networks, ...props });
  });
}

const triggers = (of: Synthesized, path: string): unknown => of.at(path, "lifecycle", "replace_triggered_by");
const identity = (of: Synthesized): unknown => of.at("web/identity", "triggers_replace");

describe("what a machine is rebuilt by", () => {
  const before = lab();

  test("is its identity: root disk, seed and domain go with it, data disks stay", () => {
    for (const path of ["web/root", "web/seed", "web/domain"]) expect(triggers(before, path)).toContain(before.address("web/identity"));
    expect(before.at("web/disk-data", "lifecycle")).toEqual({ ignore_changes: ["capacity"] });
    expect(before.resource("web/cloud-init")).not.toHaveProperty("lifecycle");
  });

  test.each<[string, Partial<MachineProps>, string]>([
    ["user-data", { cloudInit: { packages: ["jq"] } }, "seed"],
    ["another image", { image: Image.debian13() }, "image"],
    ["a larger root disk", { disk: Size.gibibytes(20) }, "disk"],
  ])("changes with %s, and says that it was that", (_name, props, what) => {
    const [was, is] = [identity(before), identity(lab(props))] as Record<string, unknown>[];
    expect(is?.[what]).not.toEqual(was?.[what]);
  });

  test("changes with the lab's SSH key", () => {
    expect(identity(before)).toMatchObject({ key: "${var.labwright_ssh_public_key}" });
  });

  test.each<[string, Partial<MachineProps>]>([
    ["more memory", { memory: Size.gibibytes(4) }], ["more vCPUs", { vcpus: 4 }], ["another data disk", { disks: [...(base.disks ?? []), { name: "more", size: Size.gibibytes(1) }] }],
    ["graphics", { graphics: "vnc" }], ["autostart", { autostart: true }],
  ])("does not change with %s", (_name, props) => {
    const after = lab(props);
    expect(identity(after)).toEqual(identity(before));
    // The provider cannot change a running domain: it is made anew by its hardware, and the disks stay.
    expect(after.at("web/hardware", "triggers_replace")).not.toEqual(before.at("web/hardware", "triggers_replace"));
    expect(triggers(after, "web/domain")).toContain(after.address("web/hardware"));
  });

  test("an override of the domain makes it anew too", () => {
    const overridden = synthLab((stack) => {
      const machine = new Machine(stack, "web", { ...base, networks: [new NatNetwork(stack, "mgmt")] });
      machine.domain.addOverride("devices.mem_balloon", { model: "none" });
    });
    expect(overridden.at("web/hardware", "triggers_replace")).not.toEqual(before.at("web/hardware", "triggers_replace"));
  });

  test("does not change with another NIC: the machine boots again with a new seed and the disk it has", () => {
    const after = lab({}, 2);
    expect(identity(after)).toEqual(identity(before));
    expect(after.at("web/hardware", "triggers_replace")).not.toEqual(before.at("web/hardware", "triggers_replace"));
    expect(triggers(after, "web/root")).toEqual([after.address("web/identity")]);
    for (const path of ["web/seed", "web/domain"]) expect(triggers(after, path)).toContain(after.address("web/hardware"));
  });

  test("data disks are the same after user-data was edited", () => {
    expect(lab({ cloudInit: { packages: ["jq"] } }).resource("web/disk-data")).toEqual(before.resource("web/disk-data"));
  });
});

describe("the seed", () => {
  test("is copied into a volume, which does not follow the provider's temporary file", () => {
    const of = lab();
    expect(of.resource("web/seed")).toMatchObject({
      name: "web-seed.iso", create: { content: { url: `\${${of.address("web/cloud-init")}.path}` } }, lifecycle: { ignore_changes: ["create"] },
    });
  });

  test("is a read-only virtio disk behind all others: cloud kernels have no AHCI", () => {
    const of = lab();
    expect((of.at("web/domain", "devices", "disks") as unknown[]).at(-1)).toMatchObject({ device: "disk", read_only: true, target: { dev: "vdz", bus: "virtio" }, driver: { type: "raw" } });
  });

  test("has the lab's public key put in by Terraform, and keeps the user's own templates as they are", () => {
    const of = lab({ cloudInit: { commands: ["echo ${HOME} %{x} $(id)"] } });
    const userData = String(of.at("web/cloud-init", "user_data"));
    expect(userData).toContain("${var.labwright_ssh_public_key}");
    expect(userData).toContain("echo $${HOME} %%{x} $(id)");
    expect(userData).not.toContain("{{labwright");
  });
});

describe("the step after boot", () => {
  interface Ready { readonly triggers_replace: Record<string, string>; readonly provisioner?: { "local-exec": { command: string; environment: Record<string, string> } }[] }
  const ready = (of: Synthesized): Ready => of.resource("web/ready") as unknown as Ready;

  test("waits for SSH and cloud-init and tells the machine its neighbours, through the runner", () => {
    const step = ready(lab()).provisioner?.[0]?.["local-exec"];
    expect(step?.command).toBe("exec ${var.labwright_command} run-steps");
    expect(JSON.parse(step?.environment["LABWRIGHT_STEPS"] ?? "")).toMatchObject({ apiVersion: "labwright/v1", lab: "lab", machine: "web", user: "debian", uri: "qemu:///system", steps: ["ssh", "cloud-init", "hosts"] });
    expect(step?.environment).toMatchObject({ LABWRIGHT_SSH_KEY: "${var.labwright_ssh_private_key_file}", LABWRIGHT_HOSTS: expect.stringMatching(/^\$\{local\./) });
  });

  test("runs again when the machine or anybody's name changed", () => {
    const of = lab();
    expect(ready(of).triggers_replace).toMatchObject({ domain: `\${${of.address("web/domain")}.uuid}`, hosts: expect.stringMatching(/^\$\{sha256\(local\./) });
  });

  test("is none where nobody can reach the machine", () => {
    expect(ready(lab({}, 0)).provisioner).toBeUndefined();
  });
});
