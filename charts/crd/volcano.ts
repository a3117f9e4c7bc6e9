// Made by scripts/crd-types.ts of the definitions in volcano-sh/volcano@v1.15.1; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface QueueFields {
  readonly spec?: {
    readonly affinity?: {
      readonly nodeGroupAffinity?: {
        readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly string[];
        readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly string[];
      };
      readonly nodeGroupAntiAffinity?: {
        readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly string[];
        readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly string[];
      };
    };
    readonly capability?: Readonly<Record<string, number | string>>;
    readonly dequeueStrategy?: "fifo" | "traverse";
    readonly deserved?: Readonly<Record<string, number | string>>;
    readonly extendClusters?: readonly {
      readonly capacity?: Readonly<Record<string, number | string>>;
      readonly name?: string;
      readonly weight?: number;
    }[];
    readonly guarantee?: {
      readonly resource?: Readonly<Record<string, number | string>>;
    };
    readonly parent?: string;
    readonly priority?: number;
    readonly reclaimable?: boolean;
    readonly type?: string;
    readonly weight?: number;
  };
}

/** scheduling.volcano.sh/v1beta1 */
export const queue: CustomKind<QueueFields> = { apiVersion: "scheduling.volcano.sh/v1beta1", kind: "Queue", scope: "Cluster" };
