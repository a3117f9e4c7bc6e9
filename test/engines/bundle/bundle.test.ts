import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Bundle } from "../../../engines/bundle/bundle";
import { isForControlPlanes } from "../../../engines/bundle/bundle-record";
import { createBundle } from "../../../engines/bundle/create";
import { fetchBundle } from "../../../engines/bundle/fetch-bundle";
import { serveBundle } from "../../../engines/bundle/serve";
import { writeImageArchive } from "../../../scripts/image-archive";

let folder: string;
const at = (...path: string[]): string => join(folder, ...path);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bundle-"));
  for (const name of ["bin", "cni", "images", "charts", "manifests", "tree"]) mkdirSync(at("from", name), { recursive: true });
  writeFileSync(at("from", "bin", "kubelet"), "a program");
  writeFileSync(at("from", "cni", "bridge"), "a plugin");
  writeFileSync(at("from", "tree", "file"), "content");
  writeImageArchive(at("from", "images", "web.tar"), ["nginx:1.19"], [at("from", "tree")], {});
  chart("flannel", "v0.28.9");
  writeFileSync(at("from", "manifests", "crds.yaml"), "# https://example.org/crds.yaml\nkind: List\n");
});

afterEach(() => rmSync(folder, { recursive: true }));

function chart(name: string, version: string): void {
  mkdirSync(at("chart", name), { recursive: true });
  writeFileSync(at("chart", name, "Chart.yaml"), `apiVersion: v2\nname: ${name}\nversion: ${version}\n`);
  execFileSync("tar", ["-C", at("chart"), "-czf", at("from", "charts", `${name}-${version}.tgz`), name]);
}

const make = (from = ["from"]): Promise<Bundle> => createBundle({ from: from.map((name) => at(name)), out: at("out"), kubernetes: "1.36.3", arch: "x86_64" });
const paths = ({ record }: Bundle): string[] => record.files.map(({ path }) => path);

test("it lists every file with its digest, images by their full names, charts and manifests by what they are", async () => {
  const bundle = await make();
  expect(paths(bundle)).toEqual(["bin/kubelet", "charts/flannel-v0.28.9.tgz", "cni/bridge", "images/web.tar", "manifests/crds.yaml"]);
  expect(bundle.images).toEqual(["docker.io/library/nginx:1.19"]);
  expect(bundle.chart("flannel", "0.28.9")?.path).toBe("charts/flannel-v0.28.9.tgz");
  expect(bundle.chart("flannel", "0.28.8")).toBeUndefined();
  expect(bundle.manifest("https://example.org/crds.yaml")?.path).toBe("manifests/crds.yaml");
  await bundle.verify();
});

test("an image that stands in for another says so", async () => {
  writeImageArchive(at("from", "images", "redis.tar"), ["redis:7"], [at("from", "tree")], { Labels: { "labwright.stand-in": "true" } });
  const { record } = await make();
  expect(record.files.filter(({ standIn }) => standIn).flatMap(({ images }) => images)).toEqual(["docker.io/library/redis:7"]);
});

test("an OCI layout has its names in its index", async () => {
  const index = { schemaVersion: 2, manifests: [{ digest: "sha256:0", annotations: { "io.containerd.image.name": "quay.io/lab/app:1" } }, { digest: "sha256:1", annotations: { "org.opencontainers.image.ref.name": "1" } }] };
  writeFileSync(at("index.json"), JSON.stringify(index));
  execFileSync("tar", ["-C", folder, "-cf", at("from", "images", "app.tar"), "index.json"]);
  expect((await make()).images).toEqual(["quay.io/lab/app:1", "docker.io/library/nginx:1.19"]);
});

test("a further make adds to it and replaces what is given anew", async () => {
  await make();
  mkdirSync(at("more", "bin"), { recursive: true });
  writeFileSync(at("more", "bin", "kubelet"), "another");
  writeFileSync(at("more", "bin", "kubeadm"), "a program");
  const bundle = await make(["more"]);
  expect(paths(bundle)).toContain("images/web.tar");
  expect(paths(bundle)).toContain("bin/kubeadm");
  expect(readFileSync(bundle.file("bin/kubelet"), "utf8")).toBe("another");
  await bundle.verify();
});

