import { Gatekeeper, requireLabels, type GatekeeperPolicy } from "../../../charts/security/gatekeeper";
import { addonSet } from "../support/cluster";
import { objectOf } from "../support/objects";
import { stepsOf, valuesOf } from "../support/releases";

const kinds = [{ apiGroups: [""], kinds: ["Pod"] }];
const gatekeeper = (...policies: GatekeeperPolicy[]): Gatekeeper => new Gatekeeper(addonSet(), "gatekeeper", { policies });

test("constraints come a step after the templates, which make their kinds", () => {
  const addon = gatekeeper(requireLabels(["team"]), { kind: "NoDefault", rego: "package nodefault", kinds, action: "warn" });
  expect(stepsOf(addon)).toEqual([
    "Namespace gatekeeper-system", "chart gatekeeper", "Config config", "ConstraintTemplate requiredlabels", "ConstraintTemplate nodefault", "RequiredLabels requiredlabels", "NoDefault nodefault",
  ]);
  expect(objectOf(addon, "ConstraintTemplate requiredlabels").spec).toMatchObject({ crd: { spec: { names: { kind: "RequiredLabels" } } }, targets: [{ target: "admission.k8s.gatekeeper.sh" }] });
  expect(objectOf(addon, "RequiredLabels requiredlabels").spec).toEqual({ enforcementAction: "deny", match: { kinds: [{ apiGroups: [""], kinds: ["Namespace"] }] }, parameters: { labels: ["team"] } });
  expect(objectOf(addon, "NoDefault nodefault").spec).toEqual({ enforcementAction: "warn", match: { kinds }, parameters: {} });
  expect(addon.description.readiness).toContainEqual({ crd: "requiredlabels.constraints.gatekeeper.sh" });
});

test.each(["requiredLabels", "Required-Labels", ""])("a kind that is none is refused: %j", (kind) => {
  expect(() => gatekeeper(requireLabels(["team"]), { kind, rego: "", kinds })).toThrow(/^LW1001 gatekeeper: .*policies\[1\]\.kind/);
});

test("policies of one kind share its template, and cannot differ in their rule", () => {
  const addon = gatekeeper(requireLabels(["team"]), requireLabels(["app"], kinds));
  expect(stepsOf(addon).slice(2)).toEqual(["Config config", "ConstraintTemplate requiredlabels", "RequiredLabels requiredlabels", "RequiredLabels requiredlabels-2"]);
  expect(objectOf(addon, "RequiredLabels requiredlabels-2").spec).toMatchObject({ match: { kinds }, parameters: { labels: ["app"] } });
  expect(addon.description.readiness.filter((one) => "crd" in one)).toHaveLength(1);
  expect(() => gatekeeper(requireLabels(["team"]), { ...requireLabels(["app"]), rego: "package other" })).toThrow(/^LW1001 gatekeeper: .*policies\[1\]\.rego/);
});

test("it leaves itself alone, and one replica can be evicted", () => {
  const addon = new Gatekeeper(addonSet(), "gatekeeper", { exemptNamespaces: ["calico-system"] });
  expect(objectOf(addon, "Config config").spec).toEqual({ match: [{ processes: ["*"], excludedNamespaces: ["gatekeeper-system", "calico-system"] }] });
  expect(valuesOf(addon).pdb).toEqual({ controllerManager: { minAvailable: 0 } });
  expect(valuesOf(new Gatekeeper(addonSet(), "gatekeeper", { replicas: 3 })).pdb).toEqual({ controllerManager: { minAvailable: 1 } });
});
