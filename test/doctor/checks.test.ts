import { KvmHost } from "../../constructs/host/kvm-host";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { CheckStatus, DoctorOptions } from "../../engines/doctor";
import type { FakedMachine } from "./support/faked-host";
import { check, diagnose, lab, LAB_ID, labWithOvs, machine, network } from "./support/labs";

interface Case {
  readonly id: string;
  readonly when: string;
  readonly faked?: FakedMachine;
  readonly lab?: LabSpec;
  readonly options?: Partial<DoctorOptions>;
  readonly status: CheckStatus;
  /** What its detail says, or its fix's command. */
  readonly says?: string | RegExp;
  readonly fix?: string | RegExp;
  /** Nothing that a command could put right. */
  readonly noCommand?: boolean;
  readonly code?: string;
}

const KVM_OF_THIS_KIND = "stopped=no\nguest=\nerror=qemu-system-x86_64: error: failed to set MSR 0x10a to 0x69\nstopped=yes\nguest=LW:pl\nerror=KVM internal error. Suberror: 1\n";
const DOWN = { code: 1, stderr: "error: failed to connect to the hypervisor\nerror: Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory" };
const uefi = lab({ machines: [machine({ firmware: "uefi" })] });
const nesting = lab({ machines: [machine({ nestedVirtualization: true })] });
const bridged = lab({ networks: [network({ name: "lan", kind: "bridged", bridge: "br0", subnets: [] })] });
const macvtap = (device: string): LabSpec => lab({ networks: [network({ name: "tap", kind: "macvtap", bridge: undefined, device, subnets: [] })] });
const onOvsOfHost = lab({ networks: [network({ name: "fabric", kind: "ovs", bridge: "ovsbr0", subnets: [] })] });
const big = lab({ machines: [1, 2, 3].map((index) => machine({ name: `ceph${index}`, memoryMiB: 4096 })).concat(machine({ name: "client", memoryMiB: 2048 })) });

