import type { Chart } from "cdk8s";
import { IntOrString, KubePodDisruptionBudget, KubeService, KubeStatefulSet, Quantity, type Container, type Volume as PodVolume } from "cdk8s-plus-27/lib/imports/k8s";
import { nameLabel } from "../parts/labels";
import { NOBODY, podUser } from "../parts/security-context";
import { selectedPods } from "../parts/selected-pods";
import { volumeClaim, type Volume } from "../parts/volume";

export interface StatefulServerProps {
  readonly name: string;
  readonly replicas: number;
  readonly container: Container;
  /** Port of the container by its name, which is the Service's too. */
  readonly port: { readonly name: string; readonly number: number };
  /** Where the container keeps its data. */
  readonly dataPath: string;
  readonly volume?: Volume;
  /** What data may take where there is no volume, such as `5Gi`: on the node's disk, and gone with the Pod. */
  readonly scratch: string;
  readonly volumes?: readonly PodVolume[];
  readonly annotations: Record<string, string>;
  /** @default no account: it does not speak to the API */
  readonly serviceAccountName?: string;
  /** Seconds that it has to stop in. */
  readonly gracePeriodSeconds: number;
}

/** Name of the Service that gives each Pod of a server a name of its own. */
export const podsService = (name: string): string => `${name}-pods`;

/** A server that keeps data: a StatefulSet, its Services, and with several replicas a budget for what may be down. */
export function statefulServer(chart: Chart, props: StatefulServerProps): void {
  const { name, replicas, container, port, volume, scratch, volumes = [], annotations, serviceAccountName, gracePeriodSeconds } = props;
  const labels = nameLabel(name);
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
      ...selectedPods(labels, {
        serviceAccountName,
        automountServiceAccountToken: serviceAccountName !== undefined,
        terminationGracePeriodSeconds: gracePeriodSeconds,
        securityContext: { ...podUser(NOBODY), fsGroup: NOBODY, fsGroupChangePolicy: "OnRootMismatch" },
        ...(replicas > 1 && { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway", labelSelector: { matchLabels: labels } }] }),
        containers: [{ ...container, ports: [{ name: port.name, containerPort: port.number }, ...(container.ports ?? [])], volumeMounts: [{ name: "data", mountPath: props.dataPath }, ...(container.volumeMounts ?? [])] }],
        volumes: [...(volume === undefined ? [{ name: "data", emptyDir: { sizeLimit: Quantity.fromString(scratch) } }] : []), ...volumes],
      }, annotations),
      ...(volume !== undefined && { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: volumeClaim(volume) }] }),
    },
  });
}
