// Made by scripts/crd-types.ts of the definitions in kyverno/kyverno@kyverno-chart-3.9.0; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface ClusterPolicyFields {
  readonly spec: {
    readonly admission?: boolean;
    readonly applyRules?: "All" | "One";
    readonly background?: boolean;
    readonly emitWarning?: boolean;
    readonly failurePolicy?: "Ignore" | "Fail";
    readonly generateExisting?: boolean;
    readonly generateExistingOnPolicyUpdate?: boolean;
    readonly mutateExistingOnPolicyUpdate?: boolean;
    readonly rules?: readonly {
      readonly celPreconditions?: readonly {
        readonly expression: string;
        readonly name: string;
      }[];
      readonly context?: readonly {
        readonly apiCall?: {
          readonly data?: readonly {
            readonly key: string;
            readonly value: unknown;
          }[];
          readonly default?: unknown;
          readonly jmesPath?: string;
          readonly method?: "GET" | "POST";
          readonly service?: {
            readonly caBundle?: string;
            readonly headers?: readonly {
              readonly key: string;
              readonly value: string;
            }[];
            readonly url: string;
          };
          readonly urlPath?: string;
        };
        readonly configMap?: {
          readonly name: string;
          readonly namespace?: string;
        };
        readonly globalReference?: {
          readonly jmesPath?: string;
          readonly name: string;
        };
        readonly imageRegistry?: {
          readonly imageRegistryCredentials?: {
            readonly allowInsecureRegistry?: boolean;
            readonly providers?: readonly ("default" | "amazon" | "azure" | "google" | "github")[];
            readonly secrets?: readonly string[];
          };
          readonly jmesPath?: string;
          readonly reference: string;
        };
        readonly name: string;
        readonly variable?: {
          readonly default?: unknown;
          readonly jmesPath?: string;
          readonly value?: unknown;
        };
      }[];
      readonly exclude?: {
        readonly all?: readonly {
          readonly clusterRoles?: readonly string[];
          readonly resources?: {
            readonly annotations?: Readonly<Record<string, string>>;
            readonly kinds?: readonly string[];
            readonly name?: string;
            readonly names?: readonly string[];
            readonly namespaceSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly namespaces?: readonly string[];
            readonly operations?: readonly ("CREATE" | "CONNECT" | "UPDATE" | "DELETE")[];
            readonly selector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
          };
          readonly roles?: readonly string[];
          readonly subjects?: readonly {
            readonly apiGroup?: string;
            readonly kind: string;
            readonly name: string;
            readonly namespace?: string;
          }[];
        }[];
        readonly any?: readonly {
          readonly clusterRoles?: readonly string[];
          readonly resources?: {
            readonly annotations?: Readonly<Record<string, string>>;
            readonly kinds?: readonly string[];
            readonly name?: string;
            readonly names?: readonly string[];
            readonly namespaceSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly namespaces?: readonly string[];
            readonly operations?: readonly ("CREATE" | "CONNECT" | "UPDATE" | "DELETE")[];
            readonly selector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
          };
          readonly roles?: readonly string[];
          readonly subjects?: readonly {
            readonly apiGroup?: string;
            readonly kind: string;
            readonly name: string;
            readonly namespace?: string;
          }[];
        }[];
        readonly clusterRoles?: readonly string[];
        readonly resources?: {
          readonly annotations?: Readonly<Record<string, string>>;
          readonly kinds?: readonly string[];
          readonly name?: string;
          readonly names?: readonly string[];
          readonly namespaceSelector?: {
            readonly matchExpressions?: readonly {
              readonly key: string;
              readonly operator: string;
              readonly values?: readonly string[];
            }[];
            readonly matchLabels?: Readonly<Record<string, string>>;
          };
          readonly namespaces?: readonly string[];
          readonly operations?: readonly ("CREATE" | "CONNECT" | "UPDATE" | "DELETE")[];
          readonly selector?: {
            readonly matchExpressions?: readonly {
              readonly key: string;
              readonly operator: string;
              readonly values?: readonly string[];
            }[];
            readonly matchLabels?: Readonly<Record<string, string>>;
          };
        };
        readonly roles?: readonly string[];
        readonly subjects?: readonly {
          readonly apiGroup?: string;
          readonly kind: string;
          readonly name: string;
          readonly namespace?: string;
        }[];
      };
      readonly generate?: {
        readonly apiVersion?: string;
        readonly clone?: {
          readonly name?: string;
          readonly namespace?: string;
        };
        readonly cloneList?: {
          readonly kinds?: readonly string[];
          readonly namespace?: string;
          readonly selector?: {
            readonly matchExpressions?: readonly {
              readonly key: string;
              readonly operator: string;
              readonly values?: readonly string[];
            }[];
            readonly matchLabels?: Readonly<Record<string, string>>;
          };
        };
        readonly data?: unknown;
        readonly foreach?: readonly {
          readonly apiVersion?: string;
          readonly clone?: {
            readonly name?: string;
            readonly namespace?: string;
          };
          readonly cloneList?: {
            readonly kinds?: readonly string[];
            readonly namespace?: string;
            readonly selector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
          };
          readonly context?: readonly {
            readonly apiCall?: {
              readonly data?: readonly {
                readonly key: string;
                readonly value: unknown;
              }[];
              readonly default?: unknown;
              readonly jmesPath?: string;
              readonly method?: "GET" | "POST";
              readonly service?: {
                readonly caBundle?: string;
                readonly headers?: readonly {
                  readonly key: string;
                  readonly value: string;
                }[];
                readonly url: string;
              };
              readonly urlPath?: string;
            };
            readonly configMap?: {
              readonly name: string;
              readonly namespace?: string;
            };
            readonly globalReference?: {
              readonly jmesPath?: string;
              readonly name: string;
            };
            readonly imageRegistry?: {
              readonly imageRegistryCredentials?: {
                readonly allowInsecureRegistry?: boolean;
                readonly providers?: readonly ("default" | "amazon" | "azure" | "google" | "github")[];
                readonly secrets?: readonly string[];
              };
              readonly jmesPath?: string;
              readonly reference: string;
            };
            readonly name: string;
            readonly variable?: {
              readonly default?: unknown;
              readonly jmesPath?: string;
              readonly value?: unknown;
            };
          }[];
          readonly data?: unknown;
          readonly kind?: string;
          readonly list?: string;
          readonly name?: string;
          readonly namespace?: string;
          readonly preconditions?: {
            readonly all?: readonly {
              readonly key?: unknown;
              readonly message?: string;
              readonly operator?: "Equals" | "NotEquals" | "In" | "AnyIn" | "AllIn" | "NotIn" | "AnyNotIn" | "AllNotIn" | "GreaterThanOrEquals" | "GreaterThan" | "LessThanOrEquals" | "LessThan" | "DurationGreaterThanOrEquals" | "DurationGreaterThan" | "DurationLessThanOrEquals" | "DurationLessThan";
              readonly value?: unknown;
            }[];
            readonly any?: readonly {
              readonly key?: unknown;
              readonly message?: string;
              readonly operator?: "Equals" | "NotEquals" | "In" | "AnyIn" | "AllIn" | "NotIn" | "AnyNotIn" | "AllNotIn" | "GreaterThanOrEquals" | "GreaterThan" | "LessThanOrEquals" | "LessThan" | "DurationGreaterThanOrEquals" | "DurationGreaterThan" | "DurationLessThanOrEquals" | "DurationLessThan";
              readonly value?: unknown;
            }[];
          };
          readonly uid?: string;
        }[];
        readonly generateExisting?: boolean;
        readonly kind?: string;
        readonly name?: string;
        readonly namespace?: string;
        readonly orphanDownstreamOnPolicyDelete?: boolean;
        readonly synchronize?: boolean;
        readonly uid?: string;
      };
      readonly imageExtractors?: Readonly<Record<string, readonly {
        readonly jmesPath?: string;
        readonly key?: string;
        readonly name?: string;
        readonly path: string;
        readonly value?: string;
      }[]>>;
      readonly match: {
        readonly all?: readonly {
          readonly clusterRoles?: readonly string[];
          readonly resources?: {
            readonly annotations?: Readonly<Record<string, string>>;
            readonly kinds?: readonly string[];
            readonly name?: string;
            readonly names?: readonly string[];
            readonly namespaceSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly namespaces?: readonly string[];
            readonly operations?: readonly ("CREATE" | "CONNECT" | "UPDATE" | "DELETE")[];
            readonly selector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
          };
          readonly roles?: readonly string[];
          readonly subjects?: readonly {
            readonly apiGroup?: string;
            readonly kind: string;
            readonly name: string;
            readonly namespace?: string;
          }[];
        }[];
        readonly any?: readonly {
          readonly clusterRoles?: readonly string[];
          readonly resources?: {
            readonly annotations?: Readonly<Record<string, string>>;
            readonly kinds?: readonly string[];
            readonly name?: string;
            readonly names?: readonly string[];
            readonly namespaceSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly namespaces?: readonly string[];
            readonly operations?: readonly ("CREATE" | "CONNECT" | "UPDATE" | "DELETE")[];
            readonly selector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
          };
          readonly roles?: readonly string[];
          readonly subjects?: readonly {
            readonly apiGroup?: string;
            readonly kind: string;
            readonly name: string;
            readonly namespace?: string;
          }[];
        }[];
        readonly clusterRoles?: readonly string[];
        readonly resources?: {
          readonly annotations?: Readonly<Record<string, string>>;
          readonly kinds?: readonly string[];
          readonly name?: string;
          readonly names?: readonly string[];
          readonly namespaceSelector?: {
            readonly matchExpressions?: readonly {
              readonly key: string;
              readonly operator: string;
              readonly values?: readonly string[];
            }[];
            readonly matchLabels?: Readonly<Record<string, string>>;
          };
          readonly namespaces?: readonly string[];
          readonly operations?: readonly ("CREATE" | "CONNECT" | "UPDATE" | "DELETE")[];
          readonly selector?: {
            readonly matchExpressions?: readonly {
              readonly key: string;
              readonly operator: string;
              readonly values?: readonly string[];
            }[];
            readonly matchLabels?: Readonly<Record<string, string>>;
          };
        };
        readonly roles?: readonly string[];
        readonly subjects?: readonly {
          readonly apiGroup?: string;
          readonly kind: string;
          readonly name: string;
          readonly namespace?: string;
        }[];
      };
      readonly mutate?: {
        readonly foreach?: readonly {
          readonly context?: readonly {
            readonly apiCall?: {
              readonly data?: readonly {
                readonly key: string;
                readonly value: unknown;
              }[];
              readonly default?: unknown;
              readonly jmesPath?: string;
              readonly method?: "GET" | "POST";
              readonly service?: {
                readonly caBundle?: string;
                readonly headers?: readonly {
                  readonly key: string;
                  readonly value: string;
                }[];
                readonly url: string;
              };
              readonly urlPath?: string;
            };
            readonly configMap?: {
              readonly name: string;
              readonly namespace?: string;
            };
            readonly globalReference?: {
              readonly jmesPath?: string;
              readonly name: string;
            };
            readonly imageRegistry?: {
              readonly imageRegistryCredentials?: {
                readonly allowInsecureRegistry?: boolean;
                readonly providers?: readonly ("default" | "amazon" | "azure" | "google" | "github")[];
                readonly secrets?: readonly string[];
              };
              readonly jmesPath?: string;
              readonly reference: string;
            };
            readonly name: string;
            readonly variable?: {
              readonly default?: unknown;
              readonly jmesPath?: string;
              readonly value?: unknown;
            };
          }[];
          readonly foreach?: unknown;
          readonly list?: string;
          readonly order?: "Ascending" | "Descending";
          readonly patchStrategicMerge?: unknown;
          readonly patchesJson6902?: string;
          readonly preconditions?: {
            readonly all?: readonly {
              readonly key?: unknown;
              readonly message?: string;
              readonly operator?: "Equals" | "NotEquals" | "In" | "AnyIn" | "AllIn" | "NotIn" | "AnyNotIn" | "AllNotIn" | "GreaterThanOrEquals" | "GreaterThan" | "LessThanOrEquals" | "LessThan" | "DurationGreaterThanOrEquals" | "DurationGreaterThan" | "DurationLessThanOrEquals" | "DurationLessThan";
              readonly value?: unknown;
            }[];
            readonly any?: readonly {
              readonly key?: unknown;
              readonly message?: string;
              readonly operator?: "Equals" | "NotEquals" | "In" | "AnyIn" | "AllIn" | "NotIn" | "AnyNotIn" | "AllNotIn" | "GreaterThanOrEquals" | "GreaterThan" | "LessThanOrEquals" | "LessThan" | "DurationGreaterThanOrEquals" | "DurationGreaterThan" | "DurationLessThanOrEquals" | "DurationLessThan";
              readonly value?: unknown;
            }[];
          };
        }[];
        readonly mutateExistingOnPolicyUpdate?: boolean;
        readonly patchStrategicMerge?: unknown;
        readonly patchesJson6902?: string;
        readonly targets?: readonly {
          readonly apiVersion?: string;
          readonly context?: readonly {
            readonly apiCall?: {
              readonly data?: readonly {
                readonly key: string;
                readonly value: unknown;
              }[];
              readonly default?: unknown;
              readonly jmesPath?: string;
              readonly method?: "GET" | "POST";
              readonly service?: {
                readonly caBundle?: string;
                readonly headers?: readonly {
                  readonly key: string;
                  readonly value: string;
                }[];
                readonly url: string;
              };
              readonly urlPath?: string;
            };
            readonly configMap?: {
              readonly name: string;
              readonly namespace?: string;
            };
            readonly globalReference?: {
              readonly jmesPath?: string;
              readonly name: string;
            };
            readonly imageRegistry?: {
              readonly imageRegistryCredentials?: {
                readonly allowInsecureRegistry?: boolean;
                readonly providers?: readonly ("default" | "amazon" | "azure" | "google" | "github")[];
                readonly secrets?: readonly string[];
              };
              readonly jmesPath?: string;
              readonly reference: string;
            };
            readonly name: string;
            readonly variable?: {
              readonly default?: unknown;
              readonly jmesPath?: string;
              readonly value?: unknown;
            };
          }[];
          readonly kind?: string;
          readonly name?: string;
          readonly namespace?: string;
          readonly preconditions?: unknown;
          readonly selector?: {
            readonly matchExpressions?: readonly {
              readonly key: string;
              readonly operator: string;
              readonly values?: readonly string[];
            }[];
            readonly matchLabels?: Readonly<Record<string, string>>;
          };
          readonly uid?: string;
        }[];
      };
      readonly name: string;
      readonly preconditions?: unknown;
      readonly reportProperties?: Readonly<Record<string, string>>;
      readonly skipBackgroundRequests?: boolean;
      readonly validate?: {
        readonly allowExistingViolations?: boolean;
        readonly anyPattern?: unknown;
        readonly assert?: unknown;
        readonly cel?: {
          readonly auditAnnotations?: readonly {
            readonly key: string;
            readonly valueExpression: string;
          }[];
          readonly expressions?: readonly {
            readonly expression: string;
            readonly message?: string;
            readonly messageExpression?: string;
            readonly reason?: string;
          }[];
          readonly generate?: boolean;
          readonly paramKind?: {
            readonly apiVersion?: string;
            readonly kind?: string;
          };
          readonly paramRef?: {
            readonly name?: string;
            readonly namespace?: string;
            readonly parameterNotFoundAction?: string;
            readonly selector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
          };
          readonly variables?: readonly {
            readonly expression: string;
            readonly name: string;
          }[];
        };
        readonly deny?: {
          readonly conditions?: unknown;
        };
        readonly failureAction?: "Audit" | "Enforce";
        readonly failureActionOverrides?: readonly {
          readonly action?: "audit" | "enforce" | "Audit" | "Enforce";
          readonly namespaceSelector?: {
            readonly matchExpressions?: readonly {
              readonly key: string;
              readonly operator: string;
              readonly values?: readonly string[];
            }[];
            readonly matchLabels?: Readonly<Record<string, string>>;
          };
          readonly namespaces?: readonly string[];
        }[];
        readonly foreach?: readonly {
          readonly anyPattern?: unknown;
          readonly context?: readonly {
            readonly apiCall?: {
              readonly data?: readonly {
                readonly key: string;
                readonly value: unknown;
              }[];
              readonly default?: unknown;
              readonly jmesPath?: string;
              readonly method?: "GET" | "POST";
              readonly service?: {
                readonly caBundle?: string;
                readonly headers?: readonly {
                  readonly key: string;
                  readonly value: string;
                }[];
                readonly url: string;
              };
              readonly urlPath?: string;
            };
            readonly configMap?: {
              readonly name: string;
              readonly namespace?: string;
            };
            readonly globalReference?: {
              readonly jmesPath?: string;
              readonly name: string;
            };
            readonly imageRegistry?: {
              readonly imageRegistryCredentials?: {
                readonly allowInsecureRegistry?: boolean;
                readonly providers?: readonly ("default" | "amazon" | "azure" | "google" | "github")[];
                readonly secrets?: readonly string[];
              };
              readonly jmesPath?: string;
              readonly reference: string;
            };
            readonly name: string;
            readonly variable?: {
              readonly default?: unknown;
              readonly jmesPath?: string;
              readonly value?: unknown;
            };
          }[];
          readonly deny?: {
            readonly conditions?: unknown;
          };
          readonly elementScope?: boolean;
          readonly foreach?: unknown;
          readonly list?: string;
          readonly pattern?: unknown;
          readonly preconditions?: {
            readonly all?: readonly {
              readonly key?: unknown;
              readonly message?: string;
              readonly operator?: "Equals" | "NotEquals" | "In" | "AnyIn" | "AllIn" | "NotIn" | "AnyNotIn" | "AllNotIn" | "GreaterThanOrEquals" | "GreaterThan" | "LessThanOrEquals" | "LessThan" | "DurationGreaterThanOrEquals" | "DurationGreaterThan" | "DurationLessThanOrEquals" | "DurationLessThan";
              readonly value?: unknown;
            }[];
            readonly any?: readonly {
              readonly key?: unknown;
              readonly message?: string;
              readonly operator?: "Equals" | "NotEquals" | "In" | "AnyIn" | "AllIn" | "NotIn" | "AnyNotIn" | "AllNotIn" | "GreaterThanOrEquals" | "GreaterThan" | "LessThanOrEquals" | "LessThan" | "DurationGreaterThanOrEquals" | "DurationGreaterThan" | "DurationLessThanOrEquals" | "DurationLessThan";
              readonly value?: unknown;
            }[];
          };
        }[];
        readonly manifests?: {
          readonly annotationDomain?: string;
          readonly attestors?: readonly {
            readonly count?: number;
            readonly entries?: readonly {
              readonly annotations?: Readonly<Record<string, string>>;
              readonly attestor?: unknown;
              readonly certificates?: {
                readonly cert?: string;
                readonly certChain?: string;
                readonly ctlog?: {
                  readonly ignoreSCT?: boolean;
                  readonly pubkey?: string;
                  readonly tsaCertChain?: string;
                };
                readonly rekor?: {
                  readonly ignoreTlog?: boolean;
                  readonly pubkey?: string;
                  readonly url?: string;
                };
              };
              readonly keyless?: {
                readonly additionalExtensions?: Readonly<Record<string, string>>;
                readonly ctlog?: {
                  readonly ignoreSCT?: boolean;
                  readonly pubkey?: string;
                  readonly tsaCertChain?: string;
                };
                readonly issuer?: string;
                readonly issuerRegExp?: string;
                readonly rekor?: {
                  readonly ignoreTlog?: boolean;
                  readonly pubkey?: string;
                  readonly url?: string;
                };
                readonly roots?: string;
                readonly subject?: string;
                readonly subjectRegExp?: string;
              };
              readonly keys?: {
                readonly ctlog?: {
                  readonly ignoreSCT?: boolean;
                  readonly pubkey?: string;
                  readonly tsaCertChain?: string;
                };
                readonly kms?: string;
                readonly publicKeys?: string;
                readonly rekor?: {
                  readonly ignoreTlog?: boolean;
                  readonly pubkey?: string;
                  readonly url?: string;
                };
                readonly secret?: {
                  readonly name: string;
                  readonly namespace: string;
                };
                readonly signatureAlgorithm?: string;
              };
              readonly repository?: string;
              readonly signatureAlgorithm?: string;
            }[];
          }[];
          readonly dryRun?: {
            readonly enable?: boolean;
            readonly namespace?: string;
          };
          readonly ignoreFields?: readonly {
            readonly fields?: readonly string[];
            readonly objects?: readonly {
              readonly group?: string;
              readonly kind?: string;
              readonly name?: string;
              readonly namespace?: string;
              readonly version?: string;
            }[];
          }[];
          readonly repository?: string;
        };
        readonly message?: string;
        readonly pattern?: unknown;
        readonly podSecurity?: {
          readonly exclude?: readonly {
            readonly controlName: "HostProcess" | "Host Namespaces" | "Privileged Containers" | "Capabilities" | "HostPath Volumes" | "Host Ports" | "AppArmor" | "SELinux" | "/proc Mount Type" | "Seccomp" | "Sysctls" | "Volume Types" | "Privilege Escalation" | "Running as Non-root" | "Running as Non-root user";
            readonly images?: readonly string[];
            readonly restrictedField?: string;
            readonly values?: readonly string[];
          }[];
          readonly level?: "privileged" | "baseline" | "restricted";
          readonly version?: "v1.19" | "v1.20" | "v1.21" | "v1.22" | "v1.23" | "v1.24" | "v1.25" | "v1.26" | "v1.27" | "v1.28" | "v1.29" | "v1.30" | "v1.31" | "v1.32" | "latest";
        };
      };
      readonly verifyImages?: readonly {
        readonly additionalExtensions?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
        readonly attestations?: readonly {
          readonly attestors?: readonly {
            readonly count?: number;
            readonly entries?: readonly {
              readonly annotations?: Readonly<Record<string, string>>;
              readonly attestor?: unknown;
              readonly certificates?: {
                readonly cert?: string;
                readonly certChain?: string;
                readonly ctlog?: {
                  readonly ignoreSCT?: boolean;
                  readonly pubkey?: string;
                  readonly tsaCertChain?: string;
                };
                readonly rekor?: {
                  readonly ignoreTlog?: boolean;
                  readonly pubkey?: string;
                  readonly url?: string;
                };
              };
              readonly keyless?: {
                readonly additionalExtensions?: Readonly<Record<string, string>>;
                readonly ctlog?: {
                  readonly ignoreSCT?: boolean;
                  readonly pubkey?: string;
                  readonly tsaCertChain?: string;
                };
                readonly issuer?: string;
                readonly issuerRegExp?: string;
                readonly rekor?: {
                  readonly ignoreTlog?: boolean;
                  readonly pubkey?: string;
                  readonly url?: string;
                };
                readonly roots?: string;
                readonly subject?: string;
                readonly subjectRegExp?: string;
              };
              readonly keys?: {
                readonly ctlog?: {
                  readonly ignoreSCT?: boolean;
                  readonly pubkey?: string;
                  readonly tsaCertChain?: string;
                };
                readonly kms?: string;
                readonly publicKeys?: string;
                readonly rekor?: {
                  readonly ignoreTlog?: boolean;
                  readonly pubkey?: string;
                  readonly url?: string;
                };
                readonly secret?: {
                  readonly name: string;
                  readonly namespace: string;
                };
                readonly signatureAlgorithm?: string;
              };
              readonly repository?: string;
              readonly signatureAlgorithm?: string;
            }[];
          }[];
          readonly conditions?: readonly {
            readonly all?: readonly {
              readonly key?: unknown;
              readonly message?: string;
              readonly operator?: "Equals" | "NotEquals" | "In" | "AnyIn" | "AllIn" | "NotIn" | "AnyNotIn" | "AllNotIn" | "GreaterThanOrEquals" | "GreaterThan" | "LessThanOrEquals" | "LessThan" | "DurationGreaterThanOrEquals" | "DurationGreaterThan" | "DurationLessThanOrEquals" | "DurationLessThan";
              readonly value?: unknown;
            }[];
            readonly any?: readonly {
              readonly key?: unknown;
              readonly message?: string;
              readonly operator?: "Equals" | "NotEquals" | "In" | "AnyIn" | "AllIn" | "NotIn" | "AnyNotIn" | "AllNotIn" | "GreaterThanOrEquals" | "GreaterThan" | "LessThanOrEquals" | "LessThan" | "DurationGreaterThanOrEquals" | "DurationGreaterThan" | "DurationLessThanOrEquals" | "DurationLessThan";
              readonly value?: unknown;
            }[];
          }[];
          readonly name?: string;
          readonly predicateType?: string;
          readonly type?: string;
        }[];
        readonly attestors?: readonly {
          readonly count?: number;
          readonly entries?: readonly {
            readonly annotations?: Readonly<Record<string, string>>;
            readonly attestor?: unknown;
            readonly certificates?: {
              readonly cert?: string;
              readonly certChain?: string;
              readonly ctlog?: {
                readonly ignoreSCT?: boolean;
                readonly pubkey?: string;
                readonly tsaCertChain?: string;
              };
              readonly rekor?: {
                readonly ignoreTlog?: boolean;
                readonly pubkey?: string;
                readonly url?: string;
              };
            };
            readonly keyless?: {
              readonly additionalExtensions?: Readonly<Record<string, string>>;
              readonly ctlog?: {
                readonly ignoreSCT?: boolean;
                readonly pubkey?: string;
                readonly tsaCertChain?: string;
              };
              readonly issuer?: string;
              readonly issuerRegExp?: string;
              readonly rekor?: {
                readonly ignoreTlog?: boolean;
                readonly pubkey?: string;
                readonly url?: string;
              };
              readonly roots?: string;
              readonly subject?: string;
              readonly subjectRegExp?: string;
            };
            readonly keys?: {
              readonly ctlog?: {
                readonly ignoreSCT?: boolean;
                readonly pubkey?: string;
                readonly tsaCertChain?: string;
              };
              readonly kms?: string;
              readonly publicKeys?: string;
              readonly rekor?: {
                readonly ignoreTlog?: boolean;
                readonly pubkey?: string;
                readonly url?: string;
              };
              readonly secret?: {
                readonly name: string;
                readonly namespace: string;
              };
              readonly signatureAlgorithm?: string;
            };
            readonly repository?: string;
            readonly signatureAlgorithm?: string;
          }[];
        }[];
        readonly cosignOCI11?: boolean;
        readonly failureAction?: "Audit" | "Enforce";
        readonly image?: string;
        readonly imageReferences?: readonly string[];
        readonly imageRegistryCredentials?: {
          readonly allowInsecureRegistry?: boolean;
          readonly providers?: readonly ("default" | "amazon" | "azure" | "google" | "github")[];
          readonly secrets?: readonly string[];
        };
        readonly issuer?: string;
        readonly key?: string;
        readonly mutateDigest?: boolean;
        readonly repository?: string;
        readonly required?: boolean;
        readonly roots?: string;
        readonly skipImageReferences?: readonly string[];
        readonly subject?: string;
        readonly type?: "Cosign" | "SigstoreBundle" | "Notary";
        readonly useCache?: boolean;
        readonly validate?: {
          readonly deny?: {
            readonly conditions?: unknown;
          };
          readonly message?: string;
        };
        readonly verifyDigest?: boolean;
      }[];
    }[];
    readonly schemaValidation?: boolean;
    readonly useServerSideApply?: boolean;
    readonly validationFailureAction?: "audit" | "enforce" | "Audit" | "Enforce";
    readonly validationFailureActionOverrides?: readonly {
      readonly action?: "audit" | "enforce" | "Audit" | "Enforce";
      readonly namespaceSelector?: {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
        readonly matchLabels?: Readonly<Record<string, string>>;
      };
      readonly namespaces?: readonly string[];
    }[];
    readonly webhookConfiguration?: {
      readonly failurePolicy?: "Ignore" | "Fail";
      readonly matchConditions?: readonly {
        readonly expression: string;
        readonly name: string;
      }[];
      readonly timeoutSeconds?: number;
    };
    readonly webhookTimeoutSeconds?: number;
  };
}