const CASES: readonly Case[] = [
  { id: "platform", when: "on Windows", options: { platform: "win32" }, status: "fail", says: /WSL2 only/, code: "LW2007" },
  { id: "platform", when: "in WSL2", faked: { look: { wsl: "yes" } }, status: "ok", says: /WSL2/ },
  { id: "platform", when: "on macOS with labs on this machine", options: { platform: "darwin" }, status: "fail", code: "LW2007" },
  { id: "platform", when: "on macOS with labs elsewhere", options: { platform: "darwin", host: KvmHost.remote("alice@kvm1") }, status: "ok" },
  { id: "platform", when: "on FreeBSD", options: { platform: "freebsd" }, status: "fail", code: "LW2007" },
  { id: "node", when: "too old", options: { nodeVersion: "18.19.0" }, status: "warn", says: /18\.19\.0/ },
  { id: "connection", when: "ssh gets nowhere", faked: { unreachable: "alice@kvm1: Permission denied (publickey)." }, options: { host: KvmHost.remote("alice@kvm1:2222") }, status: "fail", says: /publickey/, code: "LW2000" },
  { id: "connection", when: "the host is a Mac", faked: { look: { kernel: "Darwin" } }, options: { host: KvmHost.remote("mac") }, status: "fail", code: "LW2007" },
  { id: "tools", when: "ssh is missing", faked: { without: ["ssh"] }, status: "fail", code: "LW2003" },
  { id: "host-tools", when: "curl is missing", faked: { without: ["curl"] }, status: "fail", fix: /apt-get install -y --no-install-recommends curl$/, code: "LW2003" },
  { id: "host-tools", when: "an image is packed with bzip2", faked: {}, lab: lab({ images: [{ name: "x", arch: "x86_64", url: "x", fileName: "x", format: "qcow2", compression: "bz2" }] }), status: "fail", fix: /install -y --no-install-recommends bzip2$/, code: "LW2003" },

  { id: "cpu", when: "without vmx or svm", faked: { look: { flag: "" } }, status: "warn", says: /neither vmx nor svm/ },
  { id: "cpu", when: "on aarch64", faked: { look: { flag: "", machine: "aarch64" } }, status: "ok" },
  { id: "kvm-device", when: "absent on a processor that could", faked: { look: { kvm: "absent" } }, status: "warn", fix: "sudo modprobe kvm_amd" },
  { id: "kvm-device", when: "absent on one that could not", faked: { look: { kvm: "absent", flag: "" } }, status: "warn" },
  { id: "kvm-device", when: "not for this user", faked: { look: { kvm: "denied", groups: "alice", member: "alice" } }, status: "warn", fix: "sudo usermod -aG kvm alice" },
  { id: "kvm-device", when: "for this user from the next login on", faked: { look: { kvm: "denied", groups: "alice", member: "alice kvm" } }, status: "warn", noCommand: true },
  { id: "kvm", when: "it runs guests", status: "ok" },
  { id: "kvm", when: "it opens but runs no guest", faked: { probe: KVM_OF_THIS_KIND }, status: "warn", says: /only to its first exception in long mode \(KVM internal error/ },
  { id: "kvm", when: "the lab insists on it", faked: { probe: KVM_OF_THIS_KIND }, options: { host: KvmHost.local({ accelerator: "kvm" }) }, status: "fail", code: "LW2028" },
  { id: "kvm", when: "only libvirt may open it", faked: { probe: "outcome=trusted\n" }, status: "warn", says: /libvirt says/ },
  { id: "kvm", when: "there is no QEMU to try it with", faked: { probe: "outcome=no-emulator\n" }, status: "skip" },
  { id: "nested", when: "nobody wants it", lab: lab(), status: "skip" },
  { id: "nested", when: "it is off", faked: { look: { nested: "kvm_intel N" } }, lab: nesting, status: "warn", fix: /options kvm_intel nested=1.*modprobe -r kvm_intel/ },
  { id: "nested", when: "KVM is not loaded", faked: { look: { nested: undefined } }, lab: nesting, status: "warn", says: /box will emulate/ },

  { id: "qemu", when: "missing", faked: { emulator: undefined }, status: "fail", code: "LW2027" },
  { id: "firmware", when: "nobody wants it", lab: lab(), faked: { firmware: "" }, status: "skip" },
  { id: "firmware", when: "a machine wants it", faked: { firmware: "" }, lab: uefi, status: "fail", fix: /ovmf/, code: "LW2026" },
  { id: "firmware", when: "it is for another architecture", faked: { firmware: '{"interface-types":["uefi"],"targets":[{"architecture":"aarch64"}]}\nnot json\n' }, lab: uefi, status: "fail", code: "LW2026" },
  { id: "firmware", when: "missing, without a lab", faked: { firmware: "" }, status: "warn" },

  { id: "libvirt", when: "it answers", status: "ok", says: /10\.0\.0 at qemu:\/\/\/system, QEMU 8\.2\.2 \(libvirtd\)/ },
  { id: "libvirt", when: "by its modular daemons", faked: { look: { "unit.libvirtd.socket": undefined, "unit.libvirtd.service": undefined, "unit.virtqemud.socket": "active" } }, status: "ok", says: /virtqemud/ },
  { id: "libvirt", when: "virsh is missing", faked: { without: ["virsh"] }, status: "fail", fix: /libvirt-clients$/, code: "LW2003" },
  { id: "libvirt", when: "all of it is missing", faked: { without: ["virsh", "libvirtd"] }, status: "fail", fix: /libvirt-daemon-system libvirt-clients$/, code: "LW2003" },
  { id: "libvirt", when: "libvirtd is stopped", faked: { virshVersion: DOWN, look: { "unit.libvirtd.socket": "inactive", "unit.libvirtd.service": "inactive" } }, status: "fail", fix: "sudo systemctl enable --now libvirtd.socket", code: "LW2001" },
  {
    id: "libvirt", when: "the modular daemons are stopped",
    faked: { distribution: "fedora", virshVersion: DOWN, look: { "unit.libvirtd.socket": undefined, "unit.libvirtd.service": undefined, "unit.virtqemud.socket": "inactive", "unit.virtnetworkd.socket": "inactive", "unit.virtstoraged.socket": "inactive" } },
    status: "fail", fix: "sudo systemctl enable --now virtqemud.socket virtnetworkd.socket virtstoraged.socket", code: "LW2001",
  },
  { id: "libvirt", when: "one driver's daemon is stopped", faked: { virshVersion: { code: 0, stdout: "Using library: libvirt 10.0.0\n", stderr: "error: Failed to list networks\nerror: Failed to connect socket to '/var/run/libvirt/virtnetworkd-sock': No such file or directory" } }, status: "fail", says: /virtnetworkd/, code: "LW2001" },
  { id: "libvirt", when: "there is no systemd", faked: { virshVersion: DOWN, look: { systemd: undefined } }, status: "fail", code: "LW2001" },
  { id: "libvirt", when: "the user is not in its group", faked: { look: { groups: "alice", member: "alice" }, virshVersion: { code: 1, stderr: "error: authentication unavailable: no polkit agent available" } }, status: "fail", fix: "sudo usermod -aG libvirt alice", code: "LW2002" },
  { id: "libvirt", when: "the user is in it from the next login on", faked: { look: { groups: "alice", member: "alice libvirt" }, virshVersion: { code: 1, stderr: "error: Failed to connect socket: Permission denied" } }, status: "fail", noCommand: true, code: "LW2002" },

  { id: "storage", when: "it is not there", faked: { look: { storage: "no" } }, status: "fail", fix: "sudo install -d -m 0711 '/var/lib/libvirt/images'", code: "LW2012" },
  { id: "storage", when: "QEMU may not pass", faked: { look: { "dir./var/lib/libvirt": "no" } }, status: "fail", fix: "sudo setfacl -m u:libvirt-qemu:x '/var/lib/libvirt'", code: "LW2014" },
  { id: "storage", when: "QEMU is root", faked: { look: { "dir./var/lib/libvirt": "no", qemu: "root" } }, status: "ok" },
  { id: "image-directory", when: "it is somebody else's", faked: { look: { images: "denied" } }, status: "fail", fix: "sudo install -d -o alice -m 0755 '/var/lib/libvirt/images/labwright'", code: "LW2013" },
  { id: "image-directory", when: "sudo gets in", faked: { look: { images: "by-sudo" } }, status: "ok", fix: /install -d -o alice/ },
  { id: "disk", when: "full", faked: { look: { free: "524288" } }, lab: lab(), status: "fail", says: /512 MiB .* needs 1\.5 GiB to start/, code: "LW2011" },
  { id: "disk", when: "enough to begin with", faked: { look: { free: String(5 * 1024 * 1024) } }, lab: lab(), status: "warn", says: /may grow to 10 GiB/ },
  { id: "disk", when: "small, without a lab", faked: { look: { free: String(5 * 1024 * 1024) } }, status: "warn" },
  { id: "memory", when: "too little", faked: { look: { memory: String(Math.round(9.6 * 1024 * 1024)) } }, lab: big, status: "fail", says: "the lab needs 14 GiB, the host has 9.6 GiB free; asked by ceph1..3 (3 x 4 GiB), client (2 GiB)", code: "LW2010" },
  { id: "memory", when: "enough", faked: { look: { memory: String(15 * 1024 * 1024) } }, lab: big, status: "ok" },
  { id: "memory", when: "little, without a lab", faked: { look: { memory: "1000000" } }, status: "warn" },
  { id: "memory", when: "not told", faked: { look: { memory: undefined } }, lab: big, status: "skip" },
  { id: "vcpus", when: "a machine has more than the host", faked: { look: { cpus: "2" } }, lab: lab({ machines: [machine({ vcpus: 4 })] }), status: "warn" },

  { id: "terraform", when: "only OpenTofu", faked: { terraform: "@tofu /usr/bin/tofu\nOpenTofu v1.8.3\non linux_amd64\n" }, status: "ok", says: "tofu 1.8.3, /usr/bin/tofu" },
  { id: "terraform", when: "Terraform is too old and OpenTofu is there", faked: { terraform: "@terraform /usr/bin/terraform\nTerraform v1.3.9\n@tofu /usr/bin/tofu\nOpenTofu v1.8.3\n" }, status: "ok", says: /^tofu/ },
  { id: "terraform", when: "too old", faked: { terraform: "@terraform /usr/bin/terraform\nTerraform v1.4.6\n" }, status: "fail", code: "LW2005" },
  { id: "terraform", when: "neither", faked: { terraform: "" }, status: "fail", code: "LW2004" },
  { id: "provider", when: "in a mirror directory", status: "ok", says: "0.9.7 in /home/alice/.terraform.d/plugins" },
  { id: "provider", when: "nowhere", faked: { provider: "cache \nplatform linux_amd64\n" }, status: "fail", says: /registry\.terraform\.io does not answer: curl: \(6\)/, code: "LW2006" },
  { id: "provider", when: "in the registry", faked: { provider: "platform linux_amd64\n", registry: { stdout: '{"versions":[{"version":"0.9.10"},{"version":"0.8.3"},{"version":"0.10.0"}]}' } }, status: "ok", says: /^0\.9\.10 from registry/ },

  { id: "bridges", when: "it is there", faked: { look: { "nic.br0": "bridge no up" } }, lab: bridged, status: "ok" },
  { id: "bridges", when: "missing, with NetworkManager", lab: bridged, status: "fail", fix: /^sudo nmcli connection add type bridge ifname br0 .* && sudo nmcli connection up br0-eth0$/, code: "LW2022" },
  {
    id: "bridges", when: "missing, without", faked: { look: { nm: "" } }, lab: bridged, status: "fail", code: "LW2022",
    fix: "sudo ip link add name br0 type bridge && sudo ip link set br0 up && sudo ip link set eth0 master br0 && sudo ip address del 192.168.1.20/24 dev eth0 && sudo ip address add 192.168.1.20/24 dev br0 && sudo ip route replace default via 192.168.1.1 dev br0",
  },
  { id: "bridges", when: "the only NIC is wireless", faked: { look: { "nic.eth0": "wireless yes up" } }, lab: bridged, status: "fail", fix: "sudo ip link add name br0 type bridge && sudo ip link set br0 up", code: "LW2022" },
  { id: "bridges", when: "its name is another interface's", faked: { look: { "nic.br0": "other no up" } }, lab: bridged, status: "fail", says: "br0 is not a Linux bridge", code: "LW2022" },
  { id: "bridges", when: "an OVS bridge of the host is missing", lab: onOvsOfHost, status: "fail", fix: "sudo ovs-vsctl --may-exist add-br 'ovsbr0'", code: "LW2022" },
  { id: "bridges", when: "an OVS bridge of the host is there", faked: { ovs: { stdout: "version 3.3.0\nbridge ovsbr0,{}\n" } }, lab: onOvsOfHost, status: "ok" },
  { id: "nics", when: "it is there", lab: macvtap("eth0"), status: "ok" },
  { id: "nics", when: "missing", lab: macvtap("eth7"), status: "fail", says: /has no eth7; it has eth0/, code: "LW2023" },
  { id: "nics", when: "wireless", faked: { look: { "nic.wlan0": "wireless yes up" } }, lab: macvtap("wlan0"), status: "warn" },
  { id: "nics", when: "down", faked: { look: { "nic.eth1": "other yes down" } }, lab: macvtap("eth1"), status: "warn", says: /is down/ },
  { id: "network-services", when: "an old libvirt has only nftables", faked: { without: ["iptables"] }, lab: lab(), status: "fail", fix: /install -y --no-install-recommends iptables$/, code: "LW2003" },
  { id: "network-services", when: "a new libvirt has nftables", faked: { without: ["iptables"], virshVersion: { stdout: "Using library: libvirt 10.6.0\n" } }, lab: lab(), status: "ok" },
  { id: "network-services", when: "libvirt runs no network", faked: { without: ["iptables", "dnsmasq"] }, lab: bridged, status: "skip" },

  { id: "ovs", when: "nobody wants it", faked: { ovs: { stdout: "missing\n" } }, lab: lab(), status: "skip" },
  { id: "ovs", when: "missing, without a lab", faked: { ovs: { stdout: "missing\n" } }, status: "warn", fix: /openvswitch-switch/ },
  { id: "ovs", when: "missing", faked: { ovs: { stdout: "missing\n" } }, lab: labWithOvs(), status: "fail", code: "LW2003" },
  { id: "ovs", when: "stopped", faked: { ovs: { stdout: "down\n", stderr: "database connection failed" }, look: { "unit.openvswitch-switch.service": "inactive" } }, lab: labWithOvs(), status: "fail", fix: "sudo systemctl enable --now openvswitch-switch.service", code: "LW2024" },
  { id: "ovs-datapath", when: "in user space", faked: { datapath: "netdev\n" }, lab: labWithOvs(), status: "warn", says: /netdev/ },
  { id: "sudo", when: "nobody wants it", faked: { look: { "refused.ip": "x" } }, lab: lab(), status: "skip" },
  { id: "sudo", when: "it asks for a password", faked: { look: { "refused.ovs-vsctl": "sudo: a password is required" } }, lab: labWithOvs(), status: "fail", fix: /alice ALL=\(root\) NOPASSWD: \/usr\/bin\/ovs-vsctl, \/usr\/bin\/ip'.*visudo -cqf/, code: "LW2025" },
  { id: "sudo", when: "it is not installed", faked: { without: ["sudo"] }, lab: labWithOvs(), status: "fail", fix: /install -y --no-install-recommends sudo$/, code: "LW2025" },
  { id: "sudo", when: "this is root", faked: { look: { uid: "0", user: "root" } }, lab: labWithOvs(), status: "ok" },
];

test.each(CASES.map((entry) => [`${entry.id}: ${entry.when}`, entry] as const))("%s (faked host)", async (_, { id, faked, lab: spec, options, status, says, fix, noCommand, code }) => {
  const result = await check(id, faked, { lab: spec, ...options });
  expect([result.status, result.detail.en]).toEqual([status, expect.anything()]);
  if (says instanceof RegExp) expect(result.detail.en).toMatch(says);
  else if (says) expect(result.detail.en).toBe(says);
  if (fix instanceof RegExp) expect(result.fix?.command).toMatch(fix);
  else if (fix) expect(result.fix?.command).toBe(fix);
  if (noCommand) expect(result.fix?.command).toBeUndefined();
  expect((result.problems ?? []).map((problem) => problem.code)).toEqual(code ? [code] : []);
});

test("over ssh a bridge is told, not made: the HostStack takes it back when the connection is lost", async () => {
  for (const options of [{ host: KvmHost.remote("alice@kvm1") }, {}]) {
    const { fix } = await check("bridges", { look: { ssh: "yes" } }, { lab: bridged, ...options });
    expect(fix?.command).toBeUndefined();
    expect(fix?.note?.en).toContain('new HostStack(app, "host", { bridge: { name: "br0", nic: "eth0" } })');
  }
});

test("machines of the lab that run already need no memory again", async () => {
  const name = `lw-${LAB_ID}-ceph1`;
  const lists = `@active@@networks@@running@${name}\n@domains@${name}\n@pools@`;
  const dump = (id: string): string => `<domain><name>${name}</name><metadata><labwright:lab xmlns:labwright="https://labwright.dev/xmlns/lab/v1" id="${id}" name="demo"/></metadata></domain>`;
  const memory = String(11 * 1024 * 1024);
  const mine = await check("memory", { look: { memory }, virshLists: lists, virshDumps: { [name]: dump(LAB_ID) } }, { lab: big });
  expect(mine).toMatchObject({ status: "ok", detail: { en: "11 GiB, the lab needs 10 GiB" } });
  const theirs = await check("memory", { look: { memory }, virshLists: lists, virshDumps: { [name]: dump("zzzzzzzzzzzzz") } }, { lab: big });
  expect(theirs.status).toBe("fail");
});

test("libvirt on another host is asked by this machine's virsh over ssh, or by the host's own", async () => {
  const results = await diagnose({}, { host: KvmHost.remote("alice@kvm1:2222") });
  expect(results.get("libvirt")?.detail.en).toContain("qemu+sshcmd://alice@kvm1:2222/system");
});
