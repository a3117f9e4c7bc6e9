import { CertManager } from "../../../charts/security/cert-manager";
import { addonSet } from "../support/cluster";
import { objectOf } from "../support/objects";
import { stepsOf, valuesOf } from "../support/releases";

const acme = { server: "https://ca.lab/acme/directory", email: "lab@example.org", ingressClass: "traefik" };

test("by itself it has no issuer", () => expect(stepsOf(new CertManager(addonSet(), "cm"))).toEqual(["Namespace cert-manager", "chart cert-manager"]));

test("a self-signed issuer stands alone, after the chart that brings its kind", () => {
  const addon = new CertManager(addonSet(), "cm", { issuer: "self-signed" });
  expect(stepsOf(addon)).toEqual(["Namespace cert-manager", "chart cert-manager", "ClusterIssuer self-signed"]);
  expect(addon.description.readiness).toContainEqual({ condition: "Ready", kind: "ClusterIssuer", name: "self-signed" });
});

test("the lab's CA is signed by itself, and signs with the Secret that its certificate is in", () => {
  const addon = new CertManager(addonSet(), "cm", { issuer: "lab-ca" });
  expect(stepsOf(addon)).toEqual(["Namespace cert-manager", "chart cert-manager", "ClusterIssuer self-signed", "Certificate lab-ca", "ClusterIssuer lab-ca"]);
  expect(objectOf(addon, "Certificate lab-ca").spec).toMatchObject({ isCA: true, secretName: "lab-ca", issuerRef: { kind: "ClusterIssuer", name: "self-signed" } });
  expect(objectOf(addon, "ClusterIssuer lab-ca").spec).toEqual({ ca: { secretName: "lab-ca" } });
});

test("ACME answers by the Ingress class that is named", () => {
  const spec = { acme: { server: acme.server, email: acme.email, privateKeySecretRef: { name: "acme-account" }, solvers: [{ http01: { ingress: { ingressClassName: "traefik" } } }] } };
  expect(objectOf(new CertManager(addonSet(), "cm", { acme }), "ClusterIssuer acme").spec).toEqual(spec);
});

test("Gateways need the kinds of the Gateway API, and are turned on in the controller's configuration", () => {
  const addon = new CertManager(addonSet(), "cm", { gatewayApi: true });
  expect(addon.description.needs).toEqual(["gateway-api"]);
  expect(valuesOf(addon).config).toMatchObject({ kind: "ControllerConfiguration", enableGatewayAPI: true });
  expect(valuesOf(new CertManager(addonSet(), "cm")).config).toBeUndefined();
});
