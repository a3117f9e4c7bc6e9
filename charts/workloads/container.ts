import { ApiObject, JsonPatch, Size } from "cdk8s";
import { Cpu, CronJob, ImagePullPolicy, Volume, type ContainerProps, type ContainerResources, type PodSecurityContextProps, type Probe, type Workload } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { NOBODY } from "../parts/security-context";

export interface AppContainer {
  /** With its version: `nginx:1.19`. */
  readonly image: string;
  /** TCP port that it answers at. @default none */
  readonly port?: number;
  /** In place of the image's own program. */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Number of the user that it runs as. `root` is for images that begin as root and give their rights up by themselves, as nginx and
   * httpd do: of root's rights they keep those that this takes.
   * @default 65534, nobody
   */
  readonly user?: number | "root";
  /** Folders that it writes into, which are empty at the start: all others are only read, but for root's. @default [] */
  readonly writes?: readonly string[];
  /** @default 50m of a CPU and 64 MiB asked for, no limit */
  readonly resources?: ContainerResources;
  /** When it is done starting: until then the others wait. @default once its port takes connections, where it has one */
  readonly startup?: Probe;
  /** When it can be sent requests. @default once it runs */
  readonly readiness?: Probe;
  /** When it need not be started again. @default while it runs */
  readonly liveness?: Probe;
}

const RESOURCES: ContainerResources = { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(64) } };

/**
 * A container as cdk8s-plus takes it, with everything said where its own defaults are those of few programs: no user, a root file
 * system that nothing can write, a whole CPU asked for, and the image fetched at every start.
 */
export function containerProps(scope: Construct, app: AppContainer): ContainerProps {
  const { image, port, command, args, env = {}, user = NOBODY, writes = [], resources = RESOURCES, startup, readiness, liveness } = app;
  const root = user === "root";
  return {
    name: "app",
    image,
    imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
    ...(port !== undefined && { ports: [{ name: "app", number: port }] }),
    ...(command !== undefined && { command: [...command] }),
    ...(args !== undefined && { args: [...args] }),
    envVariables: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, { value }])),
    startup,
    readiness,
    liveness,
    resources,
    securityContext: {
      ...(root ? { user: 0, group: 0, ensureNonRoot: false } : { user, group: user, ensureNonRoot: true }),
      readOnlyRootFilesystem: !root,
      allowPrivilegeEscalation: false,
      privileged: false,
    },
    volumeMounts: writes.map((path, index) => ({ path, volume: Volume.fromEmptyDir(scope, `writes-${index}`, `writes-${index}`) })),
  };
}

/** The Pod's part of it. */
export function podSecurity({ user = NOBODY }: AppContainer): PodSecurityContextProps {
  return user === "root" ? { ensureNonRoot: false } : { ensureNonRoot: true, user, group: user, fsGroup: user };
}

/** What it takes to begin as root, take folders over, answer at a port below 1024 and go on as another user. */
const OF_ROOT = ["CHOWN", "DAC_OVERRIDE", "NET_BIND_SERVICE", "SETGID", "SETUID"];

/** Takes rights away that its program does not need. cdk8s-plus has no property for the one, and names capabilities as Kubernetes does not for the other. */
export function harden(workload: Workload, { user }: AppContainer): void {
  patchPods(workload, "securityContext/seccompProfile", { type: "RuntimeDefault" });
  patchPods(workload, "containers/0/securityContext/capabilities", { drop: ["ALL"], ...(user === "root" && { add: OF_ROOT }) });
}

/** Sets what cdk8s-plus has no property for. Values are those of its generated types: Quantity and IntOrString too. */
export function patchPods(workload: Workload, field: string, value: unknown): void {
  const pods = workload instanceof CronJob ? "/spec/jobTemplate/spec/template/spec" : "/spec/template/spec";
  ApiObject.of(workload).addJsonPatch(JsonPatch.add(`${pods}/${field}`, value));
}
