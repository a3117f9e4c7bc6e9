import { TerraformStack } from "cdktf";
import { Construct, type Node } from "constructs";
import { ARCHITECTURES, type Arch } from "./core/arch";
import { Checker } from "./core/checker";
import { Cidr } from "./core/cidr";
import { contextKeys, contextValue, readMirrors, type Mirrors } from "./core/context";
import { formatProblem, LabError, show, type Problem } from "./core/lab-error";
import { NAME_PATTERN, shortHash } from "./core/naming";
import { placeIn } from "./core/placement";
import { rules } from "./core/rules";
import type { Text, Value } from "./core/text";
import { formatBytes } from "./core/size";
import { KvmHost } from "./host/kvm-host";
import type { Image, ResolvedImage } from "./image/image";
import { readPins, type ImagePin } from "./image/pin";
import type { Machine } from "./machine/machine";
import type { Network } from "./network/network";
import type { OvsBridge } from "./network/ovs-bridge";
import { DEFAULT_SUBNET_BASE, SubnetAllocator } from "./network/subnet-allocator";
import type { ClusterSpec } from "./spec/cluster-spec";
import { API_VERSION, type LabSpec } from "./spec/lab-spec";
import { LabResources } from "./terraform/lab-resources";
import type { TerraformData } from "./terraform/terraform-data";

export interface LabProps {
  /** Where its machines run. */
  readonly host: KvmHost;
  /** @default - the id of the stack it is in */
  readonly name?: string;
  readonly title?: Text;
  /** @default - the host's; else what `--arch` or the configuration says; else this machine's where it is the host; else x86_64 */
  readonly arch?: Arch;
  /**
   * The range that its networks are written in, and derived ones are taken from. `--subnet-base` moves them all.
   * @default 10.128.0.0/10
   */
  readonly subnetBase?: string;
}

/** A cluster of a lab's machines, as far as the lab looks at it: labs without one load nothing of Kubernetes. */
export interface LabCluster {
  readonly name: string;
  readonly node: Node;
  readonly endpoint: ClusterSpec["endpoint"];
  findProblems(): readonly Problem[];
  toSpec(): ClusterSpec;
}

const LAB = Symbol.for("labwright.Lab");

