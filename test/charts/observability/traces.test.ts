import { Jaeger, type JaegerProps } from "../../../charts/observability/jaeger";
import { Loki } from "../../../charts/observability/loki";
import { OpenTelemetryCollector, type OpenTelemetryCollectorProps } from "../../../charts/observability/opentelemetry-collector";
import { Zipkin } from "../../../charts/observability/zipkin";
import { addonSet } from "../support/cluster";
import { stepsOf, valuesOf } from "../support/releases";

const jaeger = (props: JaegerProps = {}): Jaeger => new Jaeger(addonSet(), "jaeger", props);

function collector(props: OpenTelemetryCollectorProps = {}): OpenTelemetryCollector {
  const set = addonSet();
  new Jaeger(set, "jaeger");
  new Loki(set, "loki");
  return new OpenTelemetryCollector(set, "collector", props);
}

test("Jaeger keeps traces in memory, or in a volume that is claimed before it", () => {
  expect(stepsOf(jaeger())).toEqual(["Namespace jaeger", "chart jaeger"]);
  expect(valuesOf(jaeger({ maxTraces: 500 }))).toMatchObject({ userconfig: { extensions: { jaeger_storage: { backends: { store: { memory: { max_traces: 500 } } } } } } });
  const kept = jaeger({ volume: { sizeGiB: 5, retentionDays: 3 } });
  expect(stepsOf(kept)).toEqual(["Namespace jaeger", "PersistentVolumeClaim jaeger-traces", "chart jaeger"]);
  expect(valuesOf(kept)).toMatchObject({
    userconfig: { extensions: { jaeger_storage: { backends: { store: { badger: { ephemeral: false, ttl: { spans: "72h" } } } } } } },
    jaeger: { extraVolumes: [{ persistentVolumeClaim: { claimName: "jaeger-traces" } }], extraVolumeMounts: [{ mountPath: "/var/lib/jaeger" }] },
  });
});

test("another configuration of Jaeger makes another Pod", () => {
  const pod = (props: JaegerProps): string => JSON.stringify(valuesOf(jaeger(props)).jaeger);
  expect(pod({ samplingPercent: 10 })).not.toBe(pod({ samplingPercent: 20 }));
  expect(pod({ samplingPercent: 10 })).toBe(pod({ samplingPercent: 10 }));
});

test.each<[JaegerProps, RegExp]>([
  [{ maxTraces: 500, volume: { sizeGiB: 5 } }, /LW1001 jaeger: `maxTraces` .* left out where a volume keeps traces/],
  [{ samplingPercent: 101 }, /LW1001 jaeger: `samplingPercent` .* a number from 0 to 100/],
])("Jaeger refuses %j", (props, message) => expect(() => jaeger(props)).toThrow(message));

test("every part of a pipeline is declared", () => {
  interface Config {
    readonly [section: string]: Readonly<Record<string, unknown>>;
  }
  interface Service {
    readonly extensions: readonly string[];
    readonly pipelines: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  }
  const configs = [jaeger({ zipkin: true }), collector(), collector({ signals: ["traces", "logs", "metrics"], samplingPercent: 10 }), collector({ signals: ["logs"], samplingPercent: 10 })].map((addon) => {
    const { userconfig, alternateConfig } = valuesOf(addon);
    return (userconfig ?? alternateConfig) as unknown as Config;
  });
  for (const config of configs) {
    const { extensions, pipelines } = config["service"] as unknown as Service;
    const named = [["extensions", extensions] as const, ...Object.values(pipelines).flatMap((parts) => Object.entries(parts))];
    expect(named.length).toBeGreaterThan(3);
    const missing = named.flatMap(([section, names]) => names.filter((name) => !Object.hasOwn(config[section] ?? {}, name)).map((name) => `${section}: ${name}`));
    expect(missing).toEqual([]);
  }
});

test("the heap of Zipkin fits its limit", () => {
  expect(valuesOf(new Zipkin(addonSet(), "zipkin", { memoryMiB: 400 }))).toMatchObject({ resources: { limits: { memory: "400Mi" } }, zipkin: { extraEnv: { JAVA_OPTS: expect.stringContaining("-Xmx300m") as string } } });
});

test("one collector has no rights on nodes; one on every node has", () => {
  expect(collector().description).toMatchObject({ namespace: { podSecurity: "restricted" }, readiness: [{ deployment: "opentelemetry-collector" }] });
  expect(valuesOf(collector())).toMatchObject({ mode: "deployment", replicaCount: 1, securityContext: { runAsNonRoot: true }, presets: { logsCollection: { enabled: false } } });
  const everywhere = collector({ containerLogs: true });
  expect(everywhere.description).toMatchObject({ namespace: { podSecurity: "privileged" }, needs: ["traces", "logs"], readiness: [{ daemonSet: "opentelemetry-collector-agent" }] });
  expect(valuesOf(everywhere)).toMatchObject({ mode: "daemonset", presets: { logsCollection: { enabled: true } }, alternateConfig: { service: { pipelines: { logs: { exporters: ["otlp_http/logs"] } } } } });
});

test.each<[OpenTelemetryCollectorProps, RegExp]>([
  [{ containerLogs: true, mode: "deployment" }, /LW1001 collector: `mode` .* daemonset where `containerLogs` is true/],
  [{ mode: "daemonset", replicas: 2 }, /LW1001 collector: `replicas` .* left out where `mode` is daemonset/],
])("the collector refuses %j", (props, message) => expect(() => collector(props)).toThrow(message));

test("what writes to Zipkin is in the larger image", () => {
  const set = addonSet();
  const toZipkin = new OpenTelemetryCollector(set, "collector", { traceStore: new Zipkin(set, "zipkin") });
  expect([valuesOf(toZipkin), valuesOf(collector())]).toMatchObject([{ image: { repository: "otel/opentelemetry-collector-contrib" } }, { image: { repository: "otel/opentelemetry-collector-k8s" } }]);
});
