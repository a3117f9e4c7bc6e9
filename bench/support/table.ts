import { shown, type Outcome, type Result } from "./result";

/** The outcomes in words, one a line. */
export function renderTable(outcomes: readonly Outcome[]): string {
  const rows = [["bench", "what", "median", "target", "", "range", "medians compared"], ...outcomes.map(row)];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return `${rows.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join("\n")}\n`;
}

function row(outcome: Outcome): string[] {
  if ("skipped" in outcome) return [outcome.bench, outcome.what, "skipped", "", "", "", outcome.skipped];
  const { bench, what, unit, median, least, most, met, detail = "" } = outcome;
  const verdict = met === undefined ? "" : met ? "met" : "MISSED";
  return [bench, what, shown(median, unit), target(outcome), verdict, `${shown(least, unit)} - ${shown(most, unit)}`, detail];
}

function target({ target: wanted, unit }: Result): string {
  if (wanted === undefined) return "";
  return "atMost" in wanted ? `<= ${shown(wanted.atMost, unit)}` : `>= ${shown(wanted.atLeast, unit)}`;
}
