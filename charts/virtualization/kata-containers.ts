import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { refuse } from "../parts/checks";
import { versions } from "../versions";
import { archProblems, KATA_DEPLOY_MIB, kataValues } from "./kata-deploy";

/** QEMU, Cloud Hypervisor or Dragonball, by the runtime in Rust; the others by that in Go, which the books use and which gets no more features. */
export type KataShim = "qemu-runtime-rs" | "clh-runtime-rs" | "dragonball" | "qemu" | "clh";

export interface KataContainersProps {
  /**
   * For each there is a RuntimeClass, such as `kata-qemu-runtime-rs`. Firecracker is not among them: it wants a snapshotter on the nodes first.
   * @default ["qemu-runtime-rs"]
   * @example ["qemu-runtime-rs","qemu"]
   */
  readonly shims?: readonly KataShim[];
  /** A RuntimeClass `kata` too, of the first. @default true */
  readonly kataClass?: boolean;
  /**
   * Labels of the nodes that get it.
   * @default all that ordinary Pods run on
   * @example {"kata":"true"}
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Tell what its machines do, at port 8090 of a Pod on each node. @default false */
  readonly monitor?: boolean;
  /** Write down all that happens. @default false */
  readonly debug?: boolean;
}

const MONITOR_MIB = 300;

/**
 * Kata Containers: Pods in small virtual machines, by RuntimeClass. It is installed on the nodes and restarts their runtime. The nodes have
 * to have /dev/kvm: machines of a lab need nested virtualization. Each such Pod takes some 320 MiB besides its own.
 * @see https://github.com/kata-containers/kata-containers/tree/main/tools/packaging/kata-deploy
 */
export class KataContainers extends Addon {
  private readonly shims: readonly KataShim[];

  /** @throws LabError LW1001 for no shims at all */
  constructor(scope: Construct, id: string, props: KataContainersProps = {}) {
    const { shims = ["qemu-runtime-rs"], kataClass = true, nodeSelector, monitor = false, debug = false } = props;
    const { version, chart } = versions["kata-containers"];
    super(scope, id, {
      name: "kata-containers",
      version,
      title: verbatim("Kata Containers"),
      namespace: { name: "kata-system", podSecurity: "privileged" },
      resources: { memoryMiB: 0, memoryPerNodeMiB: KATA_DEPLOY_MIB + (monitor ? MONITOR_MIB : 0) },
      readiness: [{ daemonSet: "kata-deploy" }],
    });
    this.shims = shims;
    if (shims.length === 0) refuse(this.node.path, "shims", shims, { en: "a list of one or more", zh: "至少包含一项的列表" });
    new HelmRelease(this, "kata-deploy", { chart, values: { ...kataValues({ shims, kataClass, snapshotters: [], nodeSelector, debug }), monitor: { enabled: monitor } } });
  }

  override problems(): readonly Problem[] {
    return archProblems(this, this.shims, ["qemu-runtime-rs", "qemu"]);
  }
}
