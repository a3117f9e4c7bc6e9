/** What a Mermaid flowchart says. */
export interface MermaidGraph {
  readonly comment: string;
  readonly nodes: ReadonlyMap<string, readonly string[]>;
  readonly subgraphs: ReadonlyMap<string, readonly string[]>;
  readonly edges: readonly { readonly from: string; readonly to: string; readonly tagged: boolean; readonly label?: readonly string[] }[];
  readonly styled: readonly string[];
}

// A label holds letters, digits, signs without meaning, line breaks, and everything else as an entity by number.
const LABEL = String.raw`"((?:[\p{L}\p{N}\p{M} .,/+·（），。：-]|<br/>|#\d+;)*)"`;
const ID = "([A-Za-z][A-Za-z0-9_]*)";
const LINES = {
  subgraph: new RegExp(`^ *subgraph ${ID} \\[${LABEL}\\]$`, "u"),
  end: /^ *end$/,
  box: new RegExp(`^ *${ID}\\[${LABEL}\\]$`, "u"),
  round: new RegExp(`^ *${ID}\\(\\[${LABEL}\\]\\)$`, "u"),
  edge: new RegExp(`^ *${ID} (---|-\\.-)(?:\\|${LABEL}\\|)? ${ID}$`, "u"),
  style: new RegExp(`^ *style ${ID} fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}$`, "u"),
};

/** Parses a flowchart line by line, and accepts nothing that the renderer is not known to write. */
export function parseMermaid(source: string): MermaidGraph {
  const [first = "", second, ...lines] = source.replace(/\n$/, "").split("\n");
  if (!/^%% [^{}%]*$/.test(first)) throw new SyntaxError(`Mermaid: comment ${JSON.stringify(first)}`);
  if (second !== "flowchart TB") throw new SyntaxError(`Mermaid: ${JSON.stringify(second)}`);
  const nodes = new Map<string, string[]>();
  const subgraphs = new Map<string, string[]>();
  const edges: { from: string; to: string; tagged: boolean; label?: string[] }[] = [];
  const styled: string[] = [];
  let depth = 0;
  for (const line of lines) {
    const subgraph = LINES.subgraph.exec(line);
    const node = LINES.box.exec(line) ?? LINES.round.exec(line);
    const edge = LINES.edge.exec(line);
    const style = LINES.style.exec(line);
    if (subgraph) {
      subgraphs.set(subgraph[1] ?? "", decodeMermaid(subgraph[2] ?? ""));
      depth += 1;
    } else if (LINES.end.test(line)) depth -= 1;
    else if (node) nodes.set(node[1] ?? "", decodeMermaid(node[2] ?? ""));
    else if (edge) edges.push({ from: edge[1] ?? "", to: edge[4] ?? "", tagged: edge[2] === "-.-", label: edge[3] === undefined ? undefined : decodeMermaid(edge[3]) });
    else if (style) styled.push(style[1] ?? "");
    else throw new SyntaxError(`Mermaid: ${JSON.stringify(line)}`);
    if (depth < 0) throw new SyntaxError("Mermaid: end without subgraph");
  }
  if (depth !== 0) throw new SyntaxError("Mermaid: subgraph without end");
  for (const { from, to } of edges) for (const end of [from, to]) if (!nodes.has(end)) throw new SyntaxError(`Mermaid: no node ${end}`);
  return { comment: first.slice(3), nodes, subgraphs, edges, styled };
}

/** The lines that Mermaid makes of a quoted label. A list or a heading would not be drawn as text. */
function decodeMermaid(label: string): string[] {
  return label.split("<br/>").map((line) => {
    if (/^[+-]|^\d+\.(?: |$)/.test(line)) throw new SyntaxError(`Mermaid: Markdown list ${JSON.stringify(line)}`);
    return line.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  });
}
