import type { Problem } from "../../../constructs/core/lab-error";
import type { Text } from "../../../constructs/core/text";
import type { NetworkSpec } from "../../../constructs/spec/lab-spec";
import type { Check } from "../check";
import { bridgeFix } from "../bridge-fix";
import { readHostNetworking } from "../host-network";
import { hasNetwork } from "../lab-needs";
import { askOvs } from "../ovs";
import { installFix, type Part } from "../packages";
import { advice, fail, ok, skip, text, warn, type Fix } from "../result";
import { atLeast } from "../terraform";

const bridges: Check = {
  id: "bridges",
  title: text("Bridges that the host has", "宿主机网桥"),
  neededFor: text("networks on an existing bridge", "使用宿主机现有网桥的网络"),
  preflight: true,
  async run(context) {
    const { lab, hostName, isRemote } = context;
    const wanting = lab?.networks.filter((network) => network.kind === "bridged" || (network.kind === "ovs" && !lab.bridges.some((bridge) => bridge.hostName === network.bridge))) ?? [];
    if (wanting.length === 0) return skip(lab ? text("this lab uses none", "该实验环境未使用") : text("no lab was named", "未指定实验环境"));
    const facts = await context.hostFacts();
    const ovs = wanting.some(({ kind }) => kind === "ovs") ? await context.once("ovs", () => askOvs(context.run)) : undefined;
    const missing = wanting.filter(({ kind, bridge }) => {
      if (kind === "bridged") return !facts.interfaces.some((nic) => nic.name === bridge && nic.kind === "bridge");
      return ovs?.state === "answers" && !ovs.bridges.some(({ name }) => name === bridge);
    });
    const names = [...new Set(wanting.map(({ bridge }) => bridge ?? ""))].join(", ");
    if (missing.length === 0) return ok(text(names, names));
    const problems = missing.map((network): Problem => {
      return { code: "LW2022", path: network.path, values: { kind: typeOf(network), bridge: network.bridge ?? "", host: hostName } };
    });
    const networking = await context.once("networking", () => readHostNetworking(context.run));
    const [first] = missing;
    const fix = first && bridgeFix(first, { facts, uplink: networking?.uplink, remote: isRemote });
    const words = missing.map((network) => describe(network, facts.interfaces.some(({ name }) => name === network.bridge)));
    return fail(text(words.map(({ en }) => en).join("; "), words.map(({ zh }) => zh).join("；")), fix, ...problems);
  },
};

function describe(network: NetworkSpec, exists: boolean): Text {
  const { bridge = "" } = network;
  const type = typeOf(network);
  return exists
    ? text(`${bridge} is not a ${type} bridge`, `${bridge} 不是 ${type} 网桥`)
    : text(`there is no ${type} bridge ${bridge}`, `没有 ${type} 网桥 ${bridge}`);
}

function typeOf({ kind }: NetworkSpec): "OVS" | "Linux" {
  return kind === "ovs" ? "OVS" : "Linux";
}

const nics: Check = {
  id: "nics",
  title: text("Host NICs", "宿主机网卡"),
  neededFor: text("macvtap networks", "macvtap 网络"),
  preflight: true,
  async run(context) {
    const { lab, hostName } = context;
    const wanting = lab?.networks.filter(({ kind }) => kind === "macvtap") ?? [];
    if (wanting.length === 0) return skip(lab ? text("this lab has no macvtap network", "该实验环境没有 macvtap 网络") : text("no lab was named", "未指定实验环境"));
    const facts = await context.hostFacts();
    const known = facts.interfaces.filter(({ physical }) => physical).map(({ name }) => name).join(", ") || "-";
    const missing = wanting.filter(({ device }) => !facts.interfaces.some(({ name }) => name === device));
    const used = wanting.map(({ device }) => facts.interfaces.find(({ name }) => name === device));
    if (missing.length > 0) {
      const names = missing.map(({ device }) => device ?? "").join(", ");
      return fail(
        text(`${hostName} has no ${names}; it has ${known}`, `${hostName} 没有 ${names}；现有网卡：${known}`),
        advice(text(`set \`device\`, or for a chapter \`uplink\` in labwright.config.json, to one of ${known}`, `请将 \`device\`（书中章节则用 labwright.config.json 的 \`uplink\`）设为其中之一：${known}`), "here"),
        ...missing.map(({ device = "", path }): Problem => ({ code: "LW2023", path, values: { device, host: hostName, known } })),
      );
    }
    const wireless = used.filter((nic) => nic?.kind === "wireless").map((nic) => nic?.name ?? "");
    if (wireless.length > 0) return warn(text(`${wireless.join(", ")} is wireless: access points drop the frames of macvtap machines`, `${wireless.join("、")} 为无线网卡：接入点会丢弃 macvtap 虚拟机的帧`), advice(text("use a wired NIC, or a NatNetwork", "请使用有线网卡，或改用 NatNetwork"), "here"));
    const down = used.filter((nic) => nic?.up === false).map((nic) => nic?.name ?? "");
    if (down.length > 0) return warn(text(`${down.join(", ")} is down`, `${down.join("、")} 未启用`));
    const names = used.map((nic) => nic?.name ?? "").join(", ");
    return ok(text(names, names));
  },
};

