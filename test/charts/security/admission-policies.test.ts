import { AdmissionPolicies, type AdmissionPoliciesProps } from "../../../charts/security/admission-policies";
import type { ValidatingAdmissionPolicyFields } from "../../../charts/security/validating-admission-policy";
import { addonSet } from "../support/cluster";
import { objectOf } from "../support/objects";
import { stepsOf } from "../support/releases";

const policies = (props: AdmissionPoliciesProps = {}): AdmissionPolicies => new AdmissionPolicies(addonSet(), "policies", props);

const rulesOf = (addon: AdmissionPolicies, name: string): ValidatingAdmissionPolicyFields["spec"]["validations"] => (objectOf(addon, `ValidatingAdmissionPolicy ${name}`).spec as ValidatingAdmissionPolicyFields["spec"]).validations;

test("each policy that is asked for has its binding, and no other is there", () => {
  expect(stepsOf(policies())).toEqual(["ValidatingAdmissionPolicy fixed-tags", "ValidatingAdmissionPolicyBinding fixed-tags"]);
  expect(stepsOf(policies({ denyLatestTag: false, requiredLimits: ["memory"] }))).toEqual(["ValidatingAdmissionPolicy limits", "ValidatingAdmissionPolicyBinding limits"]);
  expect(stepsOf(policies({ denyLatestTag: false }))).toEqual([]);
});

test("they are about neither add-ons' namespaces nor those that are exempt", () => {
  const spec = objectOf(policies({ requiredLimits: ["memory"], exemptNamespaces: ["kube-system"], action: "Audit" }), "ValidatingAdmissionPolicyBinding limits").spec;
  expect(spec).toEqual({
    policyName: "limits",
    validationActions: ["Audit"],
    matchResources: {
      namespaceSelector: {
        matchExpressions: [
          { key: "app.kubernetes.io/managed-by", operator: "NotIn", values: ["labwright"] },
          { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["kube-system"] },
        ],
      },
    },
  });
});

test("a rule for each label and each limit", () => {
  const addon = policies({ requiredLabels: ["team", "app.kubernetes.io/name"], requiredLimits: ["cpu", "memory"] });
  expect(rulesOf(addon, "labels").map(({ message }) => message)).toEqual(["Pods need the label team", "Pods need the label app.kubernetes.io/name"]);
  expect(rulesOf(addon, "limits").map(({ message }) => message)).toEqual(["containers need a limit of cpu", "containers need a limit of memory"]);
});

/** The pattern that CEL holds images against; RE2 and JavaScript read it alike. */
function patternOf(addon: AdmissionPolicies, name: string): RegExp {
  const [, pattern] = /matches\('([^']+)'\)/.exec(rulesOf(addon, name)[0]?.expression ?? "") ?? [];
  if (pattern === undefined) throw new Error(`${name} matches nothing`);
  return new RegExp(pattern);
}

test.each<[string, boolean]>([
  ["nginx", false],
  ["nginx:1.29", true],
  ["localhost:5000/nginx", false],
  ["localhost:5000/nginx:1.29", true],
  ["registry.k8s.io/pause@sha256:0123", true],
])("%s has a tag or a digest: %s", (image, expected) => {
  expect(patternOf(policies(), "fixed-tags").test(image)).toBe(expected);
});

test.each<[string, boolean]>([
  ["nginx:1.29", false],
  ["library/nginx:1.29", false],
  ["registry.k8s.io/pause:3.10", true],
  ["harbor:443/lab/nginx:1", true],
  ["localhost/nginx:1", true],
])("%s names its registry: %s", (image, expected) => {
  expect(patternOf(policies({ registries: ["registry.k8s.io"] }), "registries").test(image)).toBe(expected);
});

test.each<[AdmissionPoliciesProps, string]>([
  [{ requiredLabels: ["team", "bad label"] }, "requiredLabels[1]"],
  [{ requiredLabels: ["it's"] }, "requiredLabels[0]"],
  [{ registries: ["https://registry.k8s.io"] }, "registries[0]"],
  [{ registries: ["registry.k8s.io/kueue"] }, "registries[0]"],
])("what is none is refused: %j", (props, property) => {
  expect(() => policies(props)).toThrow(new RegExp(`^LW1001 policies: .*${property.replace(/[[\]]/g, "\\$&")}`));
});
