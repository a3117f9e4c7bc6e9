import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createBundle } from "../engines/bundle/create";
import { layer, writeImageArchive } from "./image-archive";
import { imagePlans, type ImagePlan } from "./kube-images";

/**
 * `node --import tsx scripts/kube-bundle.ts [--assets DIR] [--out DIR]`: makes a bundle of what kube-assets.ts has built, with Debian's runc and
 * packet filters, where no registry is reached. Beside those programs the folder may have others under the names that kube-images.ts
 * gives them, and charts/ and manifests/; what is not there is left out, and told. Needs mmdebstrap and gcc.
 */
const KUBERNETES = "1.36.3";
const NODE_PROGRAMS = ["kubelet", "kubeadm", "kubectl", "containerd", "containerd-shim-runc-v2", "ctr", "helm"];
const CNI = ["bridge", "host-local", "loopback", "portmap"];
/** Debian's, for what its programs link to. */
const FILTERS = ["iptables", "nftables", "conntrack", "ipset", "iproute2", "kmod"];

async function main(): Promise<void> {
  const cache = join(homedir(), ".cache", "labwright-test");
  const { values: { assets, out } } = parseArgs({ options: { assets: { type: "string", default: join(cache, "kube-assets") }, out: { type: "string", default: join(cache, "kube-bundle") } } });
  const work = mkdtempSync(join(tmpdir(), "kube-bundle-"));
  try {
    const from = join(work, "from");
    makePause(assets);
    const bases = makeBases(work, assets);
    copy(assets, from, NODE_PROGRAMS.map((name) => [name, `bin/${name}`]));
    cpSync(join(bases.debian, "usr/sbin/runc"), join(from, "bin/runc"));
    copy(assets, from, CNI.map((name) => [`cni-${name}`, `cni/${name}`]));
    for (const kind of ["charts", "manifests"]) if (existsSync(join(assets, kind))) cpSync(join(assets, kind), join(from, kind), { recursive: true });
    mkdirSync(join(from, "images"), { recursive: true });
    for (const plan of imagePlans(KUBERNETES)) makeImage(plan, assets, bases, from, work);
    rmSync(out, { recursive: true, force: true });
    const bundle = await createBundle({ from: [from], out, kubernetes: KUBERNETES, arch: process.arch === "arm64" ? "aarch64" : "x86_64" });
    console.log(`${out}: ${bundle.record.files.length} files, ${Math.round(bundle.record.files.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20)} MiB`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function copy(assets: string, to: string, names: readonly (readonly [string, string])[]): void {
  for (const [name, path] of names) {
    const from = join(assets, name);
    if (!existsSync(from)) {
      console.log(`left out: ${path}, as there is no ${name}`);
      continue;
    }
    mkdirSync(join(to, path, ".."), { recursive: true });
    cpSync(from, join(to, path));
  }
}

interface Bases {
  readonly debian: string;
  readonly shell: string;
  readonly filters: string;
}

/** Kubernetes' own, which is a few lines of C. @see https://github.com/kubernetes/kubernetes/tree/master/build/pause */
function makePause(assets: string): void {
  if (existsSync(join(assets, "pause"))) return;
  const { Dir } = JSON.parse(execFileSync("go", ["mod", "download", "-json", `k8s.io/kubernetes@v${KUBERNETES}`], { encoding: "utf8", maxBuffer: 1 << 26 })) as { readonly Dir: string };
  execFileSync("gcc", ["-Os", "-static", `-DVERSION=v3.10.2`, "-o", join(assets, "pause"), join(Dir, "build/pause/linux/pause.c")]);
}

function makeBases(work: string, assets: string): Bases {
  const debian = join(work, "debian");
  execFileSync("mmdebstrap", ["--variant=extract", "--format=directory", `--include=${[...FILTERS, "runc", "busybox-static"].join(",")}`, "bookworm", debian], { stdio: ["ignore", "ignore", "ignore"] });
  // A runtime brings its own devices.
  rmSync(join(debian, "dev"), { recursive: true, force: true });
  const shell = layer(join(work, "shell"), { "bin/busybox": { from: existsSync(join(assets, "busybox")) ? join(assets, "busybox") : join(debian, "bin/busybox") } });
  for (const name of execFileSync(join(shell, "bin/busybox"), ["--list"], { encoding: "utf8" }).trim().split("\n")) if (name !== "busybox") symlinkSync("busybox", join(shell, "bin", name));
  mkdirSync(join(shell, "tmp"), { mode: 0o1777 });
  for (const name of ["etc", "usr/bin", "usr/sbin", "root", "var"]) mkdirSync(join(shell, name), { recursive: true });
  writeFileSync(join(shell, "etc/passwd"), "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n");
  writeFileSync(join(shell, "etc/group"), "root:x:0:\nnogroup:x:65534:\n");
  const filters = join(work, "filters");
  cpSync(debian, filters, { recursive: true, verbatimSymlinks: true });
  for (const name of ["usr/share", "usr/lib/systemd", "var/lib/apt", "var/cache", "etc/apt", "usr/sbin/runc", "bin/busybox"]) rmSync(join(filters, name), { recursive: true, force: true });
  // Maintainers' scripts would have made these; the kernel's nftables carries them.
  for (const name of ["iptables", "iptables-save", "iptables-restore", "ip6tables", "ip6tables-save", "ip6tables-restore"]) {
    rmSync(join(filters, "usr/sbin", name), { force: true });
    symlinkSync("xtables-nft-multi", join(filters, "usr/sbin", name));
  }
  return { debian, shell, filters };
}

function makeImage({ names, programs, texts = {}, base, config = {} }: ImagePlan, assets: string, bases: Bases, to: string, work: string): void {
  const [name = ""] = names;
  const missing = Object.values(programs).filter((program) => !existsSync(join(assets, program)));
  if (missing.length > 0) return console.log(`left out: ${name}, as there is no ${missing.join(", ")}`);
  const files = { ...Object.fromEntries(Object.entries(programs).map(([path, program]) => [path, { from: join(assets, program) }])), ...Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { text }])) };
  const own = mkdtempSync(join(work, "layer-"));
  if (Object.keys(files).length > 0) layer(own, files);
  const trees = [...(base === "shell" ? [bases.shell] : base === "filters" ? [bases.filters] : []), ...(readdirSync(own).length > 0 ? [own] : [])];
  writeImageArchive(join(to, "images", `${(name.split("/").at(-1) ?? "").replace(/[:@]/g, "-")}.tar`), names, trees, config);
  rmSync(own, { recursive: true });
}

void main();
