import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { mergeKubeconfig, unmergeKubeconfig } from "../../../engines/cluster/merge-kubeconfig";

let folder: string;
const at = (name: string): string => join(folder, name);
const entry = (name: string, server: string): object => ({ clusters: [{ name, cluster: { server } }], users: [{ name, user: { token: name } }], contexts: [{ name, context: { cluster: name, user: name } }], "current-context": name });
const own = (): { readonly contexts: { name: string }[]; readonly clusters: { name: string; cluster: { server: string } }[]; readonly "current-context": string } => parse(readFileSync(at(".kube/config"), "utf8")) as never;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
  writeFileSync(at("lab"), stringify(entry("k1-k8s", "https://127.0.0.1:1")));
});

afterEach(() => rmSync(folder, { recursive: true }));

test("where there is none, one is made that is its owner's alone", () => {
  expect(mergeKubeconfig(at("lab"), at(".kube/config"))).toEqual(["k1-k8s"]);
  expect(own()["current-context"]).toBe("k1-k8s");
  expect(statSync(at(".kube/config")).mode & 0o777).toBe(0o600);
});

test("what others have stays, their context stays current, and a lab's own is replaced", () => {
  mergeKubeconfig(at("lab"), at(".kube/config"));
  writeFileSync(at("other"), stringify(entry("work", "https://work:6443")));
  writeFileSync(at(".kube/config"), stringify(entry("work", "https://work:6443")));
  mergeKubeconfig(at("lab"), at(".kube/config"));
  writeFileSync(at("lab"), stringify(entry("k1-k8s", "https://127.0.0.1:2")));
  mergeKubeconfig(at("lab"), at(".kube/config"));
  expect(own().contexts.map(({ name }) => name)).toEqual(["work", "k1-k8s"]);
  expect(own()["current-context"]).toBe("work");
  expect(own().clusters.map(({ cluster }) => cluster.server)).toEqual(["https://work:6443", "https://127.0.0.1:2"]);
});

test("it is taken out again, and nothing points to it", () => {
  mergeKubeconfig(at("lab"), at(".kube/config"));
  expect(unmergeKubeconfig(at("lab"), at(".kube/config"))).toEqual(["k1-k8s"]);
  expect(own()).toMatchObject({ contexts: [], clusters: [], "current-context": "" });
});
