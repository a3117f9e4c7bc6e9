import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse, stringify } from "yaml";

/**
 * `node --import tsx scripts/kube-assets.ts [--out DIR] [program...]`: builds Kubernetes' programs, and those of what tests run beside it, from
 * the Go module proxy, for machines that no registry and no release server can be reached from. Needs Go; some 25 minutes on two
 * cores, and nothing where a program is there in its version. Without a name it builds all.
 */
const KUBERNETES = "1.36.3";
const STAGING = `v0.${KUBERNETES.replace(/^1\./, "")}`;

interface Program {
  readonly module: string;
  readonly version: string;
  /** Below the module. */
  readonly command: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly tags?: string;
}

const kubernetes = (command: string): Program => ({
  module: "k8s.io/kubernetes",
  version: `v${KUBERNETES}`,
  command: `cmd/${command}`,
  variables: { "k8s.io/component-base/version.gitVersion": `v${KUBERNETES}`, "k8s.io/component-base/version.gitMajor": "1", "k8s.io/component-base/version.gitMinor": KUBERNETES.split(".")[1] ?? "", "k8s.io/component-base/version.gitTreeState": "clean" },
});

const PROGRAMS: Readonly<Record<string, Program>> = {
  "kube-apiserver": kubernetes("kube-apiserver"),
  "kube-controller-manager": kubernetes("kube-controller-manager"),
  "kube-scheduler": kubernetes("kube-scheduler"),
  "kube-proxy": kubernetes("kube-proxy"),
  kubelet: kubernetes("kubelet"),
  kubeadm: kubernetes("kubeadm"),
  kubectl: kubernetes("kubectl"),
  etcd: { module: "go.etcd.io/etcd/server/v3", version: "v3.6.8", command: "" },
  etcdctl: { module: "go.etcd.io/etcd/etcdctl/v3", version: "v3.6.8", command: "" },
  kwok: { module: "sigs.k8s.io/kwok", version: "v0.8.0", command: "cmd/kwok" },
  helm: { module: "helm.sh/helm/v3", version: "v3.22.0", command: "cmd/helm", variables: { "helm.sh/helm/v3/internal/version.version": "v3.22.0" } },
  containerd: { module: "github.com/containerd/containerd/v2", version: "v2.2.9", command: "cmd/containerd", variables: { "github.com/containerd/containerd/v2/version.Version": "2.2.9" } },
  "containerd-shim-runc-v2": { module: "github.com/containerd/containerd/v2", version: "v2.2.9", command: "cmd/containerd-shim-runc-v2" },
  ctr: { module: "github.com/containerd/containerd/v2", version: "v2.2.9", command: "cmd/ctr" },
  coredns: { module: "github.com/coredns/coredns", version: "v1.15.0", command: "" },
  flanneld: { module: "github.com/flannel-io/flannel", version: "v0.28.9", command: "" },
  ...Object.fromEntries(["bridge", "host-local", "loopback", "portmap", "bandwidth"].map((name) => [`cni-${name}`, { module: "github.com/containernetworking/plugins", version: "v1.9.1", command: `plugins/${name === "host-local" ? "ipam" : name === "portmap" || name === "bandwidth" ? "meta" : "main"}/${name}` }])),
  "metrics-server": { module: "sigs.k8s.io/metrics-server", version: "v0.9.0", command: "cmd/metrics-server" },
  prometheus: { module: "github.com/prometheus/prometheus", version: "v0.316.0", command: "cmd/prometheus" },
  promtool: { module: "github.com/prometheus/prometheus", version: "v0.316.0", command: "cmd/promtool" },
  node_exporter: { module: "github.com/prometheus/node_exporter", version: "v1.12.1", command: "" },
};

interface GoModule {
  readonly Go: string;
  readonly Godebug?: readonly { readonly Key: string; readonly Value: string }[] | null;
  readonly Replace?: readonly { readonly Old: { readonly Path: string; readonly Version?: string }; readonly New: { readonly Path: string; readonly Version?: string } }[] | null;
}

interface Built {
  readonly [program: string]: { readonly module: string; readonly version: string; readonly sha256: string };
}

function main(): void {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { out: { type: "string", default: join(homedir(), ".cache", "labwright-test", "kube-assets") } } });
  const wanted = positionals.length > 0 ? positionals : Object.keys(PROGRAMS);
  const unknown = wanted.filter((name) => PROGRAMS[name] === undefined);
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(", ")}; there are ${Object.keys(PROGRAMS).join(", ")}`);
  mkdirSync(values.out, { recursive: true });
  for (const name of wanted) {
    const program = PROGRAMS[name];
    if (program !== undefined) one(name, program, values.out);
  }
}

function one(name: string, { module, version, command, variables = {}, tags = "" }: Program, out: string): void {
  const list = join(out, "assets.yaml");
  const built = existsSync(list) ? (parse(readFileSync(list, "utf8")) as Built) : {};
  const file = join(out, name);
  if (existsSync(file) && built[name]?.version === version && built[name].module === module) return;
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "kube-assets-"));
  try {
    writeFileSync(join(folder, "go.mod"), goMod(module, version));
    const flags = Object.entries(variables).map(([key, value]) => `-X ${key}=${value}`).join(" ");
    const arguments_ = ["build", "-mod=mod", "-trimpath", "-buildvcs=false", "-tags", tags, "-ldflags", `-s -w ${flags}`, "-o", file, command === "" ? module : `${module}/${command}`];
    const { status } = spawnSync("env", ["CGO_ENABLED=0", "GOWORK=off", "go", ...arguments_], { cwd: folder, stdio: "inherit" });
    if (status !== 0) throw new Error(`${name} was not built`);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
  writeFileSync(list, stringify({ ...built, [name]: { module, version, sha256 } }));
  console.log(`${name} ${version}: ${Math.round((Date.now() - started) / 1000)} s`);
}

/** What a module replaces by folders of its own repository, which the proxy has not, is required in its published version. */
function goMod(module: string, version: string): string {
  const own = JSON.parse(execFileSync("go", ["mod", "download", "-json", `${module}@${version}`], { encoding: "utf8", maxBuffer: 1 << 26 })) as { readonly GoMod: string };
  const { Replace, Go, Godebug } = JSON.parse(execFileSync("go", ["mod", "edit", "-json", own.GoMod], { encoding: "utf8" })) as GoModule;
  const replaced = (Replace ?? []).flatMap(({ Old, New }) => {
    if (!New.Path.startsWith(".")) return [`replace ${Old.Path} ${Old.Version ?? ""} => ${New.Path} ${New.Version ?? ""}`];
    // Kubernetes asks for v0.0.0 of its own.
    return module === "k8s.io/kubernetes" ? [`replace ${Old.Path} => ${Old.Path} ${STAGING}`] : [];
  });
  const debug = (Godebug ?? []).map(({ Key, Value }) => `godebug ${Key}=${Value}`);
  return ["module assets", `go ${Go}`, ...debug, `require ${module} ${version}`, ...replaced, ""].join("\n");
}

main();
