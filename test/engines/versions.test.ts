import { versions } from "../../charts/versions";
import { compareWithUpstream } from "../../engines/versions/compare";
import { chartVersions } from "../../engines/versions/helm-index";
import { allPinned, type Pinned } from "../../engines/versions/pinned";
import { isNewer, isRelease, newestOf } from "../../engines/versions/version-order";
import { MockUpstream, type Answer } from "../support/mock-upstream";

describe("versions", () => {
  test.each([["1.10.0", "1.9.9", true], ["v1.2.3", "1.2.3", false], ["1.2", "1.2.0", false], ["2", "1.9", true], ["1.2.3", "1.2.4", false], ["20260901.0", "20260817.0", true]])("%s after %s: %s", (a, b, wanted) => expect(isNewer(a, b)).toBe(wanted));

  test("pre-releases and what is no version are no releases", () => {
    expect(["1.2.3", "v1.2.3", "1.2.3+build.1"].map(isRelease)).toEqual([true, true, true]);
    expect(["1.2.3-rc.1", "latest", "sha256-abc.sig", "1.2.x", ""].map(isRelease)).toEqual([false, false, false, false, false]);
    expect(newestOf(["1.2.0", "v1.10.0", "2.0.0-rc1", "latest"])).toBe("v1.10.0");
    expect(newestOf(["2.0.0-rc1"])).toBeUndefined();
  });
});

describe("the index of a Helm repository", () => {
  const HELM = `apiVersion: v1
entries:
  metallb:
  - apiVersion: v2
    dependencies:
    - name: crds
      version: 9.9.9
    description: |
      version: 8.8.8
    name: metallb
    version: 0.16.1
  - version: "0.15.0"
    name: metallb
  other:
  - name: other
    version: 7.7.7
generated: "2026-11-22T00:00:00Z"
`;

  test("has a chart's versions, and not those of what it depends on or of others", () => {
    expect(chartVersions(HELM, "metallb")).toEqual(["0.16.1", "0.15.0"]);
    expect(chartVersions(HELM, "other")).toEqual(["7.7.7"]);
    expect(chartVersions(HELM, "third")).toEqual([]);
  });

  test("may be indented otherwise, or be JSON", () => {
    const deeper = HELM.replace(/^( {2})(?=[- ])/gm, "    $1").replace(/^ {2}(?=\w)/gm, "    ");
    expect(chartVersions(deeper, "metallb")).toEqual(["0.16.1", "0.15.0"]);
    expect(chartVersions(JSON.stringify({ entries: { metallb: [{ version: "0.16.1" }, { version: "0.15.0" }] } }), "metallb")).toEqual(["0.16.1", "0.15.0"]);
  });
});

test("everything that is pinned can be compared: it has a chart, or says who tells of it", () => {
  const pinned = allPinned();
  expect(pinned.length).toBe(Object.keys(versions).length + 4);
  expect(pinned.filter(({ chart, upstream, isMinimum }) => (chart ?? upstream ?? isMinimum) === undefined).map(({ name }) => name)).toEqual([]);
  expect(pinned.filter(({ checked }) => !/^\d{4}-\d\d-\d\d$/.test(checked))).toEqual([]);
  for (const { name, chart, version, isMinimum } of pinned) if (!isMinimum && !name.startsWith("linkerd")) expect([name, isRelease(chart?.version ?? version)]).toEqual([name, true]);
});

