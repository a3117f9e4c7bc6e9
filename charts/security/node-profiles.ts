import { KubeConfigMap, KubeDaemonSet } from "cdk8s-plus-27/lib/imports/k8s";
import type { Construct } from "constructs";
import { Addon } from "../addon/addon";
import { refuse } from "../parts/checks";
import { configHash } from "../parts/config-hash";
import { nameLabel } from "../parts/labels";
import { containerRequests } from "../parts/requests";
import { NOBODY, restrictedContainer } from "../parts/security-context";

/** Which system calls a container may make. @see https://kubernetes.io/docs/reference/node/seccomp/ */
export interface SeccompProfile {
  readonly defaultAction: SeccompAction;
  readonly architectures?: readonly string[];
  readonly syscalls?: readonly { readonly names: readonly string[]; readonly action: SeccompAction }[];
}

export type SeccompAction = "SCMP_ACT_ALLOW" | "SCMP_ACT_ERRNO" | "SCMP_ACT_LOG" | "SCMP_ACT_KILL_PROCESS" | "SCMP_ACT_KILL_THREAD";

export interface NodeProfilesProps {
  /**
   * Profiles of seccomp, by name: a Pod's `localhostProfile` is `lab/<name>.json`.
   * @default `audit`, which allows all and logs it
   * @example {"no-chmod":{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["chmod","fchmod","fchmodat"],"action":"SCMP_ACT_ERRNO"}]}}
   */
  readonly seccomp?: Readonly<Record<string, SeccompProfile>>;
  /**
   * Profiles of AppArmor in its own language, by file name; a Pod's `localhostProfile` is the name that stands in the profile. The nodes
   * have to have `apparmor_parser`, as Debian's and Ubuntu's do.
   * @default none
   * @example {"deny-write":"#include <tunables/global>\nprofile deny-write flags=(attach_disconnected) {\n  #include <abstractions/base>\n  file,\n  deny /** w,\n}\n"}
   */
  readonly appArmor?: Readonly<Record<string, string>>;
  /** Put them on control planes too. @default true */
  readonly controlPlanes?: boolean;
  /** Its `sh`, `cp` and `nsenter` are used. @default docker.io/library/busybox:1.37 @example harbor.lab.example/library/busybox:1.37 */
  readonly image?: string;
}

const MEMORY_MIB = 16;

/** Loading takes the node's own parser, in the mount namespace of its init. */
const LOAD = "nsenter --target 1 --mount -- apparmor_parser --replace --write-cache";

/**
 * Profiles of seccomp and AppArmor on every node, where Pods refer to them. The Security Profiles Operator does it with objects of their
 * own, and needs cert-manager; this is a DaemonSet that copies. A profile that is taken away stays on the nodes: Pods may be
 * using it.
 * @see https://kubernetes.io/docs/tutorials/security/seccomp/
 * @see https://kubernetes.io/docs/tutorials/security/apparmor/
 */
export class NodeProfiles extends Addon {
  /** @throws LabError LW1001 for names that are no file names */
  constructor(scope: Construct, id: string, props: NodeProfilesProps = {}) {
    const { seccomp = { audit: { defaultAction: "SCMP_ACT_LOG" } }, appArmor = {}, controlPlanes = true, image = "docker.io/library/busybox:1.37" } = props;
    super(scope, id, {
      name: "node-profiles",
      version: "1",
      title: { en: "Node profiles", zh: "节点安全配置文件" },
      namespace: { name: "node-profiles", podSecurity: "privileged" },
      resources: { memoryMiB: 0, memoryPerNodeMiB: MEMORY_MIB },
      readiness: [{ daemonSet: "node-profiles" }],
    });
    this.checkNames(Object.keys(seccomp), "seccomp");
    this.checkNames(Object.keys(appArmor), "appArmor");
    const files = Object.fromEntries(Object.entries(seccomp).map(([name, profile]) => [`${name}.json`, JSON.stringify(profile, undefined, 2)]));
    const chart = this.chart("profiles");
    new KubeConfigMap(chart, "seccomp", { metadata: { name: "seccomp" }, data: files });
    new KubeConfigMap(chart, "apparmor", { metadata: { name: "apparmor" }, data: { ...appArmor } });
    const selector = nameLabel("node-profiles");
    const loads = Object.keys(appArmor).length > 0;
    const script = ["mkdir -p /node/seccomp/lab", ...Object.keys(files).map((name) => `cp /profiles/seccomp/${name} /node/seccomp/lab/`)];
    for (const name of Object.keys(appArmor)) script.push(`cp /profiles/apparmor/${name} /node/apparmor/lab-${name}`, `${LOAD} /etc/apparmor.d/lab-${name}`);
    const resources = containerRequests(MEMORY_MIB);
    new KubeDaemonSet(chart, "node-profiles", {
      metadata: { name: "node-profiles" },
      spec: {
        selector: { matchLabels: selector },
        template: {
          // Pods are made anew when a profile changes, and put it on their node.
          metadata: { labels: { ...this.labels, ...selector }, annotations: configHash({ ...files, ...appArmor }) },
          spec: {
            hostPid: loads,
            automountServiceAccountToken: false,
            tolerations: controlPlanes ? [{ key: "node-role.kubernetes.io/control-plane", operator: "Exists" }] : [],
            terminationGracePeriodSeconds: 1,
            initContainers: [
              {
                name: "install",
                image,
                command: ["sh", "-ec", script.join("\n")],
                resources,
                securityContext: { privileged: loads },
                volumeMounts: ["seccomp", "apparmor"].flatMap((kind) => [{ name: `${kind}-profiles`, mountPath: `/profiles/${kind}` }, { name: `${kind}-node`, mountPath: `/node/${kind}` }]),
              },
            ],
            containers: [
              {
                name: "wait",
                image,
                command: ["sleep", "infinity"],
                resources,
                securityContext: { ...restrictedContainer, runAsUser: NOBODY },
              },
            ],
            volumes: [
              { name: "seccomp-profiles", configMap: { name: "seccomp" } },
              { name: "apparmor-profiles", configMap: { name: "apparmor" } },
              { name: "seccomp-node", hostPath: { path: "/var/lib/kubelet/seccomp", type: "DirectoryOrCreate" } },
              { name: "apparmor-node", hostPath: { path: "/etc/apparmor.d", type: "DirectoryOrCreate" } },
            ],
          },
        },
      },
    });
  }

  private checkNames(names: readonly string[], property: string): void {
    const wrong = names.find((name) => !/^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/.test(name));
    if (wrong !== undefined) refuse(this.node.path, property, wrong, { en: "names of letters, digits, `-`, `_` and `.`", zh: "由字母、数字、`-`、`_` 和 `.` 组成的名称" });
  }
}
