import { buildTopology, MACHINE_LIMIT, renderDot, renderMermaid, renderSvg, summarise } from "../../cli/graph";
import { draw, texts, withClass } from "./svg-support";
import { lab, large, thirty } from "./samples";

const graph = (machines: number, networks: number): ReturnType<typeof summarise> => summarise(buildTopology(large(machines, networks)));

describe("a lab too large to draw each machine", () => {
  test("is drawn as groups of machines on the same networks", () => {
    const { machines } = graph(1000, 4);
    expect(machines.reduce((total, { members }) => total + (members?.count ?? 1), 0)).toBe(1000);
    expect(machines.length).toBe(8);
  });

  test("says how many more there are", () => {
    const same = lab("same", {
      networks: { only: { kind: "nat", cidr: "10.0.0.0/16" } },
      machines: Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`m${index}`, { nics: [{ network: "only", name: "eth0", addressing: "dhcp" as const }] }])),
    });
    expect(texts(draw(same))).toEqual(expect.arrayContaining(["1000 machines", "m0", "m1", "m2", "m3", "+ 996 more", "1000 vCPU", "1000 GiB", "eth0"]));
    expect(texts(draw(same, "zh"))).toContain("另有 996 台");
    expect(texts(draw(same))).not.toContain("m4");
  });

  test("counts what it does not draw", () => {
    const { omitted, networks } = graph(1000, 50);
    expect(networks.length).toBeLessThanOrEqual(24);
    expect(omitted?.networks).toBe(50 - networks.length);
    expect(texts(draw(large(1000, 50)))).toContain(`Not drawn: ${omitted?.machines} machines, ${omitted?.networks} networks`);
    expect(renderMermaid(large(1000, 50), { language: "en" })).toContain("Not drawn");
    expect(renderDot(large(1000, 50), { language: "zh" })).toContain("未画出");
  });

  test("draws no more groups than a reader looks at", () => {
    const networks = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`n${index}`, { kind: "nat" as const }]));
    const machines = Object.fromEntries(Array.from({ length: 64 }, (_, set) => [`m${set}`, {
      nics: Object.keys(networks).filter((__, bit) => (set >> bit) & 1).map((network) => ({ network })),
    }]));
    const { machines: groups, omitted } = summarise(buildTopology(lab("sets", { networks, machines })));
    expect(groups).toHaveLength(24);
    expect(omitted).toEqual({ machines: 40, networks: 1 });
  });

  test("keeps the lab's own counts in the subtitle", () => {
    expect(texts(draw(large(1000, 50)))[1]).toBe("large · 1000 machines · 50 networks");
  });

  test("has the largest groups first, and no addresses of single machines", () => {
    const { machines, nics } = graph(1000, 4);
    const counts = machines.map(({ members }) => members?.count ?? 1);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(nics.flatMap(({ addresses }) => addresses)).toEqual([]);
  });

  test("says that interface names differ where they do", () => {
    const mixed = lab("mixed", {
      networks: { only: { kind: "nat" } },
      machines: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`m${index}`, { nics: [{ network: "only", name: `eth${index % 2}` }] }])),
    });
    expect(texts(draw(mixed))).toContain("names differ");
  });

  test("begins above the limit", () => {
    expect(graph(MACHINE_LIMIT, 3).omitted).toBeUndefined();
    expect(graph(MACHINE_LIMIT + 1, 3).omitted).toBeDefined();
    expect(withClass(draw(thirty), "t-machine")).toHaveLength(30);
  });

  test.each([["1 network", 1], ["4 networks", 4], ["50 networks", 50], ["1000 networks", 1000]])("of 1,000 machines on %s takes less than 2 s", (_, networks) => {
    const spec = large(1000, networks);
    // Time of the processor, not of the clock: other work on the machine does not count.
    const start = process.cpuUsage();
    renderSvg(spec, { language: "en" });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(2000);
  });
});
