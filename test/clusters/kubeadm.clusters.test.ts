import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { Bundle } from "../../engines/bundle/bundle";
import { buildDebianImage } from "../../engines/images/build/debian-image";
import { nodePreparation } from "../../constructs/cluster/node-preparation";
import { run, type RunResult } from "../../engines/process/run";
import { record } from "../real/support/results";
import { whyNotEmbedded } from "../real/support/user-lab";

const MINUTES = 60_000;
const ROOT = join(__dirname, "..", "..");
const BUNDLE = process.env["LABWRIGHT_KUBE_BUNDLE"] ?? join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "labwright-test", "kube-bundle");
const WANTED = ["docker.io/library/nginx:1.19", "docker.io/library/nginx:1.20", "registry.k8s.io/networking/kube-network-policies:v1.0.0"];

/** Why no cluster can be made here; undefined when one can. */
function whyNot(): string | undefined {
  if (!existsSync(join(BUNDLE, "bundle.yaml"))) return `no bundle at ${BUNDLE}: scripts/kube-bundle.ts makes one`;
  const { record: { files } } = Bundle.open(BUNDLE);
  const real = files.filter(({ standIn }) => standIn !== true).flatMap(({ images = [] }) => images);
  const missing = WANTED.filter((name) => !real.includes(name));
  return missing.length > 0 ? `the bundle has no ${missing.join(", ")}` : whyNotEmbedded([]);
}

interface Told {
  readonly changes?: readonly { readonly what: string; readonly name: string; readonly kind: string }[];
}

const reason = whyNot();
if (reason !== undefined) process.stdout.write(`SKIPPED real-cluster: ${reason}\n`);

