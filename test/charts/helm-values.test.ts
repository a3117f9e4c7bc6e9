import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deliveryOf } from "../../charts/addon/delivery";
import type { HelmValue } from "../../charts/addon/helm-release";
import { addonCases } from "./support/addons";

// Helm takes any key without a word: one that the chart does not know does nothing. What each chart's values.yaml has, at the
// version that is installed, was recorded by scripts/record-chart-values.ts.
const FOLDER = join(__dirname, "values");

type Keys = { readonly [key: string]: Keys | "" | "*" | "#" };

interface Recorded {
  readonly chart: string;
  readonly version: string;
  readonly source: string;
  readonly recorded: string;
  readonly keys: Keys;
}

const recorded = (chart: string): Recorded => JSON.parse(readFileSync(join(FOLDER, `${chart}.json`), "utf8")) as Recorded;

function unknownKeys(values: HelmValue | undefined, keys: Keys | string, path: string): string[] {
  if (typeof keys === "string" || typeof values !== "object" || values === null || Array.isArray(values)) return [];
  return Object.entries(values).flatMap(([key, value]) => {
    const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
    const here = path === "" ? key : `${path}.${key}`;
    return known === undefined ? [here] : unknownKeys(value, known, here);
  });
}

const releases = addonCases().flatMap(({ name, addon }) => deliveryOf(addon).steps.flatMap((step) => (step.type === "helm" ? [{ name, step }] : [])));

test.each(releases.map(({ name, step }) => [`${name}: ${step.release}`, step] as const))("%s sets values that its chart knows", (_, { chart, values }) => {
  const known = recorded(chart.name);
  expect(known.version).toBe(chart.version);
  expect(unknownKeys(values, known.keys, "")).toEqual([]);
});

test("every chart that is recorded is installed by an add-on", () => {
  const installed = new Set(releases.map(({ step }) => step.chart.name));
  expect(readdirSync(FOLDER).filter((file) => !installed.has(file.replace(/\.json$/, "")))).toEqual([]);
});

test("a key that the chart does not know is found, however deep", () => {
  const keys: Keys = { image: { tag: "" }, args: "*", podLabels: "*" };
  expect(unknownKeys({ image: { tga: "1" }, args: ["x"], podLabels: { any: "thing" }, replica: 2 }, keys, "")).toEqual(["image.tga", "replica"]);
});
