import { Construct } from "constructs";
import { ARCHITECTURES, type Arch } from "./core/arch";
import { Checker } from "./core/checker";
import { Cidr } from "./core/cidr";
import { contextKeys, contextValue, type Mirrors } from "./core/context";
import { formatProblem, LabError, type Problem } from "./core/lab-error";
import { NAME_PATTERN, shortHash } from "./core/naming";
import type { Language, Text } from "./core/text";
import { Size } from "./core/size";
import { KvmHost } from "./host/kvm-host";
import type { ImagePin, Image, ResolvedImage } from "./image/image";
import type { Machine } from "./machine/machine";
import type { Network } from "./network/network";
import type { OvsBridge } from "./network/ovs-bridge";
import { DEFAULT_SUBNET_BASE, SubnetAllocator } from "./network/subnet-allocator";
import { API_VERSION, type LabSpec } from "./spec/lab-spec";
import { LabResources } from "./terraform/lab-resources";
import type { TerraformData } from "./terraform/terraform-data";

export interface LabProps {
  /** Where its machines run. */
  readonly host: KvmHost;
  /** @default - the id of the stack it is in */
  readonly name?: string;
  readonly title?: Text;
  /** @default - the host's; else the context's; else x86_64 */
  readonly arch?: Arch;
  /**
   * The range that its networks are written in, and derived ones are taken from. `--subnet-base` moves them all.
   * @default 10.128.0.0/10
   */
  readonly subnetBase?: string;
}

const LAB = Symbol.for("labwright.Lab");
const PROPS = ["host", "name", "title", "arch", "subnetBase"];

/**
 * A lab: machines and networks on one host, brought up and removed together. Every error of its constructs is collected
 * here and told at once when it is synthesized.
 */
export class Lab extends Construct {
  /** The lab a construct belongs to. @throws LabError LW1003 when there is none above it */
  static of(construct: Construct): Lab {
    for (const scope of construct.node.scopes.reverse()) {
      const lab = (scope as { [LAB]?: Lab })[LAB];
      if (lab) return lab;
    }
    throw LabError.of("LW1003", {}, construct.node.path);
  }

  readonly name: string;
  /** What its objects on the host are named and marked by: 65 bits of its name and instance. */
  readonly labId: string;
  readonly host: KvmHost;
  readonly arch: Arch;
  readonly title?: Text;
  readonly mirrors: Mirrors;
  readonly subnets: SubnetAllocator;
  /** The Terraform resources that its machines share. */
  readonly resources: LabResources;
  private readonly problems: Problem[] = [];
  private readonly pins: Readonly<Record<string, ImagePin>>;
  private readonly networkList: Network[] = [];
  private readonly bridgeList: OvsBridge[] = [];
  private readonly machineList: Machine[] = [];

  constructor(scope: Construct, id: string, props: LabProps) {
    super(scope, id);
    Object.defineProperty(this, LAB, { value: this });
    if (!Object.hasOwn(scope, LAB)) Object.defineProperty(scope, LAB, { value: this });
    const check = this.checker(this);
    check.known(props, PROPS);
    this.host = check.instance("host", props?.host, KvmHost, "a KvmHost, such as KvmHost.local()", KvmHost.local());
    this.name = check.text("name", props?.name ?? defaultName(scope), NAME_PATTERN, "lower-case letters, digits and dashes, at most 63", "lab");
    this.title = props?.title;
    const arch = props?.arch ?? this.host.arch ?? contextValue(this.node, contextKeys.arch) ?? "x86_64";
    this.arch = check.oneOf("arch", arch, ARCHITECTURES, "x86_64");
    this.mirrors = contextValue<Mirrors>(this.node, contextKeys.mirrors) ?? {};
    this.pins = contextValue<Record<string, ImagePin>>(this.node, contextKeys.images) ?? {};
    this.labId = shortHash("lab", this.name, contextValue<string>(this.node, contextKeys.instance) ?? "");
    const fallback = Cidr.parse(DEFAULT_SUBNET_BASE);
    const authored = check.attempt(() => Cidr.parse(props?.subnetBase ?? DEFAULT_SUBNET_BASE, "subnetBase"), fallback);
    const moved = contextValue<string>(this.node, contextKeys.subnetBase);
    const target = moved === undefined ? authored : check.attempt(() => Cidr.parse(moved, "--subnet-base"), authored);
    this.subnets = new SubnetAllocator(this.name, authored, target);
    this.resources = new LabResources(this);
    this.node.addValidation({ validate: () => this.validationMessages() });
  }

  get networks(): readonly Network[] {
    return [...this.networkList];
  }

  get bridges(): readonly OvsBridge[] {
    return [...this.bridgeList];
  }

  get machines(): readonly Machine[] {
    return [...this.machineList];
  }

