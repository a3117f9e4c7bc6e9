// Made by scripts/crd-types.ts of the definitions in spinframework/runtime-class-manager@v0.2.0; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface ShimFields {
  readonly spec?: {
    readonly containerdRuntimeOptions?: Readonly<Record<string, string>>;
    readonly fetchStrategy: {
      readonly anonHttp?: {
        readonly location: string;
      };
      readonly platforms?: readonly {
        readonly arch: "amd64" | "arm64" | "x86_64" | "aarch64";
        readonly location: string;
        readonly os: "linux";
        readonly sha256?: string;
      }[];
      readonly type?: string;
    };
    readonly nodeSelector?: Readonly<Record<string, string>>;
    readonly rolloutStrategy: {
      readonly rolling?: {
        readonly maxUpdate: number;
      };
      readonly type: "rolling" | "recreate";
    };
    readonly runtimeClass: {
      readonly handler: string;
      readonly name: string;
    };
  };
}

/** runtime.spinkube.dev/v1alpha1 */
export const shim: CustomKind<ShimFields> = { apiVersion: "runtime.spinkube.dev/v1alpha1", kind: "Shim", scope: "Cluster" };
