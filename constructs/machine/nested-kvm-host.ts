import type { Construct } from "constructs";
import { show } from "../core/lab-error";
import { rules } from "../core/rules";
import { Size } from "../core/size";
import type { Image } from "../image/image";
import { KvmHost, type KvmHostProps } from "../host/kvm-host";
import { kvmHostPackages, type PackageFamily } from "../host/prepare/package-list";
import { Machine, type MachineProps } from "./machine";
import { innerBridge, type InnerBridge } from "./nested-bridge";

export interface InnerBridgeProps {
  /** @default br0 */
  readonly name?: string;
  /** A NIC of the machine without addresses (`addressing: "none"`) as its port. @default - none: the bridge is the inner machines' own */
  readonly nic?: string;
}

export interface NestedKvmHostProps extends Omit<MachineProps, "nestedVirtualization"> {
  /** One with cloud-init and apt or dnf. */
  readonly image: Image;
  /** Directory of the inner labs' storage. @default /var/lib/libvirt/images */
  readonly storagePath?: string;
  /** A Linux bridge inside it, for `BridgedNetwork`s of inner labs. @default - none */
  readonly bridge?: InnerBridgeProps;
  /** @default - by the image's name: dnf for Fedora, Rocky and Alma, else apt */
  readonly packageManager?: PackageFamily;
}

const OWN = ["storagePath", "bridge", "packageManager"];
const DNF = /^(fedora|rocky|almalinux)/;
const UNKNOWN = /^(opensuse|alpine|arch|cirros|flatcar)/;
const INTERFACE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/;

/**
 * A lab machine that is a KVM host: libvirt, QEMU and Open vSwitch are installed at its first boot. Further labs are put
 * on it in stacks that depend on its own:
 *
 *     const inner = new LabStack(app, "inner", { host: nested.kvmHost() });
 *     inner.addDependency(outer);
 *
 * It is reached by its Host in the lab's ssh_config, which `labwright up` writes: neither address nor key are in the stack.
 */
export class NestedKvmHost extends Machine {
  readonly storagePath: string;
  readonly packageManager: PackageFamily;
  readonly bridge?: InnerBridge;

  constructor(scope: Construct, id: string, props: NestedKvmHostProps) {
    super(scope, id, machineProps(props));
    const check = this.lab.checker(this);
    const { storagePath, bridge, packageManager } = Object(props) as Partial<NestedKvmHostProps>;
    this.storagePath = check.text("storagePath", storagePath ?? "/var/lib/libvirt/images", /^\/[^\s'"`$\\]*$/, rules.absolutePath, "/var/lib/libvirt/images");
    const byImage = DNF.test(this.image?.name ?? "") ? "dnf" : "apt";
    this.packageManager = packageManager === undefined ? byImage : check.oneOf("packageManager", packageManager, ["apt", "dnf"], byImage);
    const none = props?.image === undefined && props?.installer !== undefined;
    if (none || (this.image && (this.image.provisioning !== "cloud-init" || (UNKNOWN.test(this.image.name) && packageManager === undefined)))) {
      check.problem("LW1001", { property: "image", given: show(this.image?.name), rule: { en: "one with cloud-init and apt or dnf: Debian, Ubuntu, Fedora, Rocky or Alma", zh: "带 cloud-init 与 apt 或 dnf 的镜像：Debian、Ubuntu、Fedora、Rocky 或 Alma" } });
      return;
    }
    this.bridge = bridge === undefined ? undefined : this.checkBridge(bridge);
    this.addCloudConfig(this.hostConfig());
  }

  /** What `ssh`, libvirt and Terraform call it: a Host of the lab's ssh_config. */
  get sshHost(): string {
    return this.hostName;
  }

  /** It as a host of further labs. Their stacks depend on this one's: `innerStack.addDependency(outerStack)`. */
  kvmHost(props: KvmHostProps = {}): KvmHost {
    const capacity = { vcpus: this.vcpus, memory: this.memory, disk: this.rootDisk };
    return KvmHost.remote(this.sshHost, { name: this.name, arch: this.arch, storagePath: this.storagePath, capacity, ...props });
  }

  private checkBridge(given: InnerBridgeProps): InnerBridge {
    const check = this.lab.checker(this);
    const { name, nic }: InnerBridgeProps = Object(given) as InnerBridgeProps;
    check.known(given, ["name", "nic"]);
    const free = this.nics.filter(({ addressing }) => addressing === "none").map((one) => one.name);
    if (nic !== undefined && !free.includes(nic)) {
      const known = free.length > 0 ? free.join(", ") : undefined;
      const rule = { en: `a NIC of the machine with \`addressing: "none"\`${known ? `: ${known}` : ""}`, zh: `该虚拟机上 \`addressing: "none"\` 的网卡${known ? `：${known}` : ""}` };
      check.problem("LW1001", { property: "bridge.nic", given: show(nic), rule });
    }
    return { name: check.text("bridge.name", name ?? "br0", INTERFACE, rules.networkInterface, "br0"), nic };
  }

  private hostConfig(): Readonly<Record<string, unknown>> {
    const bridge = this.bridge && innerBridge(this.bridge, this.packageManager);
    const user = this.image?.user ?? "root";
    const units = this.packageManager === "apt"
      ? "libvirtd.service openvswitch-switch.service"
      : "virtqemud.socket virtnetworkd.socket virtstoraged.socket virtnodedevd.socket virtproxyd.socket openvswitch.service";
    // A desktop's worth of recommended packages has no place on a lab's host.
    const lean = { path: "/etc/apt/apt.conf.d/90labwright", content: 'APT::Install-Recommends "false";\n', permissions: "0644", owner: "root:root" };
    return {
      packages: [...kvmHostPackages(this.packageManager, this.arch)],
      write_files: [...(this.packageManager === "apt" ? [lean] : []), ...(bridge?.files ?? [])],
      runcmd: [
        `systemctl enable --now ${units}`,
        `usermod -aG libvirt ${user}`,
        `mkdir -p ${this.storagePath}/labwright`,
        ...(bridge?.commands ?? []),
      ],
    };
  }
}

// Larger than a machine that runs none: an inner machine has to fit.
function machineProps(props: NestedKvmHostProps): MachineProps {
  if (typeof props !== "object" || props === null || Array.isArray(props)) return props;
  const rest = Object.fromEntries(Object.entries(props).filter(([name]) => !OWN.includes(name))) as unknown as MachineProps;
  return { vcpus: 2, memory: Size.gibibytes(4), disk: Size.gibibytes(40), ...rest, nestedVirtualization: true };
}
