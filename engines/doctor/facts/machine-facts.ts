import type { Distribution } from "./distribution";

/** An interface of a machine. */
export interface InterfaceFacts {
  readonly name: string;
  readonly kind: "bridge" | "wireless" | "other";
  /** Whether there is hardware, or a virtual function, behind it. */
  readonly physical: boolean;
  readonly up: boolean;
}

/** A systemd unit that exists: its state as `systemctl is-active` says it. */
export type UnitState = "active" | "inactive" | "failed" | "other";

/** A directory on the way to the machines' disks. */
export interface DirectoryFacts {
  readonly path: string;
  /** Whether others than its owner and group may pass, by mode or by ACL. */
  readonly passable: boolean;
}

/** What one look at a machine tells. Everything is as the current user sees it. */
export interface MachineFacts {
  /** Such as `Linux`. */
  readonly kernel: string;
  /** As `uname -m` says it: x86_64, aarch64. */
  readonly machine: string;
  readonly wsl: boolean;
  readonly distribution: Distribution;
  readonly user: string;
  readonly uid: number;
  /** Groups of this session, and groups the user is a member of: they differ until the next login. */
  readonly groups: readonly string[];
  readonly memberOf: readonly string[];
  /** Paths of the tools that were found. */
  readonly tools: ReadonlyMap<string, string>;
  readonly cpus: number;
  /** vmx or svm; empty where the processor, or what this machine is a guest of, does not offer it. */
  readonly cpuFlag: string;
  readonly kvm: "absent" | "denied" | "open";
  /** Whether KVM hands virtualisation on to guests; undefined when its module is not loaded. */
  readonly nested?: { readonly module: string; readonly on: boolean };
  /** Bytes. */
  readonly memoryAvailable?: number;
  readonly units: ReadonlyMap<string, UnitState>;
  readonly systemd: boolean;
  readonly networkManager: boolean;
  /** Whether the session came over ssh: a changed network may end it. */
  readonly overSsh: boolean;
  readonly interfaces: readonly InterfaceFacts[];
  /** The name of the account that libvirt's QEMU runs as. */
  readonly qemuUser: string;
  readonly storage?: StorageFacts;
  /** Commands of a lab that `sudo -n` runs without a password; undefined for root, who needs none. */
  readonly sudo?: { readonly present: boolean; readonly refused: readonly string[]; readonly reason: string };
}

export interface StorageFacts {
  readonly path: string;
  readonly exists: boolean;
  /** Bytes, on the file system that it is on or would be made on. */
  readonly free?: number;
  readonly imageDirectory: "writable" | "by-sudo" | "denied";
  readonly directories: readonly DirectoryFacts[];
}
