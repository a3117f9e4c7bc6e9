import { median, pairedRatios } from "./statistics";

/** One figure that has a target, or that is only told. */
export interface Result {
  readonly bench: string;
  readonly what: string;
  readonly unit: "ratio" | "ms" | "s" | "MiB";
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
  readonly met?: boolean;
  /** What was compared, in words: medians. */
  readonly detail?: string;
}

/** A bench that could not be run here, and why. */
export interface Skipped {
  readonly bench: string;
  readonly what: string;
  readonly skipped: string;
}

export type Outcome = Result | Skipped;

type Figure = Pick<Result, "bench" | "what" | "unit" | "target" | "detail">;

/** @param values one a round */
export function result(figure: Figure, values: readonly number[]): Result {
  const middle = median(values);
  const { target } = figure;
  const met = target && ("atMost" in target ? middle <= target.atMost : middle >= target.atLeast);
  return { ...figure, median: round(middle), least: round(Math.min(...values)), most: round(Math.max(...values)), met };
}

/** A ratio of two series taken in turn, with their medians told beside it. */
export function ratio(figure: Omit<Figure, "unit" | "detail">, unit: "ms" | "MiB", values: readonly number[], bases: readonly number[]): Result {
  const detail = `${shown(median(values), unit)} : ${shown(median(bases), unit)}`;
  return result({ ...figure, unit: "ratio", detail }, pairedRatios(values, bases));
}

export function shown(value: number, unit: Result["unit"]): string {
  return unit === "ratio" ? value.toFixed(2) : `${value < 100 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
