// Made by scripts/crd-types.ts of the definitions in tektoncd/operator@v0.81.1; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface TektonConfigFields {
  readonly spec?: {
    readonly addon?: {
      readonly enablePipelinesAsCode?: boolean;
      readonly params?: readonly {
        readonly name?: string;
        readonly value?: string;
      }[];
    };
    readonly chain?: {
      readonly "artifacts.oci.format"?: string;
      readonly "artifacts.oci.signer"?: string;
      readonly "artifacts.oci.storage"?: string;
      readonly "artifacts.pipelinerun.enable-deep-inspection"?: string;
      readonly "artifacts.pipelinerun.format"?: string;
      readonly "artifacts.pipelinerun.signer"?: string;
      readonly "artifacts.pipelinerun.storage"?: string;
      readonly "artifacts.taskrun.format"?: string;
      readonly "artifacts.taskrun.signer"?: string;
      readonly "artifacts.taskrun.storage"?: string;
      readonly "builddefinition.buildtype"?: string;
      readonly "builder.id"?: string;
      readonly controllerEnvs?: readonly {
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
      readonly disabled: boolean;
      readonly generateSigningSecret?: boolean;
      readonly options?: {
        readonly configMaps?: unknown;
        readonly deployments?: unknown;
        readonly disabled?: boolean;
        readonly horizontalPodAutoscalers?: unknown;
        readonly statefulSets?: unknown;
        readonly webhookConfigurationOptions?: Readonly<Record<string, {
          readonly failurePolicy?: string;
          readonly sideEffects?: string;
          readonly timeoutSeconds?: number;
        }>>;
      };
      readonly performance?: {
        readonly buckets?: number;
        readonly "disable-ha": boolean;
        readonly "kube-api-burst"?: number;
        readonly "kube-api-qps"?: number;
        readonly replicas?: number;
        readonly "statefulset-ordinals"?: boolean;
        readonly "threads-per-controller"?: number;
      };
      readonly "signers.kms.auth.address"?: string;
      readonly "signers.kms.auth.oidc.path"?: string;
      readonly "signers.kms.auth.oidc.role"?: string;
      readonly "signers.kms.auth.spire.audience"?: string;
      readonly "signers.kms.auth.spire.sock"?: string;
      readonly "signers.kms.auth.token"?: string;
      readonly "signers.kms.auth.token-path"?: string;
      readonly "signers.kms.kmsref"?: string;
      readonly "signers.x509.fulcio.address"?: string;
      readonly "signers.x509.fulcio.enabled"?: boolean;
      readonly "signers.x509.fulcio.issuer"?: string;
      readonly "signers.x509.fulcio.provider"?: string;
      readonly "signers.x509.identity.token.file"?: string;
      readonly "signers.x509.tuf.mirror.url"?: string;
      readonly "storage.docdb.mongo-server-url"?: string;
      readonly "storage.docdb.mongo-server-url-dir"?: string;
      readonly "storage.docdb.url"?: string;
      readonly "storage.gcs.bucket"?: string;
      readonly "storage.grafeas.notehint"?: string;
      readonly "storage.grafeas.noteid"?: string;
      readonly "storage.grafeas.projectid"?: string;
      readonly "storage.oci.encoding-format"?: string;
      readonly "storage.oci.repository"?: string;
      readonly "storage.oci.repository.insecure"?: boolean;
      readonly "transparency.enabled"?: string;
      readonly "transparency.url"?: string;
    };
    readonly config?: {
      readonly nodeSelector?: Readonly<Record<string, string>>;
      readonly priorityClassName?: string;
      readonly tolerations?: readonly {
        readonly effect?: string;
        readonly key?: string;
        readonly operator?: string;
        readonly tolerationSeconds?: number;
        readonly value?: string;
      }[];
    };
    readonly dashboard?: {
      readonly "external-logs"?: string;
      readonly options?: {
        readonly configMaps?: unknown;
        readonly deployments?: unknown;
        readonly disabled?: boolean;
        readonly horizontalPodAutoscalers?: unknown;
        readonly statefulSets?: unknown;
        readonly webhookConfigurationOptions?: Readonly<Record<string, {
          readonly failurePolicy?: string;
          readonly sideEffects?: string;
          readonly timeoutSeconds?: number;
        }>>;
      };
      readonly readonly: boolean;
    };
    readonly hub?: {
      readonly options?: {
        readonly configMaps?: unknown;
        readonly deployments?: unknown;
        readonly disabled?: boolean;
        readonly horizontalPodAutoscalers?: unknown;
        readonly statefulSets?: unknown;
        readonly webhookConfigurationOptions?: Readonly<Record<string, {
          readonly failurePolicy?: string;
          readonly sideEffects?: string;
          readonly timeoutSeconds?: number;
        }>>;
      };
      readonly params?: readonly {
        readonly name?: string;
        readonly value?: string;
      }[];
    };
    readonly multiclusterProxyAAE?: {
      readonly options?: {
        readonly configMaps?: unknown;
        readonly deployments?: unknown;
        readonly disabled?: boolean;
        readonly horizontalPodAutoscalers?: unknown;
        readonly statefulSets?: unknown;
        readonly webhookConfigurationOptions?: Readonly<Record<string, {
          readonly failurePolicy?: string;
          readonly sideEffects?: string;
          readonly timeoutSeconds?: number;
        }>>;
      };
    };
    readonly networkPolicy?: {
      readonly disabled?: boolean;
      readonly policies?: Readonly<Record<string, {
        readonly egress?: readonly {
          readonly ports?: readonly {
            readonly endPort?: number;
            readonly port?: number | string;
            readonly protocol?: string;
          }[];
          readonly to?: readonly {
            readonly ipBlock?: {
              readonly cidr: string;
              readonly except?: readonly string[];
            };
            readonly namespaceSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly podSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
          }[];
        }[];
        readonly ingress?: readonly {
          readonly from?: readonly {
            readonly ipBlock?: {
              readonly cidr: string;
              readonly except?: readonly string[];
            };
            readonly namespaceSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
            readonly podSelector?: {
              readonly matchExpressions?: readonly {
                readonly key: string;
                readonly operator: string;
                readonly values?: readonly string[];
              }[];
              readonly matchLabels?: Readonly<Record<string, string>>;
            };
          }[];
          readonly ports?: readonly {
            readonly endPort?: number;
            readonly port?: number | string;
            readonly protocol?: string;
          }[];
        }[];
        readonly podSelector?: {
          readonly matchExpressions?: readonly {
            readonly key: string;
            readonly operator: string;
            readonly values?: readonly string[];
          }[];
          readonly matchLabels?: Readonly<Record<string, string>>;
        };
        readonly policyTypes?: readonly string[];
      }>>;
    };
    readonly params?: readonly {
      readonly name?: string;
      readonly value?: string;
    }[];
    readonly pipeline?: {
      readonly "await-sidecar-readiness"?: boolean;
      readonly "bundles-resolver-config"?: Readonly<Record<string, string>>;
      readonly "cluster-resolver-config"?: Readonly<Record<string, string>>;
      readonly coschedule?: string;
      readonly "default-affinity-assistant-pod-template"?: string;
      readonly "default-cloud-events-sink"?: string;
      readonly "default-forbidden-env"?: string;
      readonly "default-managed-by-label-value"?: string;
      readonly "default-max-matrix-combinations-count"?: string;
      readonly "default-pod-template"?: string;
      readonly "default-resolver-type"?: string;
      readonly "default-service-account"?: string;
      readonly "default-task-run-workspace-binding"?: string;
      readonly "default-timeout-minutes"?: number;
      readonly "disable-affinity-assistant"?: boolean;
      readonly "disable-creds-init"?: boolean;
      readonly "disable-inline-spec"?: string;
      readonly "embedded-status"?: string;
      readonly "enable-api-fields"?: string;
      readonly "enable-bundles-resolver"?: boolean;
      readonly "enable-cel-in-whenexpression"?: boolean;
      readonly "enable-cluster-resolver"?: boolean;
      readonly "enable-custom-tasks"?: boolean;
      readonly "enable-git-resolver"?: boolean;
      readonly "enable-hub-resolver"?: boolean;
      readonly "enable-param-enum"?: boolean;
      readonly "enable-provenance-in-status"?: boolean;
      readonly "enable-step-actions"?: boolean;
      readonly "enable-tekton-oci-bundles"?: boolean;
      readonly "enforce-nonfalsifiability"?: string;
      readonly "git-resolver-config"?: Readonly<Record<string, string>>;
      readonly "hub-resolver-config"?: Readonly<Record<string, string>>;
      readonly "keep-pod-on-cancel"?: boolean;
      readonly "max-result-size"?: number;
      readonly "metrics.count.enable-reason"?: boolean;
      readonly "metrics.pipelinerun.duration-type"?: string;
      readonly "metrics.pipelinerun.level"?: string;
      readonly "metrics.taskrun.duration-type"?: string;
      readonly "metrics.taskrun.level"?: string;
      readonly options?: {
        readonly configMaps?: unknown;
        readonly deployments?: unknown;
        readonly disabled?: boolean;
        readonly horizontalPodAutoscalers?: unknown;
        readonly statefulSets?: unknown;
        readonly webhookConfigurationOptions?: Readonly<Record<string, {
          readonly failurePolicy?: string;
          readonly sideEffects?: string;
          readonly timeoutSeconds?: number;
        }>>;
      };
      readonly params?: readonly {
        readonly name?: string;
        readonly value?: string;
      }[];
      readonly performance?: {
        readonly buckets?: number;
        readonly "disable-ha": boolean;
        readonly "kube-api-burst"?: number;
        readonly "kube-api-qps"?: number;
        readonly replicas?: number;
        readonly "statefulset-ordinals"?: boolean;
        readonly "threads-per-controller"?: number;
      };
      readonly "require-git-ssh-secret-known-hosts"?: boolean;
      readonly "results-from"?: string;
      readonly "running-in-environment-with-injected-sidecars"?: boolean;
      readonly "scope-when-expressions-to-task"?: boolean;
      readonly "send-cloudevents-for-runs"?: boolean;
      readonly "set-security-context"?: boolean;
      readonly "traces.credentialsSecret"?: string;
      readonly "traces.enabled"?: boolean;
      readonly "traces.endpoint"?: string;
      readonly "trusted-resources-verification-no-match-policy"?: string;
      readonly "verification-mode"?: string;
    };
    readonly platforms?: {
      readonly kubernetes?: {
        readonly pipelinesAsCode?: {
          readonly additionalPACControllers?: Readonly<Record<string, {
            readonly configMapName?: string;
            readonly enable?: boolean;
            readonly secretName?: string;
            readonly settings?: Readonly<Record<string, string>>;
          }>>;
          readonly enable?: boolean;
          readonly options?: {
            readonly configMaps?: unknown;
            readonly deployments?: unknown;
            readonly disabled?: boolean;
            readonly horizontalPodAutoscalers?: unknown;
            readonly statefulSets?: unknown;
            readonly webhookConfigurationOptions?: Readonly<Record<string, {
              readonly failurePolicy?: string;
              readonly sideEffects?: string;
              readonly timeoutSeconds?: number;
            }>>;
          };
          readonly settings?: Readonly<Record<string, string>>;
        };
      };
      readonly openshift?: {
        readonly enableCentralTLSConfig?: boolean;
        readonly pipelinesAsCode?: {
          readonly additionalPACControllers?: Readonly<Record<string, {
            readonly configMapName?: string;
            readonly enable?: boolean;
            readonly secretName?: string;
            readonly settings?: Readonly<Record<string, string>>;
          }>>;
          readonly enable?: boolean;
          readonly options?: {
            readonly configMaps?: unknown;
            readonly deployments?: unknown;
            readonly disabled?: boolean;
            readonly horizontalPodAutoscalers?: unknown;
            readonly statefulSets?: unknown;
            readonly webhookConfigurationOptions?: Readonly<Record<string, {
              readonly failurePolicy?: string;
              readonly sideEffects?: string;
              readonly timeoutSeconds?: number;
            }>>;
          };
          readonly settings?: Readonly<Record<string, string>>;
        };
        readonly scc?: {
          readonly default?: string;
          readonly maxAllowed?: string;
        };
      };
    };
    readonly profile?: string;
    readonly pruner?: {
      readonly disabled: boolean;
      readonly keep?: number;
      readonly "keep-since"?: number;
      readonly "prune-per-resource"?: boolean;
      readonly resources?: readonly string[];
      readonly schedule?: string;
      readonly startingDeadlineSeconds?: number;
    };
    readonly result?: {
      readonly auth_disable?: boolean;
      readonly auth_impersonate?: boolean;
      readonly db_enable_auto_migration?: boolean;
      readonly db_host?: string;
      readonly db_name?: string;
      readonly db_port?: number;
      readonly db_secret_name?: string;
      readonly db_secret_password_key?: string;
      readonly db_secret_user_key?: string;
      readonly db_sslmode?: string;
      readonly db_sslrootcert?: string;
      readonly disabled: boolean;
      readonly gcs_bucket_name?: string;
      readonly gcs_creds_secret_key?: string;
      readonly gcs_creds_secret_name?: string;
      readonly is_external_db: boolean;
      readonly log_level?: string;
      readonly logging_plugin_api_url?: string;
      readonly logging_plugin_ca_cert?: string;
      readonly logging_plugin_forwarder_delay_duration?: number;
      readonly logging_plugin_multipart_regex?: string;
      readonly logging_plugin_namespace_key?: string;
      readonly logging_plugin_proxy_path?: string;
      readonly logging_plugin_query_limit?: number;
      readonly logging_plugin_query_params?: string;
      readonly logging_plugin_static_labels?: string;
      readonly logging_plugin_tls_verification_disable?: boolean;
      readonly logging_plugin_token_path?: string;
      readonly logging_pvc_name?: string;
      readonly logs_api?: boolean;
      readonly logs_buffer_size?: number;
      readonly logs_path?: string;
      readonly logs_type?: string;
      readonly loki_stack_name?: string;
      readonly loki_stack_namespace?: string;
      readonly options?: {
        readonly configMaps?: unknown;
        readonly deployments?: unknown;
        readonly disabled?: boolean;
        readonly horizontalPodAutoscalers?: unknown;
        readonly statefulSets?: unknown;
        readonly webhookConfigurationOptions?: Readonly<Record<string, {
          readonly failurePolicy?: string;
          readonly sideEffects?: string;
          readonly timeoutSeconds?: number;
        }>>;
      };
      readonly performance?: {
        readonly buckets?: number;
        readonly "disable-ha": boolean;
        readonly "kube-api-burst"?: number;
        readonly "kube-api-qps"?: number;
        readonly replicas?: number;
        readonly "statefulset-ordinals"?: boolean;
        readonly "threads-per-controller"?: number;
      };
      readonly prometheus_histogram?: boolean;
      readonly prometheus_port?: number;
      readonly route_enabled?: boolean;
      readonly route_host?: string;
      readonly route_path?: string;
      readonly route_tls_termination?: string;
      readonly secret_name?: string;
      readonly server_port?: number;
      readonly storage_emulator_host?: string;
      readonly tls_hostname_override?: string;
      readonly watcher?: {
        readonly check_owner?: boolean;
        readonly completed_run_grace_period?: string;
        readonly disable_crd_update?: boolean;
        readonly disable_storing_incomplete_runs?: boolean;
        readonly dynamic_reconcile_timeout?: string;
        readonly forward_buffer?: string;
        readonly label_selector?: string;
        readonly logs_api?: boolean;
        readonly logs_timestamps?: boolean;
        readonly requeue_interval?: string;
        readonly store_deadline?: string;
        readonly store_event?: boolean;
        readonly summary_annotations?: string;
        readonly summary_labels?: string;
        readonly update_log_timeout?: string;
      };
    };
    readonly scheduler?: {
      readonly "config.yaml": {
        readonly cel?: {
          readonly expressions?: readonly string[];
        };
        readonly multiKueueOverride?: boolean;
        readonly queueName?: string;
      };
      readonly disabled: boolean;
      readonly "multi-cluster-disabled": boolean;
      readonly "multi-cluster-role": string;
      readonly options?: {
        readonly configMaps?: unknown;
        readonly deployments?: unknown;
        readonly disabled?: boolean;
        readonly horizontalPodAutoscalers?: unknown;
        readonly statefulSets?: unknown;
        readonly webhookConfigurationOptions?: Readonly<Record<string, {
          readonly failurePolicy?: string;
          readonly sideEffects?: string;
          readonly timeoutSeconds?: number;
        }>>;
      };
    };
    readonly targetNamespace?: string;
    readonly targetNamespaceMetadata?: {
      readonly annotations?: Readonly<Record<string, string>>;
      readonly labels?: Readonly<Record<string, string>>;
    };
    readonly tektonpruner?: {
      readonly disabled: boolean;
      readonly "global-config": {
        readonly enforcedConfigLevel?: string;
        readonly failedHistoryLimit?: number;
        readonly historyLimit?: number;
        readonly namespaces?: Readonly<Record<string, {
          readonly enforcedConfigLevel?: string;
          readonly failedHistoryLimit?: number;
          readonly historyLimit?: number;
          readonly pipelineRuns?: readonly {
            readonly enforcedConfigLevel?: string;
            readonly failedHistoryLimit?: number;
            readonly historyLimit?: number;
            readonly name?: string;
            readonly selector?: readonly {
              readonly matchAnnotations?: Readonly<Record<string, string>>;
              readonly matchLabels?: Readonly<Record<string, string>>;
            }[];
            readonly successfulHistoryLimit?: number;
            readonly ttlSecondsAfterFinished?: number;
          }[];
          readonly successfulHistoryLimit?: number;
          readonly taskRuns?: readonly {
            readonly enforcedConfigLevel?: string;
            readonly failedHistoryLimit?: number;
            readonly historyLimit?: number;
            readonly name?: string;
            readonly selector?: readonly {
              readonly matchAnnotations?: Readonly<Record<string, string>>;
              readonly matchLabels?: Readonly<Record<string, string>>;
            }[];
            readonly successfulHistoryLimit?: number;
            readonly ttlSecondsAfterFinished?: number;
          }[];
          readonly ttlSecondsAfterFinished?: number;
        }>>;
        readonly successfulHistoryLimit?: number;
        readonly ttlSecondsAfterFinished?: number;
      };
      readonly options?: {
        readonly configMaps?: unknown;
        readonly deployments?: unknown;
        readonly disabled?: boolean;
        readonly horizontalPodAutoscalers?: unknown;
        readonly statefulSets?: unknown;
        readonly webhookConfigurationOptions?: Readonly<Record<string, {
          readonly failurePolicy?: string;
          readonly sideEffects?: string;
          readonly timeoutSeconds?: number;
        }>>;
      };
    };
    readonly trigger?: {
      readonly "default-service-account"?: string;
      readonly disabled: boolean;
      readonly "enable-api-fields"?: string;
      readonly options?: {
        readonly configMaps?: unknown;
        readonly deployments?: unknown;
        readonly disabled?: boolean;
        readonly horizontalPodAutoscalers?: unknown;
        readonly statefulSets?: unknown;
        readonly webhookConfigurationOptions?: Readonly<Record<string, {
          readonly failurePolicy?: string;
          readonly sideEffects?: string;
          readonly timeoutSeconds?: number;
        }>>;
      };
    };
  };
}

/** operator.tekton.dev/v1alpha1 */
export const tektonConfig: CustomKind<TektonConfigFields> = { apiVersion: "operator.tekton.dev/v1alpha1", kind: "TektonConfig", scope: "Cluster" };
