import { randomBytes } from "node:crypto";
import { LabError, type Problem } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import { KUBEADM_SECRETS, type ClusterFileSpec, type ClusterNodeSpec, type ClusterSpec } from "../../constructs/spec/cluster-spec";
import { reasonOf, type NodeShell } from "../exercises/remote-shell";
import type { RunResult } from "../process/run";
import { AddonRunner, type AddonOutcome } from "./addon-runner";
import { controlPlaneShell } from "./control-plane-shell";
import { EMULATION_PATCHES, forEmulation } from "./emulation";
import { Kubectl } from "./kubectl";
import { copyEncryptionKey, awaitApi, fileScript, GIVE_ACCESS, initScript, joinScript, LOOK, MAKE_ENCRYPTION_KEY, MINT, ONE_COREDNS, READ_ENCRYPTION_KEY, RESTART_API_SERVER, type NodeScript } from "./node-scripts";
import { isThere, nodeState, versionOn, type NodeState } from "./node-state";
import { awaitNodes } from "./nodes-ready";
import { markScript, type KubernetesSource } from "./source";
import { refuseLeap, upgradeNode, type NodeSteps } from "./upgrade";

export interface ClusterRunnerOptions {
  readonly shell: NodeShell;
  readonly source: KubernetesSource;
  /** Whether its machines' CPUs are emulated: kubeadm's own patience would not do. */
  readonly isEmulated: boolean;
  /** How long a step on one node may take, and an add-on. */
  readonly timeoutMs: number;
  /** Told of a machine or an add-on what is going on. */
  readonly onProgress: (what: "node" | "addon", name: string, state: Text, done: boolean) => void;
  readonly onOutcome?: (addon: string, outcome: AddonOutcome) => void;
  readonly signal?: AbortSignal;
}

/** What joins need, minted for one run and kept nowhere. */
interface Minted {
  readonly token: string;
  readonly caCertHash: string;
  readonly certificateKey: string;
}

type Found = ReadonlyMap<string, NodeState>;

/** Makes a lab's machines a cluster: it looks first what is there, so that a run goes on where an earlier one ended, and one that finds all done does nothing. */
export class ClusterRunner {
  constructor(private readonly cluster: ClusterSpec, private readonly options: ClusterRunnerOptions) {}

  /** @throws LabError LW3002, LW3201, LW3202, LW3204 to LW3206, LW3208 */
  async up(): Promise<Readonly<Record<string, AddonOutcome>>> {
    const { nodes } = this.cluster;
    const [first, ...others] = nodes;
    if (first === undefined) return {};
    const found: Found = new Map(await this.each(nodes, async (node) => [node.machine, await this.look(node)] as const));
    refuseLeap(this.cluster, [...found.values()].flatMap((state) => versionOn(state) ?? []));
    const old = nodes.filter((node) => this.isOld(node, found));
    await this.each(nodes.filter((node) => !old.includes(node)), async (node) => this.prepare(node, found));
    await this.init(first, found);
    // etcd takes one new member at a time.
    for (const node of others.filter(({ role }) => role === "control-plane")) await this.join(first, node, found);
    await this.each(others.filter(({ role }) => role === "worker"), async (node) => this.join(first, node, found));
    for (const node of old) await this.upgrade(first, node, found);
    await this.each(nodes.filter(({ role, machine }) => role === "control-plane" && found.get(machine)?.hasAccess !== true), async (node) => this.do(node, "kubeconfig", GIVE_ACCESS));
    return this.addons(first);
  }

  private async look(node: ClusterNodeSpec): Promise<NodeState> {
    const { stdout } = await this.do(node, "look", { script: LOOK, input: this.filesOf(node).map(({ path }) => `${path}\n`).join("") });
    return nodeState(stdout);
  }

  /** Whether it is a node of an earlier version of Kubernetes. */
  private isOld({ machine }: ClusterNodeSpec, found: Found): boolean {
    const state = found.get(machine);
    const has = state && versionOn(state);
    return state !== undefined && (state.isInitialized || state.isJoined) && has !== undefined && has !== this.cluster.kubernetes;
  }

  private async prepare(node: ClusterNodeSpec, found: Found): Promise<void> {
    const state = found.get(node.machine);
    const mark = this.options.source.mark(this.cluster);
    if (state?.mark !== mark) await this.install(node, mark);
    await this.writeFiles(node, state);
  }

  private async install(node: ClusterNodeSpec, mark: string): Promise<void> {
    const { source, shell } = this.options;
    this.tell(node, { en: "installing Kubernetes", zh: "正在安装 Kubernetes" });
    await source.provide(shell, node);
    await this.do(node, "install", `${source.installScript(this.cluster, node)}\n${markScript(mark)}`);
  }

  /** An API server that has begun to run has read what was there before. */
  private async writeFiles(node: ClusterNodeSpec, state: NodeState | undefined): Promise<void> {
    const changed = this.filesOf(node).filter((file) => state === undefined || !isThere(state, file));
    for (const { path, content } of changed) await this.do(node, path, fileScript(path, content));
    if (changed.length > 0 && (state?.isInitialized || state?.isJoined)) await this.do(node, "restart", RESTART_API_SERVER);
  }

