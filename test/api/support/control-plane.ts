import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import type { ClusterShell } from "../../../engines/cluster/kubectl";
import { run } from "../../../engines/process/run";
import { kubeAsset } from "./kube-assets";
import { STAGES } from "./stages";

/** Programs that a control plane without machines needs. */
export const CONTROL_PLANE = ["etcd", "kube-apiserver", "kubectl"] as const;
/** What makes Pods of its workloads too, and lets nodes that are none run them. */
export const CONTROLLERS = ["kube-controller-manager", "kube-scheduler", "kwok"] as const;

/** A real etcd and API server on loopback, with nothing behind them unless `withControllers` is called. */
export class ControlPlane {
  private readonly processes: ChildProcess[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), "control-plane-"));
  readonly kubeconfig = join(this.folder, "kubeconfig");
  readonly shell: ClusterShell = {
    run: ([command = "", ...words], { input, seconds = 60 } = {}) => run([kubeAsset(command), ...words], { input, timeoutMs: seconds * 1000, env: { KUBECONFIG: this.kubeconfig, HOME: this.folder } }),
  };

  static async start(): Promise<ControlPlane> {
    const plane = new ControlPlane();
    try {
      await plane.begin();
      return plane;
    } catch (error) {
      await plane.stop();
      throw error;
    }
  }

  private async begin(): Promise<void> {
    const [etcd = 0, peer = 0, api = 0] = await freePorts(3);
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const token = randomBytes(16).toString("hex");
    this.write("sa.key", String(privateKey.export({ type: "sec1", format: "pem" })));
    this.write("sa.pub", String(publicKey.export({ type: "spki", format: "pem" })));
    this.write("tokens.csv", `${token},admin,admin,"system:masters"\n`);
    const client = `http://127.0.0.1:${etcd}`;
    const between = `http://127.0.0.1:${peer}`;
    this.launch("etcd", [`--data-dir=${join(this.folder, "etcd")}`, `--listen-client-urls=${client}`, `--advertise-client-urls=${client}`, `--listen-peer-urls=${between}`, `--initial-advertise-peer-urls=${between}`, `--initial-cluster=default=${between}`, "--unsafe-no-fsync"]);
    this.launch("kube-apiserver", [
      `--etcd-servers=${client}`, "--bind-address=127.0.0.1", `--secure-port=${api}`, `--cert-dir=${join(this.folder, "certificates")}`, "--service-cluster-ip-range=10.96.0.0/16",
      `--service-account-key-file=${join(this.folder, "sa.pub")}`, `--service-account-signing-key-file=${join(this.folder, "sa.key")}`, "--service-account-issuer=https://kubernetes.default.svc",
      `--token-auth-file=${join(this.folder, "tokens.csv")}`, "--authorization-mode=Node,RBAC", "--advertise-address=127.0.0.1", "--allow-privileged=true",
    ]);
    // The certificate is the server's own, made as it starts.
    const cluster = { server: `https://127.0.0.1:${api}`, "insecure-skip-tls-verify": true };
    this.write("kubeconfig", stringify({ apiVersion: "v1", kind: "Config", clusters: [{ name: "api", cluster }], users: [{ name: "admin", user: { token } }], contexts: [{ name: "api", context: { cluster: "api", user: "admin" } }], "current-context": "api" }));
    await this.until(async () => (await this.shell.run(["kubectl", "get", "--raw", "/readyz"])).code === 0, "kube-apiserver");
    await this.until(async () => (await this.shell.run(["kubectl", "get", "namespace", "kube-system"])).code === 0, "kube-system");
  }

  /** Controllers, a scheduler, and nodes that say of every Pod that it runs. */
  async withControllers(nodes: readonly object[]): Promise<void> {
    const [controller = 0, scheduler = 0] = await freePorts(2);
    this.launch("kube-controller-manager", [`--kubeconfig=${this.kubeconfig}`, `--service-account-private-key-file=${join(this.folder, "sa.key")}`, "--leader-elect=false", "--bind-address=127.0.0.1", `--secure-port=${controller}`, `--cert-dir=${this.folder}`, "--use-service-account-credentials=false"]);
    this.launch("kube-scheduler", [`--kubeconfig=${this.kubeconfig}`, "--leader-elect=false", "--bind-address=127.0.0.1", `--secure-port=${scheduler}`, `--cert-dir=${this.folder}`]);
    this.write("stages.yaml", STAGES.map((stage) => stringify(stage)).join("---\n"));
    this.launch("kwok", [`--kubeconfig=${this.kubeconfig}`, "--manage-all-nodes=true", `--config=${join(this.folder, "stages.yaml")}`, "--server-address=", "--enable-crds="]);
    await this.shell.run(["kubectl", "apply", "-f", "-"], { input: JSON.stringify({ apiVersion: "v1", kind: "List", items: nodes }) });
    await this.until(async () => (await this.shell.run(["kubectl", "get", "serviceaccount", "default", "-n", "default"])).code === 0, "kube-controller-manager");
  }

  async stop(): Promise<void> {
    const running = this.processes.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    await Promise.all(running.map((child) => new Promise((resolve) => {
      child.on("close", resolve);
      child.kill("SIGKILL");
    })));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content, { mode: 0o600 });
  }

  private launch(name: string, words: readonly string[]): void {
    const log = openSync(join(this.folder, `${name}.log`), "w");
    this.processes.push(spawn(kubeAsset(name), words, { stdio: ["ignore", log, log] }));
    closeSync(log);
  }

  private async until(holds: () => Promise<boolean>, what: string): Promise<void> {
    for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(500)) if (await holds()) return;
    const log = readFileSync(join(this.folder, `${what.startsWith("kube-") && what !== "kube-system" ? what : "kube-apiserver"}.log`), "utf8");
    throw new Error(`${what} does not answer:\n${log.slice(-2000)}`);
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise<ReturnType<typeof createServer>>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => resolve(server));
  })));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
