import { Duration, Size, type Chart } from "cdk8s";
import { ApiResource, Cpu, Namespaces, NetworkPolicyIpBlock, Probe } from "cdk8s-plus-27";
import { podSecurityProblems, type PodSpec } from "../../../charts/addon/pod-security-check";
import type { KubeObject } from "../../../charts/schema/object-check";
import { BatchJob, ScheduledJob } from "../../../charts/workloads/batch";
import type { AppContainer } from "../../../charts/workloads/container";
import { Guestbook } from "../../../charts/workloads/guestbook";
import { Identity } from "../../../charts/workloads/identity";
import { AllowFrom, DefaultDeny } from "../../../charts/workloads/network-policies";
import { NodeAgent } from "../../../charts/workloads/node-agent";
import type { Placement } from "../../../charts/workloads/placement";
import { Priority } from "../../../charts/workloads/priority";
import { StatefulApp } from "../../../charts/workloads/stateful-app";
import { Tenant, type TenantProps } from "../../../charts/workloads/tenant";
import { WebApp, type WebAppProps } from "../../../charts/workloads/web-app";
import { declared, problemsOf } from "../support/chart-objects";
import { theObject } from "../support/objects";

const app: AppContainer & { readonly port: number } = {
  image: "example.org/shop:1.2",
  port: 8080,
  command: ["/shop"],
  args: ["--verbose"],
  env: { COLOUR: "blue" },
  writes: ["/tmp", "/cache"],
  resources: { cpu: { request: Cpu.millis(100), limit: Cpu.units(1) }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) } },
  startup: Probe.fromTcpSocket({ port: 8080, failureThreshold: 30 }),
  readiness: Probe.fromHttpGet("/ready", { port: 8080 }),
  liveness: Probe.fromCommand(["/shop", "check"], { timeoutSeconds: Duration.seconds(3) }),
};

const placement = (near: WebApp): Placement => ({
  nodes: { disk: "ssd" },
  preferredNodes: { zone: "a" },
  tolerations: [{ key: "dedicated", value: "shop", effect: "NoSchedule" }, { key: "node.kubernetes.io/unreachable", effect: "NoExecute", seconds: 30 }, { key: "gpu" }],
  near: near.deployment,
  apartFrom: near.deployment,
  spread: "zones",
  strictSpread: true,
  priorityClassName: "high",
});

const everything: readonly (readonly [string, (chart: Chart) => void])[] = [
  ["a web app as the books have it", (chart) => void new WebApp(chart, "web")],
  ["a web app with everything", (chart) => {
    const { account } = new Identity(chart, "shop", { permissions: [{ verbs: ["get"], kinds: [ApiResource.CONFIG_MAPS] }] });
    new WebApp(chart, "shop-web", { container: app, autoscaling: { minReplicas: 2, maxReplicas: 6 }, update: { maxSurge: 2, maxUnavailable: "10%", minReadySeconds: 10 }, placement: placement(new WebApp(chart, "other")), serviceType: "LoadBalancer", serviceAccount: account });
  }],
  ["a stateful app", (chart) => void new StatefulApp(chart, "db", { container: app })],
  ["a stateful app with everything", (chart) => void new StatefulApp(chart, "db", { container: app, replicas: 2, claims: [{ name: "data", path: "/data", sizeGiB: 5, storageClass: "fast" }, { name: "log", path: "/log", sizeGiB: 1 }], parallel: true, partition: 1, deleteClaims: true, placement: placement(new WebApp(chart, "other")) })],
  ["an agent on every node", (chart) => void new NodeAgent(chart, "logs", { container: { image: "example.org/logs:1" }, reads: ["/var/log"], maxUnavailable: "20%", placement: { tolerations: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }] } })],
  ["a guestbook", (chart) => void new Guestbook(chart, "guestbook")],
  ["a guestbook with everything", (chart) => void new Guestbook(chart, "guestbook", { frontends: 1, followers: 1, serviceType: "LoadBalancer", isolate: true })],
  ["a tenant", (chart) => void new Tenant(chart, "team-a")],
  ["a tenant with everything", (chart) => void new Tenant(chart, "team-a", { podSecurity: "baseline", quota: { cpuMillis: 500, memoryMiB: 512 }, pods: 5, storageGiB: 1, request: { cpuMillis: 10, memoryMiB: 16 }, limit: { cpuMillis: 100, memoryMiB: 64 }, max: { cpuMillis: 200, memoryMiB: 128 } })],
  ["an identity", (chart) => void new Identity(chart, "reader", { permissions: [{ verbs: ["get", "list", "watch"], kinds: [ApiResource.PODS, ApiResource.DEPLOYMENTS] }] })],
  ["an identity everywhere", (chart) => void new Identity(chart, "reader", { clusterWide: true, permissions: [{ verbs: ["get"], kinds: [ApiResource.NODES] }] })],
  ["network policies", (chart) => {
    const [web, db] = [new WebApp(chart, "web"), new StatefulApp(chart, "db", { container: app })];
    new DefaultDeny(chart, "deny");
    new DefaultDeny(chart, "deny-both", { egress: true });
    new AllowFrom(chart, "web-to-db", { to: db.statefulSet, from: [web.deployment, Namespaces.select(chart, "ops", { labels: { team: "ops" } }), NetworkPolicyIpBlock.ipv4(chart, "office", "192.0.2.0/24")], port: 8080 });
  }],
  ["jobs", (chart) => {
    new BatchJob(chart, "once", { container: app });
    new BatchJob(chart, "hurry", { container: app, retries: 0, deadlineSeconds: 60, keepSeconds: 10 });
    new ScheduledJob(chart, "nightly", { container: app, schedule: "0 3 * * *", timeZone: "Asia/Shanghai", concurrency: "Replace" });
  }],
  ["priorities", (chart) => {
    new Priority(chart, "high", { value: 1000 });
    new Priority(chart, "low", { value: -1, preempts: false, isDefault: true });
  }],
];

