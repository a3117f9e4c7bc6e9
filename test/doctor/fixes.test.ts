import { spawnSync } from "node:child_process";
import { KvmHost } from "../../constructs/host/kvm-host";
import { applyFix, type Command, type CommandRunner } from "../../engines/doctor";
import { parseOsRelease } from "../../engines/doctor/facts/distribution";
import { FakedHost, FAMILIES, OS_RELEASE, type DistributionName, type FakedMachine } from "./support/faked-host";
import { check, diagnose, lab, labWithOvs, machine, network } from "./support/labs";

const TOFU_DEB = "sudo apt-get install -y tofu";

/** What each family is told to do about the same lack. */
const EXPECTED: Readonly<Record<(typeof FAMILIES)[number], Readonly<Record<string, string>>>> = {
  debian: {
    qemu: "sudo apt-get update && sudo apt-get install -y --no-install-recommends qemu-system-x86 qemu-utils",
    firmware: "sudo apt-get update && sudo apt-get install -y --no-install-recommends ovmf",
    ovs: "sudo apt-get update && sudo apt-get install -y --no-install-recommends openvswitch-switch",
    tools: "sudo apt-get update && sudo apt-get install -y --no-install-recommends openssh-client",
    "network-services": "sudo apt-get update && sudo apt-get install -y --no-install-recommends dnsmasq-base",
  },
  fedora: {
    qemu: "sudo dnf install -y qemu-system-x86 qemu-img",
    firmware: "sudo dnf install -y edk2-ovmf",
    ovs: "sudo dnf install -y openvswitch",
    tools: "sudo dnf install -y openssh-clients openssh",
    "network-services": "sudo dnf install -y dnsmasq",
    terraform: "sudo dnf install -y opentofu",
  },
  rhel: {
    qemu: "sudo dnf install -y qemu-kvm qemu-img",
    firmware: "sudo dnf install -y edk2-ovmf",
    ovs: "sudo dnf install -y openvswitch",
    tools: "sudo dnf install -y openssh-clients openssh",
    "network-services": "sudo dnf install -y dnsmasq",
  },
  arch: {
    qemu: "sudo pacman -S --needed --noconfirm qemu-base",
    firmware: "sudo pacman -S --needed --noconfirm edk2-ovmf",
    ovs: "sudo pacman -S --needed --noconfirm openvswitch",
    tools: "sudo pacman -S --needed --noconfirm openssh",
    "network-services": "sudo pacman -S --needed --noconfirm dnsmasq",
    terraform: "sudo pacman -S --needed --noconfirm opentofu",
  },
  leap: {
    qemu: "sudo zypper --non-interactive install qemu-x86 qemu-tools",
    firmware: "sudo zypper --non-interactive install qemu-ovmf-x86_64",
    ovs: "sudo zypper --non-interactive install openvswitch",
    tools: "sudo zypper --non-interactive install openssh-clients openssh-common",
    "network-services": "sudo zypper --non-interactive install dnsmasq",
  },
};

const BARE: FakedMachine = {
  without: ["ssh", "ssh-keygen", "dnsmasq", "ovs-vsctl"], emulator: undefined, firmware: "", ovs: { stdout: "missing\n" }, terraform: "",
};

describe.each(FAMILIES)("%s without anything", (distribution) => {
  test("the packages have this family's names", async () => {
    const results = await diagnose({ ...BARE, distribution }, { lab: { ...labWithOvs(), machines: [machine({ firmware: "uefi" })] } });
    for (const [id, command] of Object.entries(EXPECTED[distribution])) {
      expect([id, results.get(id)?.status]).toEqual([id, "fail"]);
      expect([id, results.get(id)?.fix?.command]).toEqual([id, command]);
      expect(results.get(id)?.fix).toMatchObject({ needsRoot: true });
    }
  });

  test("root is not told to use sudo", async () => {
    const results = await diagnose({ ...BARE, distribution, look: { uid: "0", user: "root" } }, { lab: labWithOvs() });
    for (const { fix } of results.values()) expect(fix?.command ?? "").not.toContain("sudo ");
    expect(results.get("qemu")?.fix?.command).toBe(EXPECTED[distribution].qemu?.replaceAll("sudo ", ""));
  });
});

test("OpenTofu comes from its own signed repository where the distribution has none", async () => {
  const command = async (distribution: DistributionName): Promise<string> => (await check("terraform", { terraform: "", distribution })).fix?.command ?? "";
  expect(await command("debian")).toMatch(new RegExp(`signed-by=/etc/apt/keyrings/opentofu.gpg.*${TOFU_DEB}$`));
  for (const distribution of ["rhel", "leap"] as const) expect(await command(distribution)).toMatch(/gpgcheck=1\\ngpgkey=https:.*install.* tofu$/);
});

test("Open vSwitch on RHEL is said to come from another repository", async () => {
  const { fix } = await check("ovs", { distribution: "rocky", ovs: { stdout: "missing\n" } });
  expect(fix?.note?.en).toContain("centos-release-nfv-openvswitch");
});

