import type { Language } from "../../constructs/core/text";
import { buildTopology, renderDot, renderMermaid, summarise } from "../../cli/graph";
import { parseDot, unescapeDot } from "./dot-grammar";
import { parseMermaid } from "./mermaid-grammar";
import { empty, kinds, samples, trunks, vlans } from "./samples";

const cases = Object.keys(samples).flatMap((name) => (["en", "zh"] as const).map((language): [string, Language] => [name, language]));

describe.each(cases)("%s (%s)", (name, language) => {
  const spec = samples[name] ?? empty;
  const graph = summarise(buildTopology(spec));
  const links = graph.nics.reduce((total, nic) => total + nic.links.length, 0) + graph.uplinks.length;
  const ids = [...graph.machines, ...graph.networks.flatMap(({ segments }) => segments)].map(({ id }) => id);

  test("DOT has every node and edge", () => {
    const dot = parseDot(renderDot(spec, { language }));
    expect([...dot.nodes.keys()]).toEqual(expect.arrayContaining(ids));
    expect(dot.edges).toHaveLength(links);
  });

  test("Mermaid has every node and edge", () => {
    const mermaid = parseMermaid(renderMermaid(spec, { language }));
    expect([...mermaid.nodes.keys()]).toEqual(expect.arrayContaining(ids));
    expect(mermaid.edges).toHaveLength(links);
    expect(mermaid.styled).toEqual(expect.arrayContaining(graph.networks.flatMap(({ segments }) => segments.map(({ id }) => id))));
  });
});

describe("Mermaid", () => {
  const mermaid = parseMermaid(renderMermaid(kinds, { language: "en" }));

  test("describes machines, networks and VLANs", () => {
    expect(mermaid.comment).toBe(kinds.title?.en);
    expect(mermaid.nodes.get("m0")).toEqual(["router", "2 vCPU, 2 GiB memory", "10 GiB disk", "debian-12", "nested KVM"]);
    expect(mermaid.nodes.get("n1")).toEqual(["NAT nat", "10.14.1.0/24"]);
    expect(mermaid.nodes.get("n5v20")).toEqual(["VLAN 20 blue", "10.14.20.0/24"]);
    expect(mermaid.subgraphs.get("host")).toEqual(["KVM host local"]);
    expect(mermaid.subgraphs.get("b0")).toEqual(["Open vSwitch ovsbr0"]);
  });

  test("labels NICs, and dashes tagged VLANs", () => {
    expect(mermaid.edges).toContainEqual({ from: "n1", to: "m0", tagged: false, label: ["eth1", "10.14.1.2"] });
    expect(mermaid.edges).toContainEqual({ from: "m0", to: "n5v10", tagged: false, label: ["eth3", "10.14.10.2", "trunk 10,20 native 10"] });
    expect(mermaid.edges).toContainEqual({ from: "m0", to: "n5v20", tagged: true, label: undefined });
    expect(mermaid.edges).toContainEqual({ from: "out_internet", to: "n1", tagged: false, label: undefined });
  });

  test("shows the addresses that a guest has on a trunk's VLANs, the first few of many", () => {
    const { edges } = parseMermaid(renderMermaid(trunks, { language: "en" }));
    const labels = edges.flatMap(({ label }) => (label ? [label] : []));
    expect(labels).toContainEqual(["some", "trunk 100,101,102 native 103", "some.100 10.100.0.2", "some.101 10.101.0.2"]);
    expect(labels).toContainEqual(["all", "trunk 100,101,102,103,104,105,+3", "all.100 10.100.0.2", "all.101 10.101.0.2", "all.102 10.102.0.2", "all.103 10.103.0.2 +5"]);
  });

  test("is in Chinese on demand", () => {
    const zh = parseMermaid(renderMermaid(kinds, { language: "zh" }));
    expect(zh.nodes.get("n4")).toEqual(["隔离（仅主机） private", "10.14.2.0/24"]);
    expect(zh.nodes.get("out_lan")).toEqual(["宿主机所在局域网"]);
    expect(zh.nodes.get("m1")).toEqual(["alice", "1 vCPU，内存 1 GiB", "磁盘 10 GiB", "debian-12"]);
  });
});

describe("DOT", () => {
  test("shows the addresses that a guest has on a trunk's VLANs", () => {
    expect(renderDot(trunks, { language: "en" })).toContain("some.101 10.101.0.2");
  });

  const dot = parseDot(renderDot(vlans, { language: "zh" }));
  const label = (id: string): string[] => unescapeDot(dot.nodes.get(id)?.label ?? "");

  test("describes machines, networks and VLANs", () => {
    expect(dot.name).toBe("docker-cloud-4");
    expect(label("m2")).toEqual(["db1", "2 vCPU，内存 4 GiB", "磁盘 10 + 10 GiB", "debian-12"]);
    expect(label("n1v20")).toEqual(["VLAN 20 db", "10.20.0.0/24"]);
    expect(dot.clusters).toEqual(["cluster_host", "cluster_b0"]);
  });

  test("labels NICs, and has networks with a way out above the machines", () => {
    const edge = (from: string, to: string): string[] => unescapeDot(dot.edges.find((candidate) => candidate.from === from && candidate.to === to)?.attributes.label ?? "");
    expect(edge("n0", "m2")).toEqual(["eth0", "10.66.0.13"]);
    expect(edge("m2", "n1v20")).toEqual(["db", "10.20.0.13", "接入 VLAN 20"]);
  });

  test("colours VLANs differently, and dashes tagged ones", () => {
    expect(dot.nodes.get("n1v10")?.fillcolor).not.toBe(dot.nodes.get("n1v20")?.fillcolor);
    const tagged = parseDot(renderDot(kinds, { language: "en" })).edges.filter(({ attributes }) => attributes.style === "dashed");
    expect(tagged.map(({ to }) => to)).toEqual(["n5v20"]);
  });
});
