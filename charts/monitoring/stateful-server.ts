import type { Chart } from "cdk8s";
import { IntOrString, KubePodDisruptionBudget, KubeService, KubeStatefulSet, Quantity, type Container, type Volume } from "cdk8s-plus-27/lib/imports/k8s";
import { asUser, type Capacity, type Storage } from "./pods";

export interface StatefulServerProps {
  readonly name: string;
  readonly replicas: number;
  readonly container: Container;
  /** Port of the container by its name, which is the Service's too. */
  readonly port: { readonly name: string; readonly number: number };
  /** Where the container keeps its data. */
  readonly dataPath: string;
  readonly storage?: Storage;
  /** What data may take where there is no storage: on the node's disk, and gone with the Pod. */
  readonly scratch: Capacity;
  readonly volumes?: readonly Volume[];
  readonly annotations: Record<string, string>;
  /** @default no account: it does not speak to the API */
  readonly serviceAccountName?: string;
  /** Seconds that it has to stop in. */
  readonly gracePeriod: number;
}

const NOBODY = 65534;

/** Name of the Service that gives each Pod of a server a name of its own. */
export const podsService = (name: string): string => `${name}-pods`;

/** A server that keeps data: a StatefulSet, its Services, and with several replicas a budget for what may be down. */
export function statefulServer(chart: Chart, props: StatefulServerProps): void {
  const { name, replicas, container, port, storage, scratch, volumes = [], annotations, serviceAccountName, gracePeriod } = props;
  const labels = { "app.kubernetes.io/name": name };
  const ports = [{ name: port.name, port: port.number, targetPort: IntOrString.fromString(port.name) }];
  new KubeService(chart, "service", { metadata: { name, labels }, spec: { selector: labels, ports, ...(replicas > 1 && { sessionAffinity: "ClientIP" }) } });
  // Pods have to find each other before they are ready.
  new KubeService(chart, "pods", { metadata: { name: podsService(name), labels }, spec: { clusterIp: "None", publishNotReadyAddresses: true, selector: labels, ports } });
  if (replicas > 1) new KubePodDisruptionBudget(chart, "budget", { metadata: { name, labels }, spec: { maxUnavailable: IntOrString.fromNumber(1), selector: { matchLabels: labels } } });
  new KubeStatefulSet(chart, "server", {
    metadata: { name, labels },
    spec: {
      serviceName: podsService(name),
      replicas,
      podManagementPolicy: "Parallel",
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: {
          serviceAccountName,
          automountServiceAccountToken: serviceAccountName !== undefined,
          terminationGracePeriodSeconds: gracePeriod,
          securityContext: { ...asUser(NOBODY), fsGroupChangePolicy: "OnRootMismatch" },
          ...(replicas > 1 && { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway", labelSelector: { matchLabels: labels } }] }),
          containers: [{ ...container, ports: [{ name: port.name, containerPort: port.number }, ...(container.ports ?? [])], volumeMounts: [{ name: "data", mountPath: props.dataPath }, ...(container.volumeMounts ?? [])] }],
          volumes: [...(storage === undefined ? [{ name: "data", emptyDir: { sizeLimit: Quantity.fromString(scratch) } }] : []), ...volumes],
        },
      },
      ...(storage !== undefined && {
        volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], storageClassName: storage.className, resources: { requests: { storage: Quantity.fromString(storage.size) } } } }],
      }),
    },
  });
}
