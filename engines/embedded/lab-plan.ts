import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Text } from "../../constructs/core/text";
import type { LabSpec, MachineSpec } from "../../constructs/spec/lab-spec";
import type { ThingChange } from "../engine";
import type { LabFiles } from "./lab-files";
import { readRecord, type KeptRecord, type MachineRecord } from "./machine-record";

/** What has to happen to a machine before it runs as its spec says. */
export interface MachineTask {
  readonly machine: MachineSpec;
  readonly index: number;
  readonly record: MachineRecord;
  readonly kept?: KeptRecord;
  readonly action: "create" | "rebuild" | "restart" | "none";
  readonly why: readonly Text[];
}

const REBUILD: readonly [keyof MachineRecord, Text][] = [
  ["seed", { en: "its user-data or name changed", zh: "user-data 或主机名已改变" }],
  ["image", { en: "its image changed", zh: "镜像已改变" }],
  ["rootDisk", { en: "its root disk has another size", zh: "系统盘大小已改变" }],
  ["key", { en: "the lab's SSH key changed", zh: "实验环境的 SSH 密钥已改变" }],
];

const RESTART: readonly [keyof MachineRecord, Text][] = [
  ["vcpus", { en: "its vCPUs changed", zh: "vCPU 数量已改变" }],
  ["memory", { en: "its memory changed", zh: "内存已改变" }],
  ["nics", { en: "its NICs changed", zh: "网卡已改变" }],
  ["addresses", { en: "its addresses changed", zh: "地址已改变" }],
  ["disks", { en: "its data disks changed", zh: "数据盘已改变" }],
  ["other", { en: "its firmware, console or accelerator changed", zh: "固件、控制台或加速方式已改变" }],
];

const NOT_RUNNING: Text = { en: "it is not running", zh: "它没有运行" };
const UNFINISHED: Text = { en: "the last run did not finish it", zh: "上次运行未完成" };

export function taskOf(machine: MachineSpec, index: number, files: LabFiles, record: MachineRecord, isRunning: boolean): MachineTask {
  const kept = readRecord(files.machine(machine.name));
  const task = (action: MachineTask["action"], why: readonly Text[] = []): MachineTask => ({ machine, index, record, kept, action, why });
  if (kept === undefined) return task("create");
  const differing = (parts: readonly [keyof MachineRecord, Text][]): Text[] => parts.filter(([part]) => kept[part] !== record[part]).map(([, why]) => why);
  const rebuild = differing(REBUILD);
  if (rebuild.length > 0) return task("rebuild", rebuild);
  const restart = differing(RESTART);
  if (restart.length > 0) return task("restart", restart);
  if (!isRunning) return task("restart", [NOT_RUNNING]);
  return kept.isReady === true ? task("none") : task("none", [UNFINISHED]);
}

/** Machines that are there and no longer in the spec. */
export function leftOver(spec: LabSpec, files: LabFiles): string[] {
  const folder = join(files.directory, "machines");
  const names = new Set(spec.machines.map(({ name }) => name));
  return existsSync(folder) ? readdirSync(folder).filter((name) => !names.has(name)) : [];
}

export function machineChanges(tasks: readonly MachineTask[], gone: readonly string[]): ThingChange[] {
  return [
    ...tasks.flatMap(({ machine: { name }, action, why }): ThingChange[] => {
      if (action === "none") return why.length === 0 ? [] : [{ what: "machine", name, kind: "update", why }];
      return [{ what: "machine", name, kind: action, why }];
    }),
    ...gone.map((name): ThingChange => ({ what: "machine", name, kind: "delete", why: [] })),
  ];
}
