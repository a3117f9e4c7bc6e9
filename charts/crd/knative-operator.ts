// Made by scripts/crd-types.ts of the definitions in knative/operator@knative-v1.23.0; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface KnativeServingFields {
  readonly spec?: {
    readonly additionalManifests?: readonly {
      readonly URL: string;
    }[];
    readonly clusterProfileRef?: {
      readonly name: string;
      readonly namespace: string;
    };
    readonly config?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly "controller-custom-certs"?: {
      readonly name: string;
      readonly type: string;
    };
    readonly deployments?: readonly {
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
      readonly annotations?: Readonly<Record<string, string>>;
      readonly env?: readonly {
        readonly container: string;
        readonly envVars?: readonly {
          readonly name: string;
          readonly value?: string;
          readonly valueFrom?: {
            readonly configMapKeyRef?: {
              readonly key: string;
              readonly name?: string;
              readonly optional?: boolean;
            };
            readonly fieldRef?: {
              readonly apiVersion?: string;
              readonly fieldPath: string;
            };
            readonly fileKeyRef?: {
              readonly key: string;
              readonly optional?: boolean;
              readonly path: string;
              readonly volumeName: string;
            };
            readonly resourceFieldRef?: {
              readonly containerName?: string;
              readonly divisor?: number | string;
              readonly resource: string;
            };
            readonly secretKeyRef?: {
              readonly key: string;
              readonly name?: string;
              readonly optional?: boolean;
            };
          };
        }[];
      }[];
      readonly hostNetwork?: boolean;
      readonly labels?: Readonly<Record<string, string>>;
      readonly livenessProbes?: readonly {
        readonly container: string;
        readonly failureThreshold?: number;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly successThreshold?: number;
        readonly terminationGracePeriodSeconds?: number;
        readonly timeoutSeconds?: number;
      }[];
      readonly name: string;
      readonly nodeSelector?: Readonly<Record<string, string>>;
      readonly readinessProbes?: readonly {
        readonly container: string;
        readonly failureThreshold?: number;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly successThreshold?: number;
        readonly terminationGracePeriodSeconds?: number;
        readonly timeoutSeconds?: number;
      }[];
      readonly replicas?: number;
      readonly resources?: readonly {
        readonly claims?: readonly {
          readonly name: string;
          readonly request?: string;
        }[];
        readonly container: string;
        readonly limits?: Readonly<Record<string, number | string>>;
        readonly requests?: Readonly<Record<string, number | string>>;
      }[];
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
      readonly version?: string;
      readonly volumeMounts?: readonly {
        readonly mountPath: string;
        readonly mountPropagation?: string;
        readonly name: string;
        readonly readOnly?: boolean;
        readonly recursiveReadOnly?: string;
        readonly subPath?: string;
        readonly subPathExpr?: string;
      }[];
    }[];
    readonly "high-availability"?: {
      readonly replicas: number;
    };
    readonly ingress?: {
      readonly contour?: {
        readonly enabled?: boolean;
      };
      readonly "gateway-api"?: {
        readonly enabled?: boolean;
      };
      readonly istio?: {
        readonly enabled?: boolean;
        readonly "knative-ingress-gateway"?: {
          readonly selector?: Readonly<Record<string, string>>;
          readonly servers?: readonly {
            readonly bind?: string;
            readonly defaultEndpoint?: string;
            readonly hosts?: readonly string[];
            readonly name?: string;
            readonly port?: {
              readonly name?: string;
              readonly number?: number;
              readonly protocol?: string;
              readonly target_port?: number;
            };
            readonly tls?: {
              readonly caCertificates?: string;
              readonly cipherSuites?: readonly string[];
              readonly credentialName?: string;
              readonly httpsRedirect?: boolean;
              readonly maxProtocolVersion?: number;
              readonly minProtocolVersion?: number;
              readonly mode?: "PASSTHROUGH" | "SIMPLE" | "MUTUAL" | "AUTO_PASSTHROUGH" | "ISTIO_MUTUAL";
              readonly privateKey?: string;
              readonly serverCertificate?: string;
              readonly subjectAltNames?: readonly string[];
              readonly verifyCertificateHash?: readonly string[];
              readonly verifyCertificateSpki?: readonly string[];
            };
          }[];
        };
        readonly "knative-local-gateway"?: {
          readonly selector?: Readonly<Record<string, string>>;
          readonly servers?: readonly {
            readonly bind?: string;
            readonly defaultEndpoint?: string;
            readonly hosts?: readonly string[];
            readonly name?: string;
            readonly port?: {
              readonly name?: string;
              readonly number?: number;
              readonly protocol?: string;
              readonly target_port?: number;
            };
            readonly tls?: {
              readonly caCertificates?: string;
              readonly cipherSuites?: readonly string[];
              readonly credentialName?: string;
              readonly httpsRedirect?: boolean;
              readonly maxProtocolVersion?: number;
              readonly minProtocolVersion?: number;
              readonly mode?: "PASSTHROUGH" | "SIMPLE" | "MUTUAL" | "AUTO_PASSTHROUGH" | "ISTIO_MUTUAL";
              readonly privateKey?: string;
              readonly serverCertificate?: string;
              readonly subjectAltNames?: readonly string[];
              readonly verifyCertificateHash?: readonly string[];
              readonly verifyCertificateSpki?: readonly string[];
            };
          }[];
        };
      };
      readonly kourier?: {
        readonly "bootstrap-configmap"?: string;
        readonly enabled?: boolean;
        readonly "http-port"?: number;
        readonly "https-port"?: number;
        readonly "service-load-balancer-ip"?: string;
        readonly "service-type"?: string;
      };
    };
    readonly manifests?: readonly {
      readonly URL: string;
    }[];
    readonly namespace?: {
      readonly annotations?: Readonly<Record<string, string>>;
      readonly labels?: Readonly<Record<string, string>>;
    };
    readonly podDisruptionBudgets?: readonly {
      readonly maxUnavailable?: number | string;
      readonly minAvailable?: number | string;
      readonly name: string;
      readonly selector?: {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
        readonly matchLabels?: Readonly<Record<string, string>>;
      };
      readonly unhealthyPodEvictionPolicy?: string;
    }[];
    readonly registry?: {
      readonly default?: string;
      readonly imagePullSecrets?: readonly {
        readonly name?: string;
      }[];
      readonly override?: Readonly<Record<string, string>>;
    };
    readonly resources?: readonly {
      readonly claims?: readonly {
        readonly name: string;
        readonly request?: string;
      }[];
      readonly container: string;
      readonly limits?: Readonly<Record<string, number | string>>;
      readonly requests?: Readonly<Record<string, number | string>>;
    }[];
    readonly security?: {
      readonly securityGuard: {
        readonly enabled: boolean;
      };
    };
    readonly services?: readonly {
      readonly annotations?: Readonly<Record<string, string>>;
      readonly labels?: Readonly<Record<string, string>>;
      readonly name: string;
      readonly selector?: Readonly<Record<string, string>>;
    }[];
    readonly version?: string;
    readonly workloads?: readonly {
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
      readonly annotations?: Readonly<Record<string, string>>;
      readonly env?: readonly {
        readonly container: string;
        readonly envVars?: readonly {
          readonly name: string;
          readonly value?: string;
          readonly valueFrom?: {
            readonly configMapKeyRef?: {
              readonly key: string;
              readonly name?: string;
              readonly optional?: boolean;
            };
            readonly fieldRef?: {
              readonly apiVersion?: string;
              readonly fieldPath: string;
            };
            readonly fileKeyRef?: {
              readonly key: string;
              readonly optional?: boolean;
              readonly path: string;
              readonly volumeName: string;
            };
            readonly resourceFieldRef?: {
              readonly containerName?: string;
              readonly divisor?: number | string;
              readonly resource: string;
            };
            readonly secretKeyRef?: {
              readonly key: string;
              readonly name?: string;
              readonly optional?: boolean;
            };
          };
        }[];
      }[];
      readonly hostNetwork?: boolean;
      readonly labels?: Readonly<Record<string, string>>;
      readonly livenessProbes?: readonly {
        readonly container: string;
        readonly failureThreshold?: number;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly successThreshold?: number;
        readonly terminationGracePeriodSeconds?: number;
        readonly timeoutSeconds?: number;
      }[];
      readonly name: string;
      readonly nodeSelector?: Readonly<Record<string, string>>;
      readonly readinessProbes?: readonly {
        readonly container: string;
        readonly failureThreshold?: number;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly successThreshold?: number;
        readonly terminationGracePeriodSeconds?: number;
        readonly timeoutSeconds?: number;
      }[];
      readonly replicas?: number;
      readonly resources?: readonly {
        readonly claims?: readonly {
          readonly name: string;
          readonly request?: string;
        }[];
        readonly container: string;
        readonly limits?: Readonly<Record<string, number | string>>;
        readonly requests?: Readonly<Record<string, number | string>>;
      }[];
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
      readonly version?: string;
      readonly volumeMounts?: readonly {
        readonly mountPath: string;
        readonly mountPropagation?: string;
        readonly name: string;
        readonly readOnly?: boolean;
        readonly recursiveReadOnly?: string;
        readonly subPath?: string;
        readonly subPathExpr?: string;
      }[];
    }[];
  };
}

