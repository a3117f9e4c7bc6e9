// Made by scripts/crd-types.ts of the definitions in open-policy-agent/gatekeeper@v3.23.0; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface ConstraintTemplateFields {
  readonly spec?: {
    readonly crd?: {
      readonly spec?: {
        readonly names?: {
          readonly kind?: string;
          readonly shortNames?: readonly string[];
        };
        readonly validation?: {
          readonly legacySchema?: boolean;
          readonly openAPIV3Schema?: object;
        };
      };
    };
    readonly targets?: readonly {
      readonly code?: readonly {
        readonly engine: string;
        readonly source: unknown;
      }[];
      readonly libs?: readonly string[];
      readonly operations?: readonly ("*" | "CREATE" | "DELETE" | "UPDATE" | "CONNECT")[];
      readonly rego?: string;
      readonly target?: string;
    }[];
  };
}

/** templates.gatekeeper.sh/v1 */
export const constraintTemplate: CustomKind<ConstraintTemplateFields> = { apiVersion: "templates.gatekeeper.sh/v1", kind: "ConstraintTemplate", scope: "Cluster" };

export interface ConfigFields {
  readonly spec?: {
    readonly match?: readonly {
      readonly excludedNamespaces?: readonly string[];
      readonly processes?: readonly string[];
    }[];
    readonly readiness?: {
      readonly statsEnabled?: boolean;
    };
    readonly sync?: {
      readonly syncOnly?: readonly {
        readonly group?: string;
        readonly kind?: string;
        readonly version?: string;
      }[];
    };
    readonly validation?: {
      readonly traces?: readonly {
        readonly dump?: string;
        readonly kind?: {
          readonly group?: string;
          readonly kind?: string;
          readonly version?: string;
        };
        readonly user?: string;
      }[];
    };
  };
}

/** config.gatekeeper.sh/v1alpha1 */
export const config: CustomKind<ConfigFields> = { apiVersion: "config.gatekeeper.sh/v1alpha1", kind: "Config" };
