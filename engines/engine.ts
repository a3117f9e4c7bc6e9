import type { Text } from "../constructs/core/text";
import type { LabSpec, MachineSpec } from "../constructs/spec/lab-spec";

/** What an engine tells while it works; the CLI shows it. */
export type Progress =
  | { readonly type: "phase"; readonly phase: "images" | "init" | "plan" | "apply" | "destroy" | "audit" | "ready" | "prepare" | "undo" | "keep" | "wait" | "packages" | "disk" | "compress" | "cluster" }
  | { readonly type: "download"; readonly image: string; readonly received: number; readonly total?: number }
  /** `words` say what no state's name does. */
  | { readonly type: "resource"; readonly what: ThingChange["what"]; readonly name: string; readonly state: string; readonly done: boolean; readonly failed?: boolean; readonly words?: Text };

export type OnProgress = (progress: Progress) => void;

export type ChangeKind = "create" | "rebuild" | "restart" | "replace" | "update" | "delete" | "lost";

/** What a plan does to one thing a reader knows: a machine, a data disk, a network, a bridge, an image. */
export interface ThingChange {
  readonly what: "machine" | "disk" | "network" | "bridge" | "image" | "pool" | "cluster" | "addon" | "other";
  readonly name: string;
  readonly kind: ChangeKind;
  readonly why: readonly Text[];
}

/** What a plan would do, before anybody said yes. */
export interface LabPlan {
  /** Whether something of the lab is there and known, so that an earlier run ended somewhere, if not here. */
  readonly isThere: boolean;
  readonly changes: readonly ThingChange[];
}

/** State of a lab's machine. */
export interface MachineStatus {
  readonly name: string;
  /** As libvirt names it: running, shut off, paused, crashed; absent when there is no such domain. */
  readonly state: string;
  readonly addresses: readonly string[];
}

/** What is left of a lab on its host, in words. */
export interface AuditResult {
  readonly removed: Readonly<Record<string, number>>;
  readonly left: readonly string[];
}

/** Where a machine is reached. */
export interface Endpoint {
  readonly user: string;
  readonly address: string;
  /** @default 22 */
  readonly port?: number;
  readonly privateKeyFile: string;
  readonly jump?: string;
}

/** What runs a lab: libvirt through Terraform, or QEMU processes of the current user. Both from the same LabSpec. */
export interface Engine {
  readonly name: EngineName;
  /** What its machines run on: a libvirt URI, or which QEMU. */
  readonly place: string;
  /** What must hold before anything is created. @throws LabError with every reason why not */
  preflight(): Promise<void>;
  plan(onProgress: OnProgress): Promise<LabPlan>;
  /** Carries out the last plan. It ends when every machine answers. */
  up(onProgress: OnProgress): Promise<void>;
  down(onProgress: OnProgress): Promise<AuditResult>;
  status(): Promise<readonly MachineStatus[]>;
  /** @throws LabError LW4003, LW4004 */
  endpoint(machine: string): Promise<Endpoint>;
  readonly snapshots: Snapshots;
  /** Where SSH reaches a machine, as far as that is known without asking anybody. */
  reachedAt(machine: MachineSpec): Pick<Endpoint, "address" | "port"> | undefined;
  /** A machine's serial console. */
  console(machine: string): ConsoleAccess;
  /** Unlocks a machine's VNC display with a password made now. @throws LabError LW3005 */
  openVnc(machine: string): Promise<OpenedVnc>;
}

export interface SnapshotInfo {
  readonly name: string;
  /** ISO 8601. */
  readonly created: string;
  /** Whether the lab as it is described now could be put back to it. */
  readonly isOfThisShape: boolean;
}

/** Snapshots of a whole lab: memory and disks of every machine, of one moment. */
export interface Snapshots {
  list(): Promise<readonly SnapshotInfo[]>;
  /** A name that is taken is replaced. */
  save(name: string): Promise<void>;
  restore(name: string): Promise<void>;
  delete(name: string): Promise<void>;
}

export type EngineName = "libvirt" | "embedded";

/** A program that shows a serial console, or the socket of one. */
export type ConsoleAccess = { readonly command: readonly string[] } | { readonly socket: string };

export interface OpenedVnc {
  /** `127.0.0.1:5900`, on the host of the machines. */
  readonly address: string;
  readonly port: number;
  readonly password: string;
}

/** What is known of earlier runs that brought a lab up. */
export interface RunHistory {
  /** When the last one that ended well did so, ISO 8601. */
  readonly finished?: string;
  /** Whether one was begun since and did not end well. */
  readonly unfinished?: boolean;
}

/** The lab an engine works on, and where its files are. */
export interface LabRun {
  readonly spec: LabSpec;
  readonly target: string;
  readonly stackId: string;
  readonly labDirectory: string;
}
