import type { Text } from "../../constructs/core/text";
import type { PodSecurityLevel } from "./pod-security";

/** What a Pod's specification has of what the levels look at. */
interface SecurityContext {
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly procMount?: string;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly seccompProfile?: { readonly type: string };
  readonly appArmorProfile?: { readonly type: string };
  readonly seLinuxOptions?: { readonly type?: string; readonly user?: string; readonly role?: string };
  readonly sysctls?: readonly { readonly name: string }[];
}

interface PodContainer {
  readonly name: string;
  readonly ports?: readonly { readonly hostPort?: number }[];
  readonly securityContext?: SecurityContext;
}

export interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly volumes?: readonly object[];
  readonly containers?: readonly PodContainer[];
  readonly initContainers?: readonly PodContainer[];
  readonly securityContext?: SecurityContext;
}

const BASELINE_CAPABILITIES = ["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"];
const BASELINE_SYSCTLS = [
  "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_rmem", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem",
];
const BASELINE_SELINUX_TYPES = ["", "container_engine_t", "container_init_t", "container_kvm_t", "container_t"];
const RESTRICTED_VOLUMES = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

/**
 * What a Pod does that a level of the Pod Security Standards does not allow; the server would refuse it, after its owner was taken.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityProblems(level: PodSecurityLevel, pod: PodSpec): Text[] {
  if (level === "privileged") return [];
  const containers = [...(pod.initContainers ?? []), ...(pod.containers ?? [])];
  const found = [...baselinePod(pod), ...containers.flatMap(baselineContainer)];
  if (level === "restricted") found.push(...restrictedVolumes(pod), ...containers.flatMap((container) => restrictedContainer(container, pod.securityContext ?? {})));
  return found;
}

const both = (words: string): Text => ({ en: words, zh: words });

function baselinePod({ hostNetwork, hostPID, hostIPC, volumes = [], securityContext = {} }: PodSpec): Text[] {
  const named = Object.entries({ hostNetwork, hostPID, hostIPC }).filter(([, on]) => on === true);
  const paths = volumes.some((volume) => "hostPath" in volume);
  const sysctls = (securityContext.sysctls ?? []).filter(({ name }) => !BASELINE_SYSCTLS.includes(name));
  return [...named.map(([name]) => both(`${name}: true`)), ...(paths ? [both("volumes[].hostPath")] : []), ...sysctls.map(({ name }) => both(`sysctl ${name}`)), ...profiles("Pod", securityContext)];
}

function baselineContainer({ name, ports = [], securityContext = {} }: PodContainer): Text[] {
  const { privileged, procMount = "Default", capabilities = {} } = securityContext;
  const added = (capabilities.add ?? []).filter((one) => !BASELINE_CAPABILITIES.includes(one));
  return [
    ...(privileged === true ? [both(`${name}: privileged: true`)] : []),
    ...(ports.some(({ hostPort = 0 }) => hostPort !== 0) ? [both(`${name}: hostPort`)] : []),
    ...(procMount === "Default" ? [] : [both(`${name}: procMount: ${procMount}`)]),
    ...added.map((one) => both(`${name}: capability ${one}`)),
    ...profiles(name, securityContext),
  ];
}

function profiles(name: string, { seccompProfile, appArmorProfile, seLinuxOptions }: SecurityContext): Text[] {
  const seLinux = seLinuxOptions !== undefined && (!BASELINE_SELINUX_TYPES.includes(seLinuxOptions.type ?? "") || seLinuxOptions.user !== undefined || seLinuxOptions.role !== undefined);
  return [
    ...(seccompProfile?.type === "Unconfined" ? [both(`${name}: seccompProfile: Unconfined`)] : []),
    ...(appArmorProfile?.type === "Unconfined" ? [both(`${name}: appArmorProfile: Unconfined`)] : []),
    ...(seLinux ? [both(`${name}: seLinuxOptions`)] : []),
  ];
}

function restrictedVolumes({ volumes = [] }: PodSpec): Text[] {
  const kinds = volumes.flatMap((volume) => Object.keys(volume).filter((key) => key !== "name" && key !== "hostPath" && !RESTRICTED_VOLUMES.includes(key)));
  return kinds.map((kind) => both(`volumes[].${kind}`));
}

/** Here a thing has to be said, on the container or, for most, on its Pod. */
function restrictedContainer({ name, securityContext = {} }: PodContainer, pod: SecurityContext): Text[] {
  const { allowPrivilegeEscalation, capabilities = {} } = securityContext;
  const nonRoot = securityContext.runAsNonRoot ?? pod.runAsNonRoot;
  const user = securityContext.runAsUser ?? pod.runAsUser;
  const seccomp = (securityContext.seccompProfile ?? pod.seccompProfile)?.type;
  const missing = (words: string): Text => ({ en: `${name}: ${words} is missing`, zh: `${name}：缺少 ${words}` });
  return [
    ...(allowPrivilegeEscalation === false ? [] : [missing("allowPrivilegeEscalation: false")]),
    ...(capabilities.drop?.includes("ALL") === true ? [] : [missing("capabilities.drop: [ALL]")]),
    ...(capabilities.add ?? []).filter((one) => one !== "NET_BIND_SERVICE" && BASELINE_CAPABILITIES.includes(one)).map((one) => both(`${name}: capability ${one}`)),
    ...(nonRoot === true ? [] : [missing("runAsNonRoot: true")]),
    ...(user === 0 ? [both(`${name}: runAsUser: 0`)] : []),
    ...(seccomp === "RuntimeDefault" || seccomp === "Localhost" ? [] : seccomp === "Unconfined" ? [] : [missing("seccompProfile: RuntimeDefault")]),
  ];
}
