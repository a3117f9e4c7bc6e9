import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Addon } from "../../charts/addon/addon";
import type { AddonSet } from "../../charts/addon/addon-set";
import { deliveryOf } from "../../charts/addon/delivery";
import { declaredAddons, OtherAddon, type DeclaredProp } from "./support/declared-props";
import { addonSet } from "./support/cluster";

// Every property of every add-on does something: said otherwise than its default, it changes what gets into the cluster, or what the
// add-on says of itself.
const CHARTS = join(__dirname, "..", "..", "charts");
const files = readdirSync(CHARTS, { recursive: true }).map(String).filter((file) => /^(?!addon\/|schema\/|crd\/|versions\/).*\/.*\.ts$/.test(file)).map((file) => join(CHARTS, file));

type Make = new (set: AddonSet, id: string, props: Readonly<Record<string, unknown>>) => Addon;

const addons = files.flatMap((file) => declaredAddons(file).map((declared) => ({ ...declared, file })));

function made(set: AddonSet, id: string, file: string, className: string, props: Readonly<Record<string, unknown>>): Addon {
  const { [className]: make } = require(file) as Readonly<Record<string, Make>>;
  if (make === undefined) throw new Error(`${file} does not export ${className}`);
  const own = Object.entries(props).map(([name, value]) => [name, value instanceof OtherAddon ? other(set, `${id}-${name}`, value) : value]);
  return new make(set, id, Object.fromEntries(own) as Record<string, unknown>);
}

function other(set: AddonSet, id: string, { className }: OtherAddon): Addon {
  const declared = addons.find((one) => one.className === className);
  if (declared === undefined) throw new Error(`no add-on is called ${className}`);
  return made(set, id, declared.file, className, required(declared.props));
}

function outputOf(file: string, className: string, props: Readonly<Record<string, unknown>>): string {
  const addon = made(addonSet(), "addon", file, className, props);
  const { requires: _, ...description } = addon.description;
  return JSON.stringify([deliveryOf(addon), description]);
}

const required = (props: readonly DeclaredProp[]): Record<string, unknown> => Object.fromEntries(props.filter(({ optional }) => !optional).map(({ name, values }) => [name, values[0]]));

test("there are add-ons", () => expect(addons.length).toBeGreaterThan(3));

const cases = addons.flatMap(({ file, className, props }) => props.map((prop) => [`${className}.${prop.name}`, { file, className, props, prop }] as const));

test.each(cases)("%s changes the output", (_, { file, className, props, prop }) => {
  const base = required(props);
  const before = outputOf(file, className, base);
  const outputs = prop.values.map((value) => outputOf(file, className, { ...base, [prop.name]: value }));
  const changed = outputs.filter((output) => output !== before);
  // One of the values may be the default, or a default that goes by the cluster.
  expect(changed.length).toBeGreaterThanOrEqual(Math.max(1, prop.values.length - 1));
  expect(new Set(changed).size).toBe(changed.length);
});
