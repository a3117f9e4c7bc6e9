import { availableParallelism, freemem, totalmem } from "node:os";
import { LabError } from "../../constructs/core/lab-error";
import { formatBytes } from "../../constructs/core/size";
import type { LabSpec, MachineSpec } from "../../constructs/spec/lab-spec";
import { askedBy, memoryOf } from "../doctor/lab-needs";

/** @throws LabError LW2010 where the machines that are still to start need more memory than is free */
export function refuseLackOfMemory(spec: LabSpec, starting: readonly MachineSpec[], free = availableMemory()): void {
  const needed = memoryOf(starting);
  if (needed <= free) return;
  const machines = askedBy(starting, (machine) => formatBytes(memoryOf([machine])));
  throw LabError.of("LW2010", { needed: formatBytes(needed), free: formatBytes(free), host: spec.host.name, machines });
}

/** Bytes. macOS counts what it would give back at once as used: there all memory is the bound. */
export function availableMemory(platform: NodeJS.Platform = process.platform): number {
  return platform === "darwin" ? totalmem() : freemem();
}

/** MiB, the best first: translated code of one that runs Docker is thrown away again and again where it has 256. */
const TRANSLATION_BUFFERS = [1024, 512, 256] as const;

/** MiB that QEMU may keep the translated code of each emulated machine in: of what is free, half at most of what they leave. */
export function translationBufferMiB(machines: readonly MachineSpec[], free = availableMemory()): number {
  const spare = (free - memoryOf(machines)) / 2 / Math.max(1, machines.length) / 2 ** 20;
  return TRANSLATION_BUFFERS.find((size) => size <= spare) ?? 256;
}

/** How many machines boot side by side: emulated ones take a processor each, and more at once would all be slow. */
export function bootsAtOnce(accelerator: string, processors = availableParallelism()): number {
  return accelerator === "tcg" ? Math.max(1, processors) : processors * 4;
}

/** Does work for each item, so many at a time. What has begun is waited for, also after one failed; then the first failure is thrown. */
export async function eachAtOnce<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined && failures.length === 0; item = waiting.shift()) {
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
