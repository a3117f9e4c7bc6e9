// Made by scripts/crd-types.ts of the definitions in kubevirt/kubevirt@v1.9.0; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface KubeVirtFields {
  readonly spec: {
    readonly certificateRotateStrategy?: {
      readonly selfSigned?: {
        readonly ca?: {
          readonly duration?: string;
          readonly renewBefore?: string;
        };
        readonly caOverlapInterval?: string;
        readonly caRotateInterval?: string;
        readonly certRotateInterval?: string;
        readonly server?: {
          readonly duration?: string;
          readonly renewBefore?: string;
        };
      };
    };
    readonly configuration?: {
      readonly additionalGuestMemoryOverheadRatio?: string;
      readonly apiConfiguration?: {
        readonly restClient?: {
          readonly rateLimiter?: {
            readonly tokenBucketRateLimiter?: {
              readonly burst: number;
              readonly qps: number;
            };
          };
        };
      };
      readonly architectureConfiguration?: {
        readonly amd64?: {
          readonly emulatedMachines?: readonly string[];
          readonly machineType?: string;
          readonly ovmfPath?: string;
        };
        readonly arm64?: {
          readonly emulatedMachines?: readonly string[];
          readonly machineType?: string;
          readonly ovmfPath?: string;
        };
        readonly defaultArchitecture?: string;
        readonly ppc64le?: {
          readonly emulatedMachines?: readonly string[];
          readonly machineType?: string;
          readonly ovmfPath?: string;
        };
        readonly s390x?: {
          readonly emulatedMachines?: readonly string[];
          readonly machineType?: string;
          readonly ovmfPath?: string;
        };
      };
      readonly autoCPULimitNamespaceLabelSelector?: {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
        readonly matchLabels?: Readonly<Record<string, string>>;
      };
      readonly changedBlockTrackingLabelSelectors?: {
        readonly namespaceLabelSelector?: {
          readonly matchExpressions?: readonly {
            readonly key: string;
            readonly operator: string;
            readonly values?: readonly string[];
          }[];
          readonly matchLabels?: Readonly<Record<string, string>>;
        };
        readonly virtualMachineLabelSelector?: {
          readonly matchExpressions?: readonly {
            readonly key: string;
            readonly operator: string;
            readonly values?: readonly string[];
          }[];
          readonly matchLabels?: Readonly<Record<string, string>>;
        };
      };
      readonly commonInstancetypesDeployment?: {
        readonly enabled?: boolean;
      };
      readonly confidentialCompute?: {
        readonly tdx?: {
          readonly attestation?: {
            readonly enforced?: boolean;
            readonly qgsSocketPath?: string;
          };
        };
      };
      readonly controllerConfiguration?: {
        readonly restClient?: {
          readonly rateLimiter?: {
            readonly tokenBucketRateLimiter?: {
              readonly burst: number;
              readonly qps: number;
            };
          };
        };
      };
      readonly cpuModel?: string;
      readonly cpuRequest?: number | string;
      readonly defaultRuntimeClass?: string;
      readonly developerConfiguration?: {
        readonly clusterProfiler?: boolean;
        readonly cpuAllocationRatio?: number;
        readonly disabledFeatureGates?: readonly string[];
        readonly diskVerification?: {
          readonly memoryLimit: number | string;
        };
        readonly featureGates?: readonly string[];
        readonly logVerbosity?: {
          readonly nodeVerbosity?: Readonly<Record<string, number>>;
          readonly virtAPI?: number;
          readonly virtController?: number;
          readonly virtHandler?: number;
          readonly virtLauncher?: number;
          readonly virtOperator?: number;
          readonly virtSynchronizationController?: number;
        };
        readonly memoryOvercommit?: number;
        readonly minimumClusterTSCFrequency?: number;
        readonly minimumReservePVCBytes?: number;
        readonly nodeSelectors?: Readonly<Record<string, string>>;
        readonly pvcTolerateLessSpaceUpToPercent?: number;
        readonly useEmulation?: boolean;
      };
      readonly emulatedMachines?: readonly string[];
      readonly evictionStrategy?: string;
      readonly handlerConfiguration?: {
        readonly restClient?: {
          readonly rateLimiter?: {
            readonly tokenBucketRateLimiter?: {
              readonly burst: number;
              readonly qps: number;
            };
          };
        };
      };
      readonly hypervisors?: readonly {
        readonly name?: "kvm" | "hyperv-direct";
      }[];
      readonly imagePullPolicy?: string;
      readonly instancetype?: {
        readonly referencePolicy?: "reference" | "expand" | "expandAll";
      };
      readonly ksmConfiguration?: {
        readonly nodeLabelSelector?: {
          readonly matchExpressions?: readonly {
            readonly key: string;
            readonly operator: string;
            readonly values?: readonly string[];
          }[];
          readonly matchLabels?: Readonly<Record<string, string>>;
        };
      };
      readonly liveUpdateConfiguration?: {
        readonly maxCpuSockets?: number;
        readonly maxGuest?: number | string;
        readonly maxHotplugRatio?: number;
      };
      readonly machineType?: string;
      readonly mediatedDevicesConfiguration?: {
        readonly enabled?: boolean;
        readonly mediatedDeviceTypes?: readonly string[];
        readonly mediatedDevicesTypes?: readonly string[];
        readonly nodeMediatedDeviceTypes?: readonly {
          readonly mediatedDeviceTypes?: readonly string[];
          readonly mediatedDevicesTypes?: readonly string[];
          readonly nodeSelector: Readonly<Record<string, string>>;
        }[];
      };
      readonly memBalloonStatsPeriod?: number;
      readonly migrations?: {
        readonly allowAutoConverge?: boolean;
        readonly allowPostCopy?: boolean;
        readonly allowWorkloadDisruption?: boolean;
        readonly bandwidthPerMigration?: number | string;
        readonly completionTimeoutPerGiB?: number;
        readonly disableTLS?: boolean;
        readonly matchSELinuxLevelOnMigration?: boolean;
        readonly maxDowntimeMs?: number;
        readonly network?: string;
        readonly nodeDrainTaintKey?: string;
        readonly parallelMigrationsPerCluster?: number;
        readonly parallelOutboundMigrationsPerNode?: number;
        readonly progressTimeout?: number;
        readonly unsafeMigrationOverride?: boolean;
        readonly utilityVolumesTimeout?: number;
      };
      readonly minCPUModel?: string;
      readonly network?: {
        readonly binding?: Readonly<Record<string, {
          readonly computeResourceOverhead?: {
            readonly limits?: Readonly<Record<string, number | string>>;
            readonly requests?: Readonly<Record<string, number | string>>;
          };
          readonly domainAttachmentType?: string;
          readonly downwardAPI?: string;
          readonly migration?: {
            readonly method?: string;
          };
          readonly networkAttachmentDefinition?: string;
          readonly sidecarImage?: string;
        }>>;
        readonly defaultNetworkInterface?: string;
        readonly permitBridgeInterfaceOnPodNetwork?: boolean;
        readonly permitSlirpInterface?: boolean;
      };
      readonly obsoleteCPUModels?: Readonly<Record<string, boolean>>;
      readonly ovmfPath?: string;
      readonly permittedHostDevices?: {
        readonly mediatedDevices?: readonly {
          readonly externalResourceProvider?: boolean;
          readonly mdevNameSelector: string;
          readonly resourceName: string;
        }[];
        readonly pciHostDevices?: readonly {
          readonly externalResourceProvider?: boolean;
          readonly pciVendorSelector: string;
          readonly resourceName: string;
        }[];
        readonly usb?: readonly {
          readonly externalResourceProvider?: boolean;
          readonly resourceName: string;
          readonly selectors?: readonly {
            readonly product: string;
            readonly vendor: string;
          }[];
        }[];
      };
      readonly persistentReservationConfiguration?: {
        readonly enabled?: boolean;
      };
      readonly roleAggregationStrategy?: "AggregateToDefault" | "Manual";
      readonly seccompConfiguration?: {
        readonly virtualMachineInstanceProfile?: {
          readonly customProfile?: {
            readonly localhostProfile?: string;
            readonly runtimeDefaultProfile?: boolean;
          };
        };
      };
      readonly selinuxLauncherType?: string;
      readonly smbios?: {
        readonly family?: string;
        readonly manufacturer?: string;
        readonly product?: string;
        readonly sku?: string;
        readonly version?: string;
      };
      readonly supportContainerResources?: readonly {
        readonly resources: {
          readonly limits?: Readonly<Record<string, number | string>>;
          readonly requests?: Readonly<Record<string, number | string>>;
        };
        readonly type: string;
      }[];
      readonly supportedGuestAgentVersions?: readonly string[];
      readonly tlsConfiguration?: {
        readonly ciphers?: readonly string[];
        readonly minTLSVersion?: "VersionTLS10" | "VersionTLS11" | "VersionTLS12" | "VersionTLS13";
      };
      readonly virtTemplateDeployment?: {
        readonly enabled?: boolean;
      };
      readonly virtualMachineInstancesPerNode?: number;
      readonly virtualMachineOptions?: {
        readonly disableFreePageReporting?: object;
        readonly disableSerialConsoleLog?: object;
      };
      readonly vmRolloutStrategy?: "Stage" | "LiveUpdate";
      readonly vmStateStorageClass?: string;
      readonly webhookConfiguration?: {
        readonly restClient?: {
          readonly rateLimiter?: {
            readonly tokenBucketRateLimiter?: {
              readonly burst: number;
              readonly qps: number;
            };
          };
        };
      };
    };
    readonly customizeComponents?: {
      readonly flags?: {
        readonly api?: Readonly<Record<string, string>>;
        readonly controller?: Readonly<Record<string, string>>;
        readonly handler?: Readonly<Record<string, string>>;
      };
      readonly patches?: readonly {
        readonly patch: string;
        readonly resourceName: string;
        readonly resourceType: string;
        readonly type: string;
      }[];
    };
    readonly imagePullPolicy?: string;
    readonly imagePullSecrets?: readonly {
      readonly name?: string;
    }[];
    readonly imageRegistry?: string;
    readonly imageTag?: string;
    readonly infra?: {
      readonly nodePlacement?: {
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
      readonly replicas?: number;
    };
    readonly monitorAccount?: string;
    readonly monitorNamespace?: string;
    readonly productComponent?: string;
    readonly productName?: string;
    readonly productVersion?: string;
    readonly serviceMonitorNamespace?: string;
    readonly synchronizationPort?: string;
    readonly uninstallStrategy?: string;
    readonly workloadUpdateStrategy?: {
      readonly batchEvictionInterval?: string;
      readonly batchEvictionSize?: number;
      readonly workloadUpdateMethods?: readonly string[];
    };
    readonly workloads?: {
      readonly nodePlacement?: {
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
      readonly replicas?: number;
    };
  };
}

/** kubevirt.io/v1 */
export const kubeVirt: CustomKind<KubeVirtFields> = { apiVersion: "kubevirt.io/v1", kind: "KubeVirt" };
