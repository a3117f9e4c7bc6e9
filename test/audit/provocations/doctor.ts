import type { Problem } from "../../../constructs/core/lab-error";
import { KvmHost } from "../../../constructs/host/kvm-host";
import type { LabSpec } from "../../../constructs/spec/lab-spec";
import { runDoctor, preflight } from "../../../engines/doctor";
import { FakedHost, type FakedMachine } from "../../doctor/support/faked-host";
import { lab, LAB_ID, labWithOvs, machine, network } from "../../doctor/support/labs";

/** What `up` is told before anything is created, on a faked host with something wrong. */
function found(faked: FakedMachine, spec: LabSpec = lab(), host = KvmHost.local()): Promise<Problem[]> {
  return preflight(spec, host, new FakedHost(faked));
}

const NO_SOCKET = { code: 1, stderr: "error: Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory" };
const NO_POLKIT = { code: 1, stderr: "error: authentication unavailable: no polkit agent available" };
const UUID = "5a5e3f5b-0c39-4d92-8b7c-6d6f7b1c2d3e";
const BOX = `lw-${LAB_ID}-box`;

/** One for each code that the doctor's preflight raises. */
export const provocations: Record<string, () => unknown | Promise<unknown>> = {
  LW2000: () => found({ unreachable: "ssh: Could not resolve hostname kvm9" }, lab(), KvmHost.remote("kvm9")),
  LW2001: () => found({ virshVersion: NO_SOCKET }),
  LW2002: () => found({ virshVersion: NO_POLKIT, look: { groups: "alice", member: "alice" } }),
  LW2003: () => found({ without: ["curl"] }),
  LW2004: () => found({ terraform: "" }),
  LW2005: () => found({ terraform: "@terraform /usr/bin/terraform\nTerraform v1.3.9\n" }),
  LW2006: () => found({ provider: "platform linux_amd64\n" }),
  LW2007: async () => (await runDoctor({ host: KvmHost.local(), run: new FakedHost(), platform: "win32" })).flatMap(({ problems = [] }) => problems),
  LW2010: () => found({ look: { memory: "1024" } }),
  LW2011: () => found({ look: { free: "1024" } }),
  LW2012: () => found({ look: { storage: "no" } }),
  LW2013: () => found({ look: { images: "denied" } }),
  LW2014: () => found({ look: { "dir./var/lib/libvirt": "no" } }),
  LW2020: () => found({ routes: [{ dst: "10.128.7.0/24", dev: "eth1", scope: "link" }] }),
  LW2021: () => found({ virshLists: `@active@@networks@@running@@domains@${BOX}\n@pools@`, virshDumps: { [BOX]: `<domain><name>${BOX}</name></domain>`, [UUID]: "" } }),
  LW2022: () => found({}, lab({ networks: [network({ name: "lan", kind: "bridged", bridge: "br0", subnets: [] })] })),
  LW2023: () => found({}, lab({ networks: [network({ name: "tap", kind: "macvtap", bridge: undefined, device: "eth7", subnets: [] })] })),
  LW2024: () => found({ ovs: { stdout: "down\n", stderr: "database connection failed" } }, labWithOvs()),
  LW2025: () => found({ look: { "refused.ovs-vsctl": "sudo: a password is required" } }, labWithOvs()),
  LW2026: () => found({ firmware: "" }, lab({ machines: [machine({ firmware: "uefi" })] })),
  LW2027: () => found({ emulator: undefined }),
  LW2028: () => found({ probe: "outcome=no-device\n" }, lab(), KvmHost.local({ accelerator: "kvm" })),
};
