// Made by scripts/crd-types.ts of the definitions in kubevirt/containerized-data-importer@v1.66.0; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface CDIFields {
  readonly spec: {
    readonly certConfig?: {
      readonly ca?: {
        readonly duration?: string;
        readonly renewBefore?: string;
      };
      readonly client?: {
        readonly duration?: string;
        readonly renewBefore?: string;
      };
      readonly server?: {
        readonly duration?: string;
        readonly renewBefore?: string;
      };
    };
    readonly cloneStrategyOverride?: "copy" | "snapshot" | "csi-clone";
    readonly config?: {
      readonly dataVolumeTTLSeconds?: number;
      readonly featureGates?: readonly string[];
      readonly filesystemOverhead?: {
        readonly global?: string;
        readonly storageClass?: Readonly<Record<string, string>>;
      };
      readonly imagePullSecrets?: readonly {
        readonly name?: string;
      }[];
      readonly importProxy?: {
        readonly HTTPProxy?: string;
        readonly HTTPSProxy?: string;
        readonly noProxy?: string;
        readonly trustedCAProxy?: string;
      };
      readonly insecureRegistries?: readonly string[];
      readonly logVerbosity?: number;
      readonly podResourceRequirements?: {
        readonly claims?: readonly {
          readonly name: string;
          readonly request?: string;
        }[];
        readonly limits?: Readonly<Record<string, number | string>>;
        readonly requests?: Readonly<Record<string, number | string>>;
      };
      readonly preallocation?: boolean;
      readonly scratchSpaceStorageClass?: string;
      readonly tlsSecurityProfile?: {
        readonly custom?: {
          readonly ciphers: readonly string[];
          readonly minTLSVersion: "VersionTLS10" | "VersionTLS11" | "VersionTLS12" | "VersionTLS13";
        };
        readonly intermediate?: object;
        readonly modern?: object;
        readonly old?: object;
        readonly type?: "Old" | "Intermediate" | "Modern" | "Custom";
      };
      readonly uploadProxyURLOverride?: string;
      readonly webhookPvcRendering?: string;
    };
    readonly customizeComponents?: {
      readonly flags?: {
        readonly api?: Readonly<Record<string, string>>;
        readonly controller?: Readonly<Record<string, string>>;
        readonly uploadProxy?: Readonly<Record<string, string>>;
      };
      readonly patches?: readonly {
        readonly patch: string;
        readonly resourceName: string;
        readonly resourceType: string;
        readonly type: string;
      }[];
    };
    readonly imagePullPolicy?: "Always" | "IfNotPresent" | "Never";
    readonly infra?: {
      readonly affinity?: {
        readonly nodeAffinity?: {
          readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
            readonly preference: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchFields?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
            };
            readonly weight: number;
          }[];
          readonly requiredDuringSchedulingIgnoredDuringExecution?: {
            readonly nodeSelectorTerms: readonly {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchFields?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
            }[];
          };
        };
        readonly podAffinity?: {
          readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
            readonly podAffinityTerm: {
              readonly labelSelector?: {
                readonly matchExpressions?: readonly {
                  readonly key: string;
                  readonly operator: string;
                  readonly values?: readonly string[];
                }[];
                readonly matchLabels?: Readonly<Record<string, string>>;
              };
              readonly matchLabelKeys?: readonly string[];
              readonly mismatchLabelKeys?: readonly string[];
              readonly namespaceSelector?: {
                readonly matchExpressions?: readonly {
                  readonly key: string;
                  readonly operator: string;
                  readonly values?: readonly string[];
                }[];
                readonly matchLabels?: Readonly<Record<string, string>>;
              };
              readonly namespaces?: readonly string[];
              readonly topologyKey: string;
            };
            readonly weight: number;
          }[];
          readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly {
            readonly labelSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly matchLabelKeys?: readonly string[];
            readonly mismatchLabelKeys?: readonly string[];
            readonly namespaceSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly namespaces?: readonly string[];
            readonly topologyKey: string;
          }[];
        };
        readonly podAntiAffinity?: {
          readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
            readonly podAffinityTerm: {
              readonly labelSelector?: {
                readonly matchExpressions?: readonly {
                  readonly key: string;
                  readonly operator: string;
                  readonly values?: readonly string[];
                }[];
                readonly matchLabels?: Readonly<Record<string, string>>;
              };
              readonly matchLabelKeys?: readonly string[];
              readonly mismatchLabelKeys?: readonly string[];
              readonly namespaceSelector?: {
                readonly matchExpressions?: readonly {
                  readonly key: string;
                  readonly operator: string;
                  readonly values?: readonly string[];
                }[];
                readonly matchLabels?: Readonly<Record<string, string>>;
              };
              readonly namespaces?: readonly string[];
              readonly topologyKey: string;
            };
            readonly weight: number;
          }[];
          readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly {
            readonly labelSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly matchLabelKeys?: readonly string[];
            readonly mismatchLabelKeys?: readonly string[];
            readonly namespaceSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly namespaces?: readonly string[];
            readonly topologyKey: string;
          }[];
        };
      };
      readonly apiServerReplicas?: number;
      readonly deploymentReplicas?: number;
      readonly nodeSelector?: Readonly<Record<string, string>>;
      readonly tolerations?: readonly {
        readonly effect?: string;
        readonly key?: string;
        readonly operator?: string;
        readonly tolerationSeconds?: number;
        readonly value?: string;
      }[];
      readonly uploadProxyReplicas?: number;
    };
    readonly priorityClass?: string;
    readonly uninstallStrategy?: "RemoveWorkloads" | "BlockUninstallIfWorkloadsExist";
    readonly workload?: {
      readonly affinity?: {
        readonly nodeAffinity?: {
          readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
            readonly preference: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchFields?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
            };
            readonly weight: number;
          }[];
          readonly requiredDuringSchedulingIgnoredDuringExecution?: {
            readonly nodeSelectorTerms: readonly {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchFields?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
            }[];
          };
        };
        readonly podAffinity?: {
          readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
            readonly podAffinityTerm: {
              readonly labelSelector?: {
                readonly matchExpressions?: readonly {
                  readonly key: string;
                  readonly operator: string;
                  readonly values?: readonly string[];
                }[];
                readonly matchLabels?: Readonly<Record<string, string>>;
              };
              readonly matchLabelKeys?: readonly string[];
              readonly mismatchLabelKeys?: readonly string[];
              readonly namespaceSelector?: {
                readonly matchExpressions?: readonly {
                  readonly key: string;
                  readonly operator: string;
                  readonly values?: readonly string[];
                }[];
                readonly matchLabels?: Readonly<Record<string, string>>;
              };
              readonly namespaces?: readonly string[];
              readonly topologyKey: string;
            };
            readonly weight: number;
          }[];
          readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly {
            readonly labelSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly matchLabelKeys?: readonly string[];
            readonly mismatchLabelKeys?: readonly string[];
            readonly namespaceSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly namespaces?: readonly string[];
            readonly topologyKey: string;
          }[];
        };
        readonly podAntiAffinity?: {
          readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
            readonly podAffinityTerm: {
              readonly labelSelector?: {
                readonly matchExpressions?: readonly {
                  readonly key: string;
                  readonly operator: string;
                  readonly values?: readonly string[];
                }[];
                readonly matchLabels?: Readonly<Record<string, string>>;
              };
              readonly matchLabelKeys?: readonly string[];
              readonly mismatchLabelKeys?: readonly string[];
              readonly namespaceSelector?: {
                readonly matchExpressions?: readonly {
                  readonly key: string;
                  readonly operator: string;
                  readonly values?: readonly string[];
                }[];
                readonly matchLabels?: Readonly<Record<string, string>>;
              };
              readonly namespaces?: readonly string[];
              readonly topologyKey: string;
            };
            readonly weight: number;
          }[];
          readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly {
            readonly labelSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly matchLabelKeys?: readonly string[];
            readonly mismatchLabelKeys?: readonly string[];
            readonly namespaceSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly namespaces?: readonly string[];
            readonly topologyKey: string;
          }[];
        };
      };
      readonly nodeSelector?: Readonly<Record<string, string>>;
      readonly tolerations?: readonly {
        readonly effect?: string;
        readonly key?: string;
        readonly operator?: string;
        readonly tolerationSeconds?: number;
        readonly value?: string;
      }[];
    };
  };
}

/** cdi.kubevirt.io/v1beta1 */
export const cdi: CustomKind<CDIFields> = { apiVersion: "cdi.kubevirt.io/v1beta1", kind: "CDI", scope: "Cluster" };
