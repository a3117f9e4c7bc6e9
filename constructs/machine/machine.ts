import { Construct } from "constructs";
import type { Domain } from "@cdktf/provider-libvirt/lib/domain";
import { Volume } from "@cdktf/provider-libvirt/lib/volume";
import { ARCHITECTURES, type Arch } from "../core/arch";
import type { Checker } from "../core/checker";
import { LabError, show } from "../core/lab-error";
import { contentHash, NAME_PATTERN, shortHash } from "../core/naming";
import { placeIn } from "../core/placement";
import { rules, sizeLike } from "../core/rules";
import { Size } from "../core/size";
import { imagePath } from "../image/fetch-script";
import { Image, type ResolvedImage } from "../image/image";
import { Lab } from "../lab";
import { NetworkAttachment } from "../network/attachment";
import { Network } from "../network/network";
import type { MachineSpec, SeedSpec } from "../spec/lab-spec";
import { TerraformData } from "../terraform/terraform-data";
import { CloudInit, type CloudConfig, type CloudInitProps } from "./cloud-init";
import { placeDisks, type DataDiskProps, type Disk } from "./disk";
import { growDisk, volumeName } from "./disk-growth";
import { domainLifecycle, makeDomain } from "./domain";
import { hardwareOf } from "./hardware";
import { checkImage, refuseForeignSeed } from "./image-check";
import { checkIgnition, renderIgnition, type IgnitionProps } from "./ignition";
import { renderNetworkConfig } from "./network-config";
import { addressesOn, makeNic, nicSpec, type Nic } from "./nic";
import { readyStep } from "./ready-step";
import { makeSeedVolume } from "./seed";

export interface MachineProps {
  /** What its root disk starts from. @default - none, with an `installer`: the root disk is empty */
  readonly image?: Image;
  /** @default 1 */
  readonly vcpus?: number;
  /** @default Size.gibibytes(1) */
  readonly memory?: Size;
  /** Size of the root disk, an overlay on the image. @default Size.gibibytes(10) */
  readonly disk?: Size;
  /** Further disks, empty; kept when the machine is rebuilt. @default - none */
  readonly disks?: readonly DataDiskProps[];
  /** Its NICs, in this order. The first on a network that leads out gives the default route. @default - none */
  readonly networks?: readonly (Network | NetworkAttachment)[];
  /** @default - only the lab's SSH key and the host name */
  readonly cloudInit?: CloudInitProps;
  /** For images with Ignition. @default - only the lab's SSH key, host name and NICs */
  readonly ignition?: IgnitionProps;
  /** Whether it can run machines itself: the CPU is `host-passthrough`. @default false */
  readonly nestedVirtualization?: boolean;
  /** @default - what the image needs; BIOS where it boots by both */
  readonly firmware?: "bios" | "uefi";
  /** A VNC console on the host's loopback, locked until `labwright console --vnc` sets a password. @default - serial console only */
  readonly graphics?: "vnc";
  /** Whether it starts with the host. @default false */
  readonly autostart?: boolean;
  /** An installation medium of one's own (BYO), as a CD-ROM behind the disk in boot order: an empty disk leaves the boot to it. @default - none */
  readonly installer?: Image;
  /** @default - the lab's */
  readonly arch?: Arch;
}

/** How a machine is reached: as the image's user, with the lab's key. */
export interface MachineSsh {
  readonly user: string;
  /** Absent where the address is only known at run time. */
  readonly address?: string;
}

/** Which of a machine's addresses on a network is meant. */
export interface AddressChoice {
  /** Name of a VLAN of an OvsNetwork. @default - the first address on the network, untagged before tagged */
  readonly vlan?: string;
  /** @default 4 */
  readonly family?: 4 | 6;
}

const PROPS = ["image", "vcpus", "memory", "disk", "disks", "networks", "cloudInit", "ignition", "nestedVirtualization", "firmware", "graphics", "autostart", "installer", "arch"];

