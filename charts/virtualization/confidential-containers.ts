import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { versions } from "../versions";
import { archProblems, KATA_DEPLOY_MIB, kataValues } from "./kata-deploy";

export interface ConfidentialContainersProps {
  /**
   * What keeps the memory of machines from the node: AMD SEV-SNP or Intel TDX, which the nodes' processors have to have; `none` is for trying
   * it, and protects from nobody.
   * @default none
   */
  readonly hardware?: "none" | "snp" | "tdx";
  /** Pull images inside of the machine, with the node seeing but their names. @default true */
  readonly guestPull?: boolean;
  /**
   * What machines go through to registries.
   * @default none
   * @example http://proxy.lab.example:3128
   */
  readonly httpsProxy?: string;
  /** A RuntimeClass `kata` too. @default false */
  readonly kataClass?: boolean;
  /**
   * Labels of the nodes that get it.
   * @default all that ordinary Pods run on
   * @example {"confidential":"true"}
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Write down all that happens. @default false */
  readonly debug?: boolean;
}

const SHIMS = { none: "qemu-coco-dev-runtime-rs", snp: "qemu-snp-runtime-rs", tdx: "qemu-tdx-runtime-rs" } as const;

/**
 * Confidential Containers: Pods whose machine the node cannot look into, by the RuntimeClass `kata-qemu-coco-dev-runtime-rs`, or that with `snp`
 * or `tdx`. It is kata-deploy with these runtimes, which is what the project's own chart wraps; its operator is retired. Machines of a lab need
 * nested virtualization. To prove to someone what runs there takes Trustee besides.
 * @see https://confidentialcontainers.org/docs/
 */
export class ConfidentialContainers extends Addon {
  private readonly shim: string;

  constructor(scope: Construct, id: string, props: ConfidentialContainersProps = {}) {
    const { hardware = "none", guestPull = true, httpsProxy, kataClass = false, nodeSelector, debug = false } = props;
    const { version, chart } = versions["kata-containers"];
    const shim = SHIMS[hardware];
    super(scope, id, {
      name: "confidential-containers",
      version,
      title: verbatim("Confidential Containers"),
      namespace: { name: "coco-system", podSecurity: "privileged" },
      conflicts: { "kata-containers": { en: "both install Kata on the nodes", zh: "二者都会在节点上安装 Kata" } },
      resources: { memoryMiB: 0, memoryPerNodeMiB: KATA_DEPLOY_MIB },
      readiness: [{ daemonSet: "kata-deploy" }],
    });
    this.shim = shim;
    new HelmRelease(this, "kata-deploy", {
      chart,
      values: kataValues({
        shims: [shim],
        kataClass,
        // Nydus is how containerd leaves pulling to the machine.
        snapshotters: guestPull ? ["nydus"] : [],
        nodeSelector,
        debug,
        shimValues: {
          containerd: { snapshotter: guestPull ? "nydus" : "" },
          crio: { guestPull },
          ...(httpsProxy !== undefined && { agent: { httpsProxy, noProxy: ["localhost", "127.0.0.1", ".svc", `.${this.cluster.dnsDomain}`, this.cluster.podCidr, this.cluster.serviceCidr].join(",") } }),
        },
      }),
    });
  }

  override problems(): readonly Problem[] {
    return archProblems(this, [this.shim], [SHIMS.none]);
  }
}
