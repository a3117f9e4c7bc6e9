import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { ClusterSpec } from "../../../constructs/spec/cluster-spec";
import { downloadParts } from "../../../engines/bundle/download";
import { programDownloads, type Download } from "../../../engines/bundle/downloads";
import { sha256Of } from "../../../engines/bundle/digest";
import { imagesIn } from "../../../engines/bundle/images-in";

const PROGRAMS = programDownloads("1.36.3", "x86_64");

test("programs of every version and architecture have a digest of their own", () => {
  const all = ["1.34.11", "1.35.8", "1.36.3"].flatMap((version) => (["x86_64", "aarch64"] as const).flatMap((arch) => programDownloads(version, arch)));
  const digests = new Map(all.map(({ url, sha256 }) => [url, sha256]));
  for (const digest of digests.values()) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(digests.values()).size).toBe(digests.size);
});

test("images are found in objects of any kind, and in what Helm renders", () => {
  const pod = { spec: { initContainers: [{ image: "busybox:1.36" }], containers: [{ image: "quay.io/lab/app@sha256:00" }] } };
  expect(imagesIn([pod, { spec: { template: pod }, data: { image: "" } }])).toEqual(["busybox:1.36", "quay.io/lab/app@sha256:00"]);
  expect(imagesIn("kind: DaemonSet\nspec: { template: { spec: { containers: [{ image: nginx:1.19 }] } } }\n---\nkind: Prometheus\nspec: { image: quay.io/p/p:v3 }\n")).toEqual(["nginx:1.19", "quay.io/p/p:v3"]);
});

describe("with upstream's servers, Helm and skopeo mocked", () => {
  let folder: string;
  let server: Server;
  let asked: string[];
  let path: string | undefined;
  let programs: readonly Download[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "download-"));
    asked = [];
    mkdirSync(join(folder, "tools"));
    tool("skopeo", 'for last; do :; done; file=${last#docker-archive:}; echo "$*" >> "$LOG"; : > "${file%%:*}"');
    path = process.env["PATH"];
    process.env["PATH"] = `${join(folder, "tools")}${delimiter}${path}`;
    process.env["LOG"] = join(folder, "skopeo.log");
    const contents = upstream();
    programs = await Promise.all(PROGRAMS.map(async (one) => ({ ...one, sha256: await sha256Of(contents(one.url)) })));
    server = createServer(({ url = "" }, response) => {
      asked.push(url);
      response.end(url.endsWith(".yaml") ? "kind: Deployment\nspec: { template: { spec: { containers: [{ image: ghcr.io/lab/own:1 }] } } }\n" : readFileSync(contents(url)));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });

  afterEach(async () => {
    process.env["PATH"] = path;
    delete process.env["LOG"];
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    rmSync(folder, { recursive: true });
  });

  function tool(name: string, script: string): string {
    const file = join(folder, "tools", name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  /** What the projects publish: archives of scripts in place of programs. */
  function upstream(): (url: string) => string {
    const kubeadm = tool("kubeadm", "printf 'registry.k8s.io/pause:3.10.2\\nregistry.k8s.io/etcd:3.6.8-0\\n'");
    tool("helm", 'case $1 in pull) for last; do :; done; : > "$last/chart-1.tgz" ;; template) cat > /dev/null; echo "image: docker.io/lab/rendered:2" ;; esac');
    const tree = join(folder, "tree");
    for (const { into } of PROGRAMS) {
      for (const member of typeof into === "string" ? [] : Object.keys(into)) {
        mkdirSync(join(tree, member, ".."), { recursive: true });
        writeFileSync(join(tree, member), member.endsWith("helm") ? readFileSync(join(folder, "tools", "helm")) : member);
      }
    }
    const archive = (prefix: string): string => {
      const file = join(folder, `${prefix.replace(/\W/g, "")}.tgz`);
      const members = PROGRAMS.flatMap(({ into }) => (typeof into === "string" ? [] : Object.keys(into))).filter((member) => member.startsWith(prefix));
      execFileSync("tar", ["-C", tree, "-czf", file, ...members]);
      return file;
    };
    const archives = { containerd: archive("bin/"), cni: archive("./"), helm: archive("linux-") };
    return (url) => (/containerd-/.test(url) ? archives.containerd : /cni-plugins/.test(url) ? archives.cni : /helm-/.test(url) ? archives.helm : kubeadm);
  }

  const cluster = { addons: [{ addon: "own", steps: [
    { type: "objects", objects: [{ spec: { containers: [{ image: "nginx:1.19" }] } }] },
    { type: "helm", release: "own", namespace: "own", chart: { name: "chart", repository: "https://charts.example.org", version: "1" }, values: {} },
    { type: "manifest", url: "https://example.org/crds.yaml" },
  ] }] } as unknown as ClusterSpec;

  const bring = (): Promise<void> => downloadParts({
    clusters: [cluster], kubernetes: "1.36.3", arch: "x86_64", programs, to: join(folder, "parts"), onProgress: () => undefined,
    mirrored: { address: (url) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${url.replace(/^https:\/\//, "")}`, image: (name) => name.replace("docker.io/", "mirror.example.org/"), charts: String },
  });

  test("programs, plugins, charts, manifests and the images of all of them lie where a bundle has them", async () => {
    await bring();
    const names = (kind: string): string[] => readdirSync(join(folder, "parts", kind)).sort();
    expect(names("bin")).toEqual(["containerd", "containerd-shim-runc-v2", "ctr", "helm", "kubeadm", "kubectl", "kubelet", "runc"]);
    expect(names("cni")).toContain("portmap");
    expect(names("charts")).toEqual(["chart-1.tgz"]);
    expect(names("images")).toEqual(["etcd-3.6.8-0.tar", "lab-own-1.tar", "lab-rendered-2.tar", "library-nginx-1.19.tar", "pause-3.10.2.tar"]);
    expect(readFileSync(join(folder, "parts", "manifests", "example.org-crds.yaml"), "utf8")).toMatch(/^# https:\/\/example\.org\/crds\.yaml\n/);
    expect(readFileSync(join(folder, "skopeo.log"), "utf8")).toContain("docker://mirror.example.org/library/nginx:1.19 docker-archive:");
  });

  test("what is there with its digest is not fetched again", async () => {
    await bring();
    asked.length = 0;
    await bring();
    expect(asked.filter((url) => !url.endsWith(".yaml"))).toEqual([]);
  });

  test("what has another digest than the pinned one is not kept", async () => {
    programs = PROGRAMS.slice(0, 1);
    await expect(bring()).rejects.toMatchObject({ problems: [{ code: "LW3211" }] });
    expect(existsSync(join(folder, "parts", "bin", "kubelet"))).toBe(false);
  });
});
