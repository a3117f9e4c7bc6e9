import { createHash } from "node:crypto";
import type { Chart } from "cdk8s";
import { IntOrString, KubeJob, KubeRole, KubeRoleBinding, KubeServiceAccount, KubeService, KubeStatefulSet, Quantity, type PodSpec } from "cdk8s-plus-27/lib/imports/k8s";
import { restrictedContainer } from "../observability/security";
import { claimSpec, type Volume } from "../observability/volume";
import { versions } from "../versions";

/** The user that Harbor's parts are to its registry. */
export const REGISTRY_USER = "harbor_registry_user";
export const DATABASE = "harbor-postgresql";

const MAKER = "harbor-secrets";

/** Random letters and digits; the API server refuses a Secret that is there already, which is what keeps it. */
const MAKE = `set -eu
umask 077
random() { head -c 512 /dev/urandom | LC_ALL=C tr -dc A-Za-z0-9 | head -c "$1"; }
registry=$(random 32)
line=$(htpasswd -Bbn ${REGISTRY_USER} "$registry" | head -n 1)
printf '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"%s"},"stringData":{"HARBOR_ADMIN_PASSWORD":"%s","secretKey":"%s","password":"%s","REGISTRY_PASSWD":"%s","REGISTRY_HTPASSWD":"%s"}}' "$NAME" "$(random 24)" "$(random 16)" "$(random 32)" "$registry" "$line" > /work/secret.json
`;
const SEND = `set -eu
account=/var/run/secrets/kubernetes.io/serviceaccount
status=$(curl -sS -o /dev/null -w '%{http_code}' --cacert $account/ca.crt -H "Authorization: Bearer $(cat $account/token)" -H 'Content-Type: application/json' --data @/work/secret.json "https://kubernetes.default.svc/api/v1/namespaces/$NAMESPACE/secrets")
case $status in 201 | 409) ;; *) echo "the API server said $status"; exit 1 ;; esac
`;

/** Makes Harbor's passwords in the cluster, once: none is known before, nor written down anywhere else. */
export function harborSecrets(chart: Chart, name: string, namespace: string): void {
  new KubeServiceAccount(chart, "account", { metadata: { name: MAKER } });
  new KubeRole(chart, "role", { metadata: { name: MAKER }, rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["create"] }] });
  new KubeRoleBinding(chart, "binding", { metadata: { name: MAKER }, subjects: [{ kind: "ServiceAccount", name: MAKER, namespace }], roleRef: { kind: "Role", name: MAKER, apiGroup: "rbac.authorization.k8s.io" } });
  const securityContext = { ...restrictedContainer, readOnlyRootFilesystem: true };
  const volumeMounts = [{ name: "work", mountPath: "/work" }];
  const resources = { requests: { cpu: Quantity.fromString("10m"), memory: Quantity.fromString("16Mi") } };
  const spec: PodSpec = {
    serviceAccountName: MAKER,
    restartPolicy: "OnFailure",
    securityContext: { runAsUser: 65534, runAsGroup: 65534, fsGroup: 65534 },
    initContainers: [{ name: "make", image: `docker.io/library/httpd:${versions.httpd.version}-alpine`, command: ["sh", "-c", MAKE], env: [{ name: "NAME", value: name }], securityContext, volumeMounts, resources }],
    containers: [{ name: "send", image: `docker.io/curlimages/curl:${versions.curl.version}`, command: ["sh", "-c", SEND], env: [{ name: "NAMESPACE", value: namespace }], securityContext, volumeMounts, resources }],
    volumes: [{ name: "work", emptyDir: { medium: "Memory" } }],
  };
  // A Job never changes: another one has another name.
  const digest = createHash("sha256").update(JSON.stringify([MAKE, SEND, spec.initContainers, spec.containers])).digest("hex").slice(0, 8);
  new KubeJob(chart, "job", { metadata: { name: `${MAKER}-${digest}` }, spec: { template: { spec } } });
}

/** Harbor's database by its own image: the chart's has a password that everyone knows, and takes none from a Secret. */
export function harborDatabase(chart: Chart, { version, secretName, memory, volume }: { readonly version: string; readonly secretName: string; readonly memory: number; readonly volume?: Volume }): void {
  const labels = { "app.kubernetes.io/name": DATABASE };
  const image = `docker.io/goharbor/harbor-db:v${version}`;
  const data = { name: "data", mountPath: "/var/lib/postgresql/data" };
  new KubeService(chart, "database-service", { metadata: { name: DATABASE }, spec: { selector: labels, ports: [{ name: "postgresql", port: 5432, targetPort: IntOrString.fromString("postgresql") }] } });
  new KubeStatefulSet(chart, "database", {
    metadata: { name: DATABASE },
    spec: {
      replicas: 1,
      serviceName: DATABASE,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          securityContext: { runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
          automountServiceAccountToken: false,
          terminationGracePeriodSeconds: 120,
          // With fsGroup volumes are open to the group, which PostgreSQL refuses.
          initContainers: [{ name: "permissions", image, command: ["sh", "-c", "chmod -R 700 /var/lib/postgresql/data/pgdata || true"], securityContext: restrictedContainer, volumeMounts: [data] }],
          containers: [{
            name: "database",
            image,
            env: [
              { name: "PGDATA", value: "/var/lib/postgresql/data/pgdata" },
              { name: "POSTGRES_PASSWORD", valueFrom: { secretKeyRef: { name: secretName, key: "password" } } },
            ],
            ports: [{ name: "postgresql", containerPort: 5432 }],
            readinessProbe: { exec: { command: ["/docker-healthcheck.sh"] }, periodSeconds: 10 },
            resources: { requests: { cpu: Quantity.fromString("50m"), memory: Quantity.fromString(`${memory}Mi`) } },
            securityContext: restrictedContainer,
            volumeMounts: [data, { name: "shm", mountPath: "/dev/shm" }],
          }],
          volumes: [{ name: "shm", emptyDir: { medium: "Memory", sizeLimit: Quantity.fromString("128Mi") } }, ...(volume === undefined ? [{ name: "data", emptyDir: {} }] : [])],
        },
      },
      ...(volume !== undefined && { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: claim(volume) }] }),
    },
  });
}

function claim(volume: Volume): { readonly accessModes: string[]; readonly storageClassName?: string; readonly resources: { readonly requests: Record<string, Quantity> } } {
  const { accessModes, storageClassName } = claimSpec(volume);
  return { accessModes, storageClassName, resources: { requests: { storage: Quantity.fromString(`${volume.size}Gi`) } } };
}
