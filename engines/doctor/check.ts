import type { Text } from "../../constructs/core/text";
import type { KvmHost } from "../../constructs/host/kvm-host";
import type { LabSpec, MachineSpec } from "../../constructs/spec/lab-spec";
import { probeAccelerator, type AcceleratorProbe } from "./kvm/probe";
import { lookCommand, lookFailure, parseLook } from "./facts/look";
import type { MachineFacts } from "./facts/machine-facts";
import { Libvirt, type LibvirtAnswer, type LibvirtInventory } from "./libvirt";
import { labArch } from "./lab-needs";
import { text, type Finding } from "./result";
import type { CommandRunner } from "./runner";

/** One thing the doctor looks at. */
export interface Check {
  readonly id: string;
  readonly title: Text;
  readonly neededFor: Text;
  /** Whether its failure has to stop an `up` before anything is created. */
  readonly preflight: boolean;
  run(context: DoctorContext): Promise<Finding> | Finding;
}

/** Thrown by a check that cannot see what it looks for; another check says why. */
export class NotVisible extends Error {
  constructor(readonly reason: Text) {
    super(reason.en);
  }
}

export interface DoctorTarget {
  readonly host: KvmHost;
  readonly lab?: LabSpec;
  readonly run: CommandRunner;
  /** @default - this process's */
  readonly platform?: NodeJS.Platform;
  /** @default - this process's */
  readonly nodeVersion?: string;
}

/** What the checks share: each look at a machine, at libvirt and at KVM is taken once. */
export class DoctorContext {
  readonly host: KvmHost;
  readonly lab?: LabSpec;
  readonly run: CommandRunner;
  readonly platform: NodeJS.Platform;
  readonly nodeVersion: string;
  readonly libvirt: Libvirt;
  private readonly memo = new Map<string, Promise<unknown>>();

  constructor(target: DoctorTarget) {
    this.host = target.host;
    this.lab = target.lab;
    this.run = target.run;
    this.platform = target.platform ?? process.platform;
    this.nodeVersion = target.nodeVersion ?? process.versions.node;
    this.libvirt = new Libvirt(target.host, target.run);
  }

  get isRemote(): boolean {
    return this.host.ssh !== undefined;
  }

  /** Where a command for the host is run, in the words of a fix. */
  get hostName(): string {
    return this.host.ssh ?? this.host.name;
  }

  /** What the host is like, or why it cannot be seen. */
  lookAtHost(): Promise<{ readonly facts: MachineFacts } | { readonly why: Text }> {
    return this.once("host", async () => {
      const result = await this.run.onHost(lookCommand(this.host));
      const facts = parseLook(result, this.host);
      return facts ? { facts } : { why: lookFailure(result) };
    });
  }

  /** @throws NotVisible when the host cannot be reached, or is none that labs run on */
  async hostFacts(): Promise<MachineFacts> {
    const look = await this.lookAtHost();
    if ("why" in look) throw new NotVisible(text("the host cannot be reached", "无法连接宿主机"));
    if (look.facts.kernel !== "Linux") throw new NotVisible(text("the host does not run Linux", "宿主机运行的不是 Linux"));
    return look.facts;
  }

  /** @throws NotVisible where there is no POSIX shell */
  async hereFacts(): Promise<MachineFacts> {
    if (!this.isRemote) return this.hostFacts();
    const facts = await this.once("here", async () => parseLook(await this.run.here(lookCommand())));
    if (facts) return facts;
    throw new NotVisible(text("this machine has no POSIX shell", "本机没有 POSIX shell"));
  }

  accelerator(): Promise<AcceleratorProbe> {
    return this.once("accelerator", async () => probeAccelerator(this.run, labArch(this.lab, await this.hostFacts(), this.host)));
  }

  /** Whether libvirt answers this user. */
  answer(): Promise<LibvirtAnswer> {
    return this.once("answer", () => this.libvirt.answer());
  }

  /** What libvirt on the host has. @throws NotVisible when it does not answer */
  async inventory(): Promise<LibvirtInventory> {
    const found = await this.once("inventory", () => this.libvirt.inventory(this.lab));
    if (found) return found;
    throw new NotVisible(text("libvirt does not answer", "libvirt 没有响应"));
  }

  once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.memo.get(key) as Promise<T> | undefined;
    if (known) return known;
    const made = make();
    this.memo.set(key, made);
    return made;
  }
}

/** The lab's machines that do not run yet: the others have their memory and their disks. */
export async function missingMachines(context: DoctorContext): Promise<readonly MachineSpec[]> {
  const { lab } = context;
  if (!lab) return [];
  const running = await context.inventory().then(
    ({ domains }) => new Set(domains.filter((domain) => domain.running && domain.labId === lab.id).map(({ name }) => name)),
    () => new Set<string>(),
  );
  return lab.machines.filter(({ hostName }) => !running.has(hostName));
}
