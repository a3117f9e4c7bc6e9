import { parse } from "yaml";

/**
 * Versions of a chart in the index of a repository. Indexes have tens of megabytes, which a YAML parser takes seconds for: as Helm
 * writes them, a version is a line of known depth.
 */
export function chartVersions(index: string, chart: string): string[] {
  const lines = linesOf(index, chart);
  if (lines === undefined) return parsedVersions(index, chart);
  const [, indent = "", marker = ""] = /^( *)(- +)/.exec(lines[0] ?? "") ?? [];
  const depth = `${indent}${" ".repeat(marker.length)}`;
  return lines.flatMap((line) => {
    const key = line.startsWith(`${indent}- `) ? `${depth}${line.slice(depth.length)}` : line;
    return key.startsWith(`${depth}version:`) ? [key.slice(depth.length + "version:".length).trim().replace(/^(["'])(.*)\1$/, "$2")] : [];
  });
}

/** The lines of a chart's list; undefined where the index is not in Helm's own form. */
function linesOf(index: string, chart: string): string[] | undefined {
  const [, indent = "", start] = /^entries:\n( +)()\S/m.exec(index) ?? [];
  if (start === undefined) return undefined;
  const head = `\n${indent}${chart}:\n`;
  const at = index.indexOf(head);
  if (at < 0) return undefined;
  const lines: string[] = [];
  for (const line of index.slice(at + head.length).split("\n")) {
    if (line.trim() !== "" && !line.startsWith(`${indent} `) && !line.startsWith(`${indent}-`)) break;
    lines.push(line);
  }
  return lines;
}

function parsedVersions(index: string, chart: string): string[] {
  const { entries } = (parse(index) ?? {}) as { entries?: Readonly<Record<string, readonly { readonly version: unknown }[]>> };
  return (entries?.[chart] ?? []).map(({ version }) => String(version));
}
