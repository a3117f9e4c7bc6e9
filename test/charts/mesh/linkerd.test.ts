import { Addon } from "../../../charts/addon/addon";
import type { AddonSet } from "../../../charts/addon/addon-set";
import type { ClusterFacts } from "../../../charts/addon/cluster-facts";
import type { HelmValues } from "../../../charts/addon/helm-release";
import { inOrder } from "../../../charts/addon/order";
import { Cilium } from "../../../charts/cni/cilium";
import { Flannel } from "../../../charts/cni/flannel";
import { GatewayApi } from "../../../charts/ingress/gateway-api";
import { Linkerd, type LinkerdProps } from "../../../charts/mesh/linkerd";
import { TrustManager } from "../../../charts/security/trust-manager";
import { addonSet, facts, networked } from "../support/cluster";
import { kindsOf, objectOf } from "../support/objects";
import { said } from "../support/problems";
import { stepsOf, textOf, valuesOf } from "../support/releases";

/** What stands for cert-manager. */
class Certificates extends Addon {
  constructor(set: AddonSet) {
    super(set, "certificates", { name: "certificates", version: "1.0", title: { en: "Certificates", zh: "证书" }, provides: ["certificates"], resources: { memoryMiB: 0 }, readiness: [] });
  }
}


function meshed(props: LinkerdProps = {}, other: Partial<ClusterFacts> = {}, network: (set: AddonSet) => Addon = (set) => new Flannel(set, "network")): { readonly set: AddonSet; readonly linkerd: Linkerd } {
  const set = addonSet(other);
  const linkerd = new Linkerd(set, "linkerd", props);
  new TrustManager(set, "trust-manager");
  new GatewayApi(set, "gateway-api");
  new Certificates(set);
  network(set);
  return { set, linkerd };
}

const controlPlane = (linkerd: Linkerd): HelmValues => valuesOf(linkerd, "linkerd-control-plane");

test("it comes after all that its identities are made by", () => {
  const { set } = meshed();
  expect(said(set)).toEqual([]);
  expect(inOrder(set).map(({ node }) => node.id)).toEqual(["network", "certificates", "trust-manager", "gateway-api", "linkerd"]);
});

test("what it needs is named", () => {
  const set = networked();
  new Linkerd(set, "linkerd");
  expect(said(set).map((line) => line.replace(/.*\. add /, ""))).toEqual(["CertManager", "TrustManager", "GatewayApi"]);
});

test("identities are made before the control plane that gives them", () => {
  const steps = stepsOf(meshed().linkerd).map((step) => step.replace(/^(?!chart )(\S+) .*/, "$1"));
  expect([...new Set(steps)]).toEqual(["Namespace", "ClusterIssuer", "Certificate", "Bundle", "chart linkerd-crds", "chart linkerd-control-plane"]);
});

test("no secret is declared, and the chart is given none and makes none", () => {
  const { linkerd } = meshed();
  expect(kindsOf(linkerd)).not.toContain("Secret");
  expect(textOf(linkerd)).not.toMatch(/BEGIN|PEM/);
  expect(controlPlane(linkerd)).toMatchObject({
    identity: { externalCA: true, issuer: { scheme: "kubernetes.io/tls" } },
    proxyInjector: { externalSecret: true, injectCaFrom: "linkerd/linkerd-proxy-injector" },
    profileValidator: { externalSecret: true, injectCaFrom: "linkerd/linkerd-sp-validator" },
    policyValidator: { externalSecret: true, injectCaFrom: "linkerd/linkerd-policy-validator" },
  });
});

test("the anchor signs the issuer, and its certificate goes to where the control plane looks", () => {
  const { linkerd } = meshed({ anchorDays: 365, issuerDays: 4 }, { dnsDomain: "lab.internal" });
  expect(objectOf(linkerd, "Certificate linkerd-trust-anchor")).toMatchObject({
    metadata: { namespace: "cert-manager" },
    spec: { isCA: true, secretName: "linkerd-trust-anchor", commonName: "root.linkerd.lab.internal", duration: "8760h", privateKey: { rotationPolicy: "Never" } },
  });
  expect(objectOf(linkerd, "ClusterIssuer linkerd-trust-anchor")).toMatchObject({ spec: { ca: { secretName: "linkerd-trust-anchor" } } });
  expect(objectOf(linkerd, "Certificate linkerd-identity-issuer")).toMatchObject({
    metadata: { namespace: "linkerd" },
    spec: { isCA: true, secretName: "linkerd-identity-issuer", dnsNames: ["identity.linkerd.lab.internal"], duration: "96h", issuerRef: { kind: "ClusterIssuer", name: "linkerd-trust-anchor" } },
  });
  expect(objectOf(linkerd, "Bundle linkerd-identity-trust-roots")).toMatchObject({
    spec: { sources: [{ secret: { name: "linkerd-trust-anchor", key: "tls.crt" } }], target: { configMap: { key: "ca-bundle.crt" }, namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "linkerd" } } } },
  });
});

test.each(["linkerd-proxy-injector", "linkerd-sp-validator", "linkerd-policy-validator"])("%s has a certificate under the name that the chart mounts", (name) => {
  expect(objectOf(meshed().linkerd, `Certificate ${name}`)).toMatchObject({ metadata: { namespace: "linkerd" }, spec: { secretName: `${name}-k8s-tls`, dnsNames: [`${name}.linkerd.svc`], privateKey: { encoding: "PKCS8" } } });
});

test("three of each part need three nodes", () => {
  expect(said(meshed({ highAvailability: true }).set)).toEqual(["LW1208 linkerd: Linkerd needs 3 nodes that Pods run on, one for each of its replicas, and the cluster has 2; it would not work without. add 1 worker, or leave `highAvailability` out"]);
  const nodes = facts().nodes.map((node) => ({ ...node, tainted: false }));
  const { set, linkerd } = meshed({ highAvailability: true }, { nodes });
  expect(said(set)).toEqual([]);
  expect(controlPlane(linkerd)).toMatchObject({ controllerReplicas: 3, enablePodAntiAffinity: true, enablePodDisruptionBudget: true, webhookFailurePolicy: "Fail" });
});

test("what the control plane asks for is what it is said to", () => {
  const asked = JSON.stringify(controlPlane(meshed().linkerd)).match(/"request":"(\d+)Mi"/g)?.map((one) => Number(/\d+/.exec(one)?.[0])) ?? [];
  // Each of the three Pods has a proxy.
  expect(asked.reduce((sum, mib) => sum + mib, 0) + 2 * 20).toBe(meshed().linkerd.description.resources.memoryMiB);
});

test("beside Cilium in place of kube-proxy it needs Cilium to be chained", () => {
  const beside = (chained: boolean, kubeProxy: "none" | "iptables"): string[] => said(meshed({}, { kubeProxy }, (set) => new Cilium(set, "network", { chained })).set);
  expect(beside(false, "iptables")).toEqual([]);
  expect(beside(true, "none")).toEqual([]);
  expect(beside(false, "none")).toEqual(["LW1208 linkerd: Linkerd needs a Pod network that lets others stand beside it, and Cilium does not by itself; it would not work without. set `chained: true` for Cilium"]);
});

test.each<[LinkerdProps, string]>([[{ issuerDays: 3 }, "issuerDays"], [{ issuerDays: Number.NaN }, "issuerDays"], [{ anchorDays: 20 }, "anchorDays"]])("%j is refused", (props, property) => {
  expect(() => new Linkerd(addonSet(), "linkerd", props)).toThrow(new RegExp(`LW1001 linkerd: .*${property}`));
});
