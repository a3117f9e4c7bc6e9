import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { clusterPolicy, validatingPolicy, type ClusterPolicyFields, type ValidatingPolicyFields } from "../crd/kyverno";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { versions } from "../versions";

export interface KyvernoProps {
  /** Of the admission controller: three is the least that stays available while one fails. @default 1 */
  readonly replicas?: number;
  /** Gather what was found as PolicyReports, also of what was there before a policy. @default true */
  readonly reports?: boolean;
  /** Run policies that make or change other objects after the fact. @default true */
  readonly background?: boolean;
  /** Run policies that delete, and delete what says that it has ended. @default false */
  readonly cleanup?: boolean;
  /** Let requests through while Kyverno does not answer, whatever a policy says. @default false */
  readonly ignoreFailures?: boolean;
  /**
   * ClusterPolicies, by name. The kind is deprecated: new ones are better written as `validatingPolicies`.
   * @default none
   * @example {"require-team":{"rules":[{"name":"team","match":{"any":[{"resources":{"kinds":["Pod"]}}]},"validate":{"failureAction":"Audit","message":"team is missing","pattern":{"metadata":{"labels":{"team":"?*"}}}}}]}}
   */
  readonly clusterPolicies?: Readonly<Record<string, ClusterPolicyFields["spec"]>>;
  /**
   * ValidatingPolicies, whose rules are CEL, by name.
   * @default none
   * @example {"require-team":{"validationActions":["Audit"],"matchConstraints":{"resourceRules":[{"apiGroups":[""],"apiVersions":["v1"],"operations":["CREATE"],"resources":["pods"]}]},"validations":[{"expression":"'team' in object.metadata.?labels.orValue({})"}]}}
   */
  readonly validatingPolicies?: Readonly<Record<string, ValidatingPolicyFields["spec"]>>;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

/**
 * Kyverno: policies that are objects, which check, change and make others.
 * @see https://kyverno.io/docs/
 */
export class Kyverno extends Addon {
  /** @throws LabError LW1001 for replicas that are none */
  constructor(scope: Construct, id: string, props: KyvernoProps = {}) {
    const { replicas = 1, reports = true, background = true, cleanup = false, ignoreFailures = false, clusterPolicies = {}, validatingPolicies = {}, serviceMonitor = false } = props;
    const { version, chart } = versions.kyverno;
    const controllers = { reports, background, cleanup };
    const running = Object.entries(controllers).filter(([, on]) => on);
    super(scope, id, {
      name: "kyverno",
      version,
      title: verbatim("Kyverno"),
      namespace: { name: "kyverno", podSecurity: "restricted" },
      provides: ["admission-policies"],
      needs: whereAsked({ "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: 128 * replicas + 64 * running.length },
      readiness: [{ deployment: "kyverno-admission-controller" }, ...running.map(([name]) => ({ deployment: `kyverno-${name}-controller` }))],
    });
    checkWhole(this.node.path, { replicas });
    const monitored = { serviceMonitor: { enabled: serviceMonitor } };
    new HelmRelease(this, "kyverno", {
      chart,
      values: {
        admissionController: { replicas, podDisruptionBudget: { enabled: replicas > 1 }, ...monitored },
        backgroundController: { enabled: background, ...monitored },
        cleanupController: { enabled: cleanup, ...monitored },
        reportsController: { enabled: reports, ...monitored },
        features: { forceFailurePolicyIgnore: { enabled: ignoreFailures } },
      },
    });
    const policies = this.chart("policies");
    for (const [name, spec] of Object.entries(clusterPolicies)) new CustomObject(policies, `cluster-policy-${name}`, clusterPolicy, { name }, { spec });
    for (const [name, spec] of Object.entries(validatingPolicies)) new CustomObject(policies, `validating-policy-${name}`, validatingPolicy, { name }, { spec });
  }
}
