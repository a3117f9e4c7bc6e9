// Made by scripts/crd-types.ts of the definitions in argoproj/argo-helm@argo-cd-10.1.1; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface ApplicationFields {
  readonly operation?: {
    readonly info?: readonly {
      readonly name: string;
      readonly value: string;
    }[];
    readonly initiatedBy?: {
      readonly automated?: boolean;
      readonly username?: string;
    };
    readonly retry?: {
      readonly backoff?: {
        readonly duration?: string;
        readonly factor?: number;
        readonly maxDuration?: string;
      };
      readonly limit?: number;
      readonly refresh?: boolean;
    };
    readonly sync?: {
      readonly autoHealAttemptsCount?: number;
      readonly dryRun?: boolean;
      readonly manifests?: readonly string[];
      readonly prune?: boolean;
      readonly resources?: readonly {
        readonly group?: string;
        readonly kind: string;
        readonly name: string;
        readonly namespace?: string;
      }[];
      readonly revision?: string;
      readonly revisions?: readonly string[];
      readonly source?: {
        readonly chart?: string;
        readonly directory?: {
          readonly exclude?: string;
          readonly include?: string;
          readonly jsonnet?: {
            readonly extVars?: readonly {
              readonly code?: boolean;
              readonly name: string;
              readonly value: string;
            }[];
            readonly libs?: readonly string[];
            readonly tlas?: readonly {
              readonly code?: boolean;
              readonly name: string;
              readonly value: string;
            }[];
          };
          readonly recurse?: boolean;
        };
        readonly helm?: {
          readonly apiVersions?: readonly string[];
          readonly fileParameters?: readonly {
            readonly name?: string;
            readonly path?: string;
          }[];
          readonly ignoreMissingValueFiles?: boolean;
          readonly kubeVersion?: string;
          readonly namespace?: string;
          readonly parameters?: readonly {
            readonly forceString?: boolean;
            readonly name?: string;
            readonly value?: string;
          }[];
          readonly passCredentials?: boolean;
          readonly releaseName?: string;
          readonly skipCrds?: boolean;
          readonly skipSchemaValidation?: boolean;
          readonly skipTests?: boolean;
          readonly valueFiles?: readonly string[];
          readonly values?: string;
          readonly valuesObject?: object;
          readonly version?: string;
        };
        readonly kustomize?: {
          readonly apiVersions?: readonly string[];
          readonly commonAnnotations?: Readonly<Record<string, string>>;
          readonly commonAnnotationsEnvsubst?: boolean;
          readonly commonLabels?: Readonly<Record<string, string>>;
          readonly components?: readonly string[];
          readonly forceCommonAnnotations?: boolean;
          readonly forceCommonLabels?: boolean;
          readonly ignoreMissingComponents?: boolean;
          readonly images?: readonly string[];
          readonly kubeVersion?: string;
          readonly labelIncludeTemplates?: boolean;
          readonly labelWithoutSelector?: boolean;
          readonly namePrefix?: string;
          readonly nameSuffix?: string;
          readonly namespace?: string;
          readonly patches?: readonly {
            readonly options?: Readonly<Record<string, boolean>>;
            readonly patch?: string;
            readonly path?: string;
            readonly target?: {
              readonly annotationSelector?: string;
              readonly group?: string;
              readonly kind?: string;
              readonly labelSelector?: string;
              readonly name?: string;
              readonly namespace?: string;
              readonly version?: string;
            };
          }[];
          readonly replicas?: readonly {
            readonly count: number | string;
            readonly name: string;
          }[];
          readonly version?: string;
        };
        readonly name?: string;
        readonly path?: string;
        readonly plugin?: {
          readonly env?: readonly {
            readonly name: string;
            readonly value: string;
          }[];
          readonly name?: string;
          readonly parameters?: readonly {
            readonly array?: readonly string[];
            readonly map?: Readonly<Record<string, string>>;
            readonly name?: string;
            readonly string?: string;
          }[];
        };
        readonly ref?: string;
        readonly repoURL: string;
        readonly targetRevision?: string;
      };
      readonly sources?: readonly {
        readonly chart?: string;
        readonly directory?: {
          readonly exclude?: string;
          readonly include?: string;
          readonly jsonnet?: {
            readonly extVars?: readonly {
              readonly code?: boolean;
              readonly name: string;
              readonly value: string;
            }[];
            readonly libs?: readonly string[];
            readonly tlas?: readonly {
              readonly code?: boolean;
              readonly name: string;
              readonly value: string;
            }[];
          };
          readonly recurse?: boolean;
        };
        readonly helm?: {
          readonly apiVersions?: readonly string[];
          readonly fileParameters?: readonly {
            readonly name?: string;
            readonly path?: string;
          }[];
          readonly ignoreMissingValueFiles?: boolean;
          readonly kubeVersion?: string;
          readonly namespace?: string;
          readonly parameters?: readonly {
            readonly forceString?: boolean;
            readonly name?: string;
            readonly value?: string;
          }[];
          readonly passCredentials?: boolean;
          readonly releaseName?: string;
          readonly skipCrds?: boolean;
          readonly skipSchemaValidation?: boolean;
          readonly skipTests?: boolean;
          readonly valueFiles?: readonly string[];
          readonly values?: string;
          readonly valuesObject?: object;
          readonly version?: string;
        };
        readonly kustomize?: {
          readonly apiVersions?: readonly string[];
          readonly commonAnnotations?: Readonly<Record<string, string>>;
          readonly commonAnnotationsEnvsubst?: boolean;
          readonly commonLabels?: Readonly<Record<string, string>>;
          readonly components?: readonly string[];
          readonly forceCommonAnnotations?: boolean;
          readonly forceCommonLabels?: boolean;
          readonly ignoreMissingComponents?: boolean;
          readonly images?: readonly string[];
          readonly kubeVersion?: string;
          readonly labelIncludeTemplates?: boolean;
          readonly labelWithoutSelector?: boolean;
          readonly namePrefix?: string;
          readonly nameSuffix?: string;
          readonly namespace?: string;
          readonly patches?: readonly {
            readonly options?: Readonly<Record<string, boolean>>;
            readonly patch?: string;
            readonly path?: string;
            readonly target?: {
              readonly annotationSelector?: string;
              readonly group?: string;
              readonly kind?: string;
              readonly labelSelector?: string;
              readonly name?: string;
              readonly namespace?: string;
              readonly version?: string;
            };
          }[];
          readonly replicas?: readonly {
            readonly count: number | string;
            readonly name: string;
          }[];
          readonly version?: string;
        };
        readonly name?: string;
        readonly path?: string;
        readonly plugin?: {
          readonly env?: readonly {
            readonly name: string;
            readonly value: string;
          }[];
          readonly name?: string;
          readonly parameters?: readonly {
            readonly array?: readonly string[];
            readonly map?: Readonly<Record<string, string>>;
            readonly name?: string;
            readonly string?: string;
          }[];
        };
        readonly ref?: string;
        readonly repoURL: string;
        readonly targetRevision?: string;
      }[];
      readonly syncOptions?: readonly string[];
      readonly syncStrategy?: {
        readonly apply?: {
          readonly force?: boolean;
        };
        readonly hook?: {
          readonly force?: boolean;
        };
      };
    };
  };
  readonly spec: {
    readonly destination: {
      readonly name?: string;
      readonly namespace?: string;
      readonly server?: string;
    };
    readonly ignoreDifferences?: readonly {
      readonly group?: string;
      readonly jqPathExpressions?: readonly string[];
      readonly jsonPointers?: readonly string[];
      readonly kind: string;
      readonly managedFieldsManagers?: readonly string[];
      readonly name?: string;
      readonly namespace?: string;
    }[];
    readonly info?: readonly {
      readonly name: string;
      readonly value: string;
    }[];
    readonly project: string;
    readonly revisionHistoryLimit?: number;
    readonly source?: {
      readonly chart?: string;
      readonly directory?: {
        readonly exclude?: string;
        readonly include?: string;
        readonly jsonnet?: {
          readonly extVars?: readonly {
            readonly code?: boolean;
            readonly name: string;
            readonly value: string;
          }[];
          readonly libs?: readonly string[];
          readonly tlas?: readonly {
            readonly code?: boolean;
            readonly name: string;
            readonly value: string;
          }[];
        };
        readonly recurse?: boolean;
      };
      readonly helm?: {
        readonly apiVersions?: readonly string[];
        readonly fileParameters?: readonly {
          readonly name?: string;
          readonly path?: string;
        }[];
        readonly ignoreMissingValueFiles?: boolean;
        readonly kubeVersion?: string;
        readonly namespace?: string;
        readonly parameters?: readonly {
          readonly forceString?: boolean;
          readonly name?: string;
          readonly value?: string;
        }[];
        readonly passCredentials?: boolean;
        readonly releaseName?: string;
        readonly skipCrds?: boolean;
        readonly skipSchemaValidation?: boolean;
        readonly skipTests?: boolean;
        readonly valueFiles?: readonly string[];
        readonly values?: string;
        readonly valuesObject?: object;
        readonly version?: string;
      };
      readonly kustomize?: {
        readonly apiVersions?: readonly string[];
        readonly commonAnnotations?: Readonly<Record<string, string>>;
        readonly commonAnnotationsEnvsubst?: boolean;
        readonly commonLabels?: Readonly<Record<string, string>>;
        readonly components?: readonly string[];
        readonly forceCommonAnnotations?: boolean;
        readonly forceCommonLabels?: boolean;
        readonly ignoreMissingComponents?: boolean;
        readonly images?: readonly string[];
        readonly kubeVersion?: string;
        readonly labelIncludeTemplates?: boolean;
        readonly labelWithoutSelector?: boolean;
        readonly namePrefix?: string;
        readonly nameSuffix?: string;
        readonly namespace?: string;
        readonly patches?: readonly {
          readonly options?: Readonly<Record<string, boolean>>;
          readonly patch?: string;
          readonly path?: string;
          readonly target?: {
            readonly annotationSelector?: string;
            readonly group?: string;
            readonly kind?: string;
            readonly labelSelector?: string;
            readonly name?: string;
            readonly namespace?: string;
            readonly version?: string;
          };
        }[];
        readonly replicas?: readonly {
          readonly count: number | string;
          readonly name: string;
        }[];
        readonly version?: string;
      };
      readonly name?: string;
      readonly path?: string;
      readonly plugin?: {
        readonly env?: readonly {
          readonly name: string;
          readonly value: string;
        }[];
        readonly name?: string;
        readonly parameters?: readonly {
          readonly array?: readonly string[];
          readonly map?: Readonly<Record<string, string>>;
          readonly name?: string;
          readonly string?: string;
        }[];
      };
      readonly ref?: string;
      readonly repoURL: string;
      readonly targetRevision?: string;
    };
    readonly sourceHydrator?: {
      readonly drySource: {
        readonly directory?: {
          readonly exclude?: string;
          readonly include?: string;
          readonly jsonnet?: {
            readonly extVars?: readonly {
              readonly code?: boolean;
              readonly name: string;
              readonly value: string;
            }[];
            readonly libs?: readonly string[];
            readonly tlas?: readonly {
              readonly code?: boolean;
              readonly name: string;
              readonly value: string;
            }[];
          };
          readonly recurse?: boolean;
        };
        readonly helm?: {
          readonly apiVersions?: readonly string[];
          readonly fileParameters?: readonly {
            readonly name?: string;
            readonly path?: string;
          }[];
          readonly ignoreMissingValueFiles?: boolean;
          readonly kubeVersion?: string;
          readonly namespace?: string;
          readonly parameters?: readonly {
            readonly forceString?: boolean;
            readonly name?: string;
            readonly value?: string;
          }[];
          readonly passCredentials?: boolean;
          readonly releaseName?: string;
          readonly skipCrds?: boolean;
          readonly skipSchemaValidation?: boolean;
          readonly skipTests?: boolean;
          readonly valueFiles?: readonly string[];
          readonly values?: string;
          readonly valuesObject?: object;
          readonly version?: string;
        };
        readonly kustomize?: {
          readonly apiVersions?: readonly string[];
          readonly commonAnnotations?: Readonly<Record<string, string>>;
          readonly commonAnnotationsEnvsubst?: boolean;
          readonly commonLabels?: Readonly<Record<string, string>>;
          readonly components?: readonly string[];
          readonly forceCommonAnnotations?: boolean;
          readonly forceCommonLabels?: boolean;
          readonly ignoreMissingComponents?: boolean;
          readonly images?: readonly string[];
          readonly kubeVersion?: string;
          readonly labelIncludeTemplates?: boolean;
          readonly labelWithoutSelector?: boolean;
          readonly namePrefix?: string;
          readonly nameSuffix?: string;
          readonly namespace?: string;
          readonly patches?: readonly {
            readonly options?: Readonly<Record<string, boolean>>;
            readonly patch?: string;
            readonly path?: string;
            readonly target?: {
              readonly annotationSelector?: string;
              readonly group?: string;
              readonly kind?: string;
              readonly labelSelector?: string;
              readonly name?: string;
              readonly namespace?: string;
              readonly version?: string;
            };
          }[];
          readonly replicas?: readonly {
            readonly count: number | string;
            readonly name: string;
          }[];
          readonly version?: string;
        };
        readonly path: string;
        readonly plugin?: {
          readonly env?: readonly {
            readonly name: string;
            readonly value: string;
          }[];
          readonly name?: string;
          readonly parameters?: readonly {
            readonly array?: readonly string[];
            readonly map?: Readonly<Record<string, string>>;
            readonly name?: string;
            readonly string?: string;
          }[];
        };
        readonly repoURL: string;
        readonly targetRevision: string;
      };
      readonly hydrateTo?: {
        readonly targetBranch: string;
      };
      readonly syncSource: {
        readonly path: string;
        readonly targetBranch: string;
      };
    };
    readonly sources?: readonly {
      readonly chart?: string;
      readonly directory?: {
        readonly exclude?: string;
        readonly include?: string;
        readonly jsonnet?: {
          readonly extVars?: readonly {
            readonly code?: boolean;
            readonly name: string;
            readonly value: string;
          }[];
          readonly libs?: readonly string[];
          readonly tlas?: readonly {
            readonly code?: boolean;
            readonly name: string;
            readonly value: string;
          }[];
        };
        readonly recurse?: boolean;
      };
      readonly helm?: {
        readonly apiVersions?: readonly string[];
        readonly fileParameters?: readonly {
          readonly name?: string;
          readonly path?: string;
        }[];
        readonly ignoreMissingValueFiles?: boolean;
        readonly kubeVersion?: string;
        readonly namespace?: string;
        readonly parameters?: readonly {
          readonly forceString?: boolean;
          readonly name?: string;
          readonly value?: string;
        }[];
        readonly passCredentials?: boolean;
        readonly releaseName?: string;
        readonly skipCrds?: boolean;
        readonly skipSchemaValidation?: boolean;
        readonly skipTests?: boolean;
        readonly valueFiles?: readonly string[];
        readonly values?: string;
        readonly valuesObject?: object;
        readonly version?: string;
      };
      readonly kustomize?: {
        readonly apiVersions?: readonly string[];
        readonly commonAnnotations?: Readonly<Record<string, string>>;
        readonly commonAnnotationsEnvsubst?: boolean;
        readonly commonLabels?: Readonly<Record<string, string>>;
        readonly components?: readonly string[];
        readonly forceCommonAnnotations?: boolean;
        readonly forceCommonLabels?: boolean;
        readonly ignoreMissingComponents?: boolean;
        readonly images?: readonly string[];
        readonly kubeVersion?: string;
        readonly labelIncludeTemplates?: boolean;
        readonly labelWithoutSelector?: boolean;
        readonly namePrefix?: string;
        readonly nameSuffix?: string;
        readonly namespace?: string;
        readonly patches?: readonly {
          readonly options?: Readonly<Record<string, boolean>>;
          readonly patch?: string;
          readonly path?: string;
          readonly target?: {
            readonly annotationSelector?: string;
            readonly group?: string;
            readonly kind?: string;
            readonly labelSelector?: string;
            readonly name?: string;
            readonly namespace?: string;
            readonly version?: string;
          };
        }[];
        readonly replicas?: readonly {
          readonly count: number | string;
          readonly name: string;
        }[];
        readonly version?: string;
      };
      readonly name?: string;
      readonly path?: string;
      readonly plugin?: {
        readonly env?: readonly {
          readonly name: string;
          readonly value: string;
        }[];
        readonly name?: string;
        readonly parameters?: readonly {
          readonly array?: readonly string[];
          readonly map?: Readonly<Record<string, string>>;
          readonly name?: string;
          readonly string?: string;
        }[];
      };
      readonly ref?: string;
      readonly repoURL: string;
      readonly targetRevision?: string;
    }[];
    readonly syncPolicy?: {
      readonly automated?: {
        readonly allowEmpty?: boolean;
        readonly enabled?: boolean;
        readonly prune?: boolean;
        readonly selfHeal?: boolean;
      };
      readonly managedNamespaceMetadata?: {
        readonly annotations?: Readonly<Record<string, string>>;
        readonly labels?: Readonly<Record<string, string>>;
      };
      readonly retry?: {
        readonly backoff?: {
          readonly duration?: string;
          readonly factor?: number;
          readonly maxDuration?: string;
        };
        readonly limit?: number;
        readonly refresh?: boolean;
      };
      readonly syncOptions?: readonly string[];
    };
  };
}

/** argoproj.io/v1alpha1 */
export const application: CustomKind<ApplicationFields> = { apiVersion: "argoproj.io/v1alpha1", kind: "Application" };