test("what does not belong there is told of all files at once, and nothing is made", async () => {
  writeFileSync(at("from", "images", "notes.txt"), "");
  writeFileSync(at("from", "charts", "flannel.tgz"), "");
  writeFileSync(at("from", "manifests", "own.yaml"), "kind: List\n");
  await expect(make()).rejects.toMatchObject({ problems: [{ code: "LW3214" }, { code: "LW3214" }, { code: "LW3214" }] });
  expect(existsSync(at("out"))).toBe(false);
});

test("files that changed or went are named", async () => {
  const bundle = await make();
  appendFileSync(bundle.file("bin/kubelet"), "!");
  rmSync(bundle.file("cni/bridge"));
  await expect(bundle.verify()).rejects.toMatchObject({ problems: [{ code: "LW3211", values: { path: "bin/kubelet" } }, { code: "LW3211", values: { path: "cni/bridge" } }] });
});

test.each([
  ["no YAML", "\t{"],
  ["another kind", "kind: Lab\n"],
  ["a path that leads out", `apiVersion: labwright/v1\nkind: Bundle\nfiles: [{ path: ../../etc/shadow, sha256: "${"0".repeat(64)}" }]\n`],
])("a record with %s is refused", async (_, text) => {
  await make();
  writeFileSync(at("out", "bundle.yaml"), text);
  expect(() => Bundle.open(at("out"))).toThrow(expect.objectContaining({ problems: [expect.objectContaining({ code: "LW3210" })] }) as Error);
});

test("workers are spared what only control planes run", () => {
  const image = (name: string): boolean => isForControlPlanes({ path: "images/x.tar", kind: "image", sha256: "", bytes: 0, images: [name] });
  expect(["registry.k8s.io/kube-apiserver:v1.36.3", "registry.k8s.io/etcd:3.6.8-0"].map(image)).toEqual([true, true]);
  expect(["registry.k8s.io/kube-proxy:v1.36.3", "docker.io/library/nginx:1.19"].map(image)).toEqual([false, false]);
});

describe("served over HTTP on loopback", () => {
  test("it is fetched whole, and a second time only what changed", async () => {
    const bundle = await make();
    const asked: string[] = [];
    const served = await serveBundle(bundle, "127.0.0.1", 0, (path) => asked.push(path));
    try {
      const fetched = Bundle.open(await fetchBundle(served.url, at("cache"), () => undefined));
      await fetched.verify();
      expect(fetched.record).toEqual(bundle.record);
      asked.length = 0;
      rmSync(fetched.file("cni/bridge"));
      await fetchBundle(served.url, at("cache"), () => undefined);
      expect(asked).toEqual(["bundle.yaml", "cni/bridge"]);
    } finally {
      await served.close();
    }
  });

  test("nothing of its folder is served that is not in its record", async () => {
    const bundle = await make();
    writeFileSync(at("out", "secret"), "");
    const served = await serveBundle(bundle, "127.0.0.1", 0);
    const status = async (path: string, method = "GET"): Promise<number> => (await fetch(new URL(path, served.url), { method })).status;
    expect(await Promise.all([status("secret"), status("%2e%2e/from/bin/kubelet"), status("bin/kubelet", "PUT"), status("bin/kubelet")])).toEqual([404, 404, 404, 200]);
    await served.close();
  });

  test("a file that is not what the record says is not kept", async () => {
    const bundle = await make();
    writeFileSync(bundle.file("bin/kubelet"), "b program");
    const served = await serveBundle(bundle, "127.0.0.1", 0);
    await expect(fetchBundle(served.url, at("cache"), () => undefined)).rejects.toMatchObject({ problems: [{ code: "LW3211", values: { path: "bin/kubelet" } }] });
    await served.close();
    await expect(fetchBundle(served.url, at("cache"), () => undefined)).rejects.toMatchObject({ problems: [{ code: "LW3210" }] });
  });
});
