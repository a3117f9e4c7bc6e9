import type { Language } from "../../constructs/core/text";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { Labels } from "./labels";
import { buildTopology } from "./model/build";
import { summarise } from "./model/summary";
import type { NetworkNode, NicEdge, TopologyGraph } from "./model/topology";
import { segmentColours, shade } from "./svg/palette";
import { hasWayOut, machineLines, segmentLines } from "./text-nodes";

export interface DotOptions {
  readonly language: Language;
}

/** A lab's topology for Graphviz. */
export function renderDot(spec: LabSpec, { language }: DotOptions): string {
  const graph = summarise(buildTopology(spec));
  const labels = new Labels(language);
  const colours = segmentColours(graph);
  const omitted = labels.omitted(graph);
  const groups = new Set(graph.machines.filter(({ members }) => members !== undefined).map(({ id }) => id));
  const lines = [
    `graph ${quote([graph.name])} {`,
    `  graph [label=${quote([labels.title(graph)])}, labelloc=t, rankdir=TB, fontname="sans-serif", compound=true];`,
    '  node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#94a3b8", fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...graph.outsides.map(({ id }) => `  ${id} [label=${quote([labels.text(id)])}, shape=ellipse];`),
    `  subgraph cluster_host {`,
    `    label=${quote([`${labels.text("host")} ${graph.host.name}`])}; labeljust=l; style=rounded; color="#94a3b8";`,
    ...networkNodes(graph.networks.filter(({ bridge }) => bridge === undefined), labels, colours),
    ...graph.machines.map((machine) => `    ${machine.id} [label=${quote(machineLines(machine, labels))}];`),
    ...bridgeClusters(graph, labels, colours),
    ...(omitted ? [`    omitted [label=${quote([omitted])}, shape=plaintext, style=""];`] : []),
    "  }",
    ...graph.uplinks.map(({ segment, outside }) => `  ${outside} -- ${segment} [color="${shade(colours.get(segment) ?? 0).light}"];`),
    ...graph.nics.flatMap((nic) => nicEdges(nic, labels, graph, colours, groups.has(nic.machine))),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function bridgeClusters(graph: TopologyGraph, labels: Labels, colours: ReadonlyMap<string, number>): string[] {
  return graph.bridges.flatMap((bridge) => {
    const label = quote([`${labels.text("ovsBridge")} ${bridge.name}`]);
    const nodes = networkNodes(graph.networks.filter((network) => network.bridge === bridge.id), labels, colours);
    // Graphviz does not draw an empty cluster.
    if (nodes.length === 0) return [`    ${bridge.id} [label=${label}, style="rounded,dashed"];`];
    return [`    subgraph cluster_${bridge.id} {`, `      label=${label}; style="rounded,dashed";`, ...nodes.map((node) => `  ${node}`), "    }"];
  });
}

function networkNodes(networks: readonly NetworkNode[], labels: Labels, colours: ReadonlyMap<string, number>): string[] {
  return networks.flatMap((network) => network.segments.map((segment) => {
    const { light } = shade(colours.get(segment.id) ?? 0);
    return `    ${segment.id} [label=${quote(segmentLines(segment, network, labels))}, fillcolor="${light}", color="${light}", fontcolor="#ffffff"];`;
  }));
}

// Networks with a way out are above the machines, as in the drawing. A trunk's label stands on its first edge.
function nicEdges(nic: NicEdge, labels: Labels, graph: TopologyGraph, colours: ReadonlyMap<string, number>, group: boolean): string[] {
  return nic.links.map(({ segment, tagged }, index) => {
    const attributes = [
      ...(index === 0 ? [`label=${quote(labels.nic(nic, group))}`] : []),
      `color="${shade(colours.get(segment) ?? 0).light}"`,
      ...(tagged ? ["style=dashed"] : []),
    ];
    const [upper, lower] = hasWayOut(graph, nic.network) ? [segment, nic.machine] : [nic.machine, segment];
    return `  ${upper} -- ${lower} [${attributes.join(", ")}];`;
  });
}

// Within quotes a backslash starts an escape (`\N` is the node's name), and `&` an HTML entity.
function quote(lines: readonly string[]): string {
  const escaped = lines.map((line) => line.replace(/&/g, "&amp;").replace(/\\/g, "\\\\").replace(/"/g, '\\"'));
  return `"${escaped.join("\\n")}"`;
}