const services: Check = {
  id: "network-services",
  title: text("dnsmasq and packet filter", "dnsmasq 与包过滤"),
  neededFor: text("NAT, routed and isolated networks", "NAT、路由与隔离网络"),
  preflight: true,
  async run(context) {
    const { lab, hostName } = context;
    if (!hasNetwork(lab, "nat", "routed", "isolated")) return skip(text("libvirt runs no network of this lab", "该实验环境没有由 libvirt 管理的网络"));
    const facts = await context.hostFacts();
    const missing: Part[] = facts.tools.has("dnsmasq") ? [] : ["dnsmasq"];
    if (hasNetwork(lab, "nat", "routed")) {
      // nftables are a choice from libvirt 10.4 on; before, its rules are iptables'.
      const answer = await context.answer();
      const modern = answer.state === "answers" && atLeast(answer.version, "10.4.0");
      if (!facts.tools.has("iptables") && !(modern && facts.tools.has("nft"))) missing.push(modern ? "nftables" : "iptables");
    }
    if (missing.length === 0) return ok(text("present", "已就绪"));
    return missingParts(facts, missing, hostName, lab !== undefined);
  },
};

const TOOLS_HOST = ["curl", "flock", "ip"] as const;

const hostTools: Check = {
  id: "host-tools",
  title: text("Tools on the host", "宿主机工具"),
  neededFor: text("images and bridges", "镜像与网桥"),
  preflight: true,
  async run(context) {
    const facts = await context.hostFacts();
    const compressions = new Set(context.lab?.images.map(({ compression }) => compression));
    const wanted = [...TOOLS_HOST, ...(["xz", "bzip2"] as const).filter((tool) => compressions.has(tool === "bzip2" ? "bz2" : tool))];
    const missing = wanted.filter((tool) => !facts.tools.has(tool));
    if (missing.length === 0) return ok(text(wanted.join(", "), wanted.join("、")));
    return missingParts(facts, missing.map((tool): Part => (tool === "ip" ? "iproute" : tool)), context.hostName, true);
  },
};

const hereTools: Check = {
  id: "tools",
  title: text("Tools here", "本机工具"),
  neededFor: text("reaching the machines", "连接虚拟机"),
  preflight: true,
  async run(context) {
    const facts = await context.hereFacts();
    const wanted = ["ssh", "ssh-keygen"] as const;
    const missing = wanted.filter((tool) => !facts.tools.has(tool));
    if (missing.length === 0) return ok(text(wanted.join(", "), wanted.join("、")));
    return missingParts(facts, missing, "localhost", true, "here");
  },
};

function missingParts(facts: Parameters<typeof installFix>[0], missing: readonly Part[], host: string, stops: boolean, where: Fix["where"] = "host"): ReturnType<typeof fail> {
  const fix = installFix(facts, missing, where);
  const detail = text(`missing: ${missing.join(", ")}`, `缺少：${missing.join("、")}`);
  if (!stops) return warn(detail, fix);
  return fail(detail, fix, ...missing.map((tool): Problem => ({ code: "LW2003", values: { tool, host, command: fix.command ?? "labwright doctor" } })));
}

export const networkChecks: readonly Check[] = [bridges, nics, services];
export const toolChecks: readonly Check[] = [hereTools, hostTools];
