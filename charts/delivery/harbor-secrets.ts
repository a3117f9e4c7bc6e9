import type { Chart } from "cdk8s";
import { IntOrString, KubeJob, KubeService, KubeStatefulSet, Quantity, type PodSpec } from "cdk8s-plus-27/lib/imports/k8s";
import { digestOf } from "../parts/config-hash";
import { secretEnv } from "../parts/env";
import { nameLabel } from "../parts/labels";
import { role, rule, serviceAccount } from "../parts/rbac";
import { containerRequests } from "../parts/requests";
import { NOBODY, restrictedContainer } from "../parts/security-context";
import { selectedPods } from "../parts/selected-pods";
import { volumeClaim, type Volume } from "../parts/volume";
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
  role(chart, MAKER, serviceAccount(chart, MAKER), [rule("", "secrets", "create")]);
  const securityContext = { ...restrictedContainer, readOnlyRootFilesystem: true };
  const volumeMounts = [{ name: "work", mountPath: "/work" }];
  const resources = containerRequests(16, "10m");
  const spec: PodSpec = {
    serviceAccountName: MAKER,
    restartPolicy: "OnFailure",
    securityContext: { runAsUser: NOBODY, runAsGroup: NOBODY, fsGroup: NOBODY },
    initContainers: [{ name: "make", image: `docker.io/library/httpd:${versions.httpd.version}-alpine`, command: ["sh", "-c", MAKE], env: [{ name: "NAME", value: name }], securityContext, volumeMounts, resources }],
    containers: [{ name: "send", image: `docker.io/curlimages/curl:${versions.curl.version}`, command: ["sh", "-c", SEND], env: [{ name: "NAMESPACE", value: namespace }], securityContext, volumeMounts, resources }],
    volumes: [{ name: "work", emptyDir: { medium: "Memory" } }],
  };
  // A Job never changes: another one has another name.
  const digest = digestOf([MAKE, SEND, spec.initContainers, spec.containers]).slice(0, 8);
  new KubeJob(chart, "job", { metadata: { name: `${MAKER}-${digest}` }, spec: { template: { spec } } });
}

/** Harbor's database by its own image: the chart's has a password that everyone knows, and takes none from a Secret. */
export function harborDatabase(chart: Chart, { version, secretName, memoryMiB, volume }: { readonly version: string; readonly secretName: string; readonly memoryMiB: number; readonly volume?: Volume }): void {
  const labels = nameLabel(DATABASE);
  const image = `docker.io/goharbor/harbor-db:v${version}`;
  const data = { name: "data", mountPath: "/var/lib/postgresql/data" };
  new KubeService(chart, "database-service", { metadata: { name: DATABASE }, spec: { selector: labels, ports: [{ name: "postgresql", port: 5432, targetPort: IntOrString.fromString("postgresql") }] } });
  new KubeStatefulSet(chart, "database", {
    metadata: { name: DATABASE },
    spec: {
      replicas: 1,
      serviceName: DATABASE,
      ...selectedPods(labels, {
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
            secretEnv("POSTGRES_PASSWORD", secretName, "password"),
          ],
          ports: [{ name: "postgresql", containerPort: 5432 }],
          readinessProbe: { exec: { command: ["/docker-healthcheck.sh"] }, periodSeconds: 10 },
          resources: containerRequests(memoryMiB, "50m"),
          securityContext: restrictedContainer,
          volumeMounts: [data, { name: "shm", mountPath: "/dev/shm" }],
        }],
        volumes: [{ name: "shm", emptyDir: { medium: "Memory", sizeLimit: Quantity.fromString("128Mi") } }, ...(volume === undefined ? [{ name: "data", emptyDir: {} }] : [])],
      }),
      ...(volume !== undefined && { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: volumeClaim(volume) }] }),
    },
  });
}