test.each(everything)("%s: the servers of 1.34 and 1.36 take every object", (_, make) => {
  const objects = declared(make);
  expect(objects.length).toBeGreaterThan(0);
  expect(problemsOf(objects)).toEqual([]);
});

interface Workload {
  readonly spec: {
    readonly replicas?: number;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: { readonly metadata: { readonly labels: Readonly<Record<string, string>> }; readonly spec: PodSpec & Readonly<Record<string, unknown>> };
    readonly [field: string]: unknown;
  };
}

const pods = (object: Workload): PodSpec & Readonly<Record<string, unknown>> => object.spec.template.spec;
const container = (object: Workload): object => pods(object).containers?.[0] ?? {};
const web = (props?: WebAppProps): KubeObject & Workload => theObject(declared((chart) => void new WebApp(chart, "web", props)), "Deployment web");

describe("a web app", () => {
  test("is the books' nginx, with what it may use at most, and asks for little", () => {
    expect(container(web())).toMatchObject({
      image: "nginx:1.19",
      imagePullPolicy: "IfNotPresent",
      ports: [{ containerPort: 80 }],
      resources: { limits: { cpu: "500m", memory: "128Mi" }, requests: { cpu: "50m", memory: "64Mi" } },
      startupProbe: { httpGet: { path: "/", port: 80 } },
      readinessProbe: { httpGet: { path: "/", port: 80 } },
      livenessProbe: { httpGet: { path: "/", port: 80 } },
    });
    expect(web().spec.replicas).toBe(3);
  });

  test("that begins as root keeps what it takes to give root's rights up, and writes its own files", () => {
    expect(container(web())).toMatchObject({ securityContext: { runAsUser: 0, runAsNonRoot: false, readOnlyRootFilesystem: false, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"], add: ["CHOWN", "DAC_OVERRIDE", "NET_BIND_SERVICE", "SETGID", "SETUID"] } } });
    expect(podSecurityProblems("baseline", pods(web()))).toEqual([]);
  });

  test("of one's own is nobody, writes only where it is said, and is what restricted namespaces take", () => {
    const found = web({ container: app });
    expect(podSecurityProblems("restricted", pods(found))).toEqual([]);
    expect(container(found)).toMatchObject({ securityContext: { runAsUser: 65534, readOnlyRootFilesystem: true }, volumeMounts: [{ mountPath: "/tmp", name: "writes-0" }, { mountPath: "/cache", name: "writes-1" }] });
    expect(pods(found).volumes).toEqual([{ name: "writes-0", emptyDir: {} }, { name: "writes-1", emptyDir: {} }]);
    expect(pods(found).automountServiceAccountToken).toBe(false);
  });

  test("is never less than its replicas while it is renewed, unless that is said", () => {
    expect(web().spec).toMatchObject({ minReadySeconds: 5, strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } } });
    expect(web({ update: { maxSurge: 0, maxUnavailable: "50%", minReadySeconds: 0 } }).spec).toMatchObject({ minReadySeconds: 0, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: "50%" } } });
  });

  test("its Service finds its Pods", () => {
    const objects = declared((chart) => void new WebApp(chart, "web", { serviceType: "NodePort" }));
    const service = theObject<{ readonly spec: { readonly selector: object } }>(objects, "Service web");
    expect(service.spec).toMatchObject({ type: "NodePort", ports: [{ port: 80, targetPort: 80 }] });
    expect(web().spec.template.metadata.labels).toMatchObject({ ...service.spec.selector, app: "web" });
  });

  test("that is scaled by load leaves its replicas to the autoscaler", () => {
    const objects = declared((chart) => void new WebApp(chart, "web", { replicas: 5, autoscaling: { minReplicas: 2, maxReplicas: 8, cpuPercent: 60 } }));
    expect(theObject<Workload>(objects, "Deployment").spec).not.toHaveProperty("replicas");
    expect(theObject(objects, "HorizontalPodAutoscaler")).toMatchObject({
      apiVersion: "autoscaling/v2",
      spec: { minReplicas: 2, maxReplicas: 8, scaleTargetRef: { kind: "Deployment", name: "web" }, metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 60 } } }] },
    });
  });

  test("that is given an account gets its token", () => {
    const objects = declared((chart) => void new WebApp(chart, "web", { serviceAccount: new Identity(chart, "me", { permissions: [] }).account }));
    expect(pods(theObject<Workload>(objects, "Deployment"))).toMatchObject({ serviceAccountName: "me", automountServiceAccountToken: true });
  });
});

