import type { HelmValues } from "../../../charts/addon/helm-release";
import { Cilium } from "../../../charts/cni/cilium";
import { GatewayApi } from "../../../charts/ingress/gateway-api";
import { Traefik } from "../../../charts/ingress/traefik";
import { Istio, type IstioProps } from "../../../charts/mesh/istio";
import { addonSet, networked } from "../support/cluster";
import { objectOf, specOf } from "../support/objects";
import { said } from "../support/problems";
import { stepsOf, valuesOf } from "../support/releases";

const istio = (props: IstioProps = {}): Istio => new Istio(addonSet(), "istio", props);

test("kinds come first, and policies after what takes them", () => {
  expect(stepsOf(istio())).toEqual(["Namespace istio-system", "chart base", "chart cni", "chart istiod", "PeerAuthentication default"]);
  expect(stepsOf(istio({ cni: false }))).toEqual(["Namespace istio-system", "chart base", "chart istiod", "PeerAuthentication default"]);
  expect(stepsOf(istio({ mode: "ambient", ingressGateway: "node-port", accessLogs: true }))).toEqual([
    "Namespace istio-system", "chart base", "chart cni", "chart istiod", "chart ztunnel", "chart gateway", "PeerAuthentication default", "Telemetry mesh-default",
  ]);
});

test("ambient mode is turned on in all of its parts", () => {
  const ambient = istio({ mode: "ambient" });
  expect(valuesOf(ambient, "istio-cni")).toMatchObject({ ambient: { enabled: true } });
  expect(valuesOf(ambient, "istiod")).toMatchObject({ env: { PILOT_ENABLE_AMBIENT: "true", PILOT_ENABLE_GATEWAY_API: "true" }, meshConfig: { defaultConfig: { proxyMetadata: { ISTIO_META_ENABLE_HBONE: "true" } } } });
  expect(valuesOf(istio(), "istiod")).toMatchObject({ env: { PILOT_ENABLE_GATEWAY_API: "false" }, meshConfig: {} });
});

test.each<[IstioProps, string]>([
  [{ mode: "ambient", mtls: "DISABLE" }, "mtls"],
  [{ mode: "ambient", cni: false }, "cni"],
  [{ tracing: { service: "otel", samplingPercent: 101 } }, "tracing.samplingPercent"],
  [{ tracing: { service: "otel", samplingPercent: Number.NaN } }, "tracing.samplingPercent"],
])("%j is refused", (props, property) => expect(() => istio(props)).toThrow(new RegExp(`LW1001 istio: .*${property}`)));

test("mutual TLS is the whole mesh's", () => {
  expect(objectOf(istio({ mtls: "STRICT" }), "PeerAuthentication")).toMatchObject({ apiVersion: "security.istio.io/v1", metadata: { name: "default", namespace: "istio-system" }, spec: { mtls: { mode: "STRICT" } } });
});

test("spans go to the provider that istiod is told of, and logs to the built-in one", () => {
  const addon = istio({ accessLogs: true, tracing: { service: "otel.tracing.svc", samplingPercent: 100 } });
  expect(valuesOf(addon, "istiod")).toMatchObject({ meshConfig: { extensionProviders: [{ name: "spans", opentelemetry: { service: "otel.tracing.svc", port: 4317 } }] } });
  expect(specOf(addon, "Telemetry")).toEqual({ accessLogging: [{ providers: [{ name: "envoy" }] }], tracing: [{ providers: [{ name: "spans" }], randomSamplingPercentage: 100 }] });
});

test("waypoints are Gateways, so ambient mode needs their kinds", () => {
  const set = networked();
  new Istio(set, "istio", { mode: "ambient" });
  expect(said(set)).toEqual(["LW1200 istio: Istio needs the kinds of the Gateway API, and nothing in the cluster brings it; an add-on comes after what it needs. add GatewayApi"]);
  new GatewayApi(set, "gateway-api");
  expect(said(set)).toEqual([]);
});

test.each<[string, IstioProps, "none" | "iptables", boolean]>([
  ["its plugin", {}, "iptables", false],
  ["sidecars, where kube-proxy serves Services", { cni: false }, "iptables", true],
  ["sidecars, where Cilium does", { cni: false }, "none", false],
])("beside Cilium: %s", (_, props, kubeProxy, fine) => {
  const set = addonSet({ kubeProxy });
  new Cilium(set, "cilium");
  new Istio(set, "istio", props);
  expect(said(set)).toEqual(fine ? [] : ["LW1208 istio: Istio needs a Pod network that lets others stand beside it, and Cilium does not by itself; it would not work without. set `chained: true` for Cilium"]);
  const chained = addonSet({ kubeProxy });
  new Cilium(chained, "cilium", { chained: true });
  new Istio(chained, "istio", props);
  expect(said(chained)).toEqual([]);
});

test("its ingress gateway takes the ports that Traefik would", () => {
  const set = networked();
  new Traefik(set, "traefik", { exposure: "node-port" });
  const mesh = new Istio(set, "istio", { ingressGateway: "node-port" });
  expect(said(set)).toEqual(["LW1207 istio: Istio cannot be in a cluster with Traefik: both take ports 30080 and 30443 of every node; the two get in each other's way. take one of them away"]);
  expect(JSON.stringify(valuesOf(mesh, "istio-ingressgateway"))).toContain('{"name":"https","port":443,"targetPort":443,"nodePort":30443}');
});

test("at an address of its own the gateway needs something that gives one, and has no port of nodes", () => {
  const set = networked();
  const mesh = new Istio(set, "istio", { ingressGateway: "load-balancer" });
  expect(said(set)).toEqual([expect.stringContaining("LW1200 istio: Istio needs addresses for Services of type LoadBalancer")]);
  expect(JSON.stringify(valuesOf(mesh, "istio-ingressgateway"))).not.toContain("nodePort");
});

test("the redirection is written with what kube-proxy uses, unless told otherwise", () => {
  const nftables = (kubeProxy: "nftables" | "iptables", props: IstioProps): unknown[] => {
    const addon = new Istio(addonSet({ kubeProxy }), "istio", props);
    return ["istio-cni", "istiod"].map((release) => (valuesOf(addon, release)["global"] as HelmValues)["nativeNftables"]);
  };
  expect([nftables("nftables", {}), nftables("iptables", {}), nftables("nftables", { nftables: false })]).toEqual([[true, true], [false, false], [false, false]]);
});
