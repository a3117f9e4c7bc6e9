import type { Chart } from "cdk8s";
import { KubeConfigMap, KubeDaemonSet, KubeDeployment, KubeService, type PolicyRule } from "cdk8s-plus-27/lib/imports/k8s";
import { CustomObject } from "../addon/custom-object";
import { certificate, clusterIssuer } from "../crd/cert-manager";
import { clusterRole, rule, serviceAccount } from "../parts/rbac";
import { containerRequests } from "../parts/requests";
import { selectedPods } from "../parts/selected-pods";
import { everyNode } from "../parts/tolerations";

const NAME = "cloudcore";
const IPTABLES = "cloud-iptables-manager";
const STREAM = "cloudcore-stream";
const READ = "get list watch";
const ALL = "get list watch create update patch delete";

export interface CloudCore {
  readonly namespace: string;
  readonly version: string;
  readonly dnsDomain: string;
  readonly node: string;
  readonly memoryMiB: number;
  readonly iptablesMiB: number;
  /** Text of its configuration. */
  readonly config: string;
  readonly stream: boolean;
  readonly authorization: boolean;
}

/** What the cloud's side may do, as its makers grant it. */
export function rightsOf(chart: Chart, { authorization }: CloudCore): void {
  const rules: PolicyRule[] = [
    rule("", "nodes nodes/status serviceaccounts/token configmaps pods pods/status secrets endpoints services persistentvolumes persistentvolumeclaims", "get list watch create update"),
    rule("", "namespaces", "get create list watch"),
    rule("", "events", "create update patch"),
    rule("", "nodes nodes/status pods/status", "patch"),
    rule("", "pods configmaps", "delete"),
    rule("coordination.k8s.io", "leases", "get list watch create update"),
    rule("devices.kubeedge.io", "devices devicemodels devices/status devicemodels/status", ALL),
    rule("reliablesyncs.kubeedge.io", "objectsyncs clusterobjectsyncs objectsyncs/status clusterobjectsyncs/status", ALL),
    rule("rules.kubeedge.io", "rules ruleendpoints rules/status ruleendpoints/status", ALL),
    rule("apiextensions.k8s.io", "customresourcedefinitions", ALL),
    rule("networking.istio.io", "*", READ),
    rule("operations.kubeedge.io", "nodeupgradejobs nodeupgradejobs/status imageprepulljobs imageprepulljobs/status configupdatejobs configupdatejobs/status", "get list watch update patch"),
  ];
  if (authorization) {
    rules.push(
      rule("", "serviceaccounts", "list watch"),
      rule("policy.kubeedge.io", "serviceaccountaccesses serviceaccountaccesses/status", "list watch create update delete"),
      rule("rbac.authorization.k8s.io", "roles clusterrolebindings rolebindings clusterroles", "list watch"),
      rule("certificates.k8s.io", "certificatesigningrequests", "create get list watch"),
      rule("certificates.k8s.io", "certificatesigningrequests/approval", "update"),
      { ...rule("certificates.k8s.io", "signers", "approve"), resourceNames: ["kubernetes.io/kubelet-serving"] },
    );
  }
  clusterRole(chart, NAME, serviceAccount(chart, NAME), rules);
}

/** For logs and shells of Pods at the edge: what the API server asks has a certificate that vouches for itself, as the chart's does. */
export function streamCertificate(chart: Chart, { namespace, dnsDomain }: CloudCore): void {
  const issuerRef = { kind: "ClusterIssuer", name: `${STREAM}-self-signed` };
  const dnsNames = [NAME, `${NAME}.${namespace}`, `${NAME}.${namespace}.svc`, `${NAME}.${namespace}.svc.${dnsDomain}`];
  new CustomObject(chart, "issuer", clusterIssuer, { name: issuerRef.name }, { spec: { selfSigned: {} } });
  new CustomObject(chart, "certificate", certificate, { name: STREAM }, { spec: { issuerRef, secretName: STREAM, commonName: NAME, dnsNames, usages: ["server auth", "client auth"], privateKey: { algorithm: "RSA", size: 2048 } } });
}

export function cloudCore(chart: Chart, { version, node, memoryMiB, config, stream }: CloudCore): void {
  const labels = { "k8s-app": "kubeedge", kubeedge: NAME };
  const ports = [{ name: "cloudhub", port: 10000 }, { name: "cloudhub-quic", port: 10001, protocol: "UDP" }, { name: "cloudhub-https", port: 10002 }, { name: "cloudstream", port: 10003 }, { name: "tunnelport", port: 10004 }];
  new KubeConfigMap(chart, "config", { metadata: { name: NAME }, data: { "cloudcore.yaml": config } });
  new KubeService(chart, "service", { metadata: { name: NAME }, spec: { selector: labels, ports } });
  const items = [{ key: "tls.crt", path: "certs/stream.crt" }, { key: "tls.key", path: "certs/stream.key" }, { key: "ca.crt", path: "ca/streamCA.crt" }];
  new KubeDeployment(chart, "deployment", {
    metadata: { name: NAME, labels },
    spec: {
      replicas: 1,
      // It has ports of its node, and a socket there.
      strategy: { type: "Recreate" },
      ...selectedPods(labels, {
        serviceAccountName: NAME,
        hostNetwork: true,
        dnsPolicy: "ClusterFirstWithHostNet",
        nodeSelector: { "kubernetes.io/hostname": node },
        containers: [{
          name: NAME,
          image: `docker.io/kubeedge/cloudcore:v${version}`,
          ports: ports.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol })),
          resources: containerRequests(memoryMiB, "100m"),
          securityContext: { privileged: true },
          volumeMounts: [{ name: "config", mountPath: "/etc/kubeedge/config" }, ...(stream ? [{ name: "stream", mountPath: "/etc/kubeedge" }] : []), { name: "socket", mountPath: "/var/lib/kubeedge" }],
        }],
        volumes: [
          { name: "config", configMap: { name: NAME } },
          ...(stream ? [{ name: "stream", secret: { secretName: STREAM, items } }] : []),
          { name: "socket", hostPath: { path: "/var/lib/kubeedge", type: "DirectoryOrCreate" } },
        ],
      }),
    },
  });
}

/** On every node, so that what the API server asks of a kubelet at the edge comes to the tunnel. */
export function iptablesManager(chart: Chart, { version, iptablesMiB }: CloudCore, nftables: boolean): void {
  const labels = { "k8s-app": "iptables-manager", kubeedge: "iptables-manager" };
  clusterRole(chart, IPTABLES, serviceAccount(chart, IPTABLES), [rule("", "configmaps", `${READ} update`), rule("", "pods", READ)]);
  new KubeDaemonSet(chart, "daemon-set", {
    metadata: { name: IPTABLES, labels },
    spec: {
      ...selectedPods(labels, {
        serviceAccountName: IPTABLES,
        hostNetwork: true,
        affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: "node-role.kubernetes.io/edge", operator: "DoesNotExist" }] }] } } },
        tolerations: everyNode,
        containers: [{
          name: "iptables-manager",
          image: `docker.io/kubeedge/iptables-manager${nftables ? "-nft" : ""}:v${version}`,
          command: ["iptables-manager"],
          resources: containerRequests(iptablesMiB, "20m"),
          securityContext: { capabilities: { add: ["NET_ADMIN", "NET_RAW"] } },
        }],
      }),
    },
  });
}
