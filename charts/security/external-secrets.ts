import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { clusterIssuer } from "../crd/cert-manager";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface ExternalSecretsProps {
  /** Of the controller and its webhook; of several controllers one leads. @default 1 */
  readonly replicas?: number;
  /** Secrets that are fetched at a time. @default 1 */
  readonly concurrency?: number;
  /** Look after this namespace alone, with rights in no other. @default all @example shop */
  readonly onlyNamespace?: string;
  /** Write Secrets of the cluster to outside stores too, by PushSecrets. @default true */
  readonly push?: boolean;
  /** Have cert-manager make its certificates, in place of a controller of its own. @default false */
  readonly certManager?: boolean;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = 64;

/**
 * External Secrets Operator: Secrets that are fetched from where an organisation keeps them, such as Vault. Its objects are of
 * `external-secrets.io/v1`: `v1beta1` of older books is no longer served.
 * @see https://external-secrets.io/latest/
 */
export class ExternalSecrets extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: ExternalSecretsProps = {}) {
    const { replicas = 1, concurrency = 1, onlyNamespace, push = true, certManager = false, serviceMonitor = false } = props;
    const { version, chart } = versions["external-secrets"];
    super(scope, id, {
      name: "external-secrets",
      version,
      title: verbatim("External Secrets Operator"),
      namespace: { name: "external-secrets", podSecurity: "restricted" },
      needs: whereAsked({ "certificates": certManager, "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: MEMORY_MIB * (2 * replicas + (certManager ? 0 : 1)) },
      readiness: [{ deployment: "external-secrets" }, { deployment: "external-secrets-webhook" }, ...(certManager ? [] : [{ deployment: "external-secrets-cert-controller" }])],
    });
    checkWhole(this.node.path, { replicas, concurrency });
    const resources = requests(MEMORY_MIB, "10m");
    // An Issuer is a ClusterIssuer of one namespace.
    if (certManager) new CustomObject(this.chart("issuer"), "self-signed", { ...clusterIssuer, kind: "Issuer" }, { name: "external-secrets" }, { spec: { selfSigned: {} } });
    new HelmRelease(this, "external-secrets", {
      chart,
      values: {
        replicaCount: replicas,
        leaderElect: replicas > 1,
        concurrent: concurrency,
        scopedNamespace: onlyNamespace,
        scopedRBAC: onlyNamespace !== undefined,
        processPushSecret: push,
        processClusterPushSecret: push,
        resources,
        webhook: { replicaCount: replicas, resources, certManager: { enabled: certManager, cert: { issuerRef: { kind: "Issuer", name: "external-secrets" } } } },
        certController: { create: !certManager, resources },
        serviceMonitor: { enabled: serviceMonitor },
      },
    });
  }
}
