import { deliveryOf } from "../../../charts/addon/delivery";
import { inOrder } from "../../../charts/addon/order";
import { GatewayApi } from "../../../charts/ingress/gateway-api";
import { IngressNginx } from "../../../charts/ingress/ingress-nginx";
import { Traefik, type TraefikProps } from "../../../charts/ingress/traefik";
import { MetalLb } from "../../../charts/load-balancing/metallb";
import { addonSet, networked } from "../support/cluster";
import { specOf } from "../support/objects";
import { said } from "../support/problems";
import { textOf, valuesOf } from "../support/releases";


const traefik = (props: TraefikProps = {}): Traefik => new Traefik(addonSet(), "traefik", props);

test("at an address of its own it needs something that gives one", () => {
  const set = networked();
  new Traefik(set, "traefik");
  expect(said(set)).toEqual(["LW1200 traefik: Traefik needs addresses for Services of type LoadBalancer, and nothing in the cluster brings it; an add-on comes after what it needs. add MetalLb, or Cilium with `loadBalancer`"]);
  new MetalLb(set, "metallb", { addresses: ["10.20.44.200-10.20.44.210"] });
  expect(said(set)).toEqual([]);
});

test("by host ports every worker runs one, which is replaced after it is gone", () => {
  const { deployment, updateStrategy, ports, service } = valuesOf(traefik({ exposure: "host-port" }));
  expect({ deployment, updateStrategy, ports, service }).toEqual({
    deployment: { kind: "DaemonSet", replicas: 1 },
    updateStrategy: { rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
    ports: { web: { hostPort: 80, http: {} }, websecure: { hostPort: 443 } },
    service: { spec: { type: "ClusterIP" } },
  });
});

test("ports of a node need the level that allows them; nothing else does", () => {
  const level = (props: TraefikProps): string | undefined => traefik(props).description.namespace?.podSecurity;
  expect([level({}), level({ exposure: "node-port" }), level({ exposure: "host-port" })]).toEqual(["restricted", "restricted", "privileged"]);
});

test.each([Traefik, IngressNginx])("%p: replicas are refused where every worker runs one", (Controller) => {
  expect(() => new Controller(addonSet(), "proxy", { exposure: "host-port", replicas: 2 })).toThrow(/LW1001 proxy: .*replicas/);
});

test("a port of a node is taken once", () => {
  const set = networked({ kubernetes: "1.35" });
  new Traefik(set, "traefik", { exposure: "node-port" });
  new IngressNginx(set, "nginx", { exposure: "node-port", defaultClass: false });
  expect(said(set)).toEqual(["LW1207 nginx: ingress-nginx cannot be in a cluster with Traefik: both take ports 30080 and 30443 of every node; the two get in each other's way. take one of them away"]);
});

test("side by side, at ports of different kinds and with one default class, they are left alone", () => {
  const set = networked({ kubernetes: "1.35" });
  new Traefik(set, "traefik", { exposure: "node-port" });
  new IngressNginx(set, "nginx", { exposure: "host-port", defaultClass: false });
  expect(said(set)).toEqual([]);
});

test("a cluster has one default class", () => {
  const set = networked({ kubernetes: "1.35" });
  new Traefik(set, "traefik", { exposure: "node-port" });
  new IngressNginx(set, "nginx", { exposure: "host-port" });
  expect(said(set)).toEqual(["LW1201 nginx: Traefik and ingress-nginx both bring the default IngressClass; a cluster has it once. take one of them away, or turn that part of it off"]);
});

test("ingress-nginx supports no Kubernetes that came after its end, and says what took its place", () => {
  const set = networked({ kubernetes: "1.36" });
  const nginx = new IngressNginx(set, "nginx", { exposure: "node-port" });
  expect(said(set)).toEqual(["LW1202 nginx: ingress-nginx 1.15.1 is not for Kubernetes 1.36; it supports 1.34 to 1.35. choose a minor in between for the cluster"]);
  expect(nginx.description.retired?.en).toContain("Traefik");
});

test("Traefik takes over the class of ingress-nginx, and not beside it", () => {
  expect(specOf(traefik({ nginxIngresses: true }), "IngressClass nginx")).toEqual({ controller: "k8s.io/ingress-nginx" });
  const set = networked({ kubernetes: "1.35" });
  new Traefik(set, "traefik", { exposure: "node-port", nginxIngresses: true });
  new IngressNginx(set, "nginx", { exposure: "host-port", defaultClass: false });
  expect(said(set)).toEqual(["LW1207 traefik: Traefik cannot be in a cluster with ingress-nginx: both serve Ingresses of class nginx; the two get in each other's way. take one of them away"]);
});

test("a controller for Gateways comes after their kinds", () => {
  const set = networked();
  new Traefik(set, "traefik", { exposure: "node-port", gatewayController: true });
  expect(said(set)).toEqual(["LW1200 traefik: Traefik needs the kinds of the Gateway API, and nothing in the cluster brings it; an add-on comes after what it needs. add GatewayApi"]);
  new GatewayApi(set, "gateway-api");
  expect(said(set)).toEqual([]);
  expect(inOrder(set).map(({ node }) => node.id)).toEqual(["flannel", "gateway-api", "traefik"]);
});

test("the kinds of the Gateway API need no Pod network, and are of one release", () => {
  const set = addonSet();
  const kinds = new GatewayApi(set, "gateway-api", { channel: "experimental" });
  expect(said(set)).toEqual([]);
  expect(deliveryOf(kinds).steps).toEqual([{ type: "manifest", url: "https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.1/experimental-install.yaml", sha256: undefined }]);
});

test("snippets are let through by both of the things that stop them", () => {
  const addon = new IngressNginx(addonSet(), "nginx", { snippets: true, config: { "proxy-body-size": "8m" } });
  expect(textOf(addon)).toContain('"allowSnippetAnnotations":true,"config":{"annotations-risk-level":"Critical","proxy-body-size":"8m"}');
});
