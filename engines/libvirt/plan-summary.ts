import { formatBytes } from "../../constructs/core/size";
import { LabError, type Problem } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import type { ThingChange } from "../engine";
import { hostWords } from "../terraform/host-words";
import type { PlanJson, ResourceChange } from "../terraform/plan-json";

/** Construct paths by resource address, as cdktf leaves them in the JSON. */
export type PathsByAddress = ReadonlyMap<string, string>;

interface Parts {
  readonly what: ThingChange["what"];
  readonly name: string;
  readonly part: string;
}

const MACHINE_PARTS = new Set(["identity", "root", "hardware", "seed", "cloud-init", "ignition", "domain", "ready"]);
/** Parts of a machine that are there once for each of its data disks: the volume, and the step that makes it grow. */
const DISK = /^(disk|size)-(.+)$/;

/**
 * Puts a plan into words: what is made, rebuilt, restarted, removed, and why. The provider's own plan names resources;
 * a reader wants to know which machine loses its disk.
 * @throws LabError LW2081 where a data disk would shrink
 */
export function summarizePlan(plan: PlanJson, paths: PathsByAddress): ThingChange[] {
  const things = new Map<string, { parts: Parts; changes: Map<string, ResourceChange> }>();
  for (const change of plan.resource_changes ?? []) {
    if (change.change.actions.every((action) => action === "no-op" || action === "read")) continue;
    const parts = locate(change.address, change.type, paths);
    const key = `${parts.what} ${parts.name}`;
    const thing = things.get(key) ?? { parts, changes: new Map<string, ResourceChange>() };
    thing.changes.set(parts.part, change);
    things.set(key, thing);
  }
  const shrinking = [...things.values()].flatMap(({ parts, changes }) => shrinkingDisks(parts.name, changes));
  if (shrinking.length > 0) throw new LabError(shrinking);
  return [...things.values()].flatMap(({ parts, changes }) => {
    const summary = parts.what === "machine" ? machineChange(changes) : plainChange(changes);
    return [...(summary ? [{ what: parts.what, name: parts.name, ...summary }] : []), ...lostDisks(parts.name, changes)];
  });
}

/** Data disks that go with their content: whatever else happens to the machine, a reader has to see it. */
function lostDisks(machine: string, changes: ReadonlyMap<string, ResourceChange>): ThingChange[] {
  return diskChanges(changes, "disk").filter(({ change }) => change.change.actions.includes("delete")).map(({ disk, change }) => ({
    what: "disk" as const, name: `${machine}/${disk}`, kind: "lost" as const,
    why: isReplaced(change) ? [{ en: "it is made anew, empty", zh: "将重新创建为空磁盘" }] : [],
  }));
}

// The provider's state keeps the size that a volume was made with: what it has by now, the step that made it grow knows.
function shrinkingDisks(machine: string, changes: ReadonlyMap<string, ResourceChange>): Problem[] {
  return diskChanges(changes, "size").flatMap(({ disk, change }): Problem[] => {
    const [before, after] = [bytesOf(change.change.before), bytesOf(change.change.after)];
    // A step that failed did not bring it to the size it was given.
    if (!(after < before) || change.action_reason === "replace_because_tainted") return [];
    return [{ code: "LW2081", path: machine, values: { said: hostWords(`${machine}/${disk} has ${formatBytes(before)}, and ${formatBytes(after)} is less`) } }];
  });
}

function diskChanges(changes: ReadonlyMap<string, ResourceChange>, which: "disk" | "size"): { disk: string; change: ResourceChange }[] {
  return [...changes].flatMap(([part, change]) => {
    const [, kind, disk] = DISK.exec(part) ?? [];
    return kind === which && disk !== undefined ? [{ disk, change }] : [];
  });
}

const UNFINISHED: Text = { en: "the last run did not finish it", zh: "上次运行未完成" };

type Summary = Pick<ThingChange, "kind" | "why">;

function machineChange(changes: ReadonlyMap<string, ResourceChange>): Summary | undefined {
  const domain = changes.get("domain");
  const root = changes.get("root");
  const growing = growthReasons(changes);
  if (root && isReplaced(root)) return { kind: "rebuild", why: [...identityReasons(changes.get("identity"), root), ...growing] };
  if (domain && is(domain, "create")) return { kind: "create", why: [] };
  if (domain && is(domain, "delete")) return { kind: "delete", why: [] };
  if (domain && isReplaced(domain)) return { kind: "restart", why: restartReasons(domain, changes.get("hardware"), growing) };
  if (domain && is(domain, "update")) return { kind: "restart", why: [{ en: "its definition was changed outside of labwright", zh: "虚拟机定义在 labwright 之外被修改" }] };
  const ready = changes.get("ready");
  if (ready && !is(ready, "delete")) return { kind: "update", why: [...growing, { en: "names of the lab's machines in /etc/hosts", zh: "更新 /etc/hosts 中的主机名" }] };
  if (growing.length > 0) return { kind: "update", why: growing };
  const missing = diskChanges(changes, "disk").filter(({ change }) => is(change, "create"));
  if (missing.length > 0) return { kind: "update", why: missing.map(({ disk }) => ({ en: `its data disk ${disk} is not there, and is made, empty`, zh: `数据盘 ${disk} 不存在，将创建为空磁盘` })) };
  const rest = [...changes.keys()].filter((part) => part !== "cloud-init" && part !== "ignition" && !DISK.test(part));
  return rest.length > 0 ? { kind: "update", why: [UNFINISHED] } : undefined;
}

