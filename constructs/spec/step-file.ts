/** Something the runner does inside a machine, in order. */
export type Step =
  /** Wait until the machine answers SSH with the lab's key. */
  | "ssh"
  /** Wait until cloud-init is done, and tell what it says when it failed. */
  | "cloud-init"
  /** Set the clock of a machine that was asleep. */
  | "clock"
  /** Write the names of the lab's machines to /etc/hosts. */
  | "hosts";

/** What the runner is told: which machine, how to reach it, what to do there. Plain data, the same under every engine. */
export interface StepFile {
  readonly apiVersion: "labwright/v1";
  readonly lab: string;
  readonly machine: string;
  /** libvirt domain, to ask for an address that only the host knows. */
  readonly domain: string;
  readonly uri: string;
  /** KVM host that the connection goes through. */
  readonly jump?: string;
  readonly user: string;
  readonly address?: string;
  /** Of its SSH. @default 22 */
  readonly port?: number;
  readonly steps: readonly Step[];
}
