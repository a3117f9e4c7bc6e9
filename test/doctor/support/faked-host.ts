import type { Command, CommandResult, CommandRunner } from "../../../engines/doctor";

/** What os-release says on one distribution of each family. */
export const OS_RELEASE = {
  debian: 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian',
  ubuntu: 'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nNAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian',
  mint: 'NAME="Linux Mint"\nPRETTY_NAME="Linux Mint 22"\nID=linuxmint\nID_LIKE="ubuntu debian"',
  fedora: 'NAME="Fedora Linux"\nID=fedora\nPRETTY_NAME="Fedora Linux 41 (Server Edition)"',
  rhel: 'NAME="Red Hat Enterprise Linux"\nID="rhel"\nID_LIKE="fedora"\nPRETTY_NAME="Red Hat Enterprise Linux 9.4 (Plow)"',
  rocky: 'NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\nPRETTY_NAME="Rocky Linux 9.4 (Blue Onyx)"',
  arch: 'NAME="Arch Linux"\nPRETTY_NAME="Arch Linux"\nID=arch',
  manjaro: 'NAME="Manjaro Linux"\nID=manjaro\nID_LIKE=arch\nPRETTY_NAME="Manjaro Linux"',
  leap: 'NAME="openSUSE Leap"\nID="opensuse-leap"\nID_LIKE="suse opensuse"\nPRETTY_NAME="openSUSE Leap 15.6"',
  tumbleweed: 'NAME="openSUSE Tumbleweed"\nID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\nPRETTY_NAME="openSUSE Tumbleweed"',
  gentoo: 'NAME=Gentoo\nID=gentoo\nPRETTY_NAME="Gentoo Linux"',
} as const;

export type DistributionName = keyof typeof OS_RELEASE;

/** One distribution of each family that has packages of its own names. */
export const FAMILIES = ["debian", "fedora", "rhel", "arch", "leap"] as const satisfies readonly DistributionName[];

const TOOLS = ["virsh", "libvirtd", "dnsmasq", "nft", "iptables", "ip", "curl", "flock", "ssh", "ssh-keygen", "sudo", "ovs-vsctl", "ovs-vswitchd", "modprobe", "usermod"];

/** A host as a test wants it; everything else is as it should be. */
export interface FakedMachine {
  readonly distribution?: DistributionName;
  /** Tools that are not there. */
  readonly without?: readonly string[];
  /** Lines of the look in place of the good ones; `undefined` leaves one out. */
  readonly look?: Readonly<Record<string, string | undefined>>;
  /** ssh gets nowhere. */
  readonly unreachable?: string;
  readonly emulator?: string | undefined;
  readonly firmware?: string;
  /** Output of the KVM probe. */
  readonly probe?: string;
  readonly datapath?: string;
  readonly ovs?: Partial<CommandResult>;
  readonly virshVersion?: Partial<CommandResult>;
  readonly virshLists?: string;
  /** XML by UUID or name. */
  readonly virshDumps?: Readonly<Record<string, string>>;
  readonly terraform?: string;
  readonly provider?: string;
  readonly registry?: Partial<CommandResult>;
  readonly addresses?: unknown;
  readonly routes?: unknown;
}

const OK: CommandResult = { code: 0, stdout: "", stderr: "" };

/** Stands in for a host and for this machine: it knows the doctor's questions and answers them from a description. Nothing is run. */
export class FakedHost implements CommandRunner {
  readonly asked: { readonly where: "here" | "host"; readonly command: Command }[] = [];

  constructor(private readonly machine: FakedMachine = {}) {}

  here(command: Command): Promise<CommandResult> {
    this.asked.push({ where: "here", command });
    return Promise.resolve({ ...OK, ...this.answer(command) });
  }

  onHost(command: Command): Promise<CommandResult> {
    this.asked.push({ where: "host", command });
    const { unreachable } = this.machine;
    if (unreachable !== undefined) return Promise.resolve({ code: 255, stdout: "", stderr: unreachable });
    return Promise.resolve({ ...OK, ...this.answer(command) });
  }

