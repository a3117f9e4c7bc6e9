// Made by scripts/crd-types.ts of the definitions in cert-manager/cert-manager@v1.21.1; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface ClusterIssuerFields {
  readonly spec: {
    readonly acme?: {
      readonly caBundle?: string;
      readonly disableAccountKeyGeneration?: boolean;
      readonly email?: string;
      readonly enableDurationFeature?: boolean;
      readonly externalAccountBinding?: {
        readonly keyAlgorithm?: "HS256" | "HS384" | "HS512";
        readonly keyID: string;
        readonly keySecretRef: {
          readonly key?: string;
          readonly name: string;
        };
      };
      readonly preferredChain?: string;
      readonly privateKeySecretRef: {
        readonly key?: string;
        readonly name: string;
      };
      readonly profile?: string;
      readonly server: string;
      readonly skipTLSVerify?: boolean;
      readonly solvers?: readonly {
        readonly dns01?: {
          readonly acmeDNS?: {
            readonly accountSecretRef: {
              readonly key?: string;
              readonly name: string;
            };
            readonly host: string;
          };
          readonly akamai?: {
            readonly accessTokenSecretRef: {
              readonly key?: string;
              readonly name: string;
            };
            readonly clientSecretSecretRef: {
              readonly key?: string;
              readonly name: string;
            };
            readonly clientTokenSecretRef: {
              readonly key?: string;
              readonly name: string;
            };
            readonly serviceConsumerDomain: string;
          };
          readonly azureDNS?: {
            readonly clientID?: string;
            readonly clientSecretSecretRef?: {
              readonly key?: string;
              readonly name: string;
            };
            readonly environment?: "AzurePublicCloud" | "AzureChinaCloud" | "AzureGermanCloud" | "AzureUSGovernmentCloud";
            readonly hostedZoneName?: string;
            readonly managedIdentity?: {
              readonly clientID?: string;
              readonly resourceID?: string;
              readonly tenantID?: string;
            };
            readonly resourceGroupName: string;
            readonly subscriptionID: string;
            readonly tenantID?: string;
            readonly zoneType?: "AzurePublicZone" | "AzurePrivateZone";
          };
          readonly cloudDNS?: {
            readonly hostedZoneName?: string;
            readonly project: string;
            readonly serviceAccountSecretRef?: {
              readonly key?: string;
              readonly name: string;
            };
          };
          readonly cloudflare?: {
            readonly apiKeySecretRef?: {
              readonly key?: string;
              readonly name: string;
            };
            readonly apiTokenSecretRef?: {
              readonly key?: string;
              readonly name: string;
            };
            readonly email?: string;
          };
          readonly cnameStrategy?: "None" | "Follow";
          readonly digitalocean?: {
            readonly tokenSecretRef: {
              readonly key?: string;
              readonly name: string;
            };
          };
          readonly rfc2136?: {
            readonly nameserver: string;
            readonly protocol?: "TCP" | "UDP";
            readonly tsigAlgorithm?: string;
            readonly tsigKeyName?: string;
            readonly tsigSecretSecretRef?: {
              readonly key?: string;
              readonly name: string;
            };
          };
          readonly route53?: {
            readonly accessKeyID?: string;
            readonly accessKeyIDSecretRef?: {
              readonly key?: string;
              readonly name: string;
            };
            readonly auth?: {
              readonly kubernetes: {
                readonly serviceAccountRef: {
                  readonly audiences?: readonly string[];
                  readonly name: string;
                };
              };
            };
            readonly hostedZoneID?: string;
            readonly region?: string;
            readonly role?: string;
            readonly secretAccessKeySecretRef?: {
              readonly key?: string;
              readonly name: string;
            };
          };
          readonly webhook?: {
            readonly config?: unknown;
            readonly groupName: string;
            readonly solverName: string;
          };
        };
        readonly http01?: {
          readonly gatewayHTTPRoute?: {
            readonly labels?: Readonly<Record<string, string>>;
            readonly parentRefs?: readonly {
              readonly group?: string;
              readonly kind?: string;
              readonly name: string;
              readonly namespace?: string;
              readonly port?: number;
              readonly sectionName?: string;
            }[];
            readonly podTemplate?: {
              readonly metadata?: {
                readonly annotations?: Readonly<Record<string, string>>;
                readonly labels?: Readonly<Record<string, string>>;
              };
              readonly spec?: {
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
                readonly imagePullSecrets?: readonly {
                  readonly name?: string;
                }[];
                readonly nodeSelector?: Readonly<Record<string, string>>;
                readonly priorityClassName?: string;
                readonly resources?: {
                  readonly limits?: Readonly<Record<string, number | string>>;
                  readonly requests?: Readonly<Record<string, number | string>>;
                };
                readonly securityContext?: {
                  readonly fsGroup?: number;
                  readonly fsGroupChangePolicy?: string;
                  readonly runAsGroup?: number;
                  readonly runAsNonRoot?: boolean;
                  readonly runAsUser?: number;
                  readonly seLinuxOptions?: {
                    readonly level?: string;
                    readonly role?: string;
                    readonly type?: string;
                    readonly user?: string;
                  };
                  readonly seccompProfile?: {
                    readonly localhostProfile?: string;
                    readonly type: string;
                  };
                  readonly supplementalGroups?: readonly number[];
                  readonly sysctls?: readonly {
                    readonly name: string;
                    readonly value: string;
                  }[];
                };
                readonly serviceAccountName?: string;
                readonly tolerations?: readonly {
                  readonly effect?: string;
                  readonly key?: string;
                  readonly operator?: string;
                  readonly tolerationSeconds?: number;
                  readonly value?: string;
                }[];
              };
            };
            readonly serviceType?: string;
          };
          readonly ingress?: {
            readonly class?: string;
            readonly ingressClassName?: string;
            readonly ingressTemplate?: {
              readonly metadata?: {
                readonly annotations?: Readonly<Record<string, string>>;
                readonly labels?: Readonly<Record<string, string>>;
              };
            };
            readonly name?: string;
            readonly podTemplate?: {
              readonly metadata?: {
                readonly annotations?: Readonly<Record<string, string>>;
                readonly labels?: Readonly<Record<string, string>>;
              };
              readonly spec?: {
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
                readonly imagePullSecrets?: readonly {
                  readonly name?: string;
                }[];
                readonly nodeSelector?: Readonly<Record<string, string>>;
                readonly priorityClassName?: string;
                readonly resources?: {
                  readonly limits?: Readonly<Record<string, number | string>>;
                  readonly requests?: Readonly<Record<string, number | string>>;
                };
                readonly securityContext?: {
                  readonly fsGroup?: number;
                  readonly fsGroupChangePolicy?: string;
                  readonly runAsGroup?: number;
                  readonly runAsNonRoot?: boolean;
                  readonly runAsUser?: number;
                  readonly seLinuxOptions?: {
                    readonly level?: string;
                    readonly role?: string;
                    readonly type?: string;
                    readonly user?: string;
                  };
                  readonly seccompProfile?: {
                    readonly localhostProfile?: string;
                    readonly type: string;
                  };
                  readonly supplementalGroups?: readonly number[];
                  readonly sysctls?: readonly {
                    readonly name: string;
                    readonly value: string;
                  }[];
                };
                readonly serviceAccountName?: string;
                readonly tolerations?: readonly {
                  readonly effect?: string;
                  readonly key?: string;
                  readonly operator?: string;
                  readonly tolerationSeconds?: number;
                  readonly value?: string;
                }[];
              };
            };
            readonly serviceType?: string;
          };
        };
        readonly selector?: {
          readonly dnsNames?: readonly string[];
          readonly dnsZones?: readonly string[];
          readonly matchLabels?: Readonly<Record<string, string>>;
        };
        readonly waitInsteadOfSelfCheck?: string;
      }[];
    };
    readonly ca?: {
      readonly crlDistributionPoints?: readonly string[];
      readonly issuingCertificateURLs?: readonly string[];
      readonly ocspServers?: readonly string[];
      readonly secretName: string;
    };
    readonly selfSigned?: {
      readonly crlDistributionPoints?: readonly string[];
    };
    readonly vault?: {
      readonly auth: {
        readonly appRole?: {
          readonly path: string;
          readonly roleId: string;
          readonly secretRef: {
            readonly key?: string;
            readonly name: string;
          };
        };
        readonly aws?: {
          readonly iamRoleArn?: string;
          readonly mountPath?: string;
          readonly region?: string;
          readonly role: string;
          readonly serviceAccountRef?: {
            readonly audiences?: readonly string[];
            readonly name: string;
          };
          readonly vaultHeaderValue?: string;
        };
        readonly clientCertificate?: {
          readonly mountPath?: string;
          readonly name?: string;
          readonly secretName?: string;
        };
        readonly kubernetes?: {
          readonly mountPath?: string;
          readonly role: string;
          readonly secretRef?: {
            readonly key?: string;
            readonly name: string;
          };
          readonly serviceAccountRef?: {
            readonly audiences?: readonly string[];
            readonly name: string;
          };
        };
        readonly tokenSecretRef?: {
          readonly key?: string;
          readonly name: string;
        };
      };
      readonly caBundle?: string;
      readonly caBundleSecretRef?: {
        readonly key?: string;
        readonly name: string;
      };
      readonly clientCertSecretRef?: {
        readonly key?: string;
        readonly name: string;
      };
      readonly clientKeySecretRef?: {
        readonly key?: string;
        readonly name: string;
      };
      readonly namespace?: string;
      readonly path: string;
      readonly server: string;
      readonly serverName?: string;
    };
    readonly venafi?: {
      readonly cloud?: {
        readonly apiTokenSecretRef: {
          readonly key?: string;
          readonly name: string;
        };
        readonly url?: string;
      };
      readonly ngts?: {
        readonly credentialsRef: {
          readonly name: string;
        };
        readonly tokenEndpoint?: string;
        readonly tsgID: string;
        readonly url?: string;
      };
      readonly tpp?: {
        readonly caBundle?: string;
        readonly caBundleSecretRef?: {
          readonly key?: string;
          readonly name: string;
        };
        readonly credentialsRef: {
          readonly name: string;
        };
        readonly url: string;
      };
      readonly zone: string;
    };
  };
}

