import { ARCHITECTURES, type Arch } from "../core/arch";
import { Checker } from "../core/checker";
import { knownByMark } from "../core/known-by-mark";
import { LabError, show, type Problem } from "../core/lab-error";
import { rules, sizeLike } from "../core/rules";
import { Size } from "../core/size";

/** How a host runs its machines: with hardware virtualisation, or by emulation (QEMU's TCG). */
export type Accelerator = "kvm" | "tcg";

/** What of a host a lab may use; a lab that needs more is refused at synth. */
export interface HostCapacity {
  /** Virtual CPUs in total. */
  readonly vcpus?: number;
  readonly memory?: Size;
  readonly disk?: Size;
}

export interface KvmHostProps {
  /** @default - `local`, or the host part of the destination */
  readonly name?: string;
  /** @default - tried when the lab is brought up (Terraform variable `labwright_accelerator`) */
  readonly accelerator?: Accelerator;
  /** @default - of this machine its own; of another x86_64, unless `labwright up` asks it; x86_64 in a bare synth */
  readonly arch?: Arch;
  /**
   * QEMU machine type.
   * @default - `q35` on x86_64, `virt` on aarch64
   */
  readonly machineType?: string;
  /**
   * Directory under which each lab has a storage pool of its own.
   * @default /var/lib/libvirt/images
   */
  readonly storagePath?: string;
  /** @default - not declared; `labwright up` then looks at the host */
  readonly capacity?: HostCapacity;
}

const PROPS = ["name", "accelerator", "arch", "machineType", "storagePath", "capacity"];

/** A machine with libvirt on which labs run. A plain value: nothing is connected to while synthesizing. */
export class KvmHost {
  readonly name: string;
  /** libvirt connection URI, as the Terraform provider and virsh take it. @see https://libvirt.org/uri.html */
  readonly uri: string;
  /** `user@host` for SSH; undefined when the host is this machine. */
  readonly ssh?: string;
  readonly accelerator?: Accelerator;
  readonly arch?: Arch;
  readonly machineType?: string;
  readonly storagePath: string;
  readonly capacity: HostCapacity;

  private constructor(uri: string, ssh: string | undefined, defaultName: string, props: KvmHostProps) {
    const problems: Problem[] = [];
    const check = new Checker(`host ${defaultName}`, (problem) => problems.push(problem));
    check.known(props, PROPS);
    const given: KvmHostProps = props ?? {};
    this.uri = uri;
    this.ssh = ssh;
    this.name = check.text("name", given.name ?? defaultName, /^[\w.-]{1,64}$/, rules.word, "host");
    this.accelerator = given.accelerator === undefined ? undefined : check.oneOf("accelerator", given.accelerator, ["kvm", "tcg"], "kvm");
    this.arch = given.arch === undefined ? undefined : check.oneOf("arch", given.arch, ARCHITECTURES, "x86_64");
    this.machineType = given.machineType === undefined ? undefined : check.text("machineType", given.machineType, /^[\w.-]{1,64}$/, { en: "a QEMU machine type", zh: "QEMU 机器类型" }, "q35");
    this.storagePath = check.text("storagePath", given.storagePath ?? "/var/lib/libvirt/images", ABSOLUTE, rules.absolutePath, "/");
    this.capacity = checkCapacity(check, given.capacity);
    if (problems.length > 0) throw new LabError(problems);
  }

  /** This machine, through the system libvirt daemon. */
  static local(props: KvmHostProps = {}): KvmHost {
    return new KvmHost("qemu:///system", undefined, "local", props);
  }

  /**
   * Another machine over SSH (`qemu+sshcmd`, which uses the system's ssh and ~/.ssh/config).
   * @param destination `user@host`, or a Host of ~/.ssh/config
   * @throws LabError LW1001
   */
  static remote(destination: string, props: KvmHostProps = {}): KvmHost {
    if (typeof destination !== "string" || !DESTINATION.test(destination) || Number(/:(\d+)$/.exec(destination)?.[1] ?? 22) > 65535) {
      throw LabError.of("LW1001", { property: "destination", given: show(destination), rule: { en: "user@host, user@host:port or a Host of ~/.ssh/config", zh: "user@host、user@host:port，或 ~/.ssh/config 中的 Host" } });
    }
    const host = destination.replace(/^.*@/, "").replace(/:\d+$/, "");
    return new KvmHost(`qemu+sshcmd://${destination}/system`, destination, host, props);
  }

  /** From what a user types: `local`, a destination, or a libvirt URI. */
  static parse(text: string, props: KvmHostProps = {}): KvmHost {
    if (typeof text !== "string") throw LabError.of("LW1001", { property: "host", given: show(text), rule: { en: "local, user@host or a libvirt URI", zh: "local、user@host 或 libvirt URI" } });
    if (text === "local") return KvmHost.local(props);
    const uri = /^qemu\+ssh(?:cmd)?:\/\/([^/]+)\/system$/.exec(text);
    if (uri?.[1]) return KvmHost.remote(uri[1], props);
    if (/^qemu:\/\/\/(system|session)(\?[\w=&./%-]*)?$/.test(text)) return new KvmHost(text, undefined, "local", props);
    return KvmHost.remote(text, props);
  }

  /** Directory of the base images that all labs of the host share. */
  get imagePath(): string {
    return `${this.storagePath.replace(/\/$/, "")}/labwright`;
  }
}

knownByMark(KvmHost, "KvmHost");

// No word that ssh would take for an option.
const DESTINATION = /^(\w[\w.-]*@)?\w[\w.-]*(:\d{1,5})?$/;
const ABSOLUTE = /^\/[^\s'"`$\\]*$/;

function checkCapacity(check: Checker, given: HostCapacity | undefined): HostCapacity {
  const capacity: HostCapacity = check.mapping("capacity", given);
  check.known(capacity, ["vcpus", "memory", "disk"]);
  const one = Size.gibibytes(1);
  const size = (name: "memory" | "disk"): Size | undefined =>
    capacity[name] === undefined ? undefined : check.instance(`capacity.${name}`, capacity[name], Size, sizeLike("Size.gibibytes(16)"), one);
  const vcpus = capacity.vcpus === undefined ? undefined : check.integer("capacity.vcpus", capacity.vcpus, { min: 1, max: 4096 }, 1);
  return { vcpus, memory: size("memory"), disk: size("disk") };
}
