import { GatewayApi } from "../../../charts/ingress/gateway-api";
import { IngressNginx } from "../../../charts/ingress/ingress-nginx";
import { Traefik } from "../../../charts/ingress/traefik";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["gateway-api", (set) => new GatewayApi(set, "gateway-api")],
  ["gateway-api, experimental", (set) => new GatewayApi(set, "gateway-api", { channel: "experimental" })],
  ["ingress-nginx", (set) => new IngressNginx(set, "ingress-nginx"), { kubernetes: "1.35" }],
  [
    "ingress-nginx with everything",
    (set) => new IngressNginx(set, "ingress-nginx", { exposure: "host-port", defaultClass: false, classless: true, snippets: true, sslPassthrough: true, config: { "proxy-body-size": "64m" }, serviceMonitor: true }),
    { kubernetes: "1.35" },
  ],
  ["ingress-nginx on node ports", (set) => new IngressNginx(set, "ingress-nginx", { exposure: "node-port" }), { kubernetes: "1.35" }],
  ["traefik", (set) => new Traefik(set, "traefik")],
  [
    "traefik with everything",
    (set) => new Traefik(set, "traefik", { exposure: "node-port", replicas: 2, defaultClass: false, gatewayController: true, nginxIngresses: true, httpsRedirect: true, dashboard: true, accessLog: true, serviceMonitor: true }),
  ],
  ["traefik on host ports", (set) => new Traefik(set, "traefik", { exposure: "host-port" })],
];