test("placement becomes affinity, tolerations, spread and priority", () => {
  const objects = declared((chart) => void new WebApp(chart, "web", { placement: placement(new WebApp(chart, "other")) }));
  const [found, other] = [theObject<Workload>(objects, "Deployment web"), theObject<Workload>(objects, "Deployment other")];
  const near = [{ labelSelector: { matchLabels: other.spec.selector.matchLabels }, topologyKey: "kubernetes.io/hostname" }];
  expect(pods(found)).toMatchObject({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: "disk", operator: "In", values: ["ssd"] }] }] },
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 50, preference: { matchExpressions: [{ key: "zone", operator: "In", values: ["a"] }] } }],
      },
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: near },
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: near },
    },
    tolerations: [
      { key: "dedicated", operator: "Equal", value: "shop", effect: "NoSchedule" },
      { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute", tolerationSeconds: 30 },
      { key: "gpu", operator: "Exists" },
    ],
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "DoNotSchedule", labelSelector: { matchLabels: found.spec.selector.matchLabels } }],
    priorityClassName: "high",
  });
});

describe("a stateful app", () => {
  const claims = [{ name: "data", path: "/data", sizeGiB: 5, storageClass: "fast" }, { name: "log", path: "/log", sizeGiB: 1 }];

  test("has a claim for each Pod, and no volume in its place", () => {
    const { spec } = theObject<Workload>(declared((chart) => void new StatefulApp(chart, "db", { container: { ...app, writes: [] }, claims })), "StatefulSet");
    expect(spec.volumeClaimTemplates).toEqual([
      { metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], storageClassName: "fast", resources: { requests: { storage: "5Gi" } } } },
      { metadata: { name: "log" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } } },
    ]);
    expect(container({ spec })).toMatchObject({ volumeMounts: [{ name: "data", mountPath: "/data" }, { name: "log", mountPath: "/log" }] });
    // A volume of the Pod would be there beside the claim's, under one name.
    expect(spec.template.spec.volumes ?? []).toEqual([]);
    const writing = theObject<Workload>(declared((chart) => void new StatefulApp(chart, "db", { container: app, claims })), "StatefulSet");
    expect(pods(writing).volumes).toEqual([{ name: "writes-0", emptyDir: {} }, { name: "writes-1", emptyDir: {} }]);
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: "Retain", whenScaled: "Retain" });
  });

  test("gives each Pod a name by a Service without an address", () => {
    let address = "";
    const objects = declared((chart) => {
      address = new StatefulApp(chart, "db", { container: app }).address(1);
    });
    expect(address).toBe("db-1.db");
    expect(theObject(objects, "Service")).toMatchObject({ metadata: { name: "db" }, spec: { clusterIP: "None" } });
    expect(theObject<Workload>(objects, "StatefulSet").spec).toMatchObject({ serviceName: "db", podManagementPolicy: "OrderedReady", updateStrategy: { rollingUpdate: { partition: 0 } } });
  });
});

