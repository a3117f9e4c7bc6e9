// Made by scripts/crd-types.ts of the definitions in elastic/cloud-on-k8s@v3.5.0; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface ElasticsearchFields {
  readonly spec?: {
    readonly auth?: {
      readonly disableElasticUser?: boolean;
      readonly fileRealm?: readonly {
        readonly secretName?: string;
      }[];
      readonly roles?: readonly {
        readonly secretName?: string;
      }[];
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
        readonly client?: {
          readonly authentication?: boolean;
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
    readonly nodeSets: readonly {
      readonly config?: object;
      readonly count?: number;
      readonly name: string;
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
      readonly volumeClaimTemplates?: readonly {
        readonly apiVersion?: string;
        readonly kind?: string;
        readonly metadata?: {
          readonly annotations?: Readonly<Record<string, string>>;
          readonly finalizers?: readonly string[];
          readonly labels?: Readonly<Record<string, string>>;
          readonly name?: string;
          readonly namespace?: string;
        };
        readonly spec?: {
          readonly accessModes?: readonly string[];
          readonly dataSource?: {
            readonly apiGroup?: string;
            readonly kind: string;
            readonly name: string;
          };
          readonly dataSourceRef?: {
            readonly apiGroup?: string;
            readonly kind: string;
            readonly name: string;
            readonly namespace?: string;
          };
          readonly resources?: {
            readonly limits?: Readonly<Record<string, number | string>>;
            readonly requests?: Readonly<Record<string, number | string>>;
          };
          readonly selector?: {
            readonly matchExpressions?: readonly {
              readonly key: string;
              readonly operator: string;
              readonly values?: readonly string[];
            }[];
            readonly matchLabels?: Readonly<Record<string, string>>;
          };
          readonly storageClassName?: string;
          readonly volumeAttributesClassName?: string;
          readonly volumeMode?: string;
          readonly volumeName?: string;
        };
      }[];
      readonly zoneAwareness?: {
        readonly topologyKey?: string;
        readonly zones?: readonly string[];
      };
    }[];
    readonly podDisruptionBudget?: {
      readonly metadata?: {
        readonly annotations?: Readonly<Record<string, string>>;
        readonly finalizers?: readonly string[];
        readonly labels?: Readonly<Record<string, string>>;
        readonly name?: string;
        readonly namespace?: string;
      };
      readonly spec?: {
        readonly maxUnavailable?: number | string;
        readonly minAvailable?: number | string;
        readonly selector?: {
          readonly matchExpressions?: readonly {
            readonly key: string;
            readonly operator: string;
            readonly values?: readonly string[];
          }[];
          readonly matchLabels?: Readonly<Record<string, string>>;
        };
        readonly unhealthyPodEvictionPolicy?: string;
      };
    };
    readonly remoteClusterServer?: {
      readonly enabled?: boolean;
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
    };
    readonly remoteClusters?: readonly {
      readonly apiKey?: {
        readonly access: {
          readonly replication?: {
            readonly names: readonly string[];
          };
          readonly search?: {
            readonly allow_restricted_indices?: boolean;
            readonly field_security?: {
              readonly except: readonly string[];
              readonly grant: readonly string[];
            };
            readonly names: readonly string[];
            readonly query?: object;
          };
        };
      };
      readonly elasticsearchRef?: {
        readonly name?: string;
        readonly namespace?: string;
        readonly serviceName?: string;
      };
      readonly name: string;
    }[];
    readonly revisionHistoryLimit?: number;
    readonly secureSettings?: readonly {
      readonly entries?: readonly {
        readonly key: string;
        readonly path?: string;
      }[];
      readonly secretName: string;
    }[];
    readonly serviceAccountName?: string;
    readonly transport?: {
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
        readonly certificateAuthorities?: {
          readonly configMapName?: string;
        };
        readonly otherNameSuffix?: string;
        readonly selfSignedCertificates?: {
          readonly disabled?: boolean;
        };
        readonly subjectAltNames?: readonly {
          readonly dns?: string;
          readonly ip?: string;
        }[];
      };
    };
    readonly updateStrategy?: {
      readonly changeBudget?: {
        readonly maxSurge?: number;
        readonly maxUnavailable?: number;
      };
    };
    readonly version: string;
    readonly volumeClaimDeletePolicy?: "DeleteOnScaledownOnly" | "DeleteOnScaledownAndClusterDeletion";
  };
}

/** elasticsearch.k8s.elastic.co/v1 */
export const elasticsearch: CustomKind<ElasticsearchFields> = { apiVersion: "elasticsearch.k8s.elastic.co/v1", kind: "Elasticsearch" };