  private async init(node: ClusterNodeSpec, found: Found): Promise<void> {
    const seconds = this.seconds;
    if (found.get(node.machine)?.isInitialized !== true) {
      this.tell(node, { en: "making the control plane", zh: "正在创建控制平面" });
      await this.do(node, "encryption key", MAKE_ENCRYPTION_KEY);
      // A token of the first run alone: joins mint their own.
      await this.do(node, "kubeadm init", initScript(this.configured(node, { token: bootstrapToken(), caCertHash: "", certificateKey: randomBytes(32).toString("hex") })));
    }
    const answer = await this.try(node, { script: awaitApi(seconds), input: "" });
    if (answer.code !== 0) throw LabError.of("LW3205", { cluster: this.cluster.name, machine: node.machine, seconds, why: reasonOf(answer, seconds) });
    if (this.options.isEmulated && found.get(node.machine)?.isInitialized !== true) await this.do(node, "CoreDNS", ONE_COREDNS);
    this.tell(node, { en: "control plane up", zh: "控制平面已就绪" }, true);
  }

  private async join(first: ClusterNodeSpec, node: ClusterNodeSpec, found: Found): Promise<void> {
    const isControl = node.role === "control-plane";
    if (found.get(node.machine)?.isJoined !== true) {
      this.tell(node, { en: "joining", zh: "正在加入集群" });
      if (isControl) await this.do(node, "encryption key", copyEncryptionKey((await this.do(first, "encryption key", READ_ENCRYPTION_KEY)).stdout));
      await this.do(node, "kubeadm join", joinScript(this.configured(node, await this.mint(first, node))));
    }
    this.tell(node, { en: "joined", zh: "已加入" }, true);
  }

  private async upgrade(first: ClusterNodeSpec, node: ClusterNodeSpec, found: Found): Promise<void> {
    this.tell(node, { en: `upgrading to ${this.cluster.kubernetes}`, zh: `正在升级到 ${this.cluster.kubernetes}` });
    const { source, shell } = this.options;
    await this.writeFiles(node, found.get(node.machine));
    await source.provide(shell, node);
    const steps: NodeSteps = { on: async (at, step, script) => void (await this.do(at, step, script)) };
    await upgradeNode({ cluster: this.cluster, first, node, source, steps, mark: source.mark(this.cluster) });
    this.tell(node, { en: "upgraded", zh: "已升级" }, true);
  }

  private async addons(first: ClusterNodeSpec): Promise<Readonly<Record<string, AddonOutcome>>> {
    const { shell, source, timeoutMs, onProgress, onOutcome, signal } = this.options;
    const clusterShell = controlPlaneShell(shell, first.machine);
    const runner = new AddonRunner({
      shell: clusterShell, timeoutMs, signal, onOutcome, charts: source.charts,
      onProgress: (addon, state, done) => onProgress("addon", addon, state, done),
      // Nodes are Ready once Pods have a network; what comes after may count on them.
      onNetwork: () => awaitNodes(new Kubectl(clusterShell), this.cluster, { timeoutMs, signal, tell: (machine, state, done) => onProgress("node", machine, state, done) }),
    });
    return runner.apply(this.cluster.addons);
  }

  private async mint(first: ClusterNodeSpec, node: ClusterNodeSpec): Promise<Minted> {
    const certificateKey = node.role === "control-plane" ? randomBytes(32).toString("hex") : "";
    const { stdout } = await this.do(first, "token", { script: MINT, input: `${node.machine}\n${certificateKey}\n` });
    const [token = "", caCertHash = ""] = stdout.trim().split("\n").slice(-2);
    return { token, caCertHash, certificateKey };
  }

  private filesOf({ role, files }: ClusterNodeSpec): readonly ClusterFileSpec[] {
    if (!this.options.isEmulated || role !== "control-plane") return files;
    return [...files, ...Object.entries(EMULATION_PATCHES).map(([path, content]) => ({ path, content }))];
  }

  private configured({ kubeadm }: ClusterNodeSpec, secrets: Minted): string {
    const controlPlanes = this.cluster.nodes.filter(({ role }) => role === "control-plane").length;
    return filled(this.options.isEmulated ? forEmulation(kubeadm, controlPlanes) : kubeadm, secrets);
  }

  private get seconds(): number {
    return Math.round(this.options.timeoutMs / 1000);
  }

  private async do(node: ClusterNodeSpec, step: string, what: string | NodeScript): Promise<RunResult> {
    const result = await this.try(node, typeof what === "string" ? { script: what, input: "" } : what);
    if (result.code !== 0) throw LabError.of("LW3204", { machine: node.machine, step, why: reasonOf(result, this.seconds) });
    return result;
  }

  private async try({ machine }: ClusterNodeSpec, { script, input }: NodeScript): Promise<RunResult> {
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
    const result = await this.options.shell.run(machine, script, this.seconds, input === "" ? undefined : input);
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
    return result;
  }

  /** All at once; what is wrong is told of all of them. */
  private async each<T>(nodes: readonly ClusterNodeSpec[], one: (node: ClusterNodeSpec) => Promise<T>): Promise<T[]> {
    const settled = await Promise.allSettled(nodes.map(one));
    const failed = settled.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
    const foreign = failed.find((error) => error instanceof Error && !(error instanceof LabError));
    if (foreign instanceof Error) throw foreign;
    const problems: Problem[] = failed.flatMap((error) => (error instanceof LabError ? error.problems : []));
    if (problems.length > 0) throw new LabError(problems);
    return settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
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