/** operator.knative.dev/v1beta1 */
export const knativeServing: CustomKind<KnativeServingFields> = { apiVersion: "operator.knative.dev/v1beta1", kind: "KnativeServing" };

export interface KnativeEventingFields {
  readonly spec?: {
    readonly additionalManifests?: readonly {
      readonly URL: string;
    }[];
    readonly clusterProfileRef?: {
      readonly name: string;
      readonly namespace: string;
    };
    readonly config?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly defaultBrokerClass?: string;
    readonly deployments?: readonly {
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
      readonly annotations?: Readonly<Record<string, string>>;
      readonly env?: readonly {
        readonly container: string;
        readonly envVars?: readonly {
          readonly name: string;
          readonly value?: string;
          readonly valueFrom?: {
            readonly configMapKeyRef?: {
              readonly key: string;
              readonly name?: string;
              readonly optional?: boolean;
            };
            readonly fieldRef?: {
              readonly apiVersion?: string;
              readonly fieldPath: string;
            };
            readonly fileKeyRef?: {
              readonly key: string;
              readonly optional?: boolean;
              readonly path: string;
              readonly volumeName: string;
            };
            readonly resourceFieldRef?: {
              readonly containerName?: string;
              readonly divisor?: number | string;
              readonly resource: string;
            };
            readonly secretKeyRef?: {
              readonly key: string;
              readonly name?: string;
              readonly optional?: boolean;
            };
          };
        }[];
      }[];
      readonly hostNetwork?: boolean;
      readonly labels?: Readonly<Record<string, string>>;
      readonly livenessProbes?: readonly {
        readonly container: string;
        readonly failureThreshold?: number;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly successThreshold?: number;
        readonly terminationGracePeriodSeconds?: number;
        readonly timeoutSeconds?: number;
      }[];
      readonly name: string;
      readonly nodeSelector?: Readonly<Record<string, string>>;
      readonly readinessProbes?: readonly {
        readonly container: string;
        readonly failureThreshold?: number;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly successThreshold?: number;
        readonly terminationGracePeriodSeconds?: number;
        readonly timeoutSeconds?: number;
      }[];
      readonly replicas?: number;
      readonly resources?: readonly {
        readonly claims?: readonly {
          readonly name: string;
          readonly request?: string;
        }[];
        readonly container: string;
        readonly limits?: Readonly<Record<string, number | string>>;
        readonly requests?: Readonly<Record<string, number | string>>;
      }[];
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
      readonly version?: string;
      readonly volumeMounts?: readonly {
        readonly mountPath: string;
        readonly mountPropagation?: string;
        readonly name: string;
        readonly readOnly?: boolean;
        readonly recursiveReadOnly?: string;
        readonly subPath?: string;
        readonly subPathExpr?: string;
      }[];
    }[];
    readonly "high-availability"?: {
      readonly replicas: number;
    };
    readonly manifests?: readonly {
      readonly URL: string;
    }[];
    readonly namespace?: {
      readonly annotations?: Readonly<Record<string, string>>;
      readonly labels?: Readonly<Record<string, string>>;
    };
    readonly podDisruptionBudgets?: readonly {
      readonly maxUnavailable?: number | string;
      readonly minAvailable?: number | string;
      readonly name: string;
      readonly selector?: {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
        readonly matchLabels?: Readonly<Record<string, string>>;
      };
      readonly unhealthyPodEvictionPolicy?: string;
    }[];
    readonly registry?: {
      readonly default?: string;
      readonly imagePullSecrets?: readonly {
        readonly name?: string;
      }[];
      readonly override?: Readonly<Record<string, string>>;
    };
    readonly resources?: readonly {
      readonly claims?: readonly {
        readonly name: string;
        readonly request?: string;
      }[];
      readonly container: string;
      readonly limits?: Readonly<Record<string, number | string>>;
      readonly requests?: Readonly<Record<string, number | string>>;
    }[];
    readonly services?: readonly {
      readonly annotations?: Readonly<Record<string, string>>;
      readonly labels?: Readonly<Record<string, string>>;
      readonly name: string;
      readonly selector?: Readonly<Record<string, string>>;
    }[];
    readonly sinkBindingSelectionMode?: string;
    readonly source?: {
      readonly ceph: {
        readonly enabled: boolean;
      };
      readonly github: {
        readonly enabled: boolean;
      };
      readonly gitlab: {
        readonly enabled: boolean;
      };
      readonly kafka: {
        readonly enabled: boolean;
      };
      readonly rabbitmq: {
        readonly enabled: boolean;
      };
      readonly redis: {
        readonly enabled: boolean;
      };
    };
    readonly version?: string;
    readonly workloads?: readonly {
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
      readonly annotations?: Readonly<Record<string, string>>;
      readonly env?: readonly {
        readonly container: string;
        readonly envVars?: readonly {
          readonly name: string;
          readonly value?: string;
          readonly valueFrom?: {
            readonly configMapKeyRef?: {
              readonly key: string;
              readonly name?: string;
              readonly optional?: boolean;
            };
            readonly fieldRef?: {
              readonly apiVersion?: string;
              readonly fieldPath: string;
            };
            readonly fileKeyRef?: {
              readonly key: string;
              readonly optional?: boolean;
              readonly path: string;
              readonly volumeName: string;
            };
            readonly resourceFieldRef?: {
              readonly containerName?: string;
              readonly divisor?: number | string;
              readonly resource: string;
            };
            readonly secretKeyRef?: {
              readonly key: string;
              readonly name?: string;
              readonly optional?: boolean;
            };
          };
        }[];
      }[];
      readonly hostNetwork?: boolean;
      readonly labels?: Readonly<Record<string, string>>;
      readonly livenessProbes?: readonly {
        readonly container: string;
        readonly failureThreshold?: number;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly successThreshold?: number;
        readonly terminationGracePeriodSeconds?: number;
        readonly timeoutSeconds?: number;
      }[];
      readonly name: string;
      readonly nodeSelector?: Readonly<Record<string, string>>;
      readonly readinessProbes?: readonly {
        readonly container: string;
        readonly failureThreshold?: number;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly successThreshold?: number;
        readonly terminationGracePeriodSeconds?: number;
        readonly timeoutSeconds?: number;
      }[];
      readonly replicas?: number;
      readonly resources?: readonly {
        readonly claims?: readonly {
          readonly name: string;
          readonly request?: string;
        }[];
        readonly container: string;
        readonly limits?: Readonly<Record<string, number | string>>;
        readonly requests?: Readonly<Record<string, number | string>>;
      }[];
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
      readonly version?: string;
      readonly volumeMounts?: readonly {
        readonly mountPath: string;
        readonly mountPropagation?: string;
        readonly name: string;
        readonly readOnly?: boolean;
        readonly recursiveReadOnly?: string;
        readonly subPath?: string;
        readonly subPathExpr?: string;
      }[];
    }[];
  };
}

/** operator.knative.dev/v1beta1 */
export const knativeEventing: CustomKind<KnativeEventingFields> = { apiVersion: "operator.knative.dev/v1beta1", kind: "KnativeEventing" };
