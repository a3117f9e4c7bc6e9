import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Addon } from "../../charts/addon/addon";
import type { AddonSet } from "../../charts/addon/addon-set";
import { deliveryOf } from "../../charts/addon/delivery";
import { addonSet } from "./support/cluster";
import { AddonExample, declaredAddons, type DeclaredProp } from "./support/declared-props";

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

/** What a docstring says the default to be, if it is a value by itself. */
function usualOf({ type, usual = "", values }: DeclaredProp): unknown {
  if (type === "boolean" && /^(true|false)$/.test(usual)) return usual === "true";
  if (type === "number" && /^\d+$/.test(usual)) return Number(usual);
  return values.includes(usual) ? usual : undefined;
}

const usual = cases.flatMap(([name, one]) => (usualOf(one.prop) === undefined ? [] : [[name, { ...one, value: usualOf(one.prop) }] as const]));

test.each(usual)("%s has the default that it says", (_, { className, props, prop, value }) => {
  const base = required(props);
  expect(outputOf(className, { ...base, [prop.name]: value })).toBe(outputOf(className, base));
});

const numbers = cases.filter(([, { prop }]) => prop.type === "number");

test.each(numbers)("%s is refused where it is no number of that kind", (_, { className, props, prop }) => {
  for (const wrong of [Number.NaN, -1]) expect(() => outputOf(className, { ...required(props), [prop.name]: wrong })).toThrow(`LW1001 addon: \`${prop.name}\``);
});

const UNITS = ["MiB", "GiB", "Seconds", "Minutes", "Hours", "Days", "Percent"];

test.each(numbers)("%s has its unit in its name, if it has one", (_, { prop: { name, says } }) => {
  const unit = UNITS.find((one) => says.startsWith(`${one} `) || says === `${one}.`);
  expect(name).toMatch(new RegExp(`${unit ?? ""}$`));
});

/** What several add-ons have means the same in all of them. */
const COMMON: Readonly<Record<string, { readonly type: RegExp; readonly says?: RegExp; readonly usual?: RegExp }>> = {
  admin: { type: /Admin/ },
  bucket: { type: /Bucket$/ },
  certManager: { type: /^boolean$/, says: /^Have cert-manager make its certificates, in place of /, usual: /^false$/ },
  copies: { type: /^number$/ },
  defaultClass: { type: /^boolean$/, says: /^Be the class of (claims|Ingresses) that name none/ },
  highAvailability: { type: /^boolean$/, usual: /^false$/ },
  page: { type: /^WebPage$/, says: /page/, usual: /^(none|ports )/ },
  replicas: { type: /^number$/, usual: /^1$/ },
  serviceMonitor: { type: /^boolean$/, says: /^Have the Prometheus operator scrape /, usual: /^false$/ },
  volume: { type: /Volume$/, says: /^Keep .* when (the|a) Pod goes/, usual: /^none: / },
};

const common = cases.filter(([, { prop }]) => Object.hasOwn(COMMON, prop.name));

test("what is common is", () => {
  for (const name of Object.keys(COMMON)) expect({ name, several: common.filter(([, { prop }]) => prop.name === name).length > 1 }).toEqual({ name, several: true });
});

test.each(common)("%s means what it means elsewhere", (_, { prop: { name, type, says, usual = "" } }) => {
  const expected = COMMON[name];
  expect(type).toMatch(expected?.type ?? /^$/);
  expect(says).toMatch(expected?.says ?? /./);
  expect(usual).toMatch(expected?.usual ?? /^/);
});

test("a Secret is named by `secretName`, or by what it is for and that", () => {
  expect(cases.filter(([, { prop }]) => prop.type === "string" && /[Ss]ecret/.test(prop.name) && !/(^s|S)ecretName$/.test(prop.name)).map(([name]) => name)).toEqual([]);
});
