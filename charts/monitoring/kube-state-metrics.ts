import type { Construct } from "constructs";
import { IntOrString, KubeDeployment, KubeService } from "cdk8s-plus-27/lib/imports/k8s";
import { oneOf } from "../../constructs/core/rules";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { refuse } from "../parts/checks";
import { httpProbe } from "../parts/http-probe";
import { nameLabel } from "../parts/labels";
import { plainContainer } from "../parts/plain-container";
import { clusterRole, serviceAccount } from "../parts/rbac";
import { NOBODY, podUser } from "../parts/security-context";
import { selectedPods } from "../parts/selected-pods";
import { versions } from "../versions";
import { workloadsDashboard } from "./dashboards/workloads";
import { serviceJob } from "./discovery";
import type { Monitored, Monitoring } from "./monitored";
import { workloadRules } from "./rules";

/** API group of each kind that it can tell of. */
const GROUPS = {
  "": ["configmaps", "limitranges", "namespaces", "nodes", "persistentvolumeclaims", "persistentvolumes", "pods", "replicationcontrollers", "resourcequotas", "secrets", "services"],
  "apps": ["daemonsets", "deployments", "replicasets", "statefulsets"],
  "autoscaling": ["horizontalpodautoscalers"],
  "batch": ["cronjobs", "jobs"],
  "certificates.k8s.io": ["certificatesigningrequests"],
  "coordination.k8s.io": ["leases"],
  "discovery.k8s.io": ["endpointslices"],
  "networking.k8s.io": ["ingresses", "networkpolicies"],
  "policy": ["poddisruptionbudgets"],
  "storage.k8s.io": ["storageclasses", "volumeattachments"],
} as const;

/** A kind that it can tell of, in the plural. */
export type MeasuredKind = (typeof GROUPS)[keyof typeof GROUPS][number];

export interface KubeStateMetricsProps {
  /**
   * The kinds that it tells of, and may read.
   * @default what rules and dashboards here look at, and claims, quotas, autoscalers and budgets: no Secrets or ConfigMaps
   * @example ["nodes","pods","secrets"]
   */
  readonly kinds?: readonly MeasuredKind[];
  /**
   * Labels of objects that their metrics carry too, by kind; `*` is all.
   * @default {}
   * @example {"pods":["app"],"nodes":["*"]}
   */
  readonly labelsOf?: Readonly<Partial<Record<MeasuredKind, readonly string[]>>>;
  /**
   * Annotations of objects that their metrics carry too, by kind.
   * @default {}
   * @example {"namespaces":["team"]}
   */
  readonly annotationsOf?: Readonly<Partial<Record<MeasuredKind, readonly string[]>>>;
}

const KINDS: readonly MeasuredKind[] = [
  "cronjobs", "daemonsets", "deployments", "horizontalpodautoscalers", "jobs", "namespaces", "nodes", "persistentvolumeclaims", "persistentvolumes", "poddisruptionbudgets", "pods", "replicasets", "resourcequotas", "services", "statefulsets",
];

const MEMORY_MIB = 64;

/**
 * kube-state-metrics: what of the objects in the cluster is wanted and what there is, as metrics.
 * @see https://github.com/kubernetes/kube-state-metrics
 */
export class KubeStateMetrics extends Addon implements Monitored {
  readonly monitoring: Monitoring;

  /** @throws LabError LW1001 for a kind that it does not know */
  constructor(scope: Construct, id: string, props: KubeStateMetricsProps = {}) {
    const { kinds = KINDS, labelsOf = {}, annotationsOf = {} } = props;
    const { version } = versions["kube-state-metrics"];
    const name = "kube-state-metrics";
    super(scope, id, {
      name,
      version,
      title: verbatim("kube-state-metrics"),
      namespace: { name, podSecurity: "restricted" },
      resources: { memoryMiB: MEMORY_MIB },
      readiness: [{ deployment: name }],
    });
    const rules = rulesFor(kinds, this.node.path);
    this.monitoring = { scrape: [serviceJob(name, this.namespace, name, "metrics", { honor_labels: true })], rules: [workloadRules], dashboards: [workloadsDashboard] };
    const labels = nameLabel(name);
    const chart = this.chart("exporter");
    clusterRole(chart, "labwright-kube-state-metrics", serviceAccount(chart, name), rules);
    new KubeService(chart, "service", { metadata: { name, labels }, spec: { selector: labels, ports: [{ name: "metrics", port: 8080, targetPort: IntOrString.fromString("metrics") }] } });
    const container = plainContainer({
      name,
      image: `registry.k8s.io/kube-state-metrics/kube-state-metrics:v${version}`,
      args: [`--resources=${[...kinds].sort().join(",")}`, ...allowList("labels", labelsOf), ...allowList("annotations", annotationsOf)],
      ports: [{ name: "metrics", containerPort: 8080 }, { name: "telemetry", containerPort: 8081 }],
      readinessProbe: httpProbe("/readyz", "telemetry"),
      livenessProbe: httpProbe("/livez", "metrics", { failureThreshold: 6 }),
    }, MEMORY_MIB, "20m");
    new KubeDeployment(chart, "exporter", {
      metadata: { name, labels },
      spec: {
        replicas: 1,
        // Two at once would tell everything twice.
        strategy: { type: "Recreate" },
        ...selectedPods(labels, { serviceAccountName: name, securityContext: podUser(NOBODY), containers: [container] }),
      },
    });
  }
}

/** It may read what it tells of, and no more. */
function rulesFor(kinds: readonly MeasuredKind[], path: string): { apiGroups: string[]; resources: string[]; verbs: string[] }[] {
  const known: readonly string[] = Object.values(GROUPS).flat();
  const unknown = kinds.find((kind) => !known.includes(kind));
  if (unknown !== undefined) refuse(path, "kinds", unknown, oneOf([...known].sort()));
  return Object.entries(GROUPS).flatMap(([group, all]) => {
    const resources = all.filter((kind) => kinds.includes(kind));
    return resources.length === 0 ? [] : [{ apiGroups: [group], resources, verbs: ["list", "watch"] }];
  });
}

function allowList(of: "labels" | "annotations", names: Readonly<Partial<Record<MeasuredKind, readonly string[]>>>): string[] {
  const entries = Object.entries(names).map(([kind, keys]) => `${kind}=[${keys.join(",")}]`);
  return entries.length === 0 ? [] : [`--metric-${of}-allowlist=${entries.join(",")}`];
}