  private answer({ argv, env = {} }: Command): Partial<CommandResult> {
    const { machine } = this;
    const text = argv.join(" ");
    if (text.includes("say kernel")) return { stdout: this.look() };
    if (text.includes("lw-probe")) return { stdout: machine.probe ?? "stopped=no\nguest=LW:plxcK\nerror=\n" };
    if (text.includes("--version") && text.includes("qemu-system-")) {
      const path = "emulator" in machine ? machine.emulator : `/usr/bin/qemu-system-${env["LW_ARCH"] ?? ""}`;
      return path === undefined ? { code: 1 } : { stdout: `${path}\nQEMU emulator version 8.2.2 (Debian)\n` };
    }
    if (text.includes("qemu/firmware")) return { stdout: machine.firmware ?? FIRMWARE };
    if (text.includes("modinfo openvswitch")) return { stdout: machine.datapath ?? "system\n" };
    if (text.includes("list bridge")) return machine.ovs ?? { stdout: "version 3.3.0\nbridge \n" };
    if (argv[0] === "virsh") return this.virsh(argv.at(-1) ?? "");
    if (text.includes("for name in terraform tofu")) return { stdout: machine.terraform ?? "@terraform /usr/bin/terraform\nTerraform v1.9.8\non linux_amd64\n" };
    if (text.includes("plugin_cache_dir")) return { stdout: machine.provider ?? PROVIDER };
    if (argv[0] === "curl") return machine.registry ?? { code: 6, stderr: "curl: (6) Could not resolve host: registry.terraform.io" };
    if (text.includes("@addresses")) return { stdout: this.networking() };
    throw new Error(`the faked host does not know: ${text}`);
  }

  private look(): string {
    const { distribution = "debian", without = [], look = {} } = this.machine;
    const lines: Record<string, string | undefined> = {
      kernel: "Linux", machine: "x86_64", user: "alice", uid: "1000", groups: "alice libvirt kvm", member: "alice libvirt kvm", ssh: "",
      cpus: "8", flag: "svm", memory: String(16 * 1024 * 1024), kvm: "open", nested: "kvm_amd 1", systemd: "yes",
      "unit.libvirtd.socket": "active", "unit.libvirtd.service": "active", nm: "running",
      "nic.lo": "other no unknown", "nic.eth0": "other yes up", qemu: "libvirt-qemu",
      storage: "yes", free: String(100 * 1024 * 1024), images: "writable", "dir./var/lib/libvirt/images": "yes", "dir./var/lib/libvirt": "yes",
      ...look,
    };
    const tools = TOOLS.filter((tool) => !without.includes(tool)).map((tool) => `tool.${tool}=/usr/bin/${tool}`);
    const os = OS_RELEASE[distribution].split("\n").map((line) => `os.${line}`);
    return [...Object.entries(lines).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])), ...tools, ...os, ""].join("\n");
  }

  private virsh(commands: string): Partial<CommandResult> {
    const { machine } = this;
    if (machine.without?.includes("virsh")) return { code: 127, stderr: "sh: 1: exec: virsh: not found" };
    if (commands.startsWith("version")) {
      return machine.virshVersion ?? { stdout: "Compiled against library: libvirt 10.0.0\nUsing library: libvirt 10.0.0\nUsing API: QEMU 10.0.0\nRunning hypervisor: QEMU 8.2.2\n" };
    }
    if (machine.virshVersion?.code) return machine.virshVersion;
    // As virsh -q prints it: nothing ends the line of an echo.
    if (commands.startsWith("echo @active")) return { stdout: machine.virshLists ?? "@active@\n@networks@\n@running@@domains@@pools@\n" };
    const names = [...commands.matchAll(/dumpxml (\S+?)(?:;|$)/g)].map(([, name]) => name ?? "");
    return { stdout: names.map((name) => `@labwright-next@${machine.virshDumps?.[name] ?? ""}\n`).join("") };
  }

  private networking(): string {
    const addresses = this.machine.addresses ?? [{ ifname: "eth0", addr_info: [{ family: "inet", local: "192.168.1.20", prefixlen: 24, scope: "global" }] }];
    const routes = this.machine.routes ?? [
      { dst: "default", gateway: "192.168.1.1", dev: "eth0", protocol: "dhcp", metric: 100 },
      { dst: "192.168.1.0/24", dev: "eth0", protocol: "kernel", scope: "link" },
    ];
    return `@addresses\n${JSON.stringify(addresses)}\n@routes\n${JSON.stringify(routes)}\n@routes\n[]\n`;
  }
}

const FIRMWARE = `${JSON.stringify({ "interface-types": ["uefi"], targets: [{ architecture: "x86_64", machines: ["pc-q35-*"] }] })}\n`;

const PROVIDER = `cache \nplatform linux_amd64
found directory /home/alice/.terraform.d/plugins /home/alice/.terraform.d/plugins/registry.terraform.io/dmacvicar/libvirt/0.9.7
found directory /home/alice/.terraform.d/plugins /home/alice/.terraform.d/plugins/registry.terraform.io/dmacvicar/libvirt/0.9.7/linux_amd64
`;
