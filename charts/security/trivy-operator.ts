import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole, refuse } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export type Severity = "UNKNOWN" | "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";
export type ComplianceSpec = "k8s-cis-1.23" | "k8s-nsa-1.0" | "k8s-pss-baseline-0.1" | "k8s-pss-restricted-0.1";

export interface TrivyOperatorProps {
  /** Scans that are run at a time. Ten, the chart's own default, take a small node down. @default 1 */
  readonly concurrency?: number;
  /**
   * Which vulnerabilities are reported.
   * @default HIGH and CRITICAL
   * @example ["CRITICAL"]
   */
  readonly severities?: readonly Severity[];
  /** Leave out what no newer package puts right. @default true */
  readonly ignoreUnfixed?: boolean;
  /**
   * Namespaces that are not scanned, beside its own.
   * @default kube-system
   * @example ["kube-system","monitoring"]
   */
  readonly exemptNamespaces?: readonly string[];
  /** Keep the database of vulnerabilities in one server on a volume, in place of every scan's fetching it. @default false */
  readonly server?: boolean;
  /** Look at the nodes' own files too, by Pods that may read them. @default false */
  readonly nodeScans?: boolean;
  /**
   * Reports by these specifications. That of CIS takes `nodeScans`.
   * @default none
   * @example ["k8s-nsa-1.0"]
   */
  readonly compliance?: readonly ComplianceSpec[];
  /** Hours until something is scanned again. @default 24 */
  readonly reportHours?: number;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = 256;

/**
 * Trivy operator: vulnerabilities of images and weaknesses of objects, as reports inside the cluster. Its scans fetch a database from
 * the internet.
 * @see https://aquasecurity.github.io/trivy-operator/latest/
 */
export class TrivyOperator extends Addon {
  /** @throws LabError LW1001 for numbers that are none, and for CIS without scans of nodes */
  constructor(scope: Construct, id: string, props: TrivyOperatorProps = {}) {
    const { concurrency = 1, severities = ["HIGH", "CRITICAL"], ignoreUnfixed = true, exemptNamespaces = ["kube-system"], server = false, nodeScans = false } = props;
    const { compliance = [], reportHours = 24, serviceMonitor = false } = props;
    const { version, chart } = versions["trivy-operator"];
    super(scope, id, {
      name: "trivy-operator",
      version,
      title: verbatim("Trivy Operator"),
      namespace: { name: "trivy-system", podSecurity: nodeScans ? "privileged" : "baseline" },
      needs: whereAsked({ "default-storage-class": server, "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: MEMORY_MIB + 100 * concurrency + (server ? 512 : 0) },
      readiness: [{ deployment: "trivy-operator" }, ...(server ? [{ statefulSet: "trivy-server" }] : [])],
    });
    checkWhole(this.node.path, { concurrency, reportHours });
    if (compliance.includes("k8s-cis-1.23") && !nodeScans) refuse(this.node.path, "compliance", compliance, { en: "k8s-cis-1.23 with `nodeScans` alone", zh: "使用 k8s-cis-1.23 时须启用 `nodeScans`" });
    new HelmRelease(this, "trivy-operator", {
      chart,
      values: {
        excludeNamespaces: [this.namespace, ...exemptNamespaces].join(","),
        operator: {
          scanJobsConcurrentLimit: concurrency,
          scannerReportTTL: `${reportHours}h`,
          builtInTrivyServer: server,
          infraAssessmentScannerEnabled: nodeScans,
          clusterComplianceEnabled: compliance.length > 0,
        },
        compliance: { specs: compliance },
        trivy: { severity: severities.join(","), ignoreUnfixed },
        resources: requests(MEMORY_MIB, "50m"),
        serviceMonitor: { enabled: serviceMonitor },
      },
    });
  }
}
