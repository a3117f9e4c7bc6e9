/** What a DOT file says. */
export interface DotGraph {
  readonly name: string;
  readonly nodes: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly edges: readonly { readonly from: string; readonly to: string; readonly attributes: Readonly<Record<string, string>> }[];
  readonly clusters: readonly string[];
}

const TOKEN = /\s+|(--|[{}[\];,=])|([A-Za-z_][A-Za-z0-9_]*|\d+)|"((?:[^"\\]|\\[\s\S])*)"/y;

interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

function tokens(source: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new SyntaxError(`DOT: ${JSON.stringify(source.slice(start, start + 40))}`);
    const [, sign, word, quoted] = match;
    if (quoted !== undefined) found.push({ text: quoted, quoted: true });
    else if (sign !== undefined || word !== undefined) found.push({ text: sign ?? word ?? "", quoted: false });
  }
  return found;
}

/**
 * Parses an undirected graph by the grammar of the DOT language, as far as the renderer uses it.
 * @see https://graphviz.org/doc/info/lang.html
 */
export function parseDot(source: string): DotGraph {
  const list = tokens(source);
  let position = 0;
  const nodes = new Map<string, Record<string, string>>();
  const edges: { from: string; to: string; attributes: Record<string, string> }[] = [];
  const clusters: string[] = [];

  const peek = (text: string): boolean => list[position]?.text === text && list[position]?.quoted === false;
  const sign = (text: string): void => {
    if (!peek(text)) throw new SyntaxError(`DOT: expected ${text}, got ${JSON.stringify(list[position])}`);
    position += 1;
  };
  const id = (): string => {
    const token = list[position++];
    if (!token || (!token.quoted && !/^\w/.test(token.text))) throw new SyntaxError(`DOT: expected an id, got ${JSON.stringify(token)}`);
    return token.text;
  };
  const attributes = (): Record<string, string> => {
    const found: Record<string, string> = {};
    if (!peek("[")) return found;
    sign("[");
    while (!peek("]")) {
      const key = id();
      sign("=");
      found[key] = id();
      if (peek(",")) sign(",");
    }
    sign("]");
    return found;
  };
  const statement = (): void => {
    if (peek("subgraph")) {
      sign("subgraph");
      clusters.push(id());
      block();
      return;
    }
    const first = id();
    if (peek("=")) {
      sign("=");
      id();
    } else if (peek("--")) {
      sign("--");
      const to = id();
      edges.push({ from: first, to, attributes: attributes() });
    } else if (["graph", "node", "edge"].includes(first)) attributes();
    else nodes.set(first, attributes());
    if (peek(";")) sign(";");
  };
  const block = (): void => {
    sign("{");
    while (!peek("}")) statement();
    sign("}");
  };

  sign("graph");
  const name = id();
  block();
  if (position !== list.length) throw new SyntaxError("DOT: text after the graph");
  for (const { from, to } of edges) for (const end of [from, to]) if (!nodes.has(end)) throw new SyntaxError(`DOT: no node ${end}`);
  return { name: unescapeDot(name).join("\n"), nodes, edges, clusters };
}

// Graphviz knows the entities of HTML in every label.
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** The lines that Graphviz makes of a quoted label. */
export function unescapeDot(label: string): string[] {
  const text = label.replace(/\\([\s\S])/g, (_, character: string) => (character === "n" ? "\n" : character));
  return text.replace(/&(?:(\w+)|#(\d+));/g, (entity, name: string | undefined, code: string | undefined) =>
    (code === undefined ? (ENTITIES[name ?? ""] ?? entity) : String.fromCodePoint(Number(code)))).split("\n");
}