(reason === undefined ? describe : describe.skip)("real-cluster: kubeadm, two machines, a bundle made without the internet", () => {
  const project = mkdtempSync(join(tmpdir(), "lw-cluster-"));
  const seconds: Record<string, number> = {};
  let replicas = "2";

  const labwright = (words: readonly string[], timeoutMs = 40 * MINUTES): Promise<RunResult> => run([process.execPath, join(ROOT, "dist", "bin", "labwright.js"), ...words], { cwd: project, timeoutMs, env: { LABWRIGHT_TEST_REPLICAS: replicas, XDG_STATE_HOME: join(project, "state") } });
  const succeed = async (words: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await labwright(words);
    if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${stdout.slice(-3000)}${stderr.slice(-3000)}`);
    return stdout;
  };
  const timed = async (what: string, words: readonly string[]): Promise<string> => {
    const started = Date.now();
    const said = await succeed(words);
    seconds[what] = (Date.now() - started) / 1000;
    record("cluster", what, seconds[what]);
    return said;
  };
  const kubectl = async (...words: string[]): Promise<string> => (await succeed(["kubectl", "lab.js", "--", ...words])).trim();
  const on = (machine: string, script: string): Promise<RunResult> => labwright(["ssh", "lab.js", machine, "--", script]);
  const machines = (): string[] => spawnSync("pgrep", ["-f", `${project}.*qemu-system|qemu-system.*${project}`], { encoding: "utf8" }).stdout.trim().split("\n").sort();
  /** What the Service answers, asked from a node: 200, or how it failed. */
  const answer = async (machine: string): Promise<string> => (await on(machine, `curl -s -o /dev/null -m 5 -w '%{http_code}' http://${await kubectl("-n", "web", "get", "service", "web", "-o", "jsonpath={.spec.clusterIP}")}/`)).stdout.trim();
  const eventually = async (wanted: string, get: () => Promise<string>): Promise<void> => {
    for (const deadline = Date.now() + 3 * MINUTES; ;) {
      const found = await get();
      if (found === wanted) return;
      if (Date.now() > deadline) throw new Error(`${found} in place of ${wanted}`);
    }
  };

  beforeAll(async () => {
    // What is measured is a lab that comes up, and not an image that is built.
    await buildDebianImage({ packages: nodePreparation("iptables").packages as string[], bundle: Bundle.open(BUNDLE), caches: [join(homedir(), ".cache", "labwright")] }, () => undefined);
    copyFileSync(join(__dirname, "fixtures", "cluster-lab.js"), join(project, "lab.js"));
    mkdirSync(join(project, "node_modules"));
    symlinkSync(ROOT, join(project, "node_modules", "labwright"));
    writeFileSync(join(project, "labwright.config.json"), JSON.stringify({ engine: "embedded", bundle: BUNDLE }));
  }, 20 * MINUTES);

  afterAll(async () => {
    await labwright(["down", "lab.js", "--yes", "--all"]);
    rmSync(project, { recursive: true, force: true });
  }, 5 * MINUTES);

  test("from nothing to add-ons that work, and a Service that answers", async () => {
    await labwright(["down", "lab.js", "--yes", "--all"]);
    await timed("up, cold", ["up", "lab.js", "--yes"]);
    expect(await kubectl("get", "nodes", "-o", "jsonpath={range .items[*]}{.metadata.name}={.status.conditions[?(@.type=='Ready')].status} {end}")).toBe("cp1=True w1=True");
    expect(await answer("cp1")).toBe("200");
    expect(await kubectl("-n", "web", "get", "pods", "-o", "jsonpath={.items[0].spec.containers[0].image} {.items[0].spec.containers[0].resources.limits}")).toBe('nginx:1.19 {"cpu":"500m","memory":"128Mi"}');
  }, 45 * MINUTES);

  test("Secrets are encrypted in etcd, changes are logged, and the kubeconfig is its owner's alone", async () => {
    await kubectl("-n", "web", "create", "secret", "generic", "key", "--from-literal=word=opensesame");
    const etcd = "sudo ctr -n k8s.io tasks exec --exec-id look $(sudo ctr -n k8s.io containers ls -q 'labels.\"io.kubernetes.container.name\"==etcd') etcdctl --cacert /etc/kubernetes/pki/etcd/ca.crt --cert /etc/kubernetes/pki/etcd/server.crt --key /etc/kubernetes/pki/etcd/server.key get /registry/secrets/web/key";
    const { stdout } = await on("cp1", etcd);
    expect(stdout).toContain("k8s:enc:secretbox:v1:key1");
    expect(stdout).not.toContain("opensesame");
    expect((await on("cp1", "sudo grep -c '\"name\":\"key\"' /var/log/kubernetes/audit/audit.log")).stdout.trim()).not.toBe("0");
    expect((await run(["stat", "-c", "%a", (await succeed(["kubeconfig", "lab.js"])).trim()])).stdout.trim()).toBe("600");
  }, 10 * MINUTES);

  test("a NetworkPolicy is enforced: a flow is allowed, then blocked, then allowed", async () => {
    const ask = (): Promise<string> => kubectl("-n", "web", "exec", "client", "--", "sh", "-c", "wget -q -T 5 -O /dev/null http://web && echo 200 || echo blocked");
    await kubectl("-n", "web", "run", "client", "--image=busybox:1.36", "--restart=Never", "--overrides", '{"spec":{"nodeName":"w1"}}', "--", "sleep", "3600");
    await kubectl("-n", "web", "wait", "--for=condition=Ready", "pod/client", "--timeout=180s");
    await eventually("200", ask);
    const policy = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "deny", namespace: "web" }, spec: { podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Ingress"] } };
    writeFileSync(join(project, "deny.json"), JSON.stringify(policy));
    await kubectl("apply", "-f", "deny.json");
    await eventually("blocked", ask);
    await kubectl("delete", "-f", "deny.json");
    await eventually("200", ask);
  }, 15 * MINUTES);

  test("a rolling update and its undo", async () => {
    const image = (): Promise<string> => kubectl("-n", "web", "get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}");
    const name = await kubectl("-n", "web", "get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[0].name}");
    await kubectl("-n", "web", "set", "image", "deployment/web", `${name}=nginx:1.20`);
    await kubectl("-n", "web", "rollout", "status", "deployment/web", "--timeout=300s");
    expect(await image()).toBe("nginx:1.20");
    await kubectl("-n", "web", "rollout", "undo", "deployment/web");
    await kubectl("-n", "web", "rollout", "status", "deployment/web", "--timeout=300s");
    expect(await image()).toBe("nginx:1.19");
    expect(await answer("w1")).toBe("200");
  }, 20 * MINUTES);

  test("a second up changes nothing; an edited manifest is applied alone, and no machine is rebuilt", async () => {
    const before = machines();
    const inventory = (): Promise<string> => kubectl("-n", "kube-system", "get", "configmap", "labwright-addons", "-o", "jsonpath={.metadata.resourceVersion}");
    const version = await inventory();
    expect((JSON.parse(await succeed(["plan", "lab.js", "--json"])) as Told).changes).toEqual([]);
    await timed("up, again", ["up", "lab.js", "--yes"]);
    expect(await inventory()).toBe(version);
    replicas = "3";
    expect((JSON.parse(await succeed(["plan", "lab.js", "--json"])) as Told).changes).toMatchObject([{ what: "addon", name: "web", kind: "update" }]);
    await timed("up, one manifest edited", ["up", "lab.js", "--yes"]);
    expect(await kubectl("-n", "web", "get", "deployment", "web", "-o", "jsonpath={.status.readyReplicas}")).toBe("3");
    expect(machines()).toEqual(before);
    replicas = "2";
  }, 20 * MINUTES);

  test("from its snapshot it serves within a fifth of the time, its clocks right and its certificates valid", async () => {
    await succeed(["down", "lab.js", "--yes"]);
    await timed("up, warm", ["up", "lab.js", "--yes"]);
    expect(await answer("cp1")).toBe("200");
    const times = await Promise.all(["cp1", "w1"].map(async (machine) => Number((await on(machine, "date +%s")).stdout)));
    for (const time of times) expect(Math.abs(time - Date.now() / 1000)).toBeLessThan(15);
    expect((await on("cp1", "sudo sh -c 'for f in /etc/kubernetes/pki/*.crt; do openssl x509 -checkend 86400 -noout -in $f || exit 1; done'")).code).toBe(0);
    expect((seconds["up, warm"] ?? Infinity) / (seconds["up, cold"] ?? 1)).toBeLessThanOrEqual(0.2);
  }, 15 * MINUTES);

  test("nothing is left of it", async () => {
    await timed("down", ["down", "lab.js", "--yes", "--all"]);
    expect(machines()).toEqual([""]);
    expect(existsSync(join(project, ".labwright", "cluster"))).toBe(false);
  }, 5 * MINUTES);

  test("an up that was interrupted in the midst of kubeadm init goes on where it stopped", async () => {
    const stop = new AbortController();
    await run([process.execPath, join(ROOT, "dist", "bin", "labwright.js"), "up", "lab.js", "--yes"], {
      cwd: project, signal: stop.signal, env: { XDG_STATE_HOME: join(project, "state") },
      onLine: (line) => {
        if (/making the control plane/.test(line)) setTimeout(() => stop.abort(), 30_000);
      },
    });
    expect(stop.signal.aborted).toBe(true);
    await timed("up, after an interruption", ["up", "lab.js", "--yes"]);
    expect(await answer("cp1")).toBe("200");
  }, 45 * MINUTES);
});
