import { KubeCronJob, KubeDeployment } from "cdk8s-plus-27/lib/imports/k8s";
import { Addon, type AddonDescription } from "../../charts/addon/addon";
import type { AddonSet } from "../../charts/addon/addon-set";
import { addonProblems } from "../../charts/addon/addon-problems";
import { podSecurityProblems, type PodSpec } from "../../charts/addon/pod-security-check";
import { addonSet } from "./support/cluster";
import { said } from "./support/problems";

const container = { name: "web", image: "nginx" };
const good = { ...container, securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ["ALL"] }, seccompProfile: { type: "RuntimeDefault" } } };

const wrongWith = (level: "baseline" | "restricted" | "privileged", pod: PodSpec): string[] => podSecurityProblems(level, pod).map(({ en }) => en);

test("a plain container is baseline, and not restricted", () => {
  expect(wrongWith("baseline", { containers: [container] })).toEqual([]);
  expect(wrongWith("restricted", { containers: [container] })).toEqual([
    "web: allowPrivilegeEscalation: false is missing",
    "web: capabilities.drop: [ALL] is missing",
    "web: runAsNonRoot: true is missing",
    "web: seccompProfile: RuntimeDefault is missing",
  ]);
});

test("what a container leaves out may be its Pod's, but for privileges", () => {
  const pod = { securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } }, containers: [container] };
  expect(wrongWith("restricted", pod)).toEqual(["web: allowPrivilegeEscalation: false is missing", "web: capabilities.drop: [ALL] is missing"]);
  expect(wrongWith("restricted", { containers: [good] })).toEqual([]);
});

test.each<[string, PodSpec]>([
  ["hostNetwork: true", { hostNetwork: true, containers: [good] }],
  ["hostPID: true", { hostPID: true, containers: [good] }],
  ["hostIPC: true", { hostIPC: true, containers: [good] }],
  ["volumes[].hostPath", { volumes: [{ name: "all", hostPath: { path: "/" } }], containers: [good] }],
  ["sysctl kernel.msgmax", { securityContext: { sysctls: [{ name: "kernel.msgmax" }] }, containers: [good] }],
  ["web: privileged: true", { initContainers: [{ ...good, securityContext: { ...good.securityContext, privileged: true } }] }],
  ["web: hostPort", { containers: [{ ...good, ports: [{ hostPort: 80 }] }] }],
  ["web: procMount: Unmasked", { containers: [{ ...good, securityContext: { ...good.securityContext, procMount: "Unmasked" } }] }],
  ["web: capability NET_ADMIN", { containers: [{ ...good, securityContext: { ...good.securityContext, capabilities: { drop: ["ALL"], add: ["NET_ADMIN"] } } }] }],
  ["web: seccompProfile: Unconfined", { containers: [{ ...good, securityContext: { ...good.securityContext, seccompProfile: { type: "Unconfined" } } }] }],
  ["web: appArmorProfile: Unconfined", { containers: [{ ...good, securityContext: { ...good.securityContext, appArmorProfile: { type: "Unconfined" } } }] }],
  ["web: seLinuxOptions", { containers: [{ ...good, securityContext: { ...good.securityContext, seLinuxOptions: { type: "spc_t" } } }] }],
])("%s is for privileged namespaces alone", (what, pod) => {
  expect(wrongWith("baseline", pod)).toEqual([what]);
  expect(wrongWith("restricted", pod)).toEqual([what]);
  expect(wrongWith("privileged", pod)).toEqual([]);
});

test.each<[string, PodSpec]>([
  ["volumes[].nfs", { volumes: [{ name: "data", nfs: {} }], containers: [good] }],
  ["web: runAsUser: 0", { containers: [{ ...good, securityContext: { ...good.securityContext, runAsUser: 0 } }] }],
  ["web: capability CHOWN", { containers: [{ ...good, securityContext: { ...good.securityContext, capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE", "CHOWN"] } } }] }],
])("%s is baseline, and not restricted", (what, pod) => {
  expect(wrongWith("baseline", pod)).toEqual([]);
  expect(wrongWith("restricted", pod)).toEqual([what]);
});

/** An add-on that runs a Pod on the host's network. */
class HostNetwork extends Addon {
  constructor(set: AddonSet, podSecurity: "baseline" | "privileged") {
    const described: AddonDescription = { name: "own", version: "1", title: { en: "own", zh: "own" }, namespace: { name: "own", podSecurity }, provides: ["cni"], resources: { memoryMiB: 1 }, readiness: [] };
    super(set, "own", described);
    const spec = { hostNetwork: true, containers: [container], restartPolicy: "Never" };
    const chart = this.chart("app");
    new KubeDeployment(chart, "web", { metadata: { name: "web" }, spec: { selector: { matchLabels: { app: "web" } }, template: { metadata: { labels: { app: "web" } }, spec: { hostNetwork: true, containers: [container] } } } });
    new KubeCronJob(chart, "job", { metadata: { name: "job" }, spec: { schedule: "@daily", jobTemplate: { spec: { template: { spec } } } } });
  }
}

test("Pods of an add-on are held to its namespace's level before anything is made", () => {
  const set = addonSet();
  new HostNetwork(set, "baseline");
  expect(said(set)).toEqual([
    expect.stringContaining("LW1211 own: Deployment own/web is more than the Pod Security level of its namespace allows: hostNetwork: true; own is baseline."),
    expect.stringContaining("LW1211 own: CronJob own/job is more than"),
  ]);
  const allowed = addonSet();
  new HostNetwork(allowed, "privileged");
  expect(addonProblems(allowed)).toEqual([]);
});