/** kyverno.io/v1 */
export const clusterPolicy: CustomKind<ClusterPolicyFields> = { apiVersion: "kyverno.io/v1", kind: "ClusterPolicy", scope: "Cluster" };

export interface ValidatingPolicyFields {
  readonly spec: {
    readonly auditAnnotations?: readonly {
      readonly key: string;
      readonly valueExpression: string;
    }[];
    readonly autogen?: {
      readonly podControllers?: {
        readonly controllers?: readonly string[];
      };
      readonly validatingAdmissionPolicy?: {
        readonly enabled?: boolean;
      };
    };
    readonly evaluation?: {
      readonly admission?: {
        readonly enabled?: boolean;
      };
      readonly background?: {
        readonly enabled?: boolean;
      };
      readonly mode?: string;
    };
    readonly failurePolicy?: "Ignore" | "Fail";
    readonly matchConditions?: readonly {
      readonly expression: string;
      readonly name: string;
    }[];
    readonly matchConstraints?: {
      readonly excludeResourceRules?: readonly {
        readonly apiGroups?: readonly string[];
        readonly apiVersions?: readonly string[];
        readonly operations?: readonly string[];
        readonly resourceNames?: readonly string[];
        readonly resources?: readonly string[];
        readonly scope?: string;
      }[];
      readonly matchPolicy?: string;
      readonly namespaceSelector?: {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
        readonly matchLabels?: Readonly<Record<string, string>>;
      };
      readonly objectSelector?: {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
        readonly matchLabels?: Readonly<Record<string, string>>;
      };
      readonly resourceRules?: readonly {
        readonly apiGroups?: readonly string[];
        readonly apiVersions?: readonly string[];
        readonly operations?: readonly string[];
        readonly resourceNames?: readonly string[];
        readonly resources?: readonly string[];
        readonly scope?: string;
      }[];
    };
    readonly validationActions?: readonly ("Deny" | "Audit" | "Warn")[];
    readonly validations?: readonly {
      readonly expression: string;
      readonly message?: string;
      readonly messageExpression?: string;
      readonly reason?: string;
    }[];
    readonly variables?: readonly {
      readonly expression: string;
      readonly name: string;
    }[];
    readonly webhookConfiguration?: {
      readonly timeoutSeconds?: number;
    };
  };
}

/** policies.kyverno.io/v1 */
export const validatingPolicy: CustomKind<ValidatingPolicyFields> = { apiVersion: "policies.kyverno.io/v1", kind: "ValidatingPolicy", scope: "Cluster" };
