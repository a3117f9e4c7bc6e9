import { formatBytes } from "../../../constructs/core/size";
import { missingMachines, NotVisible, type Check } from "../check";
import { askedBy, memoryOf } from "../lab-needs";
import { advice, fail, ok, text, warn } from "../result";

const GIB = 1024 ** 3;

const memory: Check = {
  id: "memory",
  title: text("Free memory", "可用内存"),
  neededFor: text("the machines' memory", "虚拟机内存"),
  preflight: true,
  async run(context) {
    const { memoryAvailable: free } = await context.hostFacts();
    if (free === undefined) throw new NotVisible(text("the host did not tell", "宿主机未返回该信息"));
    const have = formatBytes(free);
    if (!context.lab) {
      return free >= 2 * GIB ? ok(text(have, have)) : warn(text(`${have}: enough for one small machine`, `${have}：仅够一台小型虚拟机`));
    }
    const machines = await missingMachines(context);
    const needed = memoryOf(machines);
    const words = formatBytes(needed);
    if (needed <= free) return ok(text(`${have}, the lab needs ${words}`, `${have}，该实验环境需要 ${words}`));
    const asked = askedBy(machines, (machine) => formatBytes(memoryOf([machine])));
    return fail(
      text(`the lab needs ${words}, the host has ${have} free; asked by ${asked}`, `该实验环境需要 ${words}，宿主机仅剩 ${have}；需求来自 ${asked}`),
      advice(text("take a smaller variant (`--variant`) or a larger host (`--host user@bigger`), or stop other machines", "请选用更小的变体（`--variant`）或更大的宿主机（`--host user@bigger`），或停止其他虚拟机"), "here"),
      { code: "LW2010", values: { needed: words, free: have, host: context.hostName, machines: asked } },
    );
  },
};

const vcpus: Check = {
  id: "vcpus",
  title: text("Processors", "处理器核心"),
  neededFor: text("the machines' speed", "虚拟机运行速度"),
  preflight: false,
  async run(context) {
    const { cpus } = await context.hostFacts();
    const sum = context.lab?.machines.reduce((total, machine) => total + machine.vcpus, 0);
    if (sum === undefined) return ok(text(`${cpus}`, `${cpus}`));
    const most = Math.max(0, ...(context.lab?.machines.map((machine) => machine.vcpus) ?? []));
    const words = text(`${cpus}, the lab has ${sum} vCPUs`, `${cpus} 个，该实验环境共 ${sum} 个 vCPU`);
    if (most > cpus || sum > cpus * 4) return warn(text(`${words.en}: it will be slow`, `${words.zh}：运行会较慢`));
    return ok(words);
  },
};

export const capacityChecks: readonly Check[] = [memory, vcpus];