test.each([
  ["debian", "debian"], ["ubuntu", "debian"], ["mint", "debian"], ["fedora", "fedora"], ["rhel", "rhel"], ["rocky", "rhel"],
  ["arch", "arch"], ["manjaro", "arch"], ["leap", "suse"], ["tumbleweed", "suse"], ["gentoo", "other"],
] as const)("%s is of the family %s", (name, family) => {
  expect(parseOsRelease(OS_RELEASE[name]).family).toBe(family);
});

test("a distribution that is not known is told what to install, not how", async () => {
  const { fix, problems } = await check("qemu", { distribution: "gentoo", emulator: undefined });
  expect(fix).toMatchObject({ needsRoot: false, text: { en: expect.stringContaining("qemu-x86_64") as string } });
  expect(fix?.command).toBeUndefined();
  expect(problems).toHaveLength(1);
});

/** Machines with everything wrong that has a command to put it right. */
const WRONG: Readonly<Record<string, FakedMachine>> = {
  bare: BARE,
  "nothing started": {
    look: { "unit.libvirtd.socket": "inactive", "unit.libvirtd.service": "inactive", "unit.openvswitch-switch.service": "inactive" },
    virshVersion: { code: 1, stderr: "error: failed to connect to the hypervisor\nerror: Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory" },
    ovs: { stdout: "down\n", stderr: "database connection failed" },
  },
  "no permission": {
    look: { groups: "alice", member: "alice", kvm: "denied", nested: "kvm_intel N", images: "denied", "dir./var/lib/libvirt": "no", "refused.ovs-vsctl": "sudo: a password is required" },
    virshVersion: { code: 1, stderr: "error: authentication unavailable: no polkit agent available to authenticate action 'org.libvirt.unix.manage'" },
  },
  "no storage": { look: { storage: "no", kvm: "absent", flag: "vmx" }, terraform: "" },
  "no NetworkManager": { look: { nm: "" } },
};

test("every command that is offered is a line a POSIX shell understands, and no text is only in one language", async () => {
  const spec = { ...labWithOvs(), networks: [...labWithOvs().networks, network({ name: "lan", kind: "bridged", bridge: "br0", subnets: [] })], machines: [machine({ firmware: "uefi", nestedVirtualization: true })] };
  const commands = new Set<string>();
  for (const [, faked] of Object.entries(WRONG)) {
    for (const distribution of FAMILIES) {
      for (const [id, { detail, title, neededFor, fix }] of await diagnose({ ...faked, distribution }, { lab: spec })) {
        if (fix?.command) commands.add(fix.command);
        for (const words of [title, neededFor, detail, ...(fix ? [fix.text] : []), ...(fix?.note ? [fix.note] : [])]) {
          if (words.en !== words.zh) expect([id, words.zh]).toEqual([id, expect.stringMatching(/[\u3000-\u9fff\uff00-\uffef]/)]);
        }
      }
    }
  }
  expect(commands.size).toBeGreaterThan(35);
  for (const command of commands) {
    expect(command).not.toMatch(/undefined|\[object/);
    const { status, stderr } = spawnSync("sh", ["-n", "-c", command], { encoding: "utf8" });
    expect([command, status, stderr]).toEqual([command, 0, ""]);
  }
});

describe("applyFix", () => {
  const recorder = (ran: [string, Command][]): CommandRunner => {
    const run = (where: string) => (command: Command): Promise<{ code: number; stdout: string; stderr: string }> => {
      ran.push([where, command]);
      return Promise.resolve({ code: 0, stdout: "", stderr: "" });
    };
    return { here: run("here"), onHost: run("host") };
  };

  test("runs a fix's command where it belongs, with the terminal", async () => {
    const ran: [string, Command][] = [];
    await applyFix(await check("qemu", { emulator: undefined }, { host: KvmHost.remote("alice@kvm1") }), recorder(ran));
    await applyFix(await check("terraform", { terraform: "", distribution: "fedora" }, { host: KvmHost.remote("alice@kvm1") }), recorder(ran));
    expect(ran.map(([where, { argv, interactive }]) => [where, argv.at(-1), interactive])).toEqual([
      ["host", EXPECTED.debian.qemu, true],
      ["here", "sudo dnf install -y opentofu", true],
    ]);
  });

  test("does nothing where there is nothing to run", async () => {
    const ran: [string, Command][] = [];
    expect(await applyFix(await check("qemu"), recorder(ran))).toBeUndefined();
    expect(await applyFix(await check("memory", { look: { memory: "1024" } }, { lab: lab() }), recorder(ran))).toBeUndefined();
    expect(ran).toEqual([]);
  });
});

test("a faked host is never really asked", () => {
  expect(() => new FakedHost().here({ argv: ["rm", "-r", "/tmp/nothing"] })).toThrow("does not know");
});
