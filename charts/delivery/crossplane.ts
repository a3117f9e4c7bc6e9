import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { checkEach, checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface CrossplaneProps {
  /**
   * Packages that bring kinds of what is outside: images with their registry and tag.
   * @default []
   * @example ["xpkg.crossplane.io/crossplane-contrib/provider-kubernetes:v1.2.1"]
   */
  readonly providers?: readonly string[];
  /**
   * Packages that compositions call. Since version 2 these are how things are composed: patches in a composition itself, as the books
   * have them, are gone.
   * @default []
   * @example ["xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform:v0.10.0"]
   */
  readonly functions?: readonly string[];
  /**
   * Packages of compositions and of the kinds that they make.
   * @default []
   * @example ["registry.lab.example/platform:v1.0.0"]
   */
  readonly configurations?: readonly string[];
  /**
   * Kinds of providers that are there from the start, as `buckets.s3.aws.upbound.io` or `*.s3.aws.upbound.io`: each takes memory of the API server.
   * @default ["*"]
   * @example ["*.kubernetes.crossplane.io"]
   */
  readonly activations?: readonly string[];
  /**
   * A ConfigMap in `crossplane-system` with certificates of registries under `ca.crt`.
   * @default those that everyone trusts
   * @example lab-ca
   */
  readonly registryCa?: string;
  /** Of Crossplane and its RBAC manager; one of each works. @default 1 */
  readonly replicas?: number;
}

const MEMORY_MIB = { crossplane: 256, rbacManager: 128 } as const;

/**
 * Crossplane: APIs of one's own in the cluster, and what stands behind them, there or elsewhere.
 * @see https://docs.crossplane.io/
 */
export class Crossplane extends Addon {
  /** @throws LabError LW1001 for replicas that are none, and for packages without a tag */
  constructor(scope: Construct, id: string, props: CrossplaneProps = {}) {
    const { providers = [], functions = [], configurations = [], activations = ["*"], registryCa, replicas = 1 } = props;
    const { version, chart } = versions.crossplane;
    super(scope, id, {
      name: "crossplane",
      version,
      title: verbatim("Crossplane"),
      // Packages bring Pods of their own.
      namespace: { name: "crossplane-system", podSecurity: "baseline" },
      resources: { memoryMiB: (MEMORY_MIB.crossplane + MEMORY_MIB.rbacManager) * replicas + PACKAGE_MIB * (providers.length + functions.length) },
      readiness: [{ deployment: "crossplane" }, { deployment: "crossplane-rbac-manager" }],
    });
    checkWhole(this.node.path, { replicas });
    for (const [property, packages] of Object.entries({ providers, functions, configurations })) checkEach(this.node.path, property, packages, PACKAGE, PACKAGE_RULE);
    new HelmRelease(this, "crossplane", {
      chart,
      values: {
        replicas,
        provider: { packages: providers, defaultActivations: activations },
        function: { packages: functions },
        configuration: { packages: configurations },
        registryCaBundleConfig: registryCa === undefined ? undefined : { name: registryCa, key: "ca.crt" },
        resourcesCrossplane: requests(MEMORY_MIB.crossplane, "50m"),
        rbacManager: { replicas },
        resourcesRBACManager: requests(MEMORY_MIB.rbacManager, "50m"),
      },
    });
  }
}

/** Without a tag Crossplane would ask for `latest`, which packages seldom have; without a registry it would guess. */
const PACKAGE = /^[a-z0-9.-]+\.[a-z0-9.-]+(:\d+)?\/[^\s:@]+(:[\w.-]+|@sha256:[0-9a-f]{64})$/;
const PACKAGE_RULE = { en: "an image with its registry and tag, such as xpkg.crossplane.io/crossplane-contrib/provider-helm:v1.0.0", zh: "带注册表地址与标签的镜像，例如 xpkg.crossplane.io/crossplane-contrib/provider-helm:v1.0.0" };

/** What a package's Pod takes, or thereabouts: it asks for nothing. */
const PACKAGE_MIB = 64;
