// Made by scripts/crd-types.ts of the definitions in metallb/metallb@v0.16.1; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface IPAddressPoolFields {
  readonly spec: {
    readonly addresses: readonly string[];
    readonly autoAssign?: boolean;
    readonly avoidBuggyIPs?: boolean;
    readonly serviceAllocation?: {
      readonly namespaceSelectors?: readonly {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
        readonly matchLabels?: Readonly<Record<string, string>>;
      }[];
      readonly namespaces?: readonly string[];
      readonly priority?: number;
      readonly serviceSelectors?: readonly {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
        readonly matchLabels?: Readonly<Record<string, string>>;
      }[];
    };
  };
}

/** metallb.io/v1beta1 */
export const ipAddressPool: CustomKind<IPAddressPoolFields> = { apiVersion: "metallb.io/v1beta1", kind: "IPAddressPool" };

export interface L2AdvertisementFields {
  readonly spec?: {
    readonly interfaces?: readonly string[];
    readonly ipAddressPoolSelectors?: readonly {
      readonly matchExpressions?: readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[];
      }[];
      readonly matchLabels?: Readonly<Record<string, string>>;
    }[];
    readonly ipAddressPools?: readonly string[];
    readonly nodeSelectors?: readonly {
      readonly matchExpressions?: readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[];
      }[];
      readonly matchLabels?: Readonly<Record<string, string>>;
    }[];
    readonly serviceSelectors?: readonly {
      readonly matchExpressions?: readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[];
      }[];
      readonly matchLabels?: Readonly<Record<string, string>>;
    }[];
  };
}

/** metallb.io/v1beta1 */
export const l2Advertisement: CustomKind<L2AdvertisementFields> = { apiVersion: "metallb.io/v1beta1", kind: "L2Advertisement" };

export interface BGPPeerFields {
  readonly spec?: {
    readonly bfdProfile?: string;
    readonly connectTime?: string;
    readonly disableMP?: boolean;
    readonly dualStackAddressFamily?: boolean;
    readonly dynamicASN?: "internal" | "external";
    readonly ebgpMultiHop?: boolean;
    readonly enableGracefulRestart?: boolean;
    readonly holdTime?: string;
    readonly interface?: string;
    readonly keepaliveTime?: string;
    readonly localASN?: number;
    readonly myASN: number;
    readonly nodeSelectors?: readonly {
      readonly matchExpressions?: readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[];
      }[];
      readonly matchLabels?: Readonly<Record<string, string>>;
    }[];
    readonly password?: string;
    readonly passwordSecret?: {
      readonly name?: string;
      readonly namespace?: string;
    };
    readonly peerASN?: number;
    readonly peerAddress?: string;
    readonly peerPort?: number;
    readonly routerID?: string;
    readonly sourceAddress?: string;
    readonly vrf?: string;
  };
}

/** metallb.io/v1beta2 */
export const bgpPeer: CustomKind<BGPPeerFields> = { apiVersion: "metallb.io/v1beta2", kind: "BGPPeer" };

export interface BGPAdvertisementFields {
  readonly spec?: {
    readonly aggregationLength?: number;
    readonly aggregationLengthV6?: number;
    readonly communities?: readonly string[];
    readonly ipAddressPoolSelectors?: readonly {
      readonly matchExpressions?: readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[];
      }[];
      readonly matchLabels?: Readonly<Record<string, string>>;
    }[];
    readonly ipAddressPools?: readonly string[];
    readonly localPref?: number;
    readonly nodeSelectors?: readonly {
      readonly matchExpressions?: readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[];
      }[];
      readonly matchLabels?: Readonly<Record<string, string>>;
    }[];
    readonly peers?: readonly string[];
    readonly serviceSelectors?: readonly {
      readonly matchExpressions?: readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[];
      }[];
      readonly matchLabels?: Readonly<Record<string, string>>;
    }[];
  };
}

/** metallb.io/v1beta1 */
export const bgpAdvertisement: CustomKind<BGPAdvertisementFields> = { apiVersion: "metallb.io/v1beta1", kind: "BGPAdvertisement" };