test("an agent reads the node's folders, and is renewed node by node", () => {
  const found = theObject<Workload>(declared((chart) => void new NodeAgent(chart, "logs", { container: { image: "logs:1" }, reads: ["/var/log"] })), "DaemonSet");
  expect(found.spec.updateStrategy).toEqual({ type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } });
  expect(container(found)).toMatchObject({ volumeMounts: [{ mountPath: "/var/log", readOnly: true }] });
  expect(podSecurityProblems("baseline", pods(found)).map(({ en }) => en)).toEqual(["volumes[].hostPath"]);
});

describe("a guestbook", () => {
  const objects = declared((chart) => void new Guestbook(chart, "guestbook", { isolate: true }));

  test("has Redis by the names that its pages know", () => {
    expect(objects.filter(({ kind }) => kind === "Service").map(({ metadata }) => metadata.name)).toEqual(["redis-leader", "redis-follower", "frontend"]);
    expect(container(theObject<Workload>(objects, "Deployment redis-follower"))).toMatchObject({ args: ["redis-server", "--protected-mode", "no", "--save", "", "--replicaof", "redis-leader", "6379"] });
  });

  test("has one leader, and never two for a while", () => {
    expect(theObject<Workload>(objects, "Deployment redis-leader").spec).toMatchObject({ replicas: 1, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } });
  });

  test("that is isolated lets only its pages, and followers, reach Redis", () => {
    const policy = (name: string): readonly object[] => theObject<{ readonly spec: { readonly ingress: readonly object[] } }>(objects, `NetworkPolicy ${name}`).spec.ingress;
    const labels = (name: string): object => theObject<Workload>(objects, `Deployment ${name}`).spec.selector.matchLabels;
    const from = (name: string): object => ({ from: [{ podSelector: { matchLabels: labels(name) }, namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } }], ports: [{ port: 6379, protocol: "TCP" }] });
    expect(policy("to-redis-leader")).toEqual([from("frontend"), from("redis-follower")]);
    expect(policy("to-redis-follower")).toEqual([from("frontend")]);
  });
});

test("a tenant's quota bounds all of it, and its ranges each container", () => {
  const objects = declared((chart) => void new Tenant(chart, "team-a"));
  expect(theObject(objects, "Namespace").metadata.labels).toMatchObject({ "pod-security.kubernetes.io/enforce": "restricted" });
  expect(theObject(objects, "ResourceQuota")).toMatchObject({ metadata: { namespace: "team-a" }, spec: { hard: { "requests.cpu": "2000m", "requests.memory": "2048Mi", "limits.cpu": "4000m", "limits.memory": "4096Mi", "pods": 20, "requests.storage": "20Gi" } } });
  expect(theObject(objects, "LimitRange")).toMatchObject({ metadata: { namespace: "team-a" }, spec: { limits: [{ type: "Container", defaultRequest: { cpu: "50m", memory: "64Mi" }, default: { cpu: "500m", memory: "128Mi" }, max: { cpu: "1000m", memory: "1024Mi" } }] } });
});

test.each<[string, TenantProps]>([
  ["request.memoryMiB", { request: { cpuMillis: 50, memoryMiB: 256 } }],
  ["limit.cpuMillis", { limit: { cpuMillis: 2000, memoryMiB: 128 } }],
])("a tenant's %s is no more than the next bound", (property, props) => {
  expect(() => declared((chart) => void new Tenant(chart, "team-a", props))).toThrow(`LW1001 chart/team-a: \`${property}\``);
});

