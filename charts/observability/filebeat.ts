import type { Chart } from "cdk8s";
import { toJson_PodTemplateSpec } from "cdk8s-plus-27/lib/imports/k8s";
import { CustomObject } from "../addon/custom-object";
import { beat } from "../crd/elastic-stack";
import { fieldEnv } from "../parts/env";
import { clusterRole, rule, serviceAccount } from "../parts/rbac";
import { limitedRequests } from "../parts/requests";
import { everyNode } from "../parts/tolerations";
import { versions } from "../versions";

export const FILEBEAT_MIB = 200;

/** The version of all that the operator runs. */
export const STACK = versions["elastic-stack"].version;

/** Programs of the stack size themselves by their limit. */
export const limitedTo = (mib: number): ReturnType<typeof limitedRequests> => limitedRequests(mib, mib);

const NAME = "filebeat";
const FOLDERS = [["varlogcontainers", "/var/log/containers"], ["varlogpods", "/var/log/pods"]] as const;

/** Filebeat on every node, by the operator, which gives it a user of Elasticsearch of its own. */
export function filebeatOf(chart: Chart, elasticsearch: string): void {
  rightsOf(chart);
  const input = {
    type: "filestream",
    id: "containers",
    paths: ["/var/log/containers/*.log"],
    parsers: [{ container: {} }],
    prospector: { scanner: { "fingerprint.enabled": true, symlinks: true } },
    "file_identity.fingerprint": {},
  };
  const pods = { host: "${NODE_NAME}", matchers: [{ logs_path: { logs_path: "/var/log/containers/" } }] };
  new CustomObject(chart, "filebeat", beat, { name: NAME }, {
    spec: {
      type: "filebeat",
      version: STACK,
      elasticsearchRef: { name: elasticsearch },
      config: { "filebeat.inputs": [input], processors: [{ add_kubernetes_metadata: pods }, { add_host_metadata: {} }] },
      daemonSet: { podTemplate: podTemplate() },
      resources: limitedTo(FILEBEAT_MIB),
    },
  });
}

function podTemplate(): object {
  const template = toJson_PodTemplateSpec({
    spec: {
      serviceAccountName: NAME,
      automountServiceAccountToken: true,
      terminationGracePeriodSeconds: 30,
      tolerations: everyNode,
      containers: [
        {
          name: "filebeat",
          securityContext: { runAsUser: 0 },
          env: [fieldEnv("NODE_NAME", "spec.nodeName")],
          volumeMounts: FOLDERS.map(([name, mountPath]) => ({ name, mountPath, readOnly: true })),
        },
      ],
      volumes: FOLDERS.map(([name, path]) => ({ name, hostPath: { path } })),
    },
  });
  return template ?? {};
}

/** To ask the API server what Pods the files are of. */
function rightsOf(chart: Chart): void {
  const read = "get list watch";
  clusterRole(chart, NAME, serviceAccount(chart, NAME), [rule("", "namespaces pods nodes", read), rule("apps", "replicasets", read), rule("batch", "jobs", read)]);
}
