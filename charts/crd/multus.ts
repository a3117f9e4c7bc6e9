// Made by scripts/crd-types.ts of the definitions in k8snetworkplumbingwg/multus-cni@v4.3.0; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface NetworkAttachmentDefinitionFields {
  readonly spec?: {
    readonly config?: string;
  };
}

/** k8s.cni.cncf.io/v1 */
export const networkAttachmentDefinition: CustomKind<NetworkAttachmentDefinitionFields> = { apiVersion: "k8s.cni.cncf.io/v1", kind: "NetworkAttachmentDefinition" };
