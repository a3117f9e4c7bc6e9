// Made by scripts/crd-types.ts of the definitions in controlplaneio-fluxcd/flux-operator@v0.58.1; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface FluxInstanceFields {
  readonly spec?: {
    readonly cluster?: {
      readonly domain?: string;
      readonly multitenant?: boolean;
      readonly multitenantWorkloadIdentity?: boolean;
      readonly networkPolicy?: boolean;
      readonly objectLevelWorkloadIdentity?: boolean;
      readonly size?: "small" | "medium" | "large";
      readonly tenantDefaultDecryptionServiceAccount?: string;
      readonly tenantDefaultKubeConfigServiceAccount?: string;
      readonly tenantDefaultServiceAccount?: string;
      readonly type?: "kubernetes" | "openshift" | "aws" | "azure" | "gcp";
    };
    readonly commonMetadata?: {
      readonly annotations?: Readonly<Record<string, string>>;
      readonly labels?: Readonly<Record<string, string>>;
    };
    readonly components?: readonly ("source-controller" | "kustomize-controller" | "helm-controller" | "notification-controller" | "image-reflector-controller" | "image-automation-controller" | "source-watcher")[];
    readonly distribution: {
      readonly artifact?: string;
      readonly artifactPullSecret?: string;
      readonly imagePullSecret?: string;
      readonly registry: string;
      readonly variant?: "upstream-alpine" | "enterprise-alpine" | "enterprise-distroless" | "enterprise-distroless-fips";
      readonly version: string;
    };
    readonly kustomize?: {
      readonly patches?: readonly {
        readonly patch: string;
        readonly target?: {
          readonly annotationSelector?: string;
          readonly group?: string;
          readonly kind?: string;
          readonly labelSelector?: string;
          readonly name?: string;
          readonly namespace?: string;
          readonly version?: string;
        };
      }[];
    };
    readonly migrateResources?: boolean;
    readonly sharding?: {
      readonly key?: string;
      readonly shards: readonly string[];
      readonly storage?: "ephemeral" | "persistent";
    };
    readonly storage?: {
      readonly class: string;
      readonly size: string;
    };
    readonly sync?: {
      readonly interval?: string;
      readonly kind: "OCIRepository" | "GitRepository" | "Bucket";
      readonly name?: string;
      readonly path: string;
      readonly provider?: "generic" | "aws" | "azure" | "gcp" | "github";
      readonly pullSecret?: string;
      readonly ref: string;
      readonly url: string;
    };
    readonly wait?: boolean;
  };
}

/** fluxcd.controlplane.io/v1 */
export const fluxInstance: CustomKind<FluxInstanceFields> = { apiVersion: "fluxcd.controlplane.io/v1", kind: "FluxInstance" };