  /** The lab as plain JSON. @throws LabError with every problem of the lab */
  spec(): LabSpec {
    const problems = this.findProblems();
    if (problems.length > 0) throw new LabError(problems);
    return {
      apiVersion: API_VERSION,
      kind: "Lab",
      id: this.labId,
      name: this.name,
      title: this.title,
      arch: this.arch,
      host: {
        name: this.host.name, uri: this.host.uri, ssh: this.host.ssh,
        storagePath: this.host.storagePath, accelerator: this.host.accelerator,
      },
      bridges: this.bridgeList.map((bridge) => bridge.toSpec()),
      networks: this.networkList.map((network) => network.toSpec()),
      images: this.resources.images.map((image) => ({
        name: image.name, arch: image.arch, url: image.url, checksum: image.checksum?.toString(),
        fileName: image.fileName, format: image.format, compression: image.compression,
      })),
      machines: this.machineList.map((machine) => machine.toSpec()),
    };
  }

  /** Everything that is wrong with the lab; empty when it can be synthesized. */
  findProblems(): readonly Problem[] {
    return [...this.problems, ...this.duplicates(), ...this.overCapacity()];
  }

  /** @internal */
  checker(construct: Construct): Checker {
    return new Checker(construct.node.path, (problem) => this.problems.push(problem));
  }

  /** A name on the host: marked, unique to the lab and at most 15 characters, as the kernel wants its interfaces. @internal */
  interfaceName(path: string): string {
    return `lw${shortHash("interface", this.labId, path)}`;
  }

  /** A name on the host that people can read: `lw-<lab>-<name>`. @internal */
  hostName(name: string): string {
    return `lw-${this.labId}-${name}`;
  }

  /** @internal */
  resolveImage(check: Checker, image: Image, arch: Arch): { image: ResolvedImage; step: TerraformData } | undefined {
    const resolved = check.attempt<ResolvedImage | undefined>(() => image.resolve(arch, this.pins), undefined);
    return resolved && { image: resolved, step: this.resources.imageStep(resolved) };
  }

  /** @internal */
  addNetwork(network: Network): void {
    this.networkList.push(network);
  }

  /** @internal */
  addBridge(bridge: OvsBridge): void {
    this.bridgeList.push(bridge);
  }

  /** @internal */
  addMachine(machine: Machine): void {
    this.machineList.push(machine);
  }

  private validationMessages(): string[] {
    const language = contextValue<Language>(this.node, contextKeys.language) ?? "en";
    return this.findProblems().map((problem) => formatProblem(problem, language));
  }

  private duplicates(): Problem[] {
    const found: Problem[] = [];
    const seen = new Map<string, string>();
    const once = (kind: string, name: string, path: string, problem: (first: string) => Problem): void => {
      const first = seen.get(`${kind} ${name}`);
      if (first === undefined) seen.set(`${kind} ${name}`, path);
      else found.push(problem(first));
    };
    const names = (kind: string, items: readonly { name: string; node: { path: string } }[], rule: string): void => {
      for (const { name, node } of items) {
        once(kind, name, node.path, (first) => ({ code: "LW1023", path: node.path, values: { given: name, first, second: node.path, rule } }));
      }
    };
    names("machine", this.machineList, "machine names are host names: unique within a lab");
    names("network", this.networkList, "network names are unique within a lab");
    for (const machine of this.machineList) {
      for (const nic of machine.nics) {
        const path = `${machine.node.path} (${nic.name})`;
        once("mac", nic.mac, path, (first) => ({ code: "LW1020", path: machine.node.path, values: { given: nic.mac, first, second: path } }));
      }
    }
    return found;
  }

  private overCapacity(): Problem[] {
    const { vcpus, memory, disk } = this.host.capacity;
    const found: Problem[] = [];
    const compare = (resource: string, needed: number, limit: number | undefined, words: (amount: number) => string): void => {
      if (limit !== undefined && needed > limit) {
        found.push({ code: "LW1070", path: this.node.path, values: { resource, needed: words(needed), given: words(limit), host: this.host.name } });
      }
    };
    const sum = (of: (machine: Machine) => number): number => this.machineList.reduce((total, machine) => total + of(machine), 0);
    const size = (amount: number): string => Size.bytes(amount).toString();
    compare("vCPUs", sum((machine) => machine.vcpus), vcpus, String);
    compare("memory", sum((machine) => machine.memory.toBytes()), memory?.toBytes(), size);
    compare("disk", sum((machine) => machine.diskBytes), disk?.toBytes(), size);
    return found;
  }
}

function defaultName(scope: Construct): string {
  return scope.node.id.toLowerCase().replace(/[^a-z0-9-]+/g, "-") || "lab";
}
