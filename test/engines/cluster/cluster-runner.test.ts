import { createHash } from "node:crypto";
import { KubeadmCluster } from "../../../constructs/cluster/kubeadm-cluster";
import { NatNetwork } from "../../../constructs/network/nat-network";
import type { ClusterSpec } from "../../../constructs/spec/cluster-spec";
import { ClusterRunner } from "../../../engines/cluster/cluster-runner";
import { LOOK } from "../../../engines/cluster/node-scripts";
import { UpstreamSource } from "../../../engines/cluster/upstream-source";
import type { RunResult } from "../../../engines/process/run";
import { makeLab } from "../../support/synth";

interface Call {
  readonly machine: string;
  readonly script: string;
  readonly input: string;
}

const MINTED = { token: "abcdef.0123456789abcdef", hash: "sha256:cafe" };
const KEY = "kind: EncryptionConfiguration # secret: c2VjcmV0";

/** Machines that are said to be something, and note what is done to them. */
class Machines {
  readonly calls: Call[] = [];

  constructor(private readonly states: Readonly<Record<string, string>> = {}) {}

  run(machine: string, script: string, _seconds: number, input = ""): Promise<RunResult> {
    this.calls.push({ machine, script, input });
    return Promise.resolve({ code: 0, stderr: "", stdout: this.said(machine, script) });
  }

  send(): Promise<RunResult> {
    return Promise.resolve({ code: 0, stdout: "", stderr: "" });
  }

  private said(machine: string, script: string): string {
    if (script === LOOK) return this.states[machine] ?? "mark \n";
    if (script.includes("kubeadm token create")) return `${MINTED.token}\n${MINTED.hash}\n`;
    if (script.startsWith("cat /etc/kubernetes/labwright/encryption.yaml")) return KEY;
    return script.includes("configmap") ? "" : '{"items":[]}';
  }

  /** What was done, in a word. */
  get done(): string[] {
    const words: readonly [RegExp, string][] = [
      [/kubeadm init --config/, "init"], [/kubeadm join --config/, "join"], [/kubeadm upgrade apply/, "upgrade apply"], [/kubeadm upgrade node/, "upgrade node"],
      [/kubectl drain/, "drain"], [/kubectl uncordon/, "uncordon"], [/apt-get .* install .* kubelet=/, "install"], [/tasks kill/, "restart"],
    ];
    return this.calls.flatMap(({ machine, script }) => words.filter(([pattern]) => pattern.test(script)).map(([, word]) => `${machine} ${word}`));
  }
}

const cluster = (props: Partial<ConstructorParameters<typeof KubeadmCluster>[2]> = {}): ClusterSpec => {
  const lab = makeLab();
  new KubeadmCluster(lab, "k8s", { network: new NatNetwork(lab, "mgmt", { cidr: "10.20.44.0/24" }), ...props });
  const [found] = lab.spec().clusters ?? [];
  if (found === undefined) throw new Error("no cluster");
  return found;
};

const up = async (spec: ClusterSpec, machines: Machines, isEmulated = false): Promise<void> => {
  await new ClusterRunner(spec, { shell: machines, source: new UpstreamSource(), isEmulated, timeoutMs: 1000, onProgress: () => undefined }).up();
};

const there = (version = "1.36.3", role = "joined"): string => `mark ${version} upstream\n${role}\naccess\n`;

describe("a cluster's runner, with machines faked", () => {
  test("installs everywhere, makes the first control plane, then joins the others one after another, then the workers", async () => {
    const machines = new Machines();
    await up(cluster({ controlPlanes: 3, workers: 2 }), machines);
    const { done } = machines;
    expect(done.filter((word) => word.endsWith("install"))).toHaveLength(5);
    expect(done.filter((word) => !word.endsWith("install"))).toEqual(["cp1 init", "cp2 join", "cp3 join", "w1 join", "w2 join"]);
  });

  test("hands secrets over on standard input alone", async () => {
    const machines = new Machines();
    await up(cluster({ controlPlanes: 3 }), machines);
    const scripts = machines.calls.map(({ script }) => script).join("\n");
    for (const secret of [MINTED.token, MINTED.hash, "c2VjcmV0"]) expect(scripts).not.toContain(secret);
    const join = machines.calls.find(({ machine, script }) => machine === "cp2" && script.includes("kubeadm join"));
    expect(join?.input).toContain(MINTED.token);
    expect(join?.input).toMatch(/certificateKey: "[0-9a-f]{64}"/);
    expect(machines.calls.find(({ machine, input }) => machine === "cp2" && input === KEY)).toBeDefined();
    expect(scripts).not.toMatch(/\{\{labwright/);
  });

  test("does nothing to what is there", async () => {
    const spec = cluster();
    const files = spec.nodes[0]?.files.map(({ path, content }) => `file ${digest(content)}  ${path}`).join("\n") ?? "";
    const machines = new Machines({ cp1: `${there("1.36.3", "initialized")}${files}\n`, w1: there() });
    await up(spec, machines);
    expect(machines.done).toEqual([]);
    expect(machines.calls.filter(({ input }) => input !== "").map(({ script }) => script === LOOK)).not.toContain(false);
  });

  test("joins a worker more, and touches no other node", async () => {
    const spec = cluster({ workers: 2 });
    const files = spec.nodes[0]?.files.map(({ path, content }) => `file ${digest(content)}  ${path}`).join("\n") ?? "";
    const machines = new Machines({ cp1: `${there("1.36.3", "initialized")}${files}\n`, w1: there() });
    await up(spec, machines);
    expect(machines.done).toEqual(["w2 install", "w2 join"]);
  });

  test("an API server that runs is started anew when a file that it reads has changed", async () => {
    const machines = new Machines({ cp1: there("1.36.3", "initialized"), w1: there() });
    await up(cluster(), machines);
    expect(machines.done).toEqual(["cp1 restart"]);
  });

  test("upgrades node after node: what kubeadm does, then the kubelet of a node that was emptied", async () => {
    const machines = new Machines({ cp1: there("1.35.4", "initialized"), w1: there("1.35.4") });
    await up(cluster(), machines);
    expect(machines.done.filter((word) => !word.endsWith("restart"))).toEqual(["cp1 upgrade apply", "cp1 drain", "cp1 install", "cp1 uncordon", "w1 upgrade node", "cp1 drain", "w1 install", "cp1 uncordon"]);
  });

  test.each([["1.34.4", "1.36"], ["1.36.3", "1.35"]] as const)("%s does not become %s, and nothing is done", async (has, want) => {
    const machines = new Machines({ cp1: there(has, "initialized"), w1: there(has) });
    await expect(up(cluster({ kubernetes: want }), machines)).rejects.toMatchObject({ problems: [{ code: "LW3208" }] });
    expect(machines.done).toEqual([]);
  });

  test("where CPUs are emulated kubeadm is patient, on control planes by patches too", async () => {
    const machines = new Machines();
    await up(cluster(), machines, true);
    const config = (machine: string): string => machines.calls.find((call) => call.machine === machine && /kubeadm (init|join) --config/.test(call.script))?.input ?? "";
    expect(config("cp1")).toContain("unsafe-no-fsync");
    expect(config("w1")).toContain("tlsBootstrap: 15m0s");
    expect(machines.calls.filter(({ script }) => script.includes("patches/")).every(({ machine }) => machine === "cp1")).toBe(true);
  });
});

function digest(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}
