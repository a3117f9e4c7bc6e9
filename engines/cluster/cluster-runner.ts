import { randomBytes } from "node:crypto";
import { LabError, type Problem } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import { KUBEADM_SECRETS, type ClusterNodeSpec, type ClusterSpec } from "../../constructs/spec/cluster-spec";
import { reasonOf, type RemoteShell } from "../exercises/remote-shell";
import type { RunResult } from "../process/run";
import { AddonRunner, type AddonOutcome } from "./addon-runner";
import type { ClusterShell } from "./kubectl";
import { copyEncryptionKey, fileScript, initScript, IS_JOINED, joinScript, MAKE_ENCRYPTION_KEY, MINT, READ_ENCRYPTION_KEY, type NodeScript } from "./node-scripts";
import type { KubernetesSource } from "./source";

export interface ClusterRunnerOptions {
  readonly shell: RemoteShell;
  /** kubectl and Helm, on the first control plane. */
  readonly clusterShell: ClusterShell;
  readonly source: KubernetesSource;
  /** How long a step on one node may take, and an add-on. */
  readonly timeoutMs: number;
  /** Told of a machine or an add-on what is going on. */
  readonly onProgress: (what: "node" | "addon", name: string, state: Text, done: boolean) => void;
  readonly signal?: AbortSignal;
}

/** What joins need, minted for one run and kept nowhere. */
interface Minted {
  readonly token: string;
  readonly caCertHash: string;
  readonly certificateKey: string;
}

/** Makes a lab's machines a cluster: each step looks first whether it is done, so that a run goes on where an earlier one ended. */
export class ClusterRunner {
  constructor(private readonly cluster: ClusterSpec, private readonly options: ClusterRunnerOptions) {}

  /** @throws LabError LW3002, LW3201, LW3202, LW3204 */
  async up(): Promise<Readonly<Record<string, AddonOutcome>>> {
    const { nodes, addons } = this.cluster;
    const [first, ...others] = nodes;
    if (first === undefined) return {};
    await this.each(nodes, async (node) => this.prepare(node));
    await this.init(first);
    const controls = others.filter(({ role }) => role === "control-plane");
    const workers = others.filter(({ role }) => role === "worker");
    // etcd takes one new member at a time.
    for (const node of controls) await this.join(first, node);
    await this.each(workers, async (node) => this.join(first, node));
    const { clusterShell, timeoutMs, onProgress, signal } = this.options;
    return new AddonRunner({ shell: clusterShell, timeoutMs, signal, onProgress: (addon, state, done) => onProgress("addon", addon, state, done) }).apply(addons);
  }

  private async prepare(node: ClusterNodeSpec): Promise<void> {
    const { kubernetes } = this.cluster;
    this.tell(node, { en: "installing Kubernetes", zh: "正在安装 Kubernetes" });
    await this.options.source.provide(this.options.shell, node.machine);
    await this.do(node, "install", this.options.source.installScript({ kubernetes }));
    for (const { path, content } of node.files) await this.do(node, path, fileScript(path, content));
  }

  private async init(node: ClusterNodeSpec): Promise<void> {
    this.tell(node, { en: "making the control plane", zh: "正在创建控制平面" });
    await this.do(node, "encryption key", MAKE_ENCRYPTION_KEY);
    // A token of the first run alone: joins mint their own.
    await this.do(node, "kubeadm init", initScript(filled(node.kubeadm, { token: bootstrapToken(), caCertHash: "", certificateKey: randomBytes(32).toString("hex") })));
    this.tell(node, { en: "control plane up", zh: "控制平面已就绪" }, true);
  }

  private async join(first: ClusterNodeSpec, node: ClusterNodeSpec): Promise<void> {
    this.tell(node, { en: "joining", zh: "正在加入集群" });
    const isControl = node.role === "control-plane";
    const { stdout } = await this.do(node, "kubeadm join", IS_JOINED);
    if (stdout.trim() !== "joined") {
      if (isControl) await this.do(node, "encryption key", copyEncryptionKey((await this.do(first, "encryption key", READ_ENCRYPTION_KEY)).stdout));
      await this.do(node, "kubeadm join", joinScript(filled(node.kubeadm, await this.mint(first, isControl))));
    }
    this.tell(node, { en: "joined", zh: "已加入" }, true);
  }

  private async mint(first: ClusterNodeSpec, isControl: boolean): Promise<Minted> {
    const certificateKey = isControl ? randomBytes(32).toString("hex") : "";
    const { stdout } = await this.do(first, "token", { script: MINT, input: `${certificateKey}\n` });
    const [token = "", caCertHash = ""] = stdout.trim().split("\n").slice(-2);
    return { token, caCertHash, certificateKey };
  }

  private async do({ machine }: ClusterNodeSpec, step: string, what: string | NodeScript): Promise<RunResult> {
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
    const seconds = Math.round(this.options.timeoutMs / 1000);
    const { script, input } = typeof what === "string" ? { script: what, input: undefined } : what;
    const result = await this.options.shell.run(machine, script, seconds, input);
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
    if (result.code !== 0) throw LabError.of("LW3204", { machine, step, why: reasonOf(result, seconds) });
    return result;
  }

  /** All at once; what is wrong is told of all of them. */
  private async each(nodes: readonly ClusterNodeSpec[], one: (node: ClusterNodeSpec) => Promise<void>): Promise<void> {
    const settled = await Promise.allSettled(nodes.map(one));
    const failed = settled.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
    const foreign = failed.find((error) => error instanceof Error && !(error instanceof LabError));
    if (foreign instanceof Error) throw foreign;
    const problems: Problem[] = failed.flatMap((error) => (error instanceof LabError ? error.problems : []));
    if (problems.length > 0) throw new LabError(problems);
  }

  private tell({ machine }: ClusterNodeSpec, state: Text, done = false): void {
    this.options.onProgress("node", machine, state, done);
  }
}

function filled(config: string, secrets: Minted): string {
  return (Object.keys(KUBEADM_SECRETS) as (keyof Minted)[]).reduce((text, name) => text.replaceAll(KUBEADM_SECRETS[name], secrets[name]), config);
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/ */
function bootstrapToken(): string {
  const text = randomBytes(11).toString("hex");
  return `${text.slice(0, 6)}.${text.slice(6, 22)}`;
}
