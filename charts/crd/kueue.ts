// Made by scripts/crd-types.ts of the definitions in kubernetes-sigs/kueue@v0.19.2; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface ClusterQueueFields {
  readonly spec?: {
    readonly admissionChecksStrategy?: {
      readonly admissionChecks: readonly {
        readonly name: string;
        readonly onFlavors?: readonly string[];
      }[];
    };
    readonly admissionScope?: {
      readonly admissionMode: "UsageBasedAdmissionFairSharing" | "NoAdmissionFairSharing";
    };
    readonly cohortName?: string;
    readonly concurrentAdmissionPolicy?: {
      readonly migration: {
        readonly constraints?: {
          readonly lastAcceptableFlavorName?: string;
        };
        readonly mode: "TryPreferredFlavors" | "RetainFirstAdmission";
      };
    };
    readonly fairSharing?: {
      readonly weight?: number | string;
    };
    readonly flavorFungibility?: {
      readonly preference?: "BorrowingOverPreemption" | "PreemptionOverBorrowing";
      readonly whenCanBorrow?: "MayStopSearch" | "TryNextFlavor";
      readonly whenCanPreempt?: "MayStopSearch" | "TryNextFlavor";
    };
    readonly namespaceSelector?: {
      readonly matchExpressions?: readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[];
      }[];
      readonly matchLabels?: Readonly<Record<string, string>>;
    };
    readonly preemption?: {
      readonly borrowWithinCohort?: {
        readonly maxPriorityThreshold?: number;
        readonly policy?: "Never" | "LowerPriority";
      };
      readonly reclaimWithinCohort?: "Never" | "LowerPriority" | "Any";
      readonly withinClusterQueue?: "Never" | "LowerPriority" | "LowerOrNewerEqualPriority";
    };
    readonly queueingStrategy?: "StrictFIFO" | "BestEffortFIFO";
    readonly resourceGroups?: readonly {
      readonly coveredResources: readonly string[];
      readonly flavors: readonly {
        readonly name: string;
        readonly resources: readonly {
          readonly borrowingLimit?: number | string;
          readonly lendingLimit?: number | string;
          readonly name: string;
          readonly nominalQuota: number | string;
        }[];
      }[];
    }[];
    readonly stopPolicy?: "None" | "Hold" | "HoldAndDrain";
  };
}

/** kueue.x-k8s.io/v1beta2 */
export const clusterQueue: CustomKind<ClusterQueueFields> = { apiVersion: "kueue.x-k8s.io/v1beta2", kind: "ClusterQueue", scope: "Cluster" };

export interface LocalQueueFields {
  readonly spec?: {
    readonly clusterQueue?: string;
    readonly fairSharing?: {
      readonly weight?: number | string;
    };
    readonly stopPolicy?: "None" | "Hold" | "HoldAndDrain";
  };
}

/** kueue.x-k8s.io/v1beta2 */
export const localQueue: CustomKind<LocalQueueFields> = { apiVersion: "kueue.x-k8s.io/v1beta2", kind: "LocalQueue" };

export interface ResourceFlavorFields {
  readonly spec?: {
    readonly nodeLabels?: Readonly<Record<string, string>>;
    readonly nodeTaints?: readonly {
      readonly effect: string;
      readonly key: string;
      readonly timeAdded?: string;
      readonly value?: string;
    }[];
    readonly tolerations?: readonly {
      readonly effect?: string;
      readonly key?: string;
      readonly operator?: string;
      readonly tolerationSeconds?: number;
      readonly value?: string;
    }[];
    readonly topologyName?: string;
  };
}

/** kueue.x-k8s.io/v1beta2 */
export const resourceFlavor: CustomKind<ResourceFlavorFields> = { apiVersion: "kueue.x-k8s.io/v1beta2", kind: "ResourceFlavor", scope: "Cluster" };