// A disk that is made new has its size from the start.
function growthReasons(changes: ReadonlyMap<string, ResourceChange>): Text[] {
  return diskChanges(changes, "size").filter(({ disk, change }) => isReplaced(change) && !changes.has(`disk-${disk}`)).map(({ disk, change }) => {
    const size = formatBytes(bytesOf(change.change.after));
    return { en: `its data disk ${disk} grows to ${size}`, zh: `数据盘 ${disk} 扩大到 ${size}` };
  });
}

function bytesOf(values: unknown): number {
  return Number(triggers(values)["bytes"]);
}

function identityReasons(identity: ResourceChange | undefined, root: ResourceChange): Text[] {
  const before = triggers(identity?.change.before);
  const after = triggers(identity?.change.after);
  const reasons: Text[] = [];
  const changed = (name: string): boolean => identity !== undefined && before[name] !== after[name];
  if (changed("seed")) reasons.push({ en: "its user-data or name changed", zh: "user-data 或主机名已改变" });
  if (changed("image")) reasons.push({ en: "its image changed", zh: "镜像已改变" });
  if (changed("disk")) reasons.push({ en: "its root disk has another size", zh: "系统盘大小已改变" });
  if (changed("key")) reasons.push({ en: "the lab's SSH key changed", zh: "实验环境的 SSH 密钥已改变" });
  if (reasons.length === 0) reasons.push({ en: `its root disk is made anew (${root.action_reason ?? "changed"})`, zh: `系统盘将重建（${root.action_reason ?? "已改变"}）` });
  return reasons;
}

const HARDWARE_WORDS: readonly [string, Text][] = [
  ["vcpus", { en: "its vCPUs changed", zh: "vCPU 数量已改变" }],
  ["memory", { en: "its memory changed", zh: "内存已改变" }],
  ["nics", { en: "its NICs changed", zh: "网卡已改变" }],
  ["addresses", { en: "its addresses changed", zh: "地址已改变" }],
  ["disks", { en: "its data disks changed", zh: "数据盘已改变" }],
  ["other", { en: "its firmware, console, CPU or an override changed", zh: "固件、控制台、CPU 或覆盖项已改变" }],
];

function restartReasons(domain: ResourceChange, hardware: ResourceChange | undefined, growing: readonly Text[]): Text[] {
  if (domain.action_reason === "replace_because_tainted") return [UNFINISHED];
  const before = triggers(hardware?.change.before);
  const after = triggers(hardware?.change.after);
  const named = HARDWARE_WORDS.filter(([name]) => hardware !== undefined && before[name] !== after[name]).map(([, words]) => words);
  const found = [...named, ...growing];
  return found.length > 0 ? found : [{ en: "a network it is on is made anew", zh: "所连网络将重建" }];
}

function plainChange(changes: ReadonlyMap<string, ResourceChange>): Summary | undefined {
  // A network's own resource decides; beside it stands only the hash it is replaced by.
  const change = changes.get("network") ?? changes.get("") ?? [...changes.values()][0];
  if (!change) return undefined;
  const tainted = change.action_reason === "replace_because_tainted";
  if (isReplaced(change)) return { kind: "replace", why: [tainted ? UNFINISHED : networkReason(changes.get("definition"))] };
  if (is(change, "create")) return { kind: "create", why: [] };
  if (is(change, "delete")) return { kind: "delete", why: [] };
  return { kind: "update", why: [] };
}

/** libvirt could take a DHCP reservation while the network runs, but the provider makes every change by a new network. */
function networkReason(definition: ResourceChange | undefined): Text {
  const [before, after] = [definitionOf(definition?.change.before), definitionOf(definition?.change.after)];
  const isReservation = before["definition"] !== undefined && before["definition"] === after["definition"] && before["reserved"] !== after["reserved"];
  return isReservation
    ? { en: "its DHCP reservations changed, which the provider cannot do in place", zh: "DHCP 保留地址已改变，provider 无法就地更新" }
    : { en: "its definition changed", zh: "定义已改变" };
}

// Without reservations, and on no bridge of the lab's, the trigger is the bare hash.
function definitionOf(values: unknown): Readonly<Record<string, unknown>> {
  const trigger = (values as { triggers_replace?: unknown } | null | undefined)?.triggers_replace;
  return typeof trigger === "string" ? { definition: trigger } : triggers(values);
}

/** Which thing a resource belongs to, by its construct path; by its address when it is no longer in the code. */
export function locate(address: string, type: string, paths: PathsByAddress): Parts {
  const path = paths.get(address) ?? pathFromAddress(address);
  const words = path.split("/");
  const last = words.at(-1) ?? "";
  const owner = words.at(-2) ?? "";
  if (type === "libvirt_pool") return { what: "pool", name: "storage", part: "" };
  if (last.startsWith("image-")) return { what: "image", name: last.slice("image-".length), part: "" };
  if (type === "libvirt_network" || last === "definition") return { what: "network", name: owner, part: last };
  if (type === "terraform_data" && last === "bridge") return { what: "bridge", name: owner, part: "" };
  if (type === "terraform_data" && last === "step") return { what: "cluster", name: owner, part: "" };
  if (MACHINE_PARTS.has(last) || DISK.test(last)) return { what: "machine", name: owner, part: last };
  return { what: "other", name: path, part: "" };
}

// cdktf's logical id is the path's words joined by `_`, and a hash.
function pathFromAddress(address: string): string {
  return address.replace(/^[^.]*\./, "").replace(/_[0-9A-F]{8}$/, "").replaceAll("_", "/");
}

function triggers(value: unknown): Record<string, unknown> {
  return record(record(value)["triggers_replace"]);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function is(change: ResourceChange, action: string): boolean {
  return change.change.actions.length === 1 && change.change.actions[0] === action;
}

function isReplaced(change: ResourceChange): boolean {
  return change.change.actions.includes("delete") && change.change.actions.includes("create");
}
