// Made by scripts/crd-types.ts of the definitions in cert-manager/trust-manager@v0.24.0; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface BundleFields {
  readonly spec: {
    readonly sources: readonly {
      readonly configMap?: {
        readonly includeAllKeys?: boolean;
        readonly key?: string;
        readonly name?: string;
        readonly selector?: {
          readonly matchExpressions?: readonly {
            readonly key: string;
            readonly operator: string;
            readonly values?: readonly string[];
          }[];
          readonly matchLabels?: Readonly<Record<string, string>>;
        };
      };
      readonly inLine?: string;
      readonly secret?: {
        readonly includeAllKeys?: boolean;
        readonly key?: string;
        readonly name?: string;
        readonly selector?: {
          readonly matchExpressions?: readonly {
            readonly key: string;
            readonly operator: string;
            readonly values?: readonly string[];
          }[];
          readonly matchLabels?: Readonly<Record<string, string>>;
        };
      };
      readonly useDefaultCAs?: boolean;
    }[];
    readonly target?: {
      readonly additionalFormats?: {
        readonly jks?: {
          readonly key: string;
          readonly password?: string;
        };
        readonly pkcs12?: {
          readonly key: string;
          readonly password?: string;
          readonly profile?: "LegacyRC2" | "LegacyDES" | "Modern2023";
        };
      };
      readonly configMap?: {
        readonly key: string;
        readonly metadata?: {
          readonly annotations?: Readonly<Record<string, string>>;
          readonly labels?: Readonly<Record<string, string>>;
        };
      };
      readonly namespaceSelector?: {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
        readonly matchLabels?: Readonly<Record<string, string>>;
      };
      readonly secret?: {
        readonly key: string;
        readonly metadata?: {
          readonly annotations?: Readonly<Record<string, string>>;
          readonly labels?: Readonly<Record<string, string>>;
        };
      };
    };
  };
}

/** trust.cert-manager.io/v1alpha1 */
export const bundle: CustomKind<BundleFields> = { apiVersion: "trust.cert-manager.io/v1alpha1", kind: "Bundle", scope: "Cluster" };