/** A virtual machine of a lab. Its construct id is its host name. */
export class Machine extends Construct {
  readonly lab: Lab;
  readonly name: string;
  /** Name of the libvirt domain. */
  readonly hostName: string;
  readonly vcpus: number;
  readonly memory: Size;
  readonly rootDisk: Size;
  readonly dataDisks: readonly Disk[];
  readonly arch: Arch;
  readonly firmware: "bios" | "uefi";
  readonly nestedVirtualization: boolean;
  readonly graphics?: "vnc";
  readonly autostart: boolean;
  /** The libvirt domain, for overrides that labwright has no word for. */
  readonly domain: Domain;
  /** The image, or undefined where it has none, or it cannot be had (an error says why). */
  readonly image?: ResolvedImage;
  /** QEMU machine type. */
  readonly machineType: string;
  private readonly check: Checker;
  private readonly cloudInit: CloudInit;
  private readonly ignition: IgnitionProps;
  private readonly identity: TerraformData;
  private readonly hardware: TerraformData;
  /** Where its installation medium lies on the host. */
  readonly installerFile?: string;
  private readonly nicList: Nic[] = [];
  private readonly isEmpty: boolean;
  private ready?: TerraformData;

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(placeIn(scope, id), id);
    this.lab = Lab.of(this);
    this.check = this.lab.checker(this);
    const { check } = this;
    check.known(props, PROPS);
    this.name = check.text("name", id, NAME_PATTERN, rules.name, "machine");
    this.hostName = this.lab.hostName(this.name);
    this.vcpus = check.integer("vcpus", props?.vcpus ?? 1, { min: 1, max: 512 }, 1);
    this.memory = check.instance("memory", props?.memory ?? Size.gibibytes(1), Size, sizeLike("Size.gibibytes(2)"), Size.gibibytes(1));
    this.rootDisk = check.instance("disk", props?.disk ?? Size.gibibytes(10), Size, sizeLike("Size.gibibytes(10)"), Size.gibibytes(10));
    this.arch = check.oneOf("arch", props?.arch ?? this.lab.arch, ARCHITECTURES, "x86_64");
    this.nestedVirtualization = check.flag("nestedVirtualization", props?.nestedVirtualization, false);
    this.autostart = check.flag("autostart", props?.autostart, false);
    this.graphics = props?.graphics === undefined ? undefined : check.oneOf("graphics", props.graphics, ["vnc"], "vnc");
    this.machineType = this.lab.host.machineType ?? (this.arch === "aarch64" ? "virt" : "q35");
    this.dataDisks = placeDisks(check, this, check.list("disks", props?.disks), { vd: 1, sd: props?.installer ? 1 : 0 });
    this.isEmpty = props?.image === undefined && props?.installer !== undefined;
    const image = this.isEmpty ? undefined : this.findImage("image", props?.image);
    this.image = image?.image;
    this.firmware = check.oneOf("firmware", props?.firmware ?? (this.image?.uefiOnly ?? this.arch === "aarch64" ? "uefi" : "bios"), ["bios", "uefi"], "bios");
    this.cloudInit = new CloudInit(check, this.name);
    if (props?.cloudInit !== undefined) this.cloudInit.add(props.cloudInit);
    this.ignition = props?.ignition === undefined ? {} : checkIgnition(check, this.name, props.ignition);
    if (this.image) checkImage(check, this, this.image);
    if (props?.cloudInit !== undefined) this.refuseForeignSeed("`cloudInit`", "cloud-init");
    if (props?.ignition !== undefined) this.refuseForeignSeed("`ignition`", "ignition");
    const installer = props?.installer === undefined ? undefined : this.findImage("installer", props.installer);
    this.installerFile = installer && imagePath(this.lab.host, installer.image);
    this.lab.addMachine(this);
    for (const network of check.list("networks", props?.networks)) this.connect(network);
    const seed = once(() => this.seed());
    this.identity = new TerraformData(this, "identity", once(() => ({ triggers_replace: this.identityOf(seed()) })));
    this.hardware = new TerraformData(this, "hardware", () => ({ triggers_replace: hardwareOf(this, seed()?.networkConfig) }));
    this.domain = this.makeResources(seed, [image?.step, installer?.step].filter((step) => step !== undefined));
  }

  /** Adds a NIC. */
  connect(to: Network | NetworkAttachment): this {
    const attachment = to instanceof Network ? to.attach() : to;
    if (!(attachment instanceof NetworkAttachment) || !(attachment.network instanceof Network)) {
      this.check.problem("LW1001", { property: "networks", given: show(to), rule: { en: "networks, or attachments made by attach(), access() or trunk()", zh: "网络，或由 attach()、access()、trunk() 得到的连接" } });
    } else if (attachment.network.lab !== this.lab) {
      this.check.problem("LW1004", { property: "networks", given: attachment.network.node.path });
    } else {
      const nic = makeNic(this.check, this.lab, this.name, this.node.path, attachment);
      const twin = this.nicList.find(({ name }) => name === nic.name);
      if (twin) {
        this.check.problem("LW1023", { given: nic.name, first: twin.network.name, second: nic.network.name, rule: { en: "NIC names are unique within a machine", zh: "网卡名称在虚拟机内必须唯一" } });
        return this;
      }
      this.nicList.push(nic);
      if (this.domain) this.domain.lifecycle = domainLifecycle(this, this.bootTriggers);
    }
    return this;
  }

  /** Merges a part into the machine's cloud-init. */
  addCloudConfig(part: CloudConfig): this {
    this.cloudInit.addPart(part);
    this.refuseForeignSeed("addCloudConfig()", "cloud-init");
    return this;
  }

  /** What waits until it answers, where somebody could ask. @internal */
  get readyStep(): TerraformData | undefined {
    return this.ready;
  }

  get nics(): readonly Nic[] {
    return [...this.nicList];
  }

  /**
   * The address on a network, without prefix: on one of its VLANs where `vlan` names it, as an access port's or a trunk's,
   * tagged or native. Undefined where there is none, or where it is only known at run time.
   * @throws LabError LW1030 for a VLAN that the network does not have
   */
  address(network: Network, which: AddressChoice = {}): string | undefined {
    const { vlan, family = 4 } = which;
    if (vlan !== undefined && !network.vlanSpecs.some(({ name }) => name === vlan)) {
      const known = network.vlanSpecs.map(({ name }) => name).join(", ") || { en: "none", zh: "无" };
      throw LabError.of("LW1030", { vlan, network: network.name, known }, this.node.path);
    }
    const addresses = this.nicList.filter((nic) => nic.network === network).flatMap((nic) => addressesOn(nic, vlan));
    return addresses.find((address) => address.includes(":") === (family === 6))?.replace(/\/.*/, "");
  }

  /** How it is reached from the host; undefined for one that nobody gave a key to, or that has no NIC the host reaches: it is not waited for. */
  get ssh(): MachineSsh | undefined {
    if (!this.image || this.image.provisioning === "none") return undefined;
    const reachable = this.nicList.filter((nic) => nic.network.reachableFromHost && nic.addressing !== "none");
    const address = reachable.flatMap((nic) => nic.addresses).find((text) => !text.includes(":"));
    if (address === undefined && reachable.length === 0) return undefined;
    return { user: this.image.user, address: address?.replace(/\/.*/, "") };
  }

  /** Bytes its disks may grow to. */
  get diskBytes(): number {
    return this.dataDisks.reduce((total, { size }) => total + size.toBytes(), this.rootDisk.toBytes());
  }

  /** What it reads at first boot. */
  seed(): SeedSpec | undefined {
    if (!this.image || this.image.provisioning === "none") return undefined;
    if (this.image.provisioning === "ignition") {
      return { format: "ignition", userData: renderIgnition(this.name, this.image.user, this.nicList, this.ignition) };
    }
    const domain = this.nicList.find(({ network }) => network.domain !== undefined)?.network.domain;
    const userData = this.cloudInit.render(this.name, domain, this.lab.mirrors, this.image.packages);
    const networkConfig = renderNetworkConfig(this.nicList);
    const metaData = `${JSON.stringify({ "instance-id": shortHash(this.hostName, userData), "local-hostname": this.name })}\n`;
    return { format: "cloud-init", userData, metaData, networkConfig };
  }

  toSpec(): MachineSpec {
    return {
      name: this.name,
      path: this.node.path,
      hostName: this.hostName,
      arch: this.arch,
      vcpus: this.vcpus,
      memoryMiB: this.memory.toMebibytes(),
      firmware: this.firmware,
      nestedVirtualization: this.nestedVirtualization,
      autostart: this.autostart,
      graphics: this.graphics,
      disks: [
        { name: "root", bytes: this.rootDisk.toBytes(), bus: "virtio", image: this.image?.fileName },
        ...this.dataDisks.map(({ name, size, bus, serial }) => ({ name, bytes: size.toBytes(), bus, serial })),
      ],
      installer: this.installerFile,
      nics: this.nicList.map(nicSpec),
      seed: this.seed(),
      ssh: this.ssh,
    };
  }

  private findImage(property: string, given: unknown): ReturnType<Lab["resolveImage"]> {
    if (!(given instanceof Image)) {
      this.check.problem("LW1001", { property, given: show(given), rule: { en: "an Image, such as Image.debian12()", zh: "Image，例如 Image.debian12()" } });
      return undefined;
    }
    if (given.arch !== undefined && given.arch !== this.arch) {
      this.check.problem("LW1041", { image: given.name, imageArch: given.arch, machineArch: this.arch });
      return undefined;
    }
    return this.lab.resolveImage(this.check, given, this.arch);
  }

  private refuseForeignSeed(given: string, format: "cloud-init" | "ignition"): void {
    if (this.image || this.isEmpty) refuseForeignSeed(this.check, this.name, this.image, given, format);
  }

  /** What a machine cannot change and stay the same: told apart, so that a plan can say which of them changed. */
  private identityOf(seed: SeedSpec | undefined): Record<string, unknown> {
    return {
      seed: seed && contentHash(JSON.stringify([seed.format, seed.userData, seed.metaData])),
      image: this.image?.fileName,
      disk: this.rootDisk.toBytes(),
      key: seed && this.lab.resources.sshPublicKey,
    };
  }

  /** What it is started anew by, with its disks as they were. */
  private get bootTriggers(): string[] {
    return [this.identity.address, this.hardware.address];
  }

  private makeResources(memo: () => SeedSpec | undefined, imageSteps: readonly TerraformData[]): Domain {
    const { resources, host } = this.lab;
    const { provider, pool } = resources;
    const { image, identity } = this;
    const seedFormat = image && image.provisioning !== "none" ? image.provisioning : undefined;
    const root = new Volume(this, "root", {
      provider, pool: pool.name,
      name: `${this.name}.qcow2`,
      capacity: this.rootDisk.toBytes(),
      target: { format: { type: "qcow2" } },
      backingStore: image && { path: imagePath(host, image), format: { type: image.format } },
      dependsOn: [...imageSteps],
      lifecycle: { replaceTriggeredBy: [identity.address] },
    });
    const data = this.dataDisks.map((disk) => {
      const volume = new Volume(this, `disk-${disk.name}`, {
        provider, pool: pool.name,
        name: volumeName(this, disk),
        capacity: disk.size.toBytes(),
        target: { format: { type: "qcow2" } },
        lifecycle: { ignoreChanges: ["capacity"] },
      });
      return { disk, volume, growth: growDisk(this, disk, volume) };
    });
    const seed = seedFormat && makeSeedVolume(this, () => memo() as SeedSpec, seedFormat, this.bootTriggers);
    const domain = makeDomain(this, { root, data, seed, seedFormat, installerPath: this.installerFile }, this.bootTriggers);
    if (seedFormat) this.ready = readyStep(this, domain);
    return domain;
  }
}

// Synthesis asks for the same seed several times, and by then it does not change any more.
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
