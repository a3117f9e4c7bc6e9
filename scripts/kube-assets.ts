import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, join } from "node:path";
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
  /** Packages below the module that are left empty: what they import is not on the proxy. */
  readonly without?: readonly string[];
  /** Files that the module's own build would make, such as those of a web page. */
  readonly files?: Readonly<Record<string, string>>;
}

const kubernetes = (command: string): Program => ({
  module: "k8s.io/kubernetes",
  version: `v${KUBERNETES}`,
  command: `cmd/${command}`,
  variables: { "k8s.io/component-base/version.gitVersion": `v${KUBERNETES}`, "k8s.io/component-base/version.gitMajor": "1", "k8s.io/component-base/version.gitMinor": KUBERNETES.split(".")[1] ?? "", "k8s.io/component-base/version.gitTreeState": "clean" },
});

// Tencent's SDK is not on the proxy, and its UDP backend is written in C.
const FLANNEL = { module: "github.com/flannel-io/flannel", version: "v0.28.9", without: ["pkg/backend/tencentvpc", "pkg/backend/udp"] };

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
  coredns: { module: "github.com/coredns/coredns", version: "v1.14.2", command: "" },
  flanneld: { ...FLANNEL, command: "", variables: { "github.com/flannel-io/flannel/pkg/version.Version": FLANNEL.version } },
  "flannel-install-conf": { ...FLANNEL, command: "cmd/install_conf" },
  ...Object.fromEntries(["bridge", "host-local", "loopback", "portmap", "bandwidth"].map((name) => [`cni-${name}`, { module: "github.com/containernetworking/plugins", version: "v1.9.1", command: `plugins/${name === "host-local" ? "ipam" : name === "portmap" || name === "bandwidth" ? "meta" : "main"}/${name}` }])),
  prometheus: { module: "github.com/prometheus/prometheus", version: "v0.316.0", command: "cmd/prometheus" },
  promtool: { module: "github.com/prometheus/prometheus", version: "v0.316.0", command: "cmd/promtool" },
  agnhost: { module: "k8s.io/kubernetes", version: `v${KUBERNETES}`, command: "test/images/agnhost" },
  alertmanager: { module: "github.com/prometheus/alertmanager", version: "v0.34.2", command: "cmd/alertmanager", files: { "ui/app/dist/index.html": "Built without its page.\n", "ui/mantine-ui/dist/index.html": "Built without its page.\n" } },
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

function one(name: string, { module, version, command, variables = {}, tags = "", without = [], files = {} }: Program, out: string): void {
  const list = join(out, "assets.yaml");
  const built = existsSync(list) ? (parse(readFileSync(list, "utf8")) as Built) : {};
  const file = join(out, name);
  if (existsSync(file) && built[name]?.version === version && built[name].module === module) return;
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "kube-assets-"));
  try {
    const isOwn = without.length > 0 || Object.keys(files).length > 0;
    const own = isOwn ? [`replace ${module} => ${changedCopy(module, version, { without, files }, join(folder, "module"))}`] : [];
    writeFileSync(join(folder, "go.mod"), [goMod(module, version), ...own, ""].join("\n"));
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

/** A copy of a module in which some packages are a bare package clause, and some files are there. */
function changedCopy(module: string, version: string, { without, files }: Required<Pick<Program, "without" | "files">>, to: string): string {
  const { Dir } = JSON.parse(execFileSync("go", ["mod", "download", "-json", `${module}@${version}`], { encoding: "utf8", maxBuffer: 1 << 26 })) as { readonly Dir: string };
  cpSync(Dir, to, { recursive: true });
  // The module cache is read-only.
  execFileSync("chmod", ["-R", "u+w", to]);
  for (const path of without) {
    rmSync(join(to, path), { recursive: true });
    mkdirSync(join(to, path));
    writeFileSync(join(to, path, "empty.go"), `package ${basename(path)}\n`);
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(to, path, ".."), { recursive: true });
    writeFileSync(join(to, path), content);
  }
  return to;
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
