import { versions } from "../../charts/versions";
import { MockUpstream } from "../support/mock-upstream";
import { CommandLine } from "./support/run-main";

let line: CommandLine;
let upstream: MockUpstream;
beforeEach(async () => {
  line = new CommandLine();
  upstream = new MockUpstream();
  await upstream.start();
  line.configure({ mirrors: upstream.mirrors });
});
afterEach(async () => {
  line.close();
  await upstream.stop();
});

interface Row {
  readonly name: string;
  readonly version: string;
  readonly chart?: { readonly name: string; readonly version: string };
  readonly state?: string;
  readonly newest?: string;
  readonly why?: string;
}

const rows = async (...words: string[]): Promise<{ code: number; rows: Row[] }> => {
  const { code, stdout } = await line.run(["versions", "--json", ...words]);
  return { code, rows: JSON.parse(stdout) as Row[] };
};

test("everything that is installed is in the table, with where and when it was seen; nothing is asked", async () => {
  const { code, rows: all } = await rows();
  expect(code).toBe(0);
  expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining([...Object.keys(versions), "kubernetes-1.36", "containerd"]));
  expect(all.find(({ name }) => name === "velero")).toMatchObject({ chart: { digest: expect.stringMatching(/^sha256:/) }, checked: "2026-11-22" });
  const { stdout } = await line.run(["versions"]);
  expect(stdout).toMatch(/^cilium +1\.20\.0 +cilium 1\.20\.0 +https:\/\/helm\.cilium\.io +2026-11-22$/m);
  expect(stdout).toMatch(/^containerd +at least 2\.0 /m);
  expect(upstream.asked).toEqual([]);
});

/** A mock of upstream in which everything is as it is pinned, but for what is given. */
function upstreamSays(other: (address: string) => string | { status: number } | undefined): void {
  const pinned = Object.values(versions) as readonly { version: string; chart?: { name: string; version: string; repository: string }; upstream?: { github?: string; tag?: string } }[];
  const charts = (found: (repository: string) => boolean) => pinned.flatMap(({ chart }) => (chart !== undefined && found(chart.repository) ? [chart] : []));
  upstream.says((address) => {
    const given = other(address);
    if (given !== undefined) return given;
    if (address.includes("stable-")) return "v1.34.0";
    if (address.startsWith("v2/")) return JSON.stringify({ tags: charts((one) => one.startsWith("oci://")).filter(({ name, repository }) => address.startsWith(`v2/${repository.slice(6)}/${name}/`)).map(({ version }) => version) });
    if (address.endsWith("/index.yaml")) {
      const entries = charts((one) => `${one.replace("https://", "").replace(/\/$/, "")}/index.yaml` === address).map(({ name, version }) => [name, [{ version }]] as const);
      return JSON.stringify({ entries: Object.fromEntries(entries) });
    }
    return JSON.stringify(pinned.filter((one) => one.upstream?.github !== undefined && address.startsWith(`api.github.com/repos/${one.upstream.github}/`)).map((one) => ({ tag_name: `${one.upstream?.tag ?? "v"}${one.version}`, draft: false, prerelease: false })));
  });
}

test("--check by a mock of upstream: newer ones are told, and are no failure", async () => {
  upstreamSays((address) => (address === "helm.cilium.io/index.yaml" ? "apiVersion: v1\nentries:\n  cilium:\n  - version: 1.21.0-rc.0\n  - version: 1.20.7\n  - version: 1.20.0\n" : undefined));
  const { code, rows: all } = await rows("--check");
  expect(all.filter(({ state }) => state !== "current").map(({ name, state, newest }) => [name, state, newest])).toEqual([["containerd", "minimum", undefined], ["cilium", "newer", "1.20.7"]]);
  expect(code).toBe(0);
  expect((await line.run(["versions", "--check"])).stdout).toMatch(/^cilium +1\.20\.0 +1\.20\.7 +newer$/m);
});

test("--check by a mock of upstream: what cannot be reached is told with why, and by the exit code", async () => {
  upstreamSays((address) => (address.startsWith("helm.cilium.io/") ? { status: 503 } : undefined));
  const { code, rows: all } = await rows("--check");
  expect(all.filter(({ state }) => state === "unreachable").map(({ name, why }) => [name, why])).toEqual([["cilium", `${upstream.place} answers 503`]]);
  expect(code).toBe(7);
  expect((await line.run(["versions", "--check", "--lang", "zh"])).stdout).toMatch(/^cilium +1\.20\.0 +无法比较：.* 503$/m);
});
