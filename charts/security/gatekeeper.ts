import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject, type CustomKind } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { config, constraintTemplate } from "../crd/gatekeeper";
import { checkWhole, refuse } from "../parts/checks";
import { limitedRequests } from "../parts/requests";
import { versions } from "../versions";

/** A rule in Rego and where it holds: a ConstraintTemplate, which those of one kind share, and a Constraint of the kind that it makes. */
export interface GatekeeperPolicy {
  /** The kind that the template makes, such as `RequiredLabels`. */
  readonly kind: string;
  /** A package with `violation[{"msg": msg}] { ... }`. */
  readonly rego: string;
  /** What the rule finds in `input.parameters`. @default none */
  readonly parameters?: object;
  /** Kinds that it is about. */
  readonly kinds: readonly { readonly apiGroups: readonly string[]; readonly kinds: readonly string[] }[];
  /** @default deny */
  readonly action?: "deny" | "warn" | "dryrun";
}

export interface GatekeeperProps {
  /** Of its webhook: three is the least that stays available while one fails. @default 1 */
  readonly replicas?: number;
  /** Seconds between two looks at what is there already; 0 for none. @default 60 */
  readonly auditIntervalSeconds?: number;
  /** What becomes of a request while Gatekeeper does not answer. @default Ignore */
  readonly failurePolicy?: "Ignore" | "Fail";
  /** Change objects too, by the kinds Assign, AssignMetadata and ModifySet. @default true */
  readonly mutation?: boolean;
  /**
   * Namespaces that no policy is about, beside its own.
   * @default kube-system
   * @example ["kube-system","calico-system"]
   */
  readonly exemptNamespaces?: readonly string[];
  /**
   * `requireLabels` makes one that the books begin with.
   * @default none
   * @example [{"kind":"NoDefault","rego":"package nodefault\nviolation[{\"msg\": \"not here\"}] { input.review.namespace == \"default\" }","kinds":[{"apiGroups":[""],"kinds":["Pod"]}]}]
   */
  readonly policies?: readonly GatekeeperPolicy[];
}

/** Fields of every Constraint, whichever template its kind is of. */
interface ConstraintFields {
  readonly spec: {
    readonly enforcementAction: NonNullable<GatekeeperPolicy["action"]>;
    readonly match: { readonly kinds: GatekeeperPolicy["kinds"] };
    readonly parameters: object;
  };
}

const REQUIRE_LABELS = `package requiredlabels

violation[{"msg": msg}] {
  given := {label | input.review.object.metadata.labels[label]}
  missing := {label | label := input.parameters.labels[_]} - given
  count(missing) > 0
  msg := sprintf("labels are missing: %v", [concat(", ", sort(missing))])
}
`;

/** A policy that objects have labels: namespaces, unless other kinds are named. */
export function requireLabels(labels: readonly string[], kinds: GatekeeperPolicy["kinds"] = [{ apiGroups: [""], kinds: ["Namespace"] }]): GatekeeperPolicy {
  return { kind: "RequiredLabels", rego: REQUIRE_LABELS, parameters: { labels }, kinds };
}

const MEMORY_MIB = 256;

/**
 * OPA Gatekeeper: policies in Rego, each a template and constraints of the kind that it makes.
 * @see https://open-policy-agent.github.io/gatekeeper/website/docs/
 */
export class Gatekeeper extends Addon {
  /** @throws LabError LW1001 for numbers that are none, and for kinds that are none, or of two rules */
  constructor(scope: Construct, id: string, props: GatekeeperProps = {}) {
    const { replicas = 1, auditIntervalSeconds = 60, failurePolicy = "Ignore", mutation = true, exemptNamespaces = ["kube-system"], policies = [] } = props;
    const { version, chart } = versions.gatekeeper;
    const made = [...new Set(policies.map(({ kind }) => kind))];
    super(scope, id, {
      name: "gatekeeper",
      version,
      title: verbatim("Gatekeeper"),
      namespace: { name: "gatekeeper-system", podSecurity: "restricted" },
      provides: ["admission-policies"],
      resources: { memoryMiB: MEMORY_MIB * (replicas + 1) },
      readiness: [{ deployment: "gatekeeper-controller-manager" }, { deployment: "gatekeeper-audit" }, ...made.map((kind) => ({ crd: `${kind.toLowerCase()}.constraints.gatekeeper.sh` }))],
    });
    checkWhole(this.node.path, { replicas });
    checkWhole(this.node.path, { auditIntervalSeconds }, 0);
    const resources = limitedRequests(MEMORY_MIB, 2 * MEMORY_MIB, "50m");
    new HelmRelease(this, "gatekeeper", {
      chart,
      values: {
        replicas,
        auditInterval: auditIntervalSeconds,
        validatingWebhookFailurePolicy: failurePolicy,
        disableMutation: !mutation,
        controllerManager: { resources },
        audit: { resources },
        // Of one replica none could be evicted, and no node drained.
        pdb: { controllerManager: { minAvailable: replicas > 1 ? 1 : 0 } },
      },
    });
    const match = [{ processes: ["*"], excludedNamespaces: [this.namespace, ...exemptNamespaces] }];
    new CustomObject(this.chart("config"), "config", config, { name: "config" }, { spec: { match } });
    this.declare(policies);
  }

  private declare(policies: readonly GatekeeperPolicy[]): void {
    const rules = new Map<string, string>();
    policies.forEach(({ kind, rego }, index) => {
      const at = `policies[${index}]`;
      if (!/^[A-Z][A-Za-z0-9]*$/.test(kind)) refuse(this.node.path, `${at}.kind`, kind, { en: "a kind's name, such as RequiredLabels", zh: "资源类型名称，例如 RequiredLabels" });
      if ((rules.get(kind) ?? rego) !== rego) refuse(this.node.path, `${at}.rego`, rego, { en: `one rule for all policies of the kind ${kind}`, zh: `同为 ${kind} 类型的策略须使用同一规则` });
      rules.set(kind, rego);
    });
    const templates = this.chart("templates");
    for (const [kind, rego] of rules) {
      const validation = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
      const targets = [{ target: "admission.k8s.gatekeeper.sh", rego }];
      new CustomObject(templates, kind, constraintTemplate, { name: kind.toLowerCase() }, { spec: { crd: { spec: { names: { kind }, validation } }, targets } });
    }
    // Gatekeeper makes the constraints' kinds out of the templates: they come in a step of their own.
    const constraints = this.chart("constraints");
    policies.forEach(({ kind, parameters = {}, kinds, action = "deny" }, index) => {
      const earlier = policies.slice(0, index).filter((other) => other.kind === kind).length;
      const name = `${kind.toLowerCase()}${earlier === 0 ? "" : `-${earlier + 1}`}`;
      const own: CustomKind<ConstraintFields> = { apiVersion: "constraints.gatekeeper.sh/v1beta1", kind };
      new CustomObject(constraints, name, own, { name }, { spec: { enforcementAction: action, match: { kinds }, parameters } });
    });
  }
}
