// Made by scripts/crd-types.ts of the definitions in velero-io/velero@v1.18.1; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface ScheduleFields {
  readonly spec?: {
    readonly paused?: boolean;
    readonly schedule: string;
    readonly skipImmediately?: boolean;
    readonly template: {
      readonly csiSnapshotTimeout?: string;
      readonly datamover?: string;
      readonly defaultVolumesToFsBackup?: boolean;
      readonly defaultVolumesToRestic?: boolean;
      readonly excludedClusterScopedResources?: readonly string[];
      readonly excludedNamespaceScopedResources?: readonly string[];
      readonly excludedNamespaces?: readonly string[];
      readonly excludedResources?: readonly string[];
      readonly hooks?: {
        readonly resources?: readonly {
          readonly excludedNamespaces?: readonly string[];
          readonly excludedResources?: readonly string[];
          readonly includedNamespaces?: readonly string[];
          readonly includedResources?: readonly string[];
          readonly labelSelector?: {
            readonly matchExpressions?: readonly {
              readonly key: string;
              readonly operator: string;
              readonly values?: readonly string[];
            }[];
            readonly matchLabels?: Readonly<Record<string, string>>;
          };
          readonly name: string;
          readonly post?: readonly {
            readonly exec: {
              readonly command: readonly string[];
              readonly container?: string;
              readonly onError?: "Continue" | "Fail";
              readonly timeout?: string;
            };
          }[];
          readonly pre?: readonly {
            readonly exec: {
              readonly command: readonly string[];
              readonly container?: string;
              readonly onError?: "Continue" | "Fail";
              readonly timeout?: string;
            };
          }[];
        }[];
      };
      readonly includeClusterResources?: boolean;
      readonly includedClusterScopedResources?: readonly string[];
      readonly includedNamespaceScopedResources?: readonly string[];
      readonly includedNamespaces?: readonly string[];
      readonly includedResources?: readonly string[];
      readonly itemOperationTimeout?: string;
      readonly labelSelector?: {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
        readonly matchLabels?: Readonly<Record<string, string>>;
      };
      readonly metadata?: {
        readonly labels?: Readonly<Record<string, string>>;
      };
      readonly orLabelSelectors?: readonly {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
        readonly matchLabels?: Readonly<Record<string, string>>;
      }[];
      readonly orderedResources?: Readonly<Record<string, string>>;
      readonly resourcePolicy?: {
        readonly apiGroup?: string;
        readonly kind: string;
        readonly name: string;
      };
      readonly snapshotMoveData?: boolean;
      readonly snapshotVolumes?: boolean;
      readonly storageLocation?: string;
      readonly ttl?: string;
      readonly uploaderConfig?: {
        readonly parallelFilesUpload?: number;
      };
      readonly volumeGroupSnapshotLabelKey?: string;
      readonly volumeSnapshotLocations?: readonly string[];
    };
    readonly useOwnerReferencesInBackup?: boolean;
  };
}

/** velero.io/v1 */
export const schedule: CustomKind<ScheduleFields> = { apiVersion: "velero.io/v1", kind: "Schedule" };
