import { LabError } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { RunHistory, ThingChange } from "../engine";
import type { StateJson, StateResource } from "../terraform/plan-json";
import { ownedKinds, type OwnedObject } from "./inventory";

const UNFINISHED: Text = { en: "what an unfinished run left of it is removed first", zh: "先删除上次未完成的运行留下的部分" };

// What is on a disk cannot be made again.
const HOLDS_DATA: readonly OwnedObject["kind"][] = ["machine", "volume", "pool"];

/** What of a lab is on its host and in no state: a run that was killed made it, or the state is another one than it was. */
export function findStrays(owned: readonly OwnedObject[], state: StateJson): OwnedObject[] {
  const known = new Set(resourcesOf(state).flatMap(({ type, values }) => namesInState(type, values ?? {})));
  return owned.filter(({ kind, name }) => kind !== "directory" && !known.has(`${kind} ${name}`));
}

/**
 * Refuses to take a lab's disks for strays. They are, where a run that did not end made them; after a run that ended, they
 * are in its state, and it is the state that is missing.
 * @throws LabError LW3011
 */
export function refuseLostState(strays: readonly OwnedObject[], state: StateJson, history: RunHistory | undefined, spec: Pick<LabSpec, "host">): void {
  const holding = strays.filter(({ kind }) => HOLDS_DATA.includes(kind));
  const isStateEmpty = resourcesOf(state).length === 0;
  if (holding.length === 0 || (history?.unfinished === true && !(history.finished !== undefined && isStateEmpty))) return;
  const list = (language: keyof Text, comma: string): string => holding.map(({ kind, name }) => `${ownedKinds[kind][language]} ${name}`).join(comma);
  throw LabError.of("LW3011", { host: spec.host.name, what: { en: list("en", ", "), zh: list("zh", "、") } });
}

/** A plan that says of strays that they go. */
export function withStrays(changes: readonly ThingChange[], strays: readonly OwnedObject[], spec: LabSpec): ThingChange[] {
  const merged = new Map(changes.map((change) => [`${change.what} ${change.name}`, change]));
  for (const stray of strays) {
    const thing = thingOf(stray, spec);
    const key = `${thing.what} ${thing.name}`;
    const change = merged.get(key) ?? { ...thing, why: [] };
    if (!change.why.includes(UNFINISHED)) merged.set(key, { ...change, why: [...change.why, UNFINISHED] });
  }
  return [...merged.values()];
}

type Thing = Omit<ThingChange, "why">;

function thingOf({ kind, name }: OwnedObject, { machines, networks, bridges }: LabSpec): Thing {
  const called = (all: readonly { readonly name: string; readonly hostName: string }[]): string => all.find(({ hostName }) => hostName === name)?.name ?? name;
  switch (kind) {
    case "machine": return { what: "machine", name: called(machines), kind: "delete" };
    case "network": return { what: "network", name: called(networks), kind: "delete" };
    case "bridge": return { what: "bridge", name: called(bridges), kind: "delete" };
    case "pool": return { what: "pool", name: "storage", kind: "delete" };
    default: return volumeThing(name, machines);
  }
}

// `web.qcow2`, `web.data.qcow2`, `web-seed.iso`: no machine's name has a dot.
function volumeThing(name: string, machines: LabSpec["machines"]): Thing {
  const [first = "", ...rest] = name.replace(/-seed\.(iso|ign)$/, "").split(".");
  if (!machines.some((machine) => machine.name === first)) return { what: "other", name, kind: "delete" };
  return rest.length > 1 ? { what: "disk", name: `${first}/${rest.slice(0, -1).join(".")}`, kind: "lost" } : { what: "machine", name: first, kind: "delete" };
}

function resourcesOf(state: StateJson): readonly StateResource[] {
  return (state.values?.root_module?.resources ?? []).filter(({ mode }) => mode !== "data");
}

function namesInState(type: string, values: Readonly<Record<string, unknown>>): string[] {
  const name = String(values["name"]);
  switch (type) {
    case "libvirt_domain": return [`machine ${name}`];
    case "libvirt_network": return [`network ${name}`];
    case "libvirt_pool": return [`pool ${name}`];
    case "libvirt_volume": return [`volume ${name}`];
    case "terraform_data": {
      const input = values["input"];
      const bridge = typeof input === "object" && input !== null ? (input as { bridge?: string }).bridge : undefined;
      return bridge === undefined ? [] : [`bridge ${bridge}`];
    }
    default: return [];
  }
}
