// Made by scripts/crd-types.ts of the definitions in rook/rook@v1.20.6; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface CephClusterFields {
  readonly spec: {
    readonly annotations?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly cephConfig?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly cephConfigFromSecret?: Readonly<Record<string, Readonly<Record<string, {
      readonly key: string;
      readonly name?: string;
      readonly optional?: boolean;
    }>>>>;
    readonly cephVersion?: {
      readonly allowUnsupported?: boolean;
      readonly image?: string;
      readonly imagePullPolicy?: "IfNotPresent" | "Always" | "Never" | "";
    };
    readonly cleanupPolicy?: {
      readonly allowUninstallWithVolumes?: boolean;
      readonly confirmation?: string;
      readonly sanitizeDisks?: {
        readonly dataSource?: "zero" | "random";
        readonly iteration?: number;
        readonly method?: "complete" | "quick";
      };
      readonly wipeDevicesFromOtherClusters?: boolean;
    };
    readonly continueUpgradeAfterChecksEvenIfNotHealthy?: boolean;
    readonly crashCollector?: {
      readonly daysToRetain?: number;
      readonly disable?: boolean;
    };
    readonly csi?: {
      readonly cephfs?: {
        readonly fuseMountOptions?: string;
        readonly kernelMountOptions?: string;
      };
      readonly readAffinity?: {
        readonly crushLocationLabels?: readonly string[];
        readonly enabled?: boolean;
      };
      readonly skipUserCreation?: boolean;
    };
    readonly dashboard?: {
      readonly enabled?: boolean;
      readonly port?: number;
      readonly prometheusEndpoint?: string;
      readonly prometheusEndpointSSLVerify?: boolean;
      readonly ssl?: boolean;
      readonly urlPrefix?: string;
    };
    readonly dataDirHostPath?: string;
    readonly disruptionManagement?: {
      readonly machineDisruptionBudgetNamespace?: string;
      readonly manageMachineDisruptionBudgets?: boolean;
      readonly managePodBudgets?: boolean;
      readonly osdMaintenanceTimeout?: number;
      readonly pgHealthCheckTimeout?: number;
      readonly pgHealthyRegex?: string;
    };
    readonly external?: {
      readonly enable?: boolean;
    };
    readonly healthCheck?: {
      readonly daemonHealth?: {
        readonly mon?: {
          readonly disabled?: boolean;
          readonly interval?: string;
          readonly timeout?: string;
        };
        readonly osd?: {
          readonly disabled?: boolean;
          readonly interval?: string;
          readonly timeout?: string;
        };
        readonly status?: {
          readonly disabled?: boolean;
          readonly interval?: string;
          readonly timeout?: string;
        };
      };
      readonly livenessProbe?: Readonly<Record<string, {
        readonly disabled?: boolean;
        readonly probe?: {
          readonly exec?: {
            readonly command?: readonly string[];
          };
          readonly failureThreshold?: number;
          readonly grpc?: {
            readonly port: number;
            readonly service?: string;
          };
          readonly httpGet?: {
            readonly host?: string;
            readonly httpHeaders?: readonly {
              readonly name: string;
              readonly value: string;
            }[];
            readonly path?: string;
            readonly port: number | string;
            readonly scheme?: string;
          };
          readonly initialDelaySeconds?: number;
          readonly periodSeconds?: number;
          readonly successThreshold?: number;
          readonly tcpSocket?: {
            readonly host?: string;
            readonly port: number | string;
          };
          readonly terminationGracePeriodSeconds?: number;
          readonly timeoutSeconds?: number;
        };
      }>>;
      readonly muteHealthWarning?: Readonly<Record<string, {
        readonly policy: "mute" | "unmute";
      }>>;
      readonly startupProbe?: Readonly<Record<string, {
        readonly disabled?: boolean;
        readonly probe?: {
          readonly exec?: {
            readonly command?: readonly string[];
          };
          readonly failureThreshold?: number;
          readonly grpc?: {
            readonly port: number;
            readonly service?: string;
          };
          readonly httpGet?: {
            readonly host?: string;
            readonly httpHeaders?: readonly {
              readonly name: string;
              readonly value: string;
            }[];
            readonly path?: string;
            readonly port: number | string;
            readonly scheme?: string;
          };
          readonly initialDelaySeconds?: number;
          readonly periodSeconds?: number;
          readonly successThreshold?: number;
          readonly tcpSocket?: {
            readonly host?: string;
            readonly port: number | string;
          };
          readonly terminationGracePeriodSeconds?: number;
          readonly timeoutSeconds?: number;
        };
      }>>;
    };
    readonly labels?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly logCollector?: {
      readonly enabled?: boolean;
      readonly maxLogSize?: number | string;
      readonly periodicity?: string;
    };
    readonly mgr?: {
      readonly allowMultiplePerNode?: boolean;
      readonly count?: number;
      readonly hostNetwork?: boolean;
      readonly modules?: readonly {
        readonly enabled?: boolean;
        readonly name?: string;
        readonly settings?: {
          readonly balancerMode?: "" | "crush-compat" | "upmap" | "read" | "upmap-read";
        };
      }[];
    };
    readonly mon?: {
      readonly allowMultiplePerNode?: boolean;
      readonly count?: number;
      readonly externalMonIDs?: readonly string[];
      readonly failureDomainLabel?: string;
      readonly floatingMon?: {
        readonly configmapName: string;
        readonly name: string;
      };
      readonly stretchCluster?: {
        readonly failureDomainLabel?: string;
        readonly subFailureDomain?: string;
        readonly zones?: readonly {
          readonly arbiter?: boolean;
          readonly name?: string;
          readonly volumeClaimTemplate?: {
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
          };
        }[];
      };
      readonly volumeClaimTemplate?: {
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
      };
      readonly zones?: readonly {
        readonly arbiter?: boolean;
        readonly name?: string;
        readonly volumeClaimTemplate?: {
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
        };
      }[];
    };
    readonly monitoring?: {
      readonly enabled?: boolean;
      readonly exporter?: {
        readonly hostNetwork?: boolean;
        readonly perfCountersPrioLimit?: number;
        readonly port?: number;
        readonly statsPeriodSeconds?: number;
      };
      readonly externalMgrEndpoints?: readonly {
        readonly hostname?: string;
        readonly ip: string;
        readonly nodeName?: string;
        readonly targetRef?: {
          readonly apiVersion?: string;
          readonly fieldPath?: string;
          readonly kind?: string;
          readonly name?: string;
          readonly namespace?: string;
          readonly resourceVersion?: string;
          readonly uid?: string;
        };
      }[];
      readonly externalMgrPrometheusPort?: number;
      readonly interval?: string;
      readonly metricsDisabled?: boolean;
      readonly port?: number;
    };
    readonly network?: {
      readonly addressRanges?: {
        readonly cluster?: readonly string[];
        readonly public?: readonly string[];
      };
      readonly connections?: {
        readonly compression?: {
          readonly enabled?: boolean;
        };
        readonly encryption?: {
          readonly enabled?: boolean;
        };
        readonly requireMsgr2?: boolean;
      };
      readonly dualStack?: boolean;
      readonly hostNetwork?: boolean;
      readonly ipFamily?: "IPv4" | "IPv6";
      readonly multiClusterService?: {
        readonly clusterID?: string;
        readonly enabled?: boolean;
      };
      readonly provider?: "" | "host" | "multus";
      readonly selectors?: Readonly<Record<string, string>>;
    };
    readonly placement?: Readonly<Record<string, {
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
      readonly tolerations?: readonly {
        readonly effect?: string;
        readonly key?: string;
        readonly operator?: string;
        readonly tolerationSeconds?: number;
        readonly value?: string;
      }[];
      readonly topologySpreadConstraints?: readonly {
        readonly labelSelector?: {
          readonly matchExpressions?: readonly {
            readonly key: string;
            readonly operator: string;
            readonly values?: readonly string[];
          }[];
          readonly matchLabels?: Readonly<Record<string, string>>;
        };
        readonly matchLabelKeys?: readonly string[];
        readonly maxSkew: number;
        readonly minDomains?: number;
        readonly nodeAffinityPolicy?: string;
        readonly nodeTaintsPolicy?: string;
        readonly topologyKey: string;
        readonly whenUnsatisfiable: string;
      }[];
    }>>;
    readonly priorityClassNames?: Readonly<Record<string, string>>;
    readonly removeOSDsIfOutAndSafeToRemove?: boolean;
    readonly resources?: Readonly<Record<string, {
      readonly claims?: readonly {
        readonly name: string;
        readonly request?: string;
      }[];
      readonly limits?: Readonly<Record<string, number | string>>;
      readonly requests?: Readonly<Record<string, number | string>>;
    }>>;
    readonly security?: {
      readonly cephx?: {
        readonly allowedCiphers?: readonly ("aes" | "aes256k")[];
        readonly csi?: {
          readonly keepPriorKeyCountMax?: number;
          readonly keyGeneration?: number;
          readonly keyRotationPolicy?: "" | "Disabled" | "KeyGeneration";
          readonly keyType?: "aes" | "aes256k";
        };
        readonly daemon?: {
          readonly keyGeneration?: number;
          readonly keyRotationPolicy?: "" | "Disabled" | "KeyGeneration";
          readonly keyType?: "aes" | "aes256k";
        };
        readonly rbdMirrorPeer?: {
          readonly keyGeneration?: number;
          readonly keyRotationPolicy?: "" | "Disabled" | "KeyGeneration";
          readonly keyType?: "aes" | "aes256k";
        };
      };
      readonly keyRotation?: {
        readonly enabled?: boolean;
        readonly schedule?: string;
      };
      readonly kms?: {
        readonly connectionDetails?: Readonly<Record<string, string>>;
        readonly tokenSecretName?: string;
      };
    };
    readonly skipUpgradeChecks?: boolean;
    readonly storage?: {
      readonly allowDeviceClassUpdate?: boolean;
      readonly allowOsdCrushWeightUpdate?: boolean;
      readonly backfillFullRatio?: number;
      readonly config?: Readonly<Record<string, string>>;
      readonly deviceFilter?: string;
      readonly devicePathFilter?: string;
      readonly devices?: readonly {
        readonly config?: Readonly<Record<string, string>>;
        readonly fullpath?: string;
        readonly name?: string;
      }[];
      readonly flappingRestartIntervalHours?: number;
      readonly fullRatio?: number;
      readonly migration?: {
        readonly confirmation?: string;
      };
      readonly nearFullRatio?: number;
      readonly nodes?: readonly {
        readonly config?: Readonly<Record<string, string>>;
        readonly deviceFilter?: string;
        readonly devicePathFilter?: string;
        readonly devices?: readonly {
          readonly config?: Readonly<Record<string, string>>;
          readonly fullpath?: string;
          readonly name?: string;
        }[];
        readonly name?: string;
        readonly resources?: {
          readonly claims?: readonly {
            readonly name: string;
            readonly request?: string;
          }[];
          readonly limits?: Readonly<Record<string, number | string>>;
          readonly requests?: Readonly<Record<string, number | string>>;
        };
        readonly useAllDevices?: boolean;
        readonly volumeClaimTemplates?: readonly {
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
      }[];
      readonly onlyApplyOSDPlacement?: boolean;
      readonly osdMaxUpdatesInParallel?: number;
      readonly scheduleAlways?: boolean;
      readonly storageClassDeviceSets?: readonly {
        readonly config?: Readonly<Record<string, string>>;
        readonly count: number;
        readonly encrypted?: boolean;
        readonly name: string;
        readonly placement?: {
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
          readonly tolerations?: readonly {
            readonly effect?: string;
            readonly key?: string;
            readonly operator?: string;
            readonly tolerationSeconds?: number;
            readonly value?: string;
          }[];
          readonly topologySpreadConstraints?: readonly {
            readonly labelSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly matchLabelKeys?: readonly string[];
            readonly maxSkew: number;
            readonly minDomains?: number;
            readonly nodeAffinityPolicy?: string;
            readonly nodeTaintsPolicy?: string;
            readonly topologyKey: string;
            readonly whenUnsatisfiable: string;
          }[];
        };
        readonly portable?: boolean;
        readonly preparePlacement?: {
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
          readonly tolerations?: readonly {
            readonly effect?: string;
            readonly key?: string;
            readonly operator?: string;
            readonly tolerationSeconds?: number;
            readonly value?: string;
          }[];
          readonly topologySpreadConstraints?: readonly {
            readonly labelSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly matchLabelKeys?: readonly string[];
            readonly maxSkew: number;
            readonly minDomains?: number;
            readonly nodeAffinityPolicy?: string;
            readonly nodeTaintsPolicy?: string;
            readonly topologyKey: string;
            readonly whenUnsatisfiable: string;
          }[];
        };
        readonly resources?: {
          readonly claims?: readonly {
            readonly name: string;
            readonly request?: string;
          }[];
          readonly limits?: Readonly<Record<string, number | string>>;
          readonly requests?: Readonly<Record<string, number | string>>;
        };
        readonly schedulerName?: string;
        readonly tuneDeviceClass?: boolean;
        readonly tuneFastDeviceClass?: boolean;
        readonly volumeClaimTemplates: readonly {
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
      }[];
      readonly store?: {
        readonly type?: "bluestore" | "bluestore-rdr";
        readonly updateStore?: string;
      };
      readonly useAllDevices?: boolean;
      readonly useAllNodes?: boolean;
      readonly volumeClaimTemplates?: readonly {
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
    };
    readonly upgradeOSDRequiresHealthyPGs?: boolean;
    readonly waitTimeoutForHealthyOSDInMinutes?: number;
  };
}

/** ceph.rook.io/v1 */
export const cephCluster: CustomKind<CephClusterFields> = { apiVersion: "ceph.rook.io/v1", kind: "CephCluster" };

export interface CephBlockPoolFields {
  readonly spec: {
    readonly application?: string;
    readonly compressionMode?: "none" | "passive" | "aggressive" | "force" | "";
    readonly crushRoot?: string;
    readonly deviceClass?: string;
    readonly enableCrushUpdates?: boolean;
    readonly enableRBDStats?: boolean;
    readonly erasureCoded?: {
      readonly algorithm?: "isa" | "jerasure";
      readonly codingChunks: number;
      readonly crushNumFailureDomains?: number;
      readonly crushOSDsPerFailureDomain?: number;
      readonly dataChunks: number;
      readonly stripeUnit?: number | string;
    };
    readonly failureDomain?: string;
    readonly mirroring?: {
      readonly enabled?: boolean;
      readonly mode?: "pool" | "image" | "init-only";
      readonly peers?: {
        readonly secretNames?: readonly string[];
      };
      readonly snapshotSchedules?: readonly {
        readonly interval?: string;
        readonly path?: string;
        readonly startTime?: string;
      }[];
    };
    readonly name?: ".rgw.root" | ".nfs" | ".mgr";
    readonly parameters?: Readonly<Record<string, string>>;
    readonly quotas?: {
      readonly maxBytes?: number;
      readonly maxObjects?: number;
      readonly maxSize?: string;
    };
    readonly replicated?: {
      readonly hybridStorage?: {
        readonly primaryDeviceClass: string;
        readonly secondaryDeviceClass: string;
      };
      readonly replicasPerFailureDomain?: number;
      readonly requireSafeReplicaSize?: boolean;
      readonly size: number;
      readonly subFailureDomain?: string;
      readonly targetSizeRatio?: number;
    };
    readonly statusCheck?: {
      readonly mirror?: {
        readonly disabled?: boolean;
        readonly interval?: string;
        readonly timeout?: string;
      };
    };
  };
}

/** ceph.rook.io/v1 */
export const cephBlockPool: CustomKind<CephBlockPoolFields> = { apiVersion: "ceph.rook.io/v1", kind: "CephBlockPool" };

export interface CephFilesystemFields {
  readonly spec: {
    readonly dataPools: readonly {
      readonly application?: string;
      readonly compressionMode?: "none" | "passive" | "aggressive" | "force" | "";
      readonly crushRoot?: string;
      readonly deviceClass?: string;
      readonly enableCrushUpdates?: boolean;
      readonly enableRBDStats?: boolean;
      readonly erasureCoded?: {
        readonly algorithm?: "isa" | "jerasure";
        readonly codingChunks: number;
        readonly crushNumFailureDomains?: number;
        readonly crushOSDsPerFailureDomain?: number;
        readonly dataChunks: number;
        readonly stripeUnit?: number | string;
      };
      readonly failureDomain?: string;
      readonly mirroring?: {
        readonly enabled?: boolean;
        readonly mode?: "pool" | "image" | "init-only";
        readonly peers?: {
          readonly secretNames?: readonly string[];
        };
        readonly snapshotSchedules?: readonly {
          readonly interval?: string;
          readonly path?: string;
          readonly startTime?: string;
        }[];
      };
      readonly name?: string;
      readonly parameters?: Readonly<Record<string, string>>;
      readonly quotas?: {
        readonly maxBytes?: number;
        readonly maxObjects?: number;
        readonly maxSize?: string;
      };
      readonly replicated?: {
        readonly hybridStorage?: {
          readonly primaryDeviceClass: string;
          readonly secondaryDeviceClass: string;
        };
        readonly replicasPerFailureDomain?: number;
        readonly requireSafeReplicaSize?: boolean;
        readonly size: number;
        readonly subFailureDomain?: string;
        readonly targetSizeRatio?: number;
      };
      readonly statusCheck?: {
        readonly mirror?: {
          readonly disabled?: boolean;
          readonly interval?: string;
          readonly timeout?: string;
        };
      };
    }[];
    readonly metadataPool: {
      readonly application?: string;
      readonly compressionMode?: "none" | "passive" | "aggressive" | "force" | "";
      readonly crushRoot?: string;
      readonly deviceClass?: string;
      readonly enableCrushUpdates?: boolean;
      readonly enableRBDStats?: boolean;
      readonly erasureCoded?: {
        readonly algorithm?: "isa" | "jerasure";
        readonly codingChunks: number;
        readonly crushNumFailureDomains?: number;
        readonly crushOSDsPerFailureDomain?: number;
        readonly dataChunks: number;
        readonly stripeUnit?: number | string;
      };
      readonly failureDomain?: string;
      readonly mirroring?: {
        readonly enabled?: boolean;
        readonly mode?: "pool" | "image" | "init-only";
        readonly peers?: {
          readonly secretNames?: readonly string[];
        };
        readonly snapshotSchedules?: readonly {
          readonly interval?: string;
          readonly path?: string;
          readonly startTime?: string;
        }[];
      };
      readonly name?: string;
      readonly parameters?: Readonly<Record<string, string>>;
      readonly quotas?: {
        readonly maxBytes?: number;
        readonly maxObjects?: number;
        readonly maxSize?: string;
      };
      readonly replicated?: {
        readonly hybridStorage?: {
          readonly primaryDeviceClass: string;
          readonly secondaryDeviceClass: string;
        };
        readonly replicasPerFailureDomain?: number;
        readonly requireSafeReplicaSize?: boolean;
        readonly size: number;
        readonly subFailureDomain?: string;
        readonly targetSizeRatio?: number;
      };
      readonly statusCheck?: {
        readonly mirror?: {
          readonly disabled?: boolean;
          readonly interval?: string;
          readonly timeout?: string;
        };
      };
    };
    readonly metadataServer: {
      readonly activeCount: number;
      readonly activeStandby?: boolean;
      readonly annotations?: Readonly<Record<string, string>>;
      readonly cacheMemoryLimitFactor?: number;
      readonly cacheMemoryRequestFactor?: number;
      readonly labels?: Readonly<Record<string, string>>;
      readonly livenessProbe?: {
        readonly disabled?: boolean;
        readonly probe?: {
          readonly exec?: {
            readonly command?: readonly string[];
          };
          readonly failureThreshold?: number;
          readonly grpc?: {
            readonly port: number;
            readonly service?: string;
          };
          readonly httpGet?: {
            readonly host?: string;
            readonly httpHeaders?: readonly {
              readonly name: string;
              readonly value: string;
            }[];
            readonly path?: string;
            readonly port: number | string;
            readonly scheme?: string;
          };
          readonly initialDelaySeconds?: number;
          readonly periodSeconds?: number;
          readonly successThreshold?: number;
          readonly tcpSocket?: {
            readonly host?: string;
            readonly port: number | string;
          };
          readonly terminationGracePeriodSeconds?: number;
          readonly timeoutSeconds?: number;
        };
      };
      readonly placement?: {
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
        readonly tolerations?: readonly {
          readonly effect?: string;
          readonly key?: string;
          readonly operator?: string;
          readonly tolerationSeconds?: number;
          readonly value?: string;
        }[];
        readonly topologySpreadConstraints?: readonly {
          readonly labelSelector?: {
            readonly matchExpressions?: readonly {
              readonly key: string;
              readonly operator: string;
              readonly values?: readonly string[];
            }[];
            readonly matchLabels?: Readonly<Record<string, string>>;
          };
          readonly matchLabelKeys?: readonly string[];
          readonly maxSkew: number;
          readonly minDomains?: number;
          readonly nodeAffinityPolicy?: string;
          readonly nodeTaintsPolicy?: string;
          readonly topologyKey: string;
          readonly whenUnsatisfiable: string;
        }[];
      };
      readonly priorityClassName?: string;
      readonly resources?: {
        readonly claims?: readonly {
          readonly name: string;
          readonly request?: string;
        }[];
        readonly limits?: Readonly<Record<string, number | string>>;
        readonly requests?: Readonly<Record<string, number | string>>;
      };
      readonly startupProbe?: {
        readonly disabled?: boolean;
        readonly probe?: {
          readonly exec?: {
            readonly command?: readonly string[];
          };
          readonly failureThreshold?: number;
          readonly grpc?: {
            readonly port: number;
            readonly service?: string;
          };
          readonly httpGet?: {
            readonly host?: string;
            readonly httpHeaders?: readonly {
              readonly name: string;
              readonly value: string;
            }[];
            readonly path?: string;
            readonly port: number | string;
            readonly scheme?: string;
          };
          readonly initialDelaySeconds?: number;
          readonly periodSeconds?: number;
          readonly successThreshold?: number;
          readonly tcpSocket?: {
            readonly host?: string;
            readonly port: number | string;
          };
          readonly terminationGracePeriodSeconds?: number;
          readonly timeoutSeconds?: number;
        };
      };
    };
    readonly mirroring?: {
      readonly enabled?: boolean;
      readonly peers?: {
        readonly secretNames?: readonly string[];
      };
      readonly snapshotRetention?: readonly {
        readonly duration?: string;
        readonly path?: string;
      }[];
      readonly snapshotSchedules?: readonly {
        readonly interval?: string;
        readonly path?: string;
        readonly startTime?: string;
      }[];
    };
    readonly preserveFilesystemOnDelete?: boolean;
    readonly preservePoolNames?: boolean;
    readonly preservePoolsOnDelete?: boolean;
    readonly statusCheck?: {
      readonly mirror?: {
        readonly disabled?: boolean;
        readonly interval?: string;
        readonly timeout?: string;
      };
    };
  };
}

/** ceph.rook.io/v1 */
export const cephFilesystem: CustomKind<CephFilesystemFields> = { apiVersion: "ceph.rook.io/v1", kind: "CephFilesystem" };

export interface CephFilesystemSubVolumeGroupFields {
  readonly spec: {
    readonly clusterID?: string;
    readonly csiMetadataRadosNamespace?: string;
    readonly dataPoolName?: string;
    readonly filesystemName: string;
    readonly name?: string;
    readonly pinning?: {
      readonly distributed?: number;
      readonly export?: number;
      readonly random?: number;
    };
    readonly quota?: number | string;
  };
}

/** ceph.rook.io/v1 */
export const cephFilesystemSubVolumeGroup: CustomKind<CephFilesystemSubVolumeGroupFields> = { apiVersion: "ceph.rook.io/v1", kind: "CephFilesystemSubVolumeGroup" };

export interface CephObjectStoreFields {
  readonly spec: {
    readonly allowUsersInNamespaces?: readonly string[];
    readonly auth?: {
      readonly keystone?: {
        readonly acceptedRoles: readonly string[];
        readonly implicitTenants?: string;
        readonly revocationInterval?: number;
        readonly serviceUserSecretName: string;
        readonly tokenCacheSize?: number;
        readonly url: string;
      };
    };
    readonly dataPool?: {
      readonly application?: string;
      readonly compressionMode?: "none" | "passive" | "aggressive" | "force" | "";
      readonly crushRoot?: string;
      readonly deviceClass?: string;
      readonly enableCrushUpdates?: boolean;
      readonly enableRBDStats?: boolean;
      readonly erasureCoded?: {
        readonly algorithm?: "isa" | "jerasure";
        readonly codingChunks: number;
        readonly crushNumFailureDomains?: number;
        readonly crushOSDsPerFailureDomain?: number;
        readonly dataChunks: number;
        readonly stripeUnit?: number | string;
      };
      readonly failureDomain?: string;
      readonly mirroring?: {
        readonly enabled?: boolean;
        readonly mode?: "pool" | "image" | "init-only";
        readonly peers?: {
          readonly secretNames?: readonly string[];
        };
        readonly snapshotSchedules?: readonly {
          readonly interval?: string;
          readonly path?: string;
          readonly startTime?: string;
        }[];
      };
      readonly parameters?: Readonly<Record<string, string>>;
      readonly quotas?: {
        readonly maxBytes?: number;
        readonly maxObjects?: number;
        readonly maxSize?: string;
      };
      readonly replicated?: {
        readonly hybridStorage?: {
          readonly primaryDeviceClass: string;
          readonly secondaryDeviceClass: string;
        };
        readonly replicasPerFailureDomain?: number;
        readonly requireSafeReplicaSize?: boolean;
        readonly size: number;
        readonly subFailureDomain?: string;
        readonly targetSizeRatio?: number;
      };
      readonly statusCheck?: {
        readonly mirror?: {
          readonly disabled?: boolean;
          readonly interval?: string;
          readonly timeout?: string;
        };
      };
    };
    readonly defaultRealm?: boolean;
    readonly gateway?: {
      readonly additionalVolumeMounts?: readonly {
        readonly subPath: string;
        readonly volumeSource: {
          readonly configMap?: {
            readonly defaultMode?: number;
            readonly items?: readonly {
              readonly key: string;
              readonly mode?: number;
              readonly path: string;
            }[];
            readonly name?: string;
            readonly optional?: boolean;
          };
          readonly emptyDir?: {
            readonly medium?: string;
            readonly sizeLimit?: number | string;
          };
          readonly hostPath?: {
            readonly path: string;
            readonly type?: string;
          };
          readonly persistentVolumeClaim?: {
            readonly claimName: string;
            readonly readOnly?: boolean;
          };
          readonly projected?: {
            readonly defaultMode?: number;
            readonly sources?: readonly {
              readonly clusterTrustBundle?: {
                readonly labelSelector?: {
                  readonly matchExpressions?: readonly {
                    readonly key: string;
                    readonly operator: string;
                    readonly values?: readonly string[];
                  }[];
                  readonly matchLabels?: Readonly<Record<string, string>>;
                };
                readonly name?: string;
                readonly optional?: boolean;
                readonly path: string;
                readonly signerName?: string;
              };
              readonly configMap?: {
                readonly items?: readonly {
                  readonly key: string;
                  readonly mode?: number;
                  readonly path: string;
                }[];
                readonly name?: string;
                readonly optional?: boolean;
              };
              readonly downwardAPI?: {
                readonly items?: readonly {
                  readonly fieldRef?: {
                    readonly apiVersion?: string;
                    readonly fieldPath: string;
                  };
                  readonly mode?: number;
                  readonly path: string;
                  readonly resourceFieldRef?: {
                    readonly containerName?: string;
                    readonly divisor?: number | string;
                    readonly resource: string;
                  };
                }[];
              };
              readonly podCertificate?: {
                readonly certificateChainPath?: string;
                readonly credentialBundlePath?: string;
                readonly keyPath?: string;
                readonly keyType: string;
                readonly maxExpirationSeconds?: number;
                readonly signerName: string;
                readonly userAnnotations?: Readonly<Record<string, string>>;
              };
              readonly secret?: {
                readonly items?: readonly {
                  readonly key: string;
                  readonly mode?: number;
                  readonly path: string;
                }[];
                readonly name?: string;
                readonly optional?: boolean;
              };
              readonly serviceAccountToken?: {
                readonly audience?: string;
                readonly expirationSeconds?: number;
                readonly path: string;
              };
            }[];
          };
          readonly secret?: {
            readonly defaultMode?: number;
            readonly items?: readonly {
              readonly key: string;
              readonly mode?: number;
              readonly path: string;
            }[];
            readonly optional?: boolean;
            readonly secretName?: string;
          };
        };
      }[];
      readonly annotations?: Readonly<Record<string, string>>;
      readonly caBundleRef?: string;
      readonly dashboardEnabled?: boolean;
      readonly disableMultisiteSyncTraffic?: boolean;
      readonly externalRgwEndpoints?: readonly {
        readonly hostname?: string;
        readonly ip?: string;
      }[];
      readonly hostNetwork?: boolean;
      readonly instances?: number;
      readonly labels?: Readonly<Record<string, string>>;
      readonly opsLogSidecar?: {
        readonly resources?: {
          readonly claims?: readonly {
            readonly name: string;
            readonly request?: string;
          }[];
          readonly limits?: Readonly<Record<string, number | string>>;
          readonly requests?: Readonly<Record<string, number | string>>;
        };
      };
      readonly placement?: {
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
        readonly tolerations?: readonly {
          readonly effect?: string;
          readonly key?: string;
          readonly operator?: string;
          readonly tolerationSeconds?: number;
          readonly value?: string;
        }[];
        readonly topologySpreadConstraints?: readonly {
          readonly labelSelector?: {
            readonly matchExpressions?: readonly {
              readonly key: string;
              readonly operator: string;
              readonly values?: readonly string[];
            }[];
            readonly matchLabels?: Readonly<Record<string, string>>;
          };
          readonly matchLabelKeys?: readonly string[];
          readonly maxSkew: number;
          readonly minDomains?: number;
          readonly nodeAffinityPolicy?: string;
          readonly nodeTaintsPolicy?: string;
          readonly topologyKey: string;
          readonly whenUnsatisfiable: string;
        }[];
      };
      readonly port?: number;
      readonly priorityClassName?: string;
      readonly readAffinity?: {
        readonly type: "localize" | "balance" | "default";
      };
      readonly resources?: {
        readonly claims?: readonly {
          readonly name: string;
          readonly request?: string;
        }[];
        readonly limits?: Readonly<Record<string, number | string>>;
        readonly requests?: Readonly<Record<string, number | string>>;
      };
      readonly rgwCommandFlags?: Readonly<Record<string, string>>;
      readonly rgwConfig?: Readonly<Record<string, string>>;
      readonly rgwConfigFromSecret?: Readonly<Record<string, {
        readonly key: string;
        readonly name?: string;
        readonly optional?: boolean;
      }>>;
      readonly securePort?: number;
      readonly service?: {
        readonly annotations?: Readonly<Record<string, string>>;
        readonly labels?: Readonly<Record<string, string>>;
      };
      readonly sslCertificateRef?: string;
    };
    readonly healthCheck?: {
      readonly readinessProbe?: {
        readonly disabled?: boolean;
        readonly probe?: {
          readonly exec?: {
            readonly command?: readonly string[];
          };
          readonly failureThreshold?: number;
          readonly grpc?: {
            readonly port: number;
            readonly service?: string;
          };
          readonly httpGet?: {
            readonly host?: string;
            readonly httpHeaders?: readonly {
              readonly name: string;
              readonly value: string;
            }[];
            readonly path?: string;
            readonly port: number | string;
            readonly scheme?: string;
          };
          readonly initialDelaySeconds?: number;
          readonly periodSeconds?: number;
          readonly successThreshold?: number;
          readonly tcpSocket?: {
            readonly host?: string;
            readonly port: number | string;
          };
          readonly terminationGracePeriodSeconds?: number;
          readonly timeoutSeconds?: number;
        };
      };
      readonly startupProbe?: {
        readonly disabled?: boolean;
        readonly probe?: {
          readonly exec?: {
            readonly command?: readonly string[];
          };
          readonly failureThreshold?: number;
          readonly grpc?: {
            readonly port: number;
            readonly service?: string;
          };
          readonly httpGet?: {
            readonly host?: string;
            readonly httpHeaders?: readonly {
              readonly name: string;
              readonly value: string;
            }[];
            readonly path?: string;
            readonly port: number | string;
            readonly scheme?: string;
          };
          readonly initialDelaySeconds?: number;
          readonly periodSeconds?: number;
          readonly successThreshold?: number;
          readonly tcpSocket?: {
            readonly host?: string;
            readonly port: number | string;
          };
          readonly terminationGracePeriodSeconds?: number;
          readonly timeoutSeconds?: number;
        };
      };
    };
    readonly hosting?: {
      readonly advertiseEndpoint?: {
        readonly dnsName: string;
        readonly port: number;
        readonly useTls: boolean;
      };
      readonly dnsNames?: readonly string[];
    };
    readonly metadataPool?: {
      readonly application?: string;
      readonly compressionMode?: "none" | "passive" | "aggressive" | "force" | "";
      readonly crushRoot?: string;
      readonly deviceClass?: string;
      readonly enableCrushUpdates?: boolean;
      readonly enableRBDStats?: boolean;
      readonly erasureCoded?: {
        readonly algorithm?: "isa" | "jerasure";
        readonly codingChunks: number;
        readonly crushNumFailureDomains?: number;
        readonly crushOSDsPerFailureDomain?: number;
        readonly dataChunks: number;
        readonly stripeUnit?: number | string;
      };
      readonly failureDomain?: string;
      readonly mirroring?: {
        readonly enabled?: boolean;
        readonly mode?: "pool" | "image" | "init-only";
        readonly peers?: {
          readonly secretNames?: readonly string[];
        };
        readonly snapshotSchedules?: readonly {
          readonly interval?: string;
          readonly path?: string;
          readonly startTime?: string;
        }[];
      };
      readonly parameters?: Readonly<Record<string, string>>;
      readonly quotas?: {
        readonly maxBytes?: number;
        readonly maxObjects?: number;
        readonly maxSize?: string;
      };
      readonly replicated?: {
        readonly hybridStorage?: {
          readonly primaryDeviceClass: string;
          readonly secondaryDeviceClass: string;
        };
        readonly replicasPerFailureDomain?: number;
        readonly requireSafeReplicaSize?: boolean;
        readonly size: number;
        readonly subFailureDomain?: string;
        readonly targetSizeRatio?: number;
      };
      readonly statusCheck?: {
        readonly mirror?: {
          readonly disabled?: boolean;
          readonly interval?: string;
          readonly timeout?: string;
        };
      };
    };
    readonly preservePoolsOnDelete?: boolean;
    readonly protocols?: {
      readonly enableAPIs?: readonly ("s3" | "s3website" | "swift" | "swift_auth" | "admin" | "sts" | "iam" | "notifications")[];
      readonly s3?: {
        readonly authUseKeystone?: boolean;
        readonly enabled?: boolean;
      };
      readonly swift?: {
        readonly accountInUrl?: boolean;
        readonly urlPrefix?: string;
        readonly versioningEnabled?: boolean;
      };
    };
    readonly security?: {
      readonly cipherSuites?: readonly string[];
      readonly ciphers?: readonly string[];
      readonly keyRotation?: {
        readonly enabled?: boolean;
        readonly schedule?: string;
      };
      readonly kms?: {
        readonly connectionDetails?: Readonly<Record<string, string>>;
        readonly tokenSecretName?: string;
      };
      readonly s3?: {
        readonly connectionDetails?: Readonly<Record<string, string>>;
        readonly tokenSecretName?: string;
      };
      readonly sslOptions?: {
        readonly defaultWorkarounds?: boolean;
        readonly noCompression?: boolean;
        readonly singleDiffieHellmanUse?: boolean;
        readonly sslv2?: boolean;
        readonly sslv3?: boolean;
        readonly tlsv1_0?: boolean;
        readonly tlsv1_1?: boolean;
        readonly tlsv1_2?: boolean;
      };
      readonly tlsGroups?: readonly string[];
    };
    readonly sharedPools?: {
      readonly dataPoolName?: string;
      readonly metadataPoolName?: string;
      readonly poolPlacements?: readonly {
        readonly dataNonECPoolName?: string;
        readonly dataPoolName: string;
        readonly default?: boolean;
        readonly metadataPoolName: string;
        readonly name: string;
        readonly storageClasses?: readonly {
          readonly dataPoolName: string;
          readonly name: string;
        }[];
      }[];
      readonly preserveRadosNamespaceDataOnDelete?: boolean;
    };
    readonly zone?: {
      readonly name: string;
    };
  };
}

/** ceph.rook.io/v1 */
export const cephObjectStore: CustomKind<CephObjectStoreFields> = { apiVersion: "ceph.rook.io/v1", kind: "CephObjectStore" };