describe("a comparison with a mock of upstream", () => {
  let upstream: MockUpstream;
  beforeAll(async () => {
    upstream = new MockUpstream();
    await upstream.start();
  });
  afterAll(() => upstream.stop());

  const compare = async (pinned: Partial<Pinned>, more: { timeoutMs?: number; registries?: Record<string, string> } = {}) => {
    const mirrors = { ...upstream.mirrors, ...(more.registries && { registries: more.registries }) };
    const [found] = await compareWithUpstream([{ name: "one", version: "1.0.0", checked: "2026-11-22", ...pinned }], { mirrors, timeoutMs: more.timeoutMs });
    return found;
  };
  const oci = { name: "chart", repository: "oci://ghcr.io/owner/charts", version: "1.0.0" };

  test("asks a registry as anyone, page by page", async () => {
    upstream.says((address, { headers }): Answer => {
      if (address.startsWith("token")) return address.includes("scope=pull") && address.includes("service=here") ? JSON.stringify({ token: "anyone" }) : { status: 400 };
      if (headers.authorization !== "Bearer anyone") return { status: 401, headers: { "www-authenticate": `Bearer realm="http://${upstream.place}/token",service="here",scope="pull"` } };
      if (address.includes("last=")) return JSON.stringify({ tags: ["1.2.0_build", "2.0.0-rc.1", "sha256-aa.sig"] });
      return { headers: { link: '</v2/ghcr.io/owner/charts/chart/tags/list?n=1000&last=x>; rel="next"' }, body: JSON.stringify({ tags: ["0.9.0", "1.1.0"] }) };
    });
    expect(await compare({ chart: oci })).toEqual({ state: "newer", newest: "1.2.0+build" });
  });

  test("asks a registry's mirror", async () => {
    upstream.says((address) => (address.startsWith("v2/owner/") ? JSON.stringify({ tags: ["1.0.0"] }) : { status: 404 }));
    const [found] = await compareWithUpstream([{ name: "one", version: "1.0.0", checked: "", chart: oci }], { mirrors: { registries: { "ghcr.io": `http://${upstream.place}` } } });
    expect(found).toEqual({ state: "current", newest: "1.0.0" });
  });

  test("takes releases of a line with its tag, and no draft or pre-release", async () => {
    const releases = [["autoscaler-1.35.0"], ["autoscaler-1.340.0"], ["chart-1.34.9"], ["autoscaler-1.34.9", "draft"], ["autoscaler-1.34.8", "prerelease"], ["autoscaler-1.34.7"]];
    upstream.says(() => JSON.stringify(releases.map(([tag_name, what]) => ({ tag_name, draft: what === "draft", prerelease: what === "prerelease" }))));
    expect(await compare({ version: "1.34.5", upstream: { github: "o/r", tag: "autoscaler-", line: "1.34" } })).toEqual({ state: "newer", newest: "1.34.7" });
    expect(upstream.asked).toEqual(["api.github.com/repos/o/r/releases?per_page=100"]);
  });

  test("takes tags where a project has no releases", async () => {
    upstream.says((address) => (address.includes("/releases") ? "[]" : JSON.stringify([{ ref: "refs/tags/v1.0.0" }, { ref: "refs/tags/v1.1.0-rc" }])));
    expect(await compare({ upstream: { github: "o/r" } })).toEqual({ state: "current", newest: "1.0.0" });
    expect(upstream.asked.at(-1)).toBe("api.github.com/repos/o/r/git/matching-refs/tags/v");
  });

  test("says why what could not be reached could not", async () => {
    upstream.says(() => ({ status: 403 }));
    expect(await compare({ upstream: { github: "o/r" } })).toMatchObject({ state: "unreachable", why: { en: `${upstream.place} answers 403` } });
    upstream.says(() => "silence");
    expect(await compare({ upstream: { kubernetes: "1.36" } }, { timeoutMs: 100 })).toMatchObject({ state: "unreachable", why: { en: expect.stringContaining("did not answer") } });
    upstream.says(() => "<html>log in</html>");
    expect(await compare({ upstream: { kubernetes: "1.36" } })).toMatchObject({ state: "unreachable", why: { en: "upstream tells of no release" } });
    expect(await compare({ upstream: { github: "o/r" } })).toMatchObject({ state: "unreachable", why: { en: expect.stringContaining("JSON") } });
  });

  test("reads an index once, whoever needs it, and asks of some at a time", async () => {
    upstream.says((address) => (address.endsWith("index.yaml") ? JSON.stringify({ entries: { a: [{ version: "1.0.0" }], b: [{ version: "2.0.0" }] } }) : "v1.36.9"));
    const charts = ["a", "b"].map((name): Pinned => ({ name, version: "1.0.0", checked: "", chart: { name, repository: "https://charts.example/stable/", version: "1.0.0" } }));
    const others = Array.from({ length: 40 }, (_, index): Pinned => ({ name: `k${index}`, version: "1.36.3", checked: "", upstream: { kubernetes: `1.${index}` } }));
    const found = await compareWithUpstream([...charts, ...others], { mirrors: upstream.mirrors });
    expect(found.slice(0, 3)).toEqual([{ state: "current", newest: "1.0.0" }, { state: "newer", newest: "2.0.0" }, { state: "newer", newest: "v1.36.9" }]);
    expect(upstream.asked.filter((address) => address === "charts.example/stable/index.yaml")).toHaveLength(1);
    expect(upstream.busiest).toBeGreaterThan(1);
    expect(upstream.busiest).toBeLessThanOrEqual(8);
  });

  test("ends by Ctrl-C", async () => {
    upstream.says(() => "silence");
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await expect(compareWithUpstream(allPinned(), { mirrors: upstream.mirrors, signal: controller.signal })).rejects.toMatchObject({ problems: [{ code: "LW3002" }] });
  });
});
