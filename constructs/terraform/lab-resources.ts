import { TerraformLocal, TerraformVariable } from "cdktf";
import { Pool } from "@cdktf/provider-libvirt/lib/pool";
import { LibvirtProvider } from "@cdktf/provider-libvirt/lib/provider";
import { mirroredAddress } from "../core/context";
import { namesOf, withClusters } from "../spec/hosts-lines";
import { mirroredChecksums } from "../image/catalogue";
import { fetchCommand } from "../image/fetch-script";
import type { ResolvedImage } from "../image/image";
import type { Lab } from "../lab";
import { localExec } from "./host-command";
import { TerraformData } from "./terraform-data";

/** Name of the XML element by which labwright knows its own domains and networks again. */
export const MARK_NAMESPACE = "https://labwright.dev/xmlns/lab/v1";

/** The Terraform resources that a lab's machines and networks share. Each is made when it is first asked for. */
export class LabResources {
  private readonly imageSteps = new Map<string, { image: ResolvedImage; step: TerraformData }>();
  private readonly variables = new Map<string, TerraformVariable>();
  private sharedPool?: Pool;
  private sharedProvider?: LibvirtProvider;
  private hostsLocal?: TerraformLocal;

  constructor(private readonly lab: Lab) {}

  get provider(): LibvirtProvider {
    const alias = this.lab.isFirstOfStack ? undefined : `lab_${this.lab.labId}`;
    this.sharedProvider ??= new LibvirtProvider(this.lab, "provider", { uri: this.lab.host.uri, alias });
    return this.sharedProvider;
  }

  /** The lab's own storage pool: a directory that comes and goes with it. */
  get pool(): Pool {
    this.sharedPool ??= new Pool(this.lab, "pool", {
      provider: this.provider,
      name: this.lab.hostName("pool"),
      type: "dir",
      target: { path: `${this.lab.host.storagePath.replace(/\/$/, "")}/${this.lab.hostName("pool")}` },
      create: { buildAttribute: true, start: true, autostart: true },
      destroy: { delete: true },
    });
    return this.sharedPool;
  }

  get images(): readonly ResolvedImage[] {
    return [...this.imageSteps.values()].map(({ image }) => image);
  }

  /** libvirt's domain type: what the host was found to be able to do, unless the lab says it. */
  get domainType(): string {
    const { accelerator } = this.lab.host;
    if (accelerator !== undefined) return accelerator === "kvm" ? "kvm" : "qemu";
    return `\${${this.variable("labwright_accelerator", "libvirt domain type: kvm, or qemu for emulation (TCG)", "kvm")}}`;
  }

  /** The CPU that fits the accelerator: the host's own under KVM, all that QEMU can emulate otherwise. */
  cpuMode(nested: boolean): string {
    const underKvm = nested ? "host-passthrough" : "host-model";
    const { accelerator } = this.lab.host;
    if (accelerator !== undefined) return accelerator === "kvm" ? underKvm : "maximum";
    const name = this.variable("labwright_accelerator", "libvirt domain type: kvm, or qemu for emulation (TCG)", "kvm");
    return `\${${name} == "kvm" ? "${underKvm}" : "maximum"}`;
  }

  /** Datapath of the lab's OVS bridges. */
  get ovsDatapath(): string {
    return `\${${this.variable("labwright_ovs_datapath", "OVS datapath type: system (kernel module) or netdev (user space)", "system")}}`;
  }

  get sshPublicKey(): string {
    return `\${${this.variable("labwright_ssh_public_key", "Public half of the lab's SSH key, one line in OpenSSH's format")}}`;
  }

  get sshPrivateKeyFile(): string {
    return `\${${this.variable("labwright_ssh_private_key_file", "Path of the lab's private SSH key; only its path is known to Terraform", "")}}`;
  }

  /** How this machine runs labwright's own steps. */
  get runner(): string {
    return `\${${this.variable("labwright_command", "Command that runs labwright", "npx --no-install labwright")}}`;
  }

  /** Where Kubernetes' programs, images and charts are taken from; empty for upstream. */
  get bundle(): string {
    return `\${${this.variable("labwright_bundle", "Folder or address of the bundle that Kubernetes is taken from; empty for upstream", "")}}`;
  }

  /** Where a cluster's kubeconfig is written; empty for beside the key. */
  get kubeconfigDirectory(): string {
    return `\${${this.variable("labwright_lab_directory", "Folder that kubeconfigs are written into; empty for that of the private key", "")}}`;
  }

  /** The lines of /etc/hosts that every machine of the lab gets; kept once, however many machines there are. */
  get hosts(): string {
    this.hostsLocal ??= this.makeHostsLocal();
    return `\${local.${this.hostsLocal.friendlyUniqueId}}`;
  }

  get hostsHash(): string {
    return `\${sha256(local.${(this.hostsLocal ??= this.makeHostsLocal()).friendlyUniqueId})}`;
  }

  /** The step that brings a verified image to the host; one per image and lab. */
  imageStep(image: ResolvedImage): TerraformData {
    const known = this.imageSteps.get(image.fileName);
    if (known) return known.step;
    const { checksumSource } = image;
    const mirror = (address: string): string => mirroredAddress(this.lab.mirrors, address);
    const mirrored = {
      ...image,
      url: mirror(image.url),
      checksumSource: checksumSource && mirroredChecksums(checksumSource, mirror),
    };
    const command = fetchCommand(this.lab.host, mirrored);
    const step = new TerraformData(this.lab, `image-${image.fileName}`, () => ({
      triggers_replace: { file: image.fileName, host: this.lab.host.uri },
      provisioner: [localExec(command)],
    }));
    this.imageSteps.set(image.fileName, { image: mirrored, step });
    return step;
  }

  /**
   * The owner's mark that domains and networks carry in their libvirt metadata. Written with the very white space that
   * libvirt gives it back with: the provider takes any other for a difference.
   */
  get mark(): string {
    return `\n    <labwright:lab xmlns:labwright="${MARK_NAMESPACE}" id="${this.lab.labId}" name="${this.lab.name}"/>\n  `;
  }

  private makeHostsLocal(): TerraformLocal {
    const { lab } = this;
    return new TerraformLocal(lab, "hosts", { resolve: () => hostsOf(lab), creationStack: [], toString: () => "hosts" });
  }

  private variable(name: string, description: string, defaultValue?: string): string {
    if (!this.variables.has(name)) {
      const variable = new TerraformVariable(this.lab, name, { type: "string", description, default: defaultValue, nullable: false });
      variable.overrideLogicalId(name);
      this.variables.set(name, variable);
    }
    return `var.${name}`;
  }
}

function hostsOf(lab: Lab): string {
  const named = namesOf(lab.machines.map(({ name, nics }) => ({ name, nics: nics.map((nic) => ({ name: nic.name, addresses: nic.addresses, vlanInterfaces: nic.vlanInterfaces, domain: nic.network.domain })) })));
  return withClusters(named, lab.clusters);
}
