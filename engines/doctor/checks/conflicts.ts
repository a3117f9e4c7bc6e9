import type { Language } from "../../../constructs/core/text";
import type { Check } from "../check";
import { readHostNetworking } from "../host-network";
import { askOvs } from "../ovs";
import { advice, fail, ok, skip, text, warn } from "../result";
import { findSubnetClashes, suggestSubnetBase } from "../subnet-clashes";
import { findTakenNames, takenKinds } from "../taken-names";

const NO_LAB = text("no lab was named", "未指定实验环境");

const subnets: Check = {
  id: "subnets",
  title: text("Free subnets", "网段冲突"),
  neededFor: text("NAT, routed and isolated networks", "NAT、路由与隔离网络"),
  preflight: true,
  async run(context) {
    const { lab, hostName } = context;
    if (!lab) return skip(NO_LAB);
    await context.hostFacts();
    const [networking, inventory] = await Promise.all([
      context.once("networking", () => readHostNetworking(context.run)),
      context.inventory().catch(() => undefined),
    ]);
    if (!networking && !inventory) return skip(text("neither routes nor libvirt's networks can be seen", "无法查看路由与 libvirt 网络"));
    const situation = { host: networking?.networks ?? [], libvirt: inventory?.networks ?? [] };
    const clashes = findSubnetClashes(lab, situation);
    if (clashes.length === 0) return ok(text("none of the lab's networks overlaps one of the host's", "实验环境的网段与宿主机现有网段均不重叠"));
    const base = suggestSubnetBase(situation, lab);
    const all = (word: string): string => clashes.map(({ network, subnet, other, owner }) => `${network} ${subnet} ${word} ${owner} ${other}`).join("; ");
    const words = text(all("overlaps"), all("与"));
    const fix = base === undefined
      ? advice(text("give the networks another `cidr`", "请为这些网络设置不同的 `cidr`"), "here")
      : advice(text(`move the lab: \`--subnet-base ${base}\``, `迁移网段：\`--subnet-base ${base}\``), "here", text("a network whose `cidr` lies outside the lab's subnet base stays where it is: change its `cidr`", "`cidr` 不在实验环境子网基址内的网络不会移动：请直接修改其 `cidr`"));
    const stopping = clashes.filter(({ effect }) => effect === "stops");
    if (stopping.length === 0) return warn(text(`the lab comes up, but what it overlaps is then out of the host's reach in part, or cannot be started: ${words.en}`, `实验环境可以启动，但与之重叠的网络届时会有一部分无法访问或无法启动：${words.zh} 重叠`), fix);
    return fail(text(words.en, `${words.zh} 重叠`), fix, ...stopping.map(({ path, network, subnet, other, owner }) => ({
      code: "LW2020" as const, path, values: { network, subnet, other, owner, host: hostName, base: base ?? "CIDR" },
    })));
  },
};

const names: Check = {
  id: "names",
  title: text("Free names", "名称占用"),
  neededFor: text("every object of a lab on its host", "实验环境在宿主机上的所有对象"),
  preflight: true,
  async run(context) {
    const { lab, hostName } = context;
    if (!lab) return skip(NO_LAB);
    const facts = await context.hostFacts();
    const inventory = await context.inventory();
    const ovs = lab.bridges.length > 0 ? await context.once("ovs", () => askOvs(context.run)) : undefined;
    const taken = findTakenNames(lab, { libvirt: inventory, interfaces: facts.interfaces, ovsBridges: ovs?.state === "answers" ? ovs.bridges : undefined });
    if (taken.length === 0) return ok(text("none is taken by somebody else", "没有名称被他人占用"));
    const words = (language: Language): string => taken.map(({ kind, name }) => `${takenKinds[kind][language]} ${name}`).join(", ");
    return fail(
      text(`not this lab's, and left alone: ${words("en")}`, `以下对象不属于该实验环境，不会被改动：${words("zh")}`),
      advice(text("remove or rename them, or give the lab another name", "请删除或重命名它们，或为实验环境更换名称")),
      ...taken.map(({ kind, name, path }) => ({ code: "LW2021" as const, path, values: { kind: takenKinds[kind], name, host: hostName } })),
    );
  },
};

export const conflictChecks: readonly Check[] = [subnets, names];