/** Labs by their stack, in the order they were declared. */
const labsOfStack = new WeakMap<TerraformStack, Lab[]>();
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
  private readonly clusterList: LabCluster[] = [];
  private readonly siblings: readonly Lab[];

  constructor(scope: Construct, id: string, props: LabProps) {
    super(placeIn(scope, id), id);
    Object.defineProperty(this, LAB, { value: this });
    if (!Object.hasOwn(scope, LAB)) Object.defineProperty(scope, LAB, { value: this });
    const check = this.checker(this);
    check.known(props, PROPS);
    this.host = check.instance("host", props?.host, KvmHost, rules.host, KvmHost.local());
    this.name = check.text("name", props?.name ?? defaultName(scope), NAME_PATTERN, rules.name, "lab");
    this.title = checkTitle(check, props?.title);
    const arch = props?.arch ?? this.host.arch ?? this.fromContext(check, contextKeys.arch) ?? (this.host.ssh === undefined ? this.fromContext(check, contextKeys.localArch) : undefined) ?? "x86_64";
    this.arch = check.oneOf("arch", arch, ARCHITECTURES, "x86_64");
    this.mirrors = readMirrors(check, this.node);
    this.pins = readPins(check, this.node);
    const instance = check.text(contextKeys.instance, this.fromContext(check, contextKeys.instance) ?? "", /^[\w.-]{0,64}$/, rules.word, "");
    this.labId = shortHash("lab", this.name, instance);
    const authored = parseBase(check, "subnetBase", props?.subnetBase ?? DEFAULT_SUBNET_BASE) ?? Cidr.parse(DEFAULT_SUBNET_BASE);
    const moved = this.fromContext(check, contextKeys.subnetBase);
    const target = (moved === undefined ? undefined : parseBase(check, "--subnet-base", moved)) ?? authored;
    this.subnets = new SubnetAllocator(this.name, authored, target);
    this.siblings = registered(this);
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

  /** @internal */
  get clusters(): readonly LabCluster[] {
    return [...this.clusterList];
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
      ...(this.clusterList.length > 0 && { clusters: this.clusterList.map((cluster) => cluster.toSpec()) }),
    };
  }

  /** Everything that is wrong with the lab; empty when it can be synthesized. */
  findProblems(): readonly Problem[] {
    // Derived addresses are decided when they are read: only now all that is asked for is known.
    for (const nic of this.machineList.flatMap(({ nics }) => nics)) void [nic.addresses, nic.vlanInterfaces.map(({ addresses }) => addresses)];
    const base = this.subnets.problem(this.node.path);
    return [...this.problems, ...this.clusterList.flatMap((cluster) => cluster.findProblems()), ...(base ? [base] : []), ...this.duplicates(), ...this.overCapacity()];
  }

  /** Whether it is the first lab of its stack: further ones need a provider of their own name. @internal */
  get isFirstOfStack(): boolean {
    return this.siblings[0] === this;
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

  /** @internal */
  addCluster(cluster: LabCluster): void {
    this.clusterList.push(cluster);
  }

  private validationMessages(): string[] {
    const language = contextValue(this.node, contextKeys.language) === "zh" ? "zh" : "en";
    return this.findProblems().map((problem) => formatProblem(problem, language));
  }

  private fromContext(check: Checker, key: string): unknown {
    return check.attempt(() => contextValue<unknown>(this.node, key), undefined);
  }

  private duplicates(): Problem[] {
    const earlier = this.siblings.slice(0, this.siblings.indexOf(this)).find(({ name }) => name === this.name);
    const found: Problem[] = earlier ? [{ code: "LW1005", path: this.node.path, values: { given: this.name } }] : [];
    const seen = new Map<string, string>();
    const once = (kind: string, name: string, path: string, problem: (first: string) => Problem): void => {
      const first = seen.get(`${kind} ${name}`);
      if (first === undefined) seen.set(`${kind} ${name}`, path);
      else found.push(problem(first));
    };
    const names = (kind: string, items: readonly { name: string; node: { path: string } }[], rule: Text): void => {
      for (const { name, node } of items) {
        once(kind, name, node.path, (first) => ({ code: "LW1023", path: node.path, values: { given: name, first, second: node.path, rule } }));
      }
    };
    names("machine", this.machineList, { en: "machine names are host names: unique within a lab", zh: "虚拟机名称即主机名，在实验环境内必须唯一" });
    names("cluster", this.clusterList, { en: "cluster names are unique within a lab", zh: "集群名称在实验环境内必须唯一" });
    names("network", this.networkList, { en: "network names are unique within a lab", zh: "网络名称在实验环境内必须唯一" });
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
    const compare = (resource: Value, needed: number, limit: number | undefined, words: (amount: number) => string): void => {
      if (limit !== undefined && needed > limit) {
        found.push({ code: "LW1070", path: this.node.path, values: { resource, needed: words(needed), given: words(limit), host: this.host.name } });
      }
    };
    const sum = (of: (machine: Machine) => number): number => this.machineList.reduce((total, machine) => total + of(machine), 0);
    compare("vCPUs", sum((machine) => machine.vcpus), vcpus, String);
    compare({ en: "memory", zh: "内存" }, sum((machine) => machine.memory.toBytes()), memory?.toBytes(), formatBytes);
    compare({ en: "disk", zh: "磁盘" }, sum((machine) => machine.diskBytes), disk?.toBytes(), formatBytes);
    return found;
  }
}

function registered(lab: Lab): readonly Lab[] {
  const stack = lab.node.scopes.find((scope) => TerraformStack.isStack(scope));
  if (!TerraformStack.isStack(stack)) {
    throw LabError.of("LW1001", { property: "scope", given: show(lab.node.scope), rule: { en: "a TerraformStack or a construct inside one", zh: "TerraformStack 或其内部的构件" } }, lab.node.path);
  }
  const labs = labsOfStack.get(stack) ?? [];
  labsOfStack.set(stack, labs);
  labs.push(lab);
  return labs;
}

// The base is that of the `cidr`s, which are IPv4; IPv6 networks are derived from the lab's name.
function parseBase(check: Checker, property: string, text: unknown): Cidr | undefined {
  const base = check.attempt(() => Cidr.parse(text, property), undefined);
  if (base === undefined || base.family === 4) return base;
  check.problem("LW1001", { property, given: show(text), rule: { en: "an IPv4 network", zh: "IPv4 网段" } });
  return undefined;
}

function checkTitle(check: Checker, title: Text | undefined): Text | undefined {
  if (title === undefined) return undefined;
  const { en, zh } = check.mapping("title", title);
  const rule = { en: "a text of at most 200 characters", zh: "最多 200 个字符的文本" };
  const one = (language: string, value: unknown): string => check.text(`title.${language}`, value, /^[\s\S]{1,200}$/, rule, "-");
  return { en: one("en", en), zh: one("zh", zh) };
}

function defaultName(scope: Construct): string {
  return scope.node.id.toLowerCase().replace(/[^a-z0-9-]+/g, "-") || "lab";
}
