// Made by scripts/crd-types.ts of the definitions in elastic/cloud-on-k8s@v3.5.0; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface KibanaFields {
  readonly spec?: {
    readonly config?: object;
    readonly count?: number;
    readonly elasticsearchRef?: {
      readonly clientCertificateSecretName?: string;
      readonly name?: string;
      readonly namespace?: string;
      readonly secretName?: string;
      readonly serviceName?: string;
    };
    readonly enterpriseSearchRef?: {
      readonly name?: string;
      readonly namespace?: string;
      readonly secretName?: string;
      readonly serviceName?: string;
    };
    readonly http?: {
      readonly service?: {
        readonly metadata?: {
          readonly annotations?: Readonly<Record<string, string>>;
          readonly finalizers?: readonly string[];
          readonly labels?: Readonly<Record<string, string>>;
          readonly name?: string;
          readonly namespace?: string;
        };
        readonly spec?: {
          readonly allocateLoadBalancerNodePorts?: boolean;
          readonly clusterIP?: string;
          readonly clusterIPs?: readonly string[];
          readonly externalIPs?: readonly string[];
          readonly externalName?: string;
          readonly externalTrafficPolicy?: string;
          readonly healthCheckNodePort?: number;
          readonly internalTrafficPolicy?: string;
          readonly ipFamilies?: readonly string[];
          readonly ipFamilyPolicy?: string;
          readonly loadBalancerClass?: string;
          readonly loadBalancerIP?: string;
          readonly loadBalancerSourceRanges?: readonly string[];
          readonly ports?: readonly {
            readonly appProtocol?: string;
            readonly name?: string;
            readonly nodePort?: number;
            readonly port: number;
            readonly protocol?: string;
            readonly targetPort?: number | string;
          }[];
          readonly publishNotReadyAddresses?: boolean;
          readonly selector?: Readonly<Record<string, string>>;
          readonly sessionAffinity?: string;
          readonly sessionAffinityConfig?: {
            readonly clientIP?: {
              readonly timeoutSeconds?: number;
            };
          };
          readonly trafficDistribution?: string;
          readonly type?: string;
        };
      };
      readonly tls?: {
        readonly certificate?: {
          readonly secretName?: string;
        };
        readonly selfSignedCertificate?: {
          readonly disabled?: boolean;
          readonly subjectAltNames?: readonly {
            readonly dns?: string;
            readonly ip?: string;
          }[];
        };
      };
    };
    readonly image?: string;
    readonly monitoring?: {
      readonly logs?: {
        readonly elasticsearchRefs?: readonly {
          readonly name?: string;
          readonly namespace?: string;
          readonly secretName?: string;
          readonly serviceName?: string;
        }[];
      };
      readonly metrics?: {
        readonly elasticsearchRefs?: readonly {
          readonly name?: string;
          readonly namespace?: string;
          readonly secretName?: string;
          readonly serviceName?: string;
        }[];
      };
    };
    readonly packageRegistryRef?: {
      readonly name?: string;
      readonly namespace?: string;
      readonly serviceName?: string;
    };
    readonly podTemplate?: object;
    readonly resources?: {
      readonly limits?: {
        readonly cpu?: number | string;
        readonly memory?: number | string;
      };
      readonly requests?: {
        readonly cpu?: number | string;
        readonly memory?: number | string;
      };
    };
    readonly revisionHistoryLimit?: number;
    readonly secureSettings?: readonly {
      readonly entries?: readonly {
        readonly key: string;
        readonly path?: string;
      }[];
      readonly secretName: string;
    }[];
    readonly serviceAccountName?: string;
    readonly version: string;
  };
}

/** kibana.k8s.elastic.co/v1 */
export const kibana: CustomKind<KibanaFields> = { apiVersion: "kibana.k8s.elastic.co/v1", kind: "Kibana" };

export interface BeatFields {
  readonly spec?: {
    readonly config?: object;
    readonly configRef?: {
      readonly secretName?: string;
    };
    readonly daemonSet?: {
      readonly podTemplate?: object;
      readonly updateStrategy?: {
        readonly rollingUpdate?: {
          readonly maxSurge?: number | string;
          readonly maxUnavailable?: number | string;
        };
        readonly type?: string;
      };
    };
    readonly deployment?: {
      readonly podTemplate?: object;
      readonly replicas?: number;
      readonly strategy?: {
        readonly rollingUpdate?: {
          readonly maxSurge?: number | string;
          readonly maxUnavailable?: number | string;
        };
        readonly type?: string;
      };
    };
    readonly elasticsearchRef?: {
      readonly clientCertificateSecretName?: string;
      readonly name?: string;
      readonly namespace?: string;
      readonly secretName?: string;
      readonly serviceName?: string;
    };
    readonly image?: string;
    readonly kibanaRef?: {
      readonly name?: string;
      readonly namespace?: string;
      readonly secretName?: string;
      readonly serviceName?: string;
    };
    readonly monitoring?: {
      readonly logs?: {
        readonly elasticsearchRefs?: readonly {
          readonly name?: string;
          readonly namespace?: string;
          readonly secretName?: string;
          readonly serviceName?: string;
        }[];
      };
      readonly metrics?: {
        readonly elasticsearchRefs?: readonly {
          readonly name?: string;
          readonly namespace?: string;
          readonly secretName?: string;
          readonly serviceName?: string;
        }[];
      };
    };
    readonly resources?: {
      readonly limits?: {
        readonly cpu?: number | string;
        readonly memory?: number | string;
      };
      readonly requests?: {
        readonly cpu?: number | string;
        readonly memory?: number | string;
      };
    };
    readonly revisionHistoryLimit?: number;
    readonly secureSettings?: readonly {
      readonly entries?: readonly {
        readonly key: string;
        readonly path?: string;
      }[];
      readonly secretName: string;
    }[];
    readonly serviceAccountName?: string;
    readonly type: string;
    readonly version: string;
  };
}

/** beat.k8s.elastic.co/v1beta1 */
export const beat: CustomKind<BeatFields> = { apiVersion: "beat.k8s.elastic.co/v1beta1", kind: "Beat" };
