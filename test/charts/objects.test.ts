import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Addon } from "../../charts/addon/addon";
import { objectProblemsOf, objectsOf } from "../../charts/addon/object-problems";
import { formatProblem } from "../../constructs/core/lab-error";
import { addonCases } from "./support/addons";
import { declaredAddons } from "./support/declared-props";

// Every object that an add-on declares is what the API server takes, in the oldest minor and in the newest, and follows the rules that
// objects of this package have in common.
const CHARTS = join(__dirname, "..", "..", "charts");
const cases = addonCases();

const byName = cases.map(({ name, addon }) => [name, addon] as const);

test.each(byName)("%s: the server takes its objects, and its namespace allows its Pods", (_, addon) => {
  expect(objectProblemsOf(addon.set).map((problem) => formatProblem(problem))).toEqual([]);
});

test.each(byName)("%s: its objects carry its labels, and are in a namespace if their kind is", (_, addon) => {
  for (const object of objectsOf(addon)) {
    expect({ kind: object.kind, name: object.metadata.name, labels: object.metadata.labels }).toEqual({ kind: object.kind, name: expect.stringMatching(/^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/) as string, labels: expect.objectContaining(addon.labels) as object });
  }
});

test.each(byName)("%s: it says when it is ready, of something that it runs", (_, { description: { readiness, resources } }) => {
  expect(readiness.length > 0 || resources.memoryMiB + (resources.memoryPerNodeMiB ?? 0) === 0).toBe(true);
});

test("every add-on has a case", () => {
  const files = readdirSync(CHARTS, { recursive: true }).map(String).filter((file) => file.endsWith(".ts") && !file.startsWith("crd/"));
  const classes = files.flatMap((file) => declaredAddons(join(CHARTS, file)).map(({ className }) => className));
  expect(classes.length).toBeGreaterThan(0);
  const made = new Set(cases.map(({ addon }) => addon.constructor.name));
  expect(classes.filter((name) => !made.has(name))).toEqual([]);
});

test("an add-on is one by its class", () => expect(cases.every(({ addon }) => addon instanceof Addon)).toBe(true));
