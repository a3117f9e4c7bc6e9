import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { fluxInstance } from "../crd/flux-operator";
import { whereAsked } from "../parts/capabilities";
import { refuse } from "../parts/checks";
import { requests } from "../parts/requests";
import { capacityOf, checkVolume, volumeNeeds, type Volume } from "../parts/volume";
import { ingressValues, pageNeeds, type WebPage } from "../parts/web-page";
import { versions } from "../versions";

/** What Flux may be made of. */
export type FluxComponent = "source-controller" | "kustomize-controller" | "helm-controller" | "notification-controller" | "image-reflector-controller" | "image-automation-controller" | "source-watcher";

/** A folder of a Git repository whose objects are to be in the cluster. */
export interface FluxSync {
  /** `https://...` or `ssh://...` */
  readonly url: string;
  /** @default refs/heads/main */
  readonly ref?: string;
  /** @default ./ */
  readonly path?: string;
  /** A Secret in `flux-system` with what a private repository asks for. @default none */
  readonly secretName?: string;
}

export interface FluxProps {
  /**
   * What it starts with, as `flux bootstrap` does; the cluster only reads.
   * @default none
   * @example {"url":"https://git.lab.example/lab/fleet.git","path":"clusters/lab"}
   */
  readonly sync?: FluxSync;
  /**
   * @default ["source-controller","kustomize-controller","helm-controller","notification-controller"]
   * @example ["source-controller","kustomize-controller"]
   */
  readonly components?: readonly FluxComponent[];
  /** How much is done at a time, and how much memory it may take. @default small */
  readonly size?: "small" | "medium" | "large";
  /** Act by the service account that an object names, and keep objects to their own namespace. @default false */
  readonly multitenant?: boolean;
  /** Keep others from its Pods, where NetworkPolicies are enforced. @default true */
  readonly networkPolicy?: boolean;
  /**
   * Keep what is fetched when the Pod goes; its class has to be named.
   * @default none: it is fetched again
   * @example {"sizeGiB":10,"storageClass":"fast"}
   */
  readonly volume?: Volume;
  /**
   * The operator's page, which shows what Flux does and asks nobody for a password.
   * @default none: `kubectl -n flux-system port-forward service/flux-operator 9080`
   * @example {"host":"flux.lab.example","issuer":"lab"}
   */
  readonly page?: WebPage;
  /** Have the Prometheus operator scrape the operator. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = 64;
const COMPONENTS: readonly FluxComponent[] = ["source-controller", "kustomize-controller", "helm-controller", "notification-controller"];

/**
 * Flux by its operator: what is in Git, in Helm repositories and in registries is what is in the cluster.
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export class Flux extends Addon {
  /** @throws LabError LW1001 for components without the one that all need, and for a volume without a class */
  constructor(scope: Construct, id: string, props: FluxProps = {}) {
    const { sync, components = COMPONENTS, size = "small", multitenant = false, networkPolicy = true, volume, page, serviceMonitor = false } = props;
    const { chart } = versions["flux-operator"];
    super(scope, id, {
      name: "flux",
      version: versions.flux.version,
      title: verbatim("Flux"),
      namespace: { name: "flux-system", podSecurity: "restricted" },
      needs: [...volumeNeeds(volume), ...pageNeeds(page), ...whereAsked({ "prometheus-operator": serviceMonitor })],
      resources: { memoryMiB: MEMORY_MIB * (1 + components.length) },
      readiness: [{ deployment: "flux-operator" }, { condition: "Ready", kind: "FluxInstance", name: "flux" }],
    });
    checkVolume(this.node.path, volume);
    if (!components.includes("source-controller")) refuse(this.node.path, "components", components, { en: "a list with source-controller: the others get their files from it", zh: "包含 source-controller 的列表：其他组件均由它获取文件" });
    if (volume !== undefined && volume.storageClass === undefined) refuse(this.node.path, "volume.storageClass", undefined, { en: "the name of a StorageClass", zh: "StorageClass 的名称" });
    new HelmRelease(this, "flux-operator", {
      chart,
      values: {
        resources: requests(MEMORY_MIB, "50m"),
        web: { ingress: ingressValues(page, "flux-web", ({ ingressClass, host }) => ({ className: ingressClass, hosts: [{ host, paths: [{ path: "/", pathType: "Prefix" }] }] })) },
        serviceMonitor: { create: serviceMonitor },
      },
    });
    new CustomObject(this.chart("instance"), "flux", fluxInstance, { name: "flux" }, {
      spec: {
        // Patches come with the operator's.
        distribution: { version: versions.flux.version.replace(/\.\d+$/, ".x"), registry: "ghcr.io/fluxcd" },
        components,
        cluster: { type: "kubernetes", size, multitenant, networkPolicy, domain: this.cluster.dnsDomain },
        ...(volume?.storageClass !== undefined && { storage: { class: volume.storageClass, size: capacityOf(volume) } }),
        ...(sync !== undefined && { sync: { kind: "GitRepository", url: sync.url, ref: sync.ref ?? "refs/heads/main", path: sync.path ?? "./", pullSecret: sync.secretName } }),
      },
    });
  }
}
