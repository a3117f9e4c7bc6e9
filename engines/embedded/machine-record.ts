import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { contentHash } from "../../constructs/core/naming";
import type { LabSpec, MachineSpec, NetworkSpec } from "../../constructs/spec/lab-spec";
import type { MachineFiles } from "./lab-files";

/** What a machine was made from, part by part, as hashes: a part that differs says what has to be done to it. */
export interface MachineRecord {
  /** What its root disk starts from. */
  readonly image: string;
  readonly rootDisk: string;
  readonly seed: string;
  readonly key: string;
  /** What a restart is enough for. */
  readonly vcpus: string;
  readonly memory: string;
  readonly nics: string;
  readonly addresses: string;
  readonly disks: string;
  readonly other: string;
}

/** The parts of a record, in their order. */
export const RECORD_PARTS = ["image", "rootDisk", "seed", "key", "vcpus", "memory", "nics", "addresses", "disks", "other"] as const satisfies readonly (keyof MachineRecord)[];

/** A record with what is known only once a machine has been started. */
export interface KeptRecord extends MachineRecord {
  readonly sshPort?: number;
  /** That leads to its Kubernetes API server, where it has one. */
  readonly apiPort?: number;
  /** Version of the QEMU that it was started by. */
  readonly emulator?: string;
  /** Whether its steps after boot were done. */
  readonly isReady?: boolean;
}

export function recordOf(spec: LabSpec, machine: MachineSpec, publicKey: string, accelerator: string): MachineRecord {
  const [root, ...data] = machine.disks;
  const { seed } = machine;
  const nets = machine.nics.map((nic) => networkPart(spec.networks.find(({ name }) => name === nic.network)));
  const hash = (value: unknown): string => contentHash(JSON.stringify(value) ?? "").slice(0, 16);
  return {
    image: hash(root?.image),
    rootDisk: hash(root?.bytes),
    seed: hash([seed?.format, seed?.userData, seed?.metaData]),
    key: hash(publicKey),
    vcpus: hash(machine.vcpus),
    memory: hash(machine.memoryMiB),
    nics: hash(machine.nics.map(({ mac, network, vlan }, index) => [mac, network, vlan, nets[index]])),
    addresses: hash(seed?.networkConfig),
    disks: hash(data),
    other: hash([machine.arch, machine.firmware, machine.graphics, machine.installer, accelerator]),
  };
}

function networkPart(network: NetworkSpec | undefined): unknown {
  return network && [network.kind, network.mtu];
}

export function readRecord(files: MachineFiles): KeptRecord | undefined {
  if (!existsSync(files.record)) return undefined;
  return JSON.parse(readFileSync(files.record, "utf8")) as KeptRecord;
}

/** Whole or not at all: a run may be killed at any moment. */
export function writeRecord(files: MachineFiles, record: KeptRecord): void {
  writeFileSync(`${files.record}.new`, JSON.stringify(record));
  renameSync(`${files.record}.new`, files.record);
}