test.each([[false, "Role", "RoleBinding"], [true, "ClusterRole", "ClusterRoleBinding"]])("an identity, everywhere: %s, is bound to what it may do", (clusterWide, role, binding) => {
  const objects = declared((chart) => void new Identity(chart, "reader", { clusterWide, permissions: [{ verbs: ["get", "list"], kinds: [ApiResource.DEPLOYMENTS] }] }));
  expect(theObject(objects, role)).toMatchObject({ metadata: { name: "reader" }, rules: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get", "list"] }] });
  expect(objects.find(({ kind }) => kind === binding)).toMatchObject({ roleRef: { kind: role, name: "reader" }, subjects: [{ kind: "ServiceAccount", name: "reader", namespace: "shop" }] });
  expect(theObject(objects, "ServiceAccount")).toMatchObject({ automountServiceAccountToken: false });
});

describe("network policies", () => {
  const policy = (make: (chart: Chart) => void): unknown => theObject<{ readonly spec: unknown }>(declared(make), "NetworkPolicy").spec;

  test("deny what is sent to all Pods", () => {
    expect(policy((chart) => void new DefaultDeny(chart, "deny"))).toEqual({ podSelector: {}, policyTypes: ["Ingress"] });
  });

  test("let others in at all ports that there are, where none is named", () => {
    const objects = declared((chart) => {
      const { deployment } = new WebApp(chart, "web");
      new AllowFrom(chart, "open", { to: deployment, from: [NetworkPolicyIpBlock.ipv4(chart, "office", "192.0.2.0/24")] });
    });
    expect(theObject(objects, "NetworkPolicy")).toMatchObject({ spec: { policyTypes: ["Ingress"], ingress: [{ from: [{ ipBlock: { cidr: "192.0.2.0/24" } }], ports: [{ port: 1, endPort: 65535, protocol: "TCP" }] }] } });
  });

  test("deny what is sent by them too, but for looking names up", () => {
    expect(policy((chart) => void new DefaultDeny(chart, "deny", { egress: true }))).toEqual({
      podSelector: {},
      policyTypes: ["Egress", "Ingress"],
      egress: [{
        to: [{ podSelector: { matchLabels: { "k8s-app": "kube-dns" } }, namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }],
        ports: [{ port: 53, protocol: "UDP" }, { port: 53, protocol: "TCP" }],
      }],
    });
  });
});

describe("jobs", () => {
  test("that are run again and again keep their schedule and zone, and do not overlap", () => {
    const found = theObject(declared((chart) => void new ScheduledJob(chart, "nightly", { container: app, schedule: "*/5 3 * * 1-5", timeZone: "Asia/Shanghai" })), "CronJob");
    expect(found).toMatchObject({ spec: { schedule: "*/5 3 * * 1-5", timeZone: "Asia/Shanghai", concurrencyPolicy: "Forbid", startingDeadlineSeconds: 300, jobTemplate: { spec: { backoffLimit: 3, ttlSecondsAfterFinished: 3600 } } } });
  });

  test("that run once are tried again, given up and cleared away as is said", () => {
    expect(theObject(declared((chart) => void new BatchJob(chart, "once", { container: app, retries: 1, deadlineSeconds: 60, keepSeconds: 5 })), "Job")).toMatchObject({ spec: { backoffLimit: 1, activeDeadlineSeconds: 60, ttlSecondsAfterFinished: 5, template: { spec: { restartPolicy: "OnFailure" } } } });
  });
});

test("what runs once, or again and again, is what restricted namespaces take", () => {
  const [job, cronJob] = declared((chart) => {
    new BatchJob(chart, "once", { container: app });
    new ScheduledJob(chart, "nightly", { container: app, schedule: "0 3 * * *" });
  });
  expect(podSecurityProblems("restricted", pods(job as KubeObject & Workload))).toEqual([]);
  expect(podSecurityProblems("restricted", pods((cronJob as KubeObject & { readonly spec: { readonly jobTemplate: Workload } }).spec.jobTemplate))).toEqual([]);
});

test("a priority that is the system's is refused", () => {
  expect(() => declared((chart) => void new Priority(chart, "top", { value: 1_000_000_001 }))).toThrow("LW1001 chart/top: `value`");
});
