import { ExternalSecrets } from "../../../charts/security/external-secrets";
import { Kyverno } from "../../../charts/security/kyverno";
import { SealedSecrets } from "../../../charts/security/sealed-secrets";
import { TrivyOperator } from "../../../charts/security/trivy-operator";
import { addonSet } from "../support/cluster";
import { objectOf } from "../support/objects";
import { stepsOf, valuesOf } from "../support/releases";

test("Kyverno's policies come after the chart that brings their kinds, each of its kind", () => {
  const rules = [{ name: "team", match: { any: [{ resources: { kinds: ["Pod"] } }] } }];
  const addon = new Kyverno(addonSet(), "kyverno", { clusterPolicies: { old: { rules } }, validatingPolicies: { new: { validationActions: ["Audit"] } } });
  expect(stepsOf(addon)).toEqual(["Namespace kyverno", "chart kyverno", "ClusterPolicy old", "ValidatingPolicy new"]);
  expect(objectOf(addon, "ClusterPolicy old")).toMatchObject({ apiVersion: "kyverno.io/v1", spec: { rules } });
  expect(objectOf(addon, "ValidatingPolicy new")).toMatchObject({ apiVersion: "policies.kyverno.io/v1", spec: { validationActions: ["Audit"] } });
});

test("Kyverno waits for the controllers that run", () => {
  const waited = (addon: Kyverno): unknown => addon.description.readiness;
  expect(waited(new Kyverno(addonSet(), "kyverno"))).toEqual([{ deployment: "kyverno-admission-controller" }, { deployment: "kyverno-reports-controller" }, { deployment: "kyverno-background-controller" }]);
  expect(waited(new Kyverno(addonSet(), "kyverno", { reports: false, background: false, cleanup: true }))).toEqual([{ deployment: "kyverno-admission-controller" }, { deployment: "kyverno-cleanup-controller" }]);
});

test("the issuer of External Secrets' webhook is there before its chart, and cert-manager before both", () => {
  const addon = new ExternalSecrets(addonSet(), "eso", { certManager: true });
  expect(addon.description.needs).toEqual(["certificates"]);
  expect(stepsOf(addon)).toEqual(["Namespace external-secrets", "Issuer external-secrets", "chart external-secrets"]);
  expect(valuesOf(addon)).toMatchObject({ webhook: { certManager: { enabled: true, cert: { issuerRef: { kind: "Issuer", name: "external-secrets" } } } }, certController: { create: false } });
  expect(stepsOf(new ExternalSecrets(addonSet(), "eso"))).toEqual(["Namespace external-secrets", "chart external-secrets"]);
});

test("only Trivy's scans of nodes take a privileged namespace, and only its server a volume", () => {
  const described = (props: ConstructorParameters<typeof TrivyOperator>[2]): object => new TrivyOperator(addonSet(), "trivy", props).description;
  expect(described({})).toMatchObject({ namespace: { podSecurity: "baseline" }, needs: [], readiness: [{ deployment: "trivy-operator" }] });
  expect(described({ nodeScans: true, server: true })).toMatchObject({ namespace: { podSecurity: "privileged" }, needs: ["default-storage-class"], readiness: [{ deployment: "trivy-operator" }, { statefulSet: "trivy-server" }] });
});

test("Trivy's report by CIS takes scans of nodes", () => {
  expect(() => new TrivyOperator(addonSet(), "trivy", { compliance: ["k8s-nsa-1.0", "k8s-cis-1.23"] })).toThrow(/^LW1001 trivy: .*compliance/);
});

test("Trivy never scans its own Pods", () => {
  expect(valuesOf(new TrivyOperator(addonSet(), "trivy")).excludeNamespaces).toBe("trivy-system,kube-system");
  expect(valuesOf(new TrivyOperator(addonSet(), "trivy", { exemptNamespaces: [] })).excludeNamespaces).toBe("trivy-system");
});

test("a sealing key is renewed after days, or never", () => {
  expect(valuesOf(new SealedSecrets(addonSet(), "ss", { keyRenewalDays: 7 })).keyrenewperiod).toBe("168h");
  expect(valuesOf(new SealedSecrets(addonSet(), "ss", { keyRenewalDays: 0 })).keyrenewperiod).toBe("0");
});
