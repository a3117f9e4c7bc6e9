import fc from "fast-check";
import { buildTopology, summarise } from "../../cli/graph";
import { Labels } from "../../cli/graph/labels";
import { layout, type Drawing } from "../../cli/graph/layout/layout";
import { layoutColumns } from "../../cli/graph/layout/columns";
import { machineOrder } from "../../cli/graph/layout/order";
import { uplinks } from "../../cli/graph/layout/outside";
import { pack } from "../../cli/graph/layout/pack";
import { splitRows } from "../../cli/graph/layout/rows";
import { Scene } from "../../cli/graph/layout/scene";
import { anyLab, rules } from "./layout-rules";
import { type empty, kinds, lab, samples, thirty, vlans } from "./samples";

const drawings = Object.entries(samples).flatMap(([name, spec]) => (["en", "zh"] as const).map((language) => {
  const drawing = layout(new Scene(summarise(buildTopology(spec)), new Labels(language)));
  return [`${name} (${language})`, drawing] as const;
}));

describe.each(drawings)("drawing of %s", (_, drawing) => {
  test.each(Object.entries(rules))("%s", (__, violations) => {
    expect(violations(drawing)).toEqual([]);
  });

  test("has a sane width", () => {
    expect(drawing.width).toBeGreaterThanOrEqual(400);
    expect(drawing.width).toBeLessThanOrEqual(1700);
  });
});

describe("drawing of any lab", () => {
  test.each(Object.entries(rules))("%s", (_, violations) => {
    fc.assert(fc.property(anyLab, (spec) => {
      expect(violations(layout(new Scene(summarise(buildTopology(spec)), new Labels("en"))))).toEqual([]);
    }), { numRuns: 60 });
  });
});

describe("layout", () => {
  test("keeps a place outside within the page, though its wires leave at both ends of it", () => {
    const spec = lab("any", { networks: { a: { kind: "bridged", bridge: "ovs0", device: "eth0", cidr: "10.0.0.0/8" }, "aa0-000": { kind: "nat", bridge: "ovs0", device: "eth0" }, aa: { kind: "bridged", bridge: "ovs0", device: "eth0" }, "a-": { kind: "bridged", bridge: "ovs0", device: "eth0" }, a0: { kind: "nat", bridge: "ovs0", device: "eth0", cidr: "fd12:3456:789a:bcde::/64" }, b: { kind: "routed", bridge: "ovs0", device: "eth0", cidr: "10.0.0.0/8" } } });
    expect(rules["all is within the host, and the host within the page"]?.(layout(new Scene(summarise(buildTopology(spec)), new Labels("en"))))).toEqual([]);
  });

  const draw = (spec: typeof empty): Drawing => layout(new Scene(buildTopology(spec), new Labels("en")));

  test("puts networks with a way out above the machines and closed ones below", () => {
    const [row] = draw(kinds).rows;
    const above = row?.bars.filter(({ rect }) => rect.y < (row.cards[0]?.rect.y ?? 0)).map(({ segment }) => segment.name);
    expect(above?.sort()).toEqual(["backbone", "direct", "lan", "nat"]);
  });

  test("keeps up to four machines in a row, and wraps thirty", () => {
    expect(draw(kinds).rows).toHaveLength(1);
    expect(draw(thirty).rows.length).toBeGreaterThan(3);
  });

  test("repeats a network's bar in each row with machines on it, and joins the bars", () => {
    const drawing = draw(thirty);
    const bars = drawing.rows.flatMap(({ bars: list }) => list.filter(({ segment }) => segment.name === "mgmt"));
    expect(bars).toHaveLength(drawing.rows.length);
    const rails = drawing.wires.filter(({ segment, style }) => style === "rail" && segment === bars[0]?.segment.id);
    expect(rails).toHaveLength(drawing.rows.length - 1);
  });

  test("leads no wire outside along one that passes its bar", () => {
    const scene = new Scene(buildTopology(lab("two", {
      networks: { near: { kind: "nat" }, far: { kind: "routed" } }, machines: { m: { nics: [{ network: "near" }, { network: "far" }] }, n: { nics: [{ network: "far" }] } },
    })), new Labels("en"));
    const columns = layoutColumns(scene);
    const [row] = layout(scene).rows;
    const passing = row?.cards[0]?.ports.top[1]?.strands[0]?.x ?? 0;
    // The place that the near bar would like best is right on the wire to the far one.
    const bars = row?.bars.map((bar) => (bar.segment.name === "near" ? { ...bar, rect: { ...bar.rect, x: passing - bar.rect.width / 3 } } : bar)) ?? [];
    const near = uplinks(scene, columns, { cards: [], bridges: [], ...row, bars }).find(({ segment }) => segment === "n0");
    expect(Math.abs((near?.x ?? passing) - passing)).toBeGreaterThanOrEqual(12);
  });

  test("lets bars share a layer where their machines are apart", () => {
    const bars = draw(vlans).rows[0]?.bars.filter(({ segment }) => segment.tag !== undefined);
    expect(new Set(bars?.map(({ rect }) => rect.y)).size).toBe(1);
  });
});

