/** What simulated nodes say: of themselves that they are ready, of every Pod that it runs, and that what is to go has gone. @see https://kwok.sigs.k8s.io/docs/user/stages-configuration/ */
const NOT_READY = { key: '.status.conditions.[] | select( .type == "Ready" ) | .status', operator: "NotIn", values: ["True"] };
const STAYS = { key: ".metadata.deletionTimestamp", operator: "DoesNotExist" };

const condition = (type: string): string => `- { type: ${type}, status: "True", reason: Simulated, message: simulated, lastTransitionTime: {{ Now | Quote }} }`;

const POD = `phase: Running
startTime: {{ Now | Quote }}
conditions:
${["Initialized", "ContainersReady", "Ready"].map(condition).join("\n")}
containerStatuses:
{{ range .spec.containers }}
- { name: {{ .name | Quote }}, image: {{ .image | Quote }}, ready: true, started: true, restartCount: 0, state: { running: { startedAt: {{ Now | Quote }} } } }
{{ end }}
`;

const NODE = `conditions:
- { type: Ready, status: "True", reason: Simulated, message: simulated, lastHeartbeatTime: {{ Now | Quote }}, lastTransitionTime: {{ Now | Quote }} }
`;

const stage = (name: string, kind: string, matchExpressions: readonly object[], next: object): object => ({ apiVersion: "kwok.x-k8s.io/v1alpha1", kind: "Stage", metadata: { name }, spec: { resourceRef: { apiGroup: "v1", kind }, selector: { matchExpressions }, next } });

export const STAGES: readonly object[] = [
  stage("node-ready", "Node", [NOT_READY], { statusTemplate: NODE }),
  stage("pod-ready", "Pod", [STAYS, NOT_READY], { statusTemplate: POD }),
  stage("pod-gone", "Pod", [{ key: ".metadata.deletionTimestamp", operator: "Exists" }], { delete: true }),
];
