import { dashboardModel, type Panel } from "../../../charts/monitoring/dashboard";
import { Grafana, type GrafanaProps } from "../../../charts/monitoring/grafana";
import { KubeStateMetrics } from "../../../charts/monitoring/kube-state-metrics";
import { NodeExporter } from "../../../charts/monitoring/node-exporter";
import { Prometheus } from "../../../charts/monitoring/prometheus";
import { addonSet, networked } from "../support/cluster";
import { fileOf, kindsOf, objectOf, podsOf } from "../support/objects";
import { said } from "../support/problems";

const grafana = (props?: GrafanaProps, set = addonSet()): Grafana => new Grafana(set, "grafana", props);

function environment(props?: GrafanaProps): Record<string, unknown> {
  const [{ env }] = podsOf(grafana(props), "Deployment").spec.containers;
  return Object.fromEntries(env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]));
}

test("without an administrator there is nobody to log in as, and everybody may look", () => {
  expect(environment()).toMatchObject({ GF_AUTH_ANONYMOUS_ENABLED: "true", GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: "true", GF_AUTH_DISABLE_LOGIN_FORM: "true", GF_AUTH_BASIC_ENABLED: "false" });
  // Anonymous visitors are Viewers unless something else is said.
  expect(environment()).not.toHaveProperty("GF_AUTH_ANONYMOUS_ORG_ROLE");
});

test("an administrator's name and password stay in their Secret, and others log in", () => {
  const from = (key: string): object => ({ secretKeyRef: { name: "grafana-admin", key } });
  const found = environment({ admin: { secretName: "grafana-admin" } });
  expect(found).toMatchObject({ GF_AUTH_ANONYMOUS_ENABLED: "false", GF_SECURITY_ADMIN_USER: from("admin-user"), GF_SECURITY_ADMIN_PASSWORD: from("admin-password") });
  expect(found).not.toHaveProperty("GF_AUTH_DISABLE_LOGIN_FORM");
  expect(environment({ admin: { secretName: "grafana-admin", anonymousViewers: true } })).toMatchObject({ GF_AUTH_ANONYMOUS_ENABLED: "true" });
});

test("no Secret is declared, whatever is asked for", () => {
  const kinds = [grafana(), grafana({ admin: { secretName: "grafana-admin" } })].flatMap(kindsOf);
  expect(kinds).not.toContain("Secret");
});

test("plug-ins are those of the image: nothing is fetched at start", () => expect(environment()).toMatchObject({ GF_PLUGINS_PREINSTALL_DISABLED: "true" }));

test("it asks Prometheus, and shows what its exporters bring", () => {
  const set = addonSet();
  const prometheus = new Prometheus(set, "prometheus", { exporters: [new NodeExporter(set, "node-exporter"), new KubeStateMetrics(set, "kube-state-metrics")], scrapeIntervalSeconds: 15 });
  const addon = grafana({ prometheus }, set);
  expect(fileOf<{ readonly datasources: readonly object[] }>(addon, "provisioning", "datasources.yml").datasources).toEqual([
    { uid: "prometheus", name: "Prometheus", type: "prometheus", access: "proxy", url: "http://prometheus.prometheus.svc:9090", isDefault: true, jsonData: { httpMethod: "POST", timeInterval: "15s" } },
  ]);
  const { data } = objectOf<{ readonly data: object }>(addon, "ConfigMap dashboards");
  expect(Object.keys(data)).toEqual(["labwright-containers.json", "labwright-nodes.json", "labwright-workloads.json"]);
});

test("every query asks the data source that is declared, and every variable that it has is the dashboard's", () => {
  const set = addonSet();
  const prometheus = new Prometheus(set, "prometheus", { exporters: [new NodeExporter(set, "node-exporter"), new KubeStateMetrics(set, "kube-state-metrics")] });
  const known = ["__rate_interval", "__all"];
  for (const dashboard of prometheus.monitoring.dashboards) {
    const model = dashboardModel(dashboard, "prometheus") as { readonly panels: readonly { readonly targets: readonly { readonly expr: string; readonly datasource: object }[] }[] };
    const targets = model.panels.flatMap((panel) => panel.targets);
    expect(targets.length).toBeGreaterThan(5);
    expect(targets.every(({ datasource }) => JSON.stringify(datasource) === '{"type":"prometheus","uid":"prometheus"}')).toBe(true);
    const used = targets.flatMap(({ expr }) => [...expr.matchAll(/\$(\w+)/g)].map(([, name]) => name));
    expect(used.filter((name) => ![...known, ...(dashboard.variables ?? []).map((one) => one.name)].includes(name ?? ""))).toEqual([]);
  }
});

test("panels are laid out left to right, and no two are in one place", () => {
  const panel = (width: number, type: Panel["type"] = "timeseries"): Panel => ({ title: "p", type, width, queries: [{ expr: "up" }] });
  const model = dashboardModel({ uid: "u", title: "t", panels: [panel(12), panel(12, "stat"), panel(16), panel(8), panel(24)] }, "prometheus") as { readonly panels: readonly { readonly gridPos: object }[] };
  expect(model.panels.map(({ gridPos }) => gridPos)).toEqual([{ x: 0, y: 0, w: 12, h: 8 }, { x: 12, y: 0, w: 12, h: 4 }, { x: 0, y: 8, w: 16, h: 8 }, { x: 16, y: 8, w: 8, h: 8 }, { x: 0, y: 16, w: 24, h: 8 }]);
});

test("a change of a dashboard replaces its Pod", () => {
  const hash = (title: string): string | undefined => podsOf(grafana({ dashboards: [{ uid: "own", title, panels: [] }] }), "Deployment").metadata.annotations["checksum/config"];
  expect(hash("a")).toBe(hash("a"));
  expect(hash("a")).not.toBe(hash("b"));
});

test("what makes it reachable has to be in the cluster", () => {
  const set = networked();
  grafana({ page: { host: "grafana.lab.example" }, serviceType: "LoadBalancer" }, set);
  expect(said(set)).toEqual([expect.stringContaining("Grafana needs the default IngressClass"), expect.stringContaining("Grafana needs addresses for Services of type LoadBalancer")]);
});