describe("order of machines", () => {
  const nic = (network: string): { network: string } => ({ network });
  const networks = { a: { kind: "isolated", cidr: "10.0.0.0/24" }, b: { kind: "isolated", cidr: "10.1.0.0/24" } } as const;
  const names = (machines: Parameters<typeof lab>[1]): (string | undefined)[] => {
    const graph = buildTopology(lab("order", { networks, ...machines }));
    return machineOrder(graph).map((id) => graph.machines.find((machine) => machine.id === id)?.name);
  };

  test("is the lab's own where nothing speaks against it", () => {
    expect(names({ machines: { z: { nics: [nic("a")] }, m: { nics: [nic("a")] }, a: { nics: [nic("a")] } } })).toEqual(["z", "m", "a"]);
  });

  test("puts a router between its networks", () => {
    expect(names({ machines: { router: { nics: [nic("a"), nic("b")] }, one: { nics: [nic("a")] }, two: { nics: [nic("b")] } } })).toEqual(["one", "router", "two"]);
  });

  test("puts machines of the same networks together", () => {
    const machines = { web1: { nics: [nic("a")] }, db1: { nics: [nic("b")] }, web2: { nics: [nic("a")] }, db2: { nics: [nic("b")] } };
    expect(names({ machines })).toEqual(["web1", "web2", "db1", "db2"]);
  });

  test("leaves nobody out where there are too many groups to try all orders", () => {
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`n${index}`, { kind: "isolated" as const, cidr: `10.${index}.0.0/24` }]));
    const machines = Object.fromEntries([9, 2, 5, 7, 1, 8, 3, 6, 4].map((index) => [`m${index}`, { nics: [nic(`n${index - 1}`), nic(`n${index}`)] }]));
    const found = names({ networks: many, machines });
    expect([...found].sort()).toEqual(Object.keys(machines).sort());
    expect([found.join(), [...found].reverse().join()]).toContain("m1,m2,m3,m4,m5,m6,m7,m8,m9");
  });
});

describe("rows and layers", () => {
  test("rows are about equally long", () => {
    expect(splitRows([100, 100, 100, 100, 100], 10, 450)).toEqual([3, 2]);
    expect(splitRows([100, 100, 100], 10, 320)).toEqual([3]);
    expect(splitRows([500], 10, 300)).toEqual([1]);
    expect(splitRows([], 10, 300)).toEqual([0]);
  });

  test("a block that floats goes where there is room", () => {
    const blocks = [{ x1: 0, x2: 100, height: 10 }, { x1: 0, x2: 50, height: 10, floating: true }];
    expect(pack(blocks, 5, { left: 0, right: 200 }).map(({ x1, depth }) => [x1, depth])).toEqual([[0, 0], [105, 0]]);
    expect(pack(blocks, 5, { left: 0, right: 120 }).map(({ x1, depth }) => [x1, depth])).toEqual([[0, 0], [0, 15]]);
  });
});
