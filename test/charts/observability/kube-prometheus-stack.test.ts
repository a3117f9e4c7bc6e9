import { Eck } from "../../../charts/observability/eck";
import { Jaeger } from "../../../charts/observability/jaeger";
import { KubePrometheusStack } from "../../../charts/observability/kube-prometheus-stack";
import { Loki } from "../../../charts/observability/loki";
import { Zipkin } from "../../../charts/observability/zipkin";
import { addonSet } from "../support/cluster";
import { said } from "../support/problems";
import { valuesOf } from "../support/releases";

test("no password is written down: the chart makes one, or a Secret is named", () => {
  const set = addonSet();
  expect(valuesOf(new KubePrometheusStack(set, "plain")).grafana).toMatchObject({ admin: {} });
  expect(valuesOf(new KubePrometheusStack(set, "named", { admin: { secretName: "grafana", passwordKey: "pw" } })).grafana).toMatchObject({ admin: { existingSecret: "grafana", passwordKey: "pw" } });
  expect(JSON.stringify(valuesOf(new KubePrometheusStack(set, "other")))).not.toMatch(/adminPassword/);
});

test("Grafana shows the cluster's stores, whenever they are declared, but for what needs a password", () => {
  const set = addonSet();
  const metrics = new KubePrometheusStack(set, "metrics");
  new Loki(set, "loki");
  new Eck(set, "eck");
  new Jaeger(set, "jaeger");
  new Zipkin(set, "zipkin");
  expect(valuesOf(metrics).grafana).toMatchObject({
    additionalDataSources: [
      { uid: "loki", type: "loki", url: "http://loki.loki.svc.cluster.local:3100" },
      { uid: "jaeger", type: "jaeger", url: "http://jaeger.jaeger.svc.cluster.local:16686" },
      { uid: "zipkin", type: "zipkin", url: "http://zipkin.zipkin.svc.cluster.local:9411" },
    ],
  });
});

test("of kube-proxy nothing is asked where there is none", () => {
  const proxy = (kubeProxy: "iptables" | "none"): unknown => valuesOf(new KubePrometheusStack(addonSet({ kubeProxy }), "metrics", { controlPlane: true })).kubeProxy;
  expect([proxy("iptables"), proxy("none")]).toEqual([{ enabled: true }, { enabled: false }]);
});

test("what is said of a Grafana that is not there is refused", () => {
  expect(() => new KubePrometheusStack(addonSet(), "metrics", { grafana: false, page: { host: "g.lab.example" } })).toThrow("LW1001 metrics: `page` is ");
  expect(() => new KubePrometheusStack(addonSet(), "metrics", { grafana: false, admin: { secretName: "g" } })).toThrow("`grafana` is false");
});

test("pages, volumes and certificates are what others of the cluster bring", () => {
  const set = addonSet();
  new KubePrometheusStack(set, "a", { volume: { sizeGiB: 5 }, page: { host: "g.lab.example", issuer: "lab" }, certManager: true });
  const needed = (line: string): string[] => /needs (.*), and nothing/.exec(line)?.slice(1) ?? [];
  expect(said(set).flatMap(needed)).toEqual(["a Pod network (CNI)", "the default StorageClass", "the default IngressClass", "cert-manager's certificates", "cert-manager's certificates"]);
  expect(new KubePrometheusStack(addonSet(), "b", { volume: { sizeGiB: 5, storageClass: "fast" }, page: { host: "g.lab.example", ingressClass: "traefik" } }).description.needs).toEqual(["storage-class", "ingress-controller"]);
});
