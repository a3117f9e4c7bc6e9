import type { Language } from "../../constructs/core/text";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { Labels } from "./labels";
import { buildTopology } from "./model/build";
import { summarise } from "./model/summary";
import type { NetworkNode, NicEdge, SegmentNode, TopologyGraph } from "./model/topology";
import { segmentColours, shade } from "./svg/palette";
import { hasWayOut, machineLines, segmentLines } from "./text-nodes";

export interface MermaidOptions {
  readonly language: Language;
}

/** A lab's topology as a Mermaid flowchart, as GitHub and GitLab draw it within Markdown. */
export function renderMermaid(spec: LabSpec, { language }: MermaidOptions): string {
  const graph = summarise(buildTopology(spec));
  const labels = new Labels(language);
  const omitted = labels.omitted(graph);
  const groups = new Set(graph.machines.filter(({ members }) => members !== undefined).map(({ id }) => id));
  const lines = [
    `%% ${comment(labels.title(graph))}`,
    "flowchart TB",
    ...graph.outsides.map(({ id }) => `  out_${id}([${quote([labels.text(id)])}])`),
    `  subgraph host [${quote([`${labels.text("host")} ${graph.host.name}`])}]`,
    ...indent(hostContent(graph, labels)),
    ...(omitted ? [`    omitted[${quote([omitted])}]`] : []),
    "  end",
    ...graph.uplinks.map(({ segment, outside }) => `  out_${outside} --- ${segment}`),
    ...graph.nics.flatMap((nic) => nicEdges(nic, labels, graph, groups.has(nic.machine))),
    ...styles(graph),
  ];
  return `${lines.join("\n")}\n`;
}

function hostContent(graph: TopologyGraph, labels: Labels): string[] {
  const onBridge = (bridge: string | undefined): NetworkNode[] => graph.networks.filter((network) => network.bridge === bridge);
  const segmentNodes = (networks: readonly NetworkNode[]): string[] =>
    networks.flatMap((network) => network.segments.map((segment) => segmentNode(segment, network, labels)));
  return [
    ...segmentNodes(onBridge(undefined)),
    ...graph.machines.map((machine) => `  ${machine.id}[${quote(machineLines(machine, labels))}]`),
    ...graph.bridges.flatMap((bridge) => {
      const title = quote([`${labels.text("ovsBridge")} ${bridge.name}`]);
      const nodes = segmentNodes(onBridge(bridge.id));
      // Mermaid does not draw an empty subgraph.
      return nodes.length === 0 ? [`  ${bridge.id}[${title}]`] : [`  subgraph ${bridge.id} [${title}]`, ...indent(nodes), "  end"];
    }),
  ];
}

function segmentNode(segment: SegmentNode, network: NetworkNode, labels: Labels): string {
  return `  ${segment.id}([${quote(segmentLines(segment, network, labels))}])`;
}

// Networks with a way out are above the machines, as in the drawing. A trunk has an edge for each of its VLANs; its label
// stands on the first.
function nicEdges(nic: NicEdge, labels: Labels, graph: TopologyGraph, group: boolean): string[] {
  return nic.links.map(({ segment, tagged }, index) => {
    const label = index === 0 ? `|${quote(labels.nic(nic, group))}|` : "";
    const [upper, lower] = hasWayOut(graph, nic.network) ? [segment, nic.machine] : [nic.machine, segment];
    return `  ${upper} ${tagged ? "-.-" : "---"}${label} ${lower}`;
  });
}

function styles(graph: TopologyGraph): string[] {
  return [...segmentColours(graph)].map(([segment, colour]) => `  style ${segment} fill:${shade(colour).light},stroke:${shade(colour).light},color:#ffffff`);
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

// Within quotes Mermaid still reads entities, Markdown (also lists: `1. `, `- `) and some keywords (`style` before a colon
// and a `#`). Letters, digits and a few signs are safe; everything else becomes an entity by number.
function quote(lines: readonly string[]): string {
  const escaped = lines.map((line) => line.replace(/^[+-]|\.(?= |$)|[^\p{L}\p{N}\p{M} .,/+·（），。：-]/gu, (character) => `#${character.codePointAt(0) ?? 0xfffd};`));
  return `"${escaped.join("<br/>")}"`;
}

// A comment ends with its line, but `%%{` would start a directive.
function comment(text: string): string {
  return text.replace(/[{}%]/g, " ");
}