/** cert-manager.io/v1 */
export const clusterIssuer: CustomKind<ClusterIssuerFields> = { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer" };

export interface CertificateFields {
  readonly spec?: {
    readonly additionalOutputFormats?: readonly {
      readonly type: "DER" | "CombinedPEM";
    }[];
    readonly commonName?: string;
    readonly dnsNames?: readonly string[];
    readonly duration?: string;
    readonly emailAddresses?: readonly string[];
    readonly encodeUsagesInRequest?: boolean;
    readonly ipAddresses?: readonly string[];
    readonly isCA?: boolean;
    readonly issuerRef: {
      readonly group?: string;
      readonly kind?: string;
      readonly name: string;
    };
    readonly keystores?: {
      readonly jks?: {
        readonly alias?: string;
        readonly create: boolean;
        readonly password?: string;
        readonly passwordSecretRef?: {
          readonly key?: string;
          readonly name: string;
        };
      };
      readonly pkcs12?: {
        readonly create: boolean;
        readonly password?: string;
        readonly passwordSecretRef?: {
          readonly key?: string;
          readonly name: string;
        };
        readonly profile?: "LegacyRC2" | "LegacyDES" | "Modern2023" | "Modern2026";
      };
    };
    readonly literalSubject?: string;
    readonly nameConstraints?: {
      readonly critical?: boolean;
      readonly excluded?: {
        readonly dnsDomains?: readonly string[];
        readonly emailAddresses?: readonly string[];
        readonly ipRanges?: readonly string[];
        readonly uriDomains?: readonly string[];
      };
      readonly permitted?: {
        readonly dnsDomains?: readonly string[];
        readonly emailAddresses?: readonly string[];
        readonly ipRanges?: readonly string[];
        readonly uriDomains?: readonly string[];
      };
    };
    readonly otherNames?: readonly {
      readonly oid?: string;
      readonly utf8Value?: string;
    }[];
    readonly privateKey?: {
      readonly algorithm?: "RSA" | "ECDSA" | "Ed25519";
      readonly encoding?: "PKCS1" | "PKCS8";
      readonly rotationPolicy?: "Never" | "Always";
      readonly size?: number;
    };
    readonly renewBefore?: string;
    readonly renewBeforePercentage?: number;
    readonly renewal?: {
      readonly policy?: "RenewBefore" | "Disabled";
      readonly windows?: readonly {
        readonly cron: string;
        readonly timezone?: string;
        readonly windowDuration: string;
      }[];
    };
    readonly revisionHistoryLimit?: number;
    readonly secretName: string;
    readonly secretTemplate?: {
      readonly annotations?: Readonly<Record<string, string>>;
      readonly labels?: Readonly<Record<string, string>>;
    };
    readonly signatureAlgorithm?: "SHA256WithRSA" | "SHA384WithRSA" | "SHA512WithRSA" | "ECDSAWithSHA256" | "ECDSAWithSHA384" | "ECDSAWithSHA512" | "PureEd25519";
    readonly subject?: {
      readonly countries?: readonly string[];
      readonly localities?: readonly string[];
      readonly organizationalUnits?: readonly string[];
      readonly organizations?: readonly string[];
      readonly postalCodes?: readonly string[];
      readonly provinces?: readonly string[];
      readonly serialNumber?: string;
      readonly streetAddresses?: readonly string[];
    };
    readonly uris?: readonly string[];
    readonly usages?: readonly ("signing" | "digital signature" | "content commitment" | "key encipherment" | "key agreement" | "data encipherment" | "cert sign" | "crl sign" | "encipher only" | "decipher only" | "any" | "server auth" | "client auth" | "code signing" | "email protection" | "s/mime" | "ipsec end system" | "ipsec tunnel" | "ipsec user" | "timestamping" | "ocsp signing" | "microsoft sgc" | "netscape sgc")[];
  };
}

/** cert-manager.io/v1 */
export const certificate: CustomKind<CertificateFields> = { apiVersion: "cert-manager.io/v1", kind: "Certificate" };
