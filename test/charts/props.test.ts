import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Addon } from "../../charts/addon/addon";
import type { AddonSet } from "../../charts/addon/addon-set";
import { deliveryOf } from "../../charts/addon/delivery";
import { AddonExample, declaredAddons, type DeclaredProp } from "./support/declared-props";
import { addonSet } from "./support/cluster";

// Every property of every add-on does something: said otherwise than its default, it changes what gets into the cluster, or what the
// add-on says of itself.
const CHARTS = join(__dirname, "..", "..", "charts");
const files = readdirSync(CHARTS, { recursive: true }).map(String).filter((file) => /^(?!addon\/|schema\/|crd\/|versions\/).*\/.*\.ts$/.test(file)).map((file) => join(CHARTS, file));

type Make = new (set: AddonSet, id: string, props: Readonly<Record<string, unknown>>) => Addon;

const addons = files.flatMap((file) => declaredAddons(file).map((declared) => ({ ...declared, file })));

function madeAddon(set: AddonSet, id: string, className: string, props: Readonly<Record<string, unknown>>): Addon {
  const { file } = addons.find((one) => one.className === className) ?? {};
  if (file === undefined) throw new Error(`there is no add-on ${className}`);
  const { [className]: make } = require(file) as Readonly<Record<string, Make>>;
  if (make === undefined) throw new Error(`${file} does not export ${className}`);
  return new make(set, id, Object.fromEntries(Object.entries(props).map(([name, value]) => [name, withAddons(set, value)])));
}

/** A value with the add-ons that it refers to, made in the same cluster. */
function withAddons(set: AddonSet, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => withAddons(set, one));
  if (!(value instanceof AddonExample)) return value;
  return madeAddon(set, value.className, value.className, required(addons.find(({ className }) => className === value.className)?.props ?? []));
}

function outputOf(className: string, props: Readonly<Record<string, unknown>>): string {
  const addon = madeAddon(addonSet(), "addon", className, props);
  const { requires: _, ...description } = addon.description;
  return JSON.stringify([deliveryOf(addon), description]);
}

const required = (props: readonly DeclaredProp[]): Record<string, unknown> => Object.fromEntries(props.filter(({ optional }) => !optional).map(({ name, values }) => [name, values[0]]));

test("there are add-ons", () => expect(addons.length).toBeGreaterThan(3));

const cases = addons.flatMap(({ className, props }) => props.map((prop) => [`${className}.${prop.name}`, { className, props, prop }] as const));

test.each(cases)("%s changes the output", (_, { className, props, prop }) => {
  const base = required(props);
  const before = outputOf(className, base);
  const outputs = prop.values.map((value) => outputOf(className, { ...base, [prop.name]: value }));
  const changed = outputs.filter((output) => output !== before);
  // One of the values may be the default, or a default that goes by the cluster.
  expect(changed.length).toBeGreaterThanOrEqual(Math.max(1, prop.values.length - 1));
  expect(new Set(changed).size).toBe(changed.length);
});
