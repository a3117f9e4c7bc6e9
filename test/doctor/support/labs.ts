import type { LabSpec, MachineSpec, NetworkSpec } from "../../../constructs/spec/lab-spec";
import { KvmHost } from "../../../constructs/host/kvm-host";
import { runDoctor, type CheckResult, type DoctorOptions } from "../../../engines/doctor";
import { FakedHost, type FakedMachine } from "./faked-host";

export const LAB_ID = "abcdefghijklm";

/** A network of a lab, NAT unless said otherwise. */
export function network(props: Partial<NetworkSpec> = {}): NetworkSpec {
  const name = props.name ?? "mgmt";
  return {
    name, path: `demo/${name}`, kind: "nat", hostName: `lw-${LAB_ID}-${name}`, bridge: "lwnatbridge1234",
    subnets: [{ cidr: "10.128.7.0/24", gateway: "10.128.7.1" }], vlans: [], ...props,
  };
}

export function ovsNetwork(props: Partial<NetworkSpec> = {}): NetworkSpec {
  return network({ name: "fabric", kind: "ovs", bridge: "lwovsbridge1234", subnets: [], vlans: [{ name: "web", tag: 10, subnets: [{ cidr: "10.10.0.0/24" }] }], ...props });
}

export function machine(props: Partial<MachineSpec> = {}): MachineSpec {
  const name = props.name ?? "box";
  return {
    name, path: `demo/${name}`, hostName: `lw-${LAB_ID}-${name}`, arch: "x86_64", vcpus: 1, memoryMiB: 1024, firmware: "bios",
    nestedVirtualization: false, autostart: false, disks: [{ name: "root", bytes: 10 * 1024 ** 3, bus: "virtio" }], nics: [], ...props,
  };
}

/** A lab with one NAT network and one machine, and what a test adds. */
export function lab(props: Partial<LabSpec> = {}): LabSpec {
  return {
    apiVersion: "labwright/v1", kind: "Lab", id: LAB_ID, name: "demo", arch: "x86_64",
    host: { name: "local", uri: "qemu:///system", storagePath: "/var/lib/libvirt/images" },
    bridges: [], networks: [network()], machines: [machine()],
    images: [{ name: "debian-12", arch: "x86_64", url: "https://cloud.debian.org/x.qcow2", fileName: "debian-12.qcow2", format: "qcow2" }],
    ...props,
  };
}

export function labWithOvs(): LabSpec {
  return lab({ networks: [network(), ovsNetwork()], bridges: [{ name: "bridge", path: "demo/fabric/bridge", hostName: "lwovsbridge1234" }] });
}

/** The results of a run against a faked host, by check. */
export async function diagnose(faked: FakedMachine = {}, options: Partial<DoctorOptions> = {}): Promise<ReadonlyMap<string, CheckResult>> {
  const results = await runDoctor({ host: KvmHost.local(), run: new FakedHost(faked), platform: "linux", nodeVersion: "22.11.0", ...options });
  return new Map(results.map((result) => [result.id, result]));
}

/** One check's result. */
export async function check(id: string, faked: FakedMachine = {}, options: Partial<DoctorOptions> = {}): Promise<CheckResult> {
  const result = (await diagnose(faked, options)).get(id);
  if (!result) throw new Error(`there is no check ${id}`);
  return result;
}
