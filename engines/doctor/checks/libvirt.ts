import type { Check } from "../check";
import type { MachineFacts } from "../facts/machine-facts";
import { asRoot, installFix } from "../packages";
import { advice, fail, ok, text, type Fix } from "../result";
import { joinGroup } from "./virtualisation";

// Every driver that a lab uses has a daemon of its own where libvirt is modular; virtproxyd lets remote clients in.
const MODULAR = ["virtqemud.socket", "virtnetworkd.socket", "virtstoraged.socket", "virtnodedevd.socket", "virtsecretd.socket", "virtnwfilterd.socket", "virtinterfaced.socket", "virtproxyd.socket"];

const libvirt: Check = {
  id: "libvirt",
  title: text("libvirt", "libvirt"),
  neededFor: text("every lab on the libvirt engine", "使用 libvirt 引擎的所有实验环境"),
  preflight: true,
  async run(context) {
    const facts = await context.hostFacts();
    const { uri } = context.host;
    const answer = await context.answer();
    if (answer.state === "answers") {
      const driver = modular(facts) ? "virtqemud" : "libvirtd";
      return ok(text(`${answer.version || "it answers"} at ${uri}, ${answer.hypervisor || "QEMU"} (${driver})`, `${uri}：${answer.version || "有响应"}，${answer.hypervisor || "QEMU"}（${driver}）`));
    }
    if (answer.state === "no-virsh") {
      const fix = installFix(facts, [hasDaemon(facts) ? "virsh" : "libvirt"], "host");
      return fail(text("virsh is missing", "缺少 virsh"), fix, { code: "LW2003", values: { tool: "virsh", host: context.hostName, command: fix.command ?? "labwright doctor" } });
    }
    if (answer.state === "denied") {
      const fix = joinGroup(facts, "libvirt");
      return fail(
        text(`user ${facts.user} may not use ${uri}: ${answer.why.en}`, `用户 ${facts.user} 无权使用 ${uri}：${answer.why.zh}`),
        fix,
        { code: "LW2002", values: { user: facts.user, uri, command: fix.command ?? `exec su - ${facts.user}` } },
      );
    }
    const fix = startFix(facts);
    return fail(text(`${uri} does not answer: ${answer.why.en}`, `${uri} 没有响应：${answer.why.zh}`), fix, { code: "LW2001", values: { uri, why: answer.why, command: fix.command ?? "virtlogd -d && libvirtd -d" } });
  },
};

/** Whether the host's libvirt is a daemon for each driver (Fedora, RHEL 9, openSUSE) rather than one (Debian, Ubuntu). */
function modular(facts: MachineFacts): boolean {
  const runs = (unit: string): boolean => facts.units.get(unit) === "active";
  if (runs("libvirtd.socket") || runs("libvirtd.service")) return false;
  if (runs("virtqemud.socket")) return true;
  return facts.units.has("virtqemud.socket") && (!facts.units.has("libvirtd.socket") || ["fedora", "rhel", "suse"].includes(facts.distribution.family));
}

function hasDaemon(facts: MachineFacts): boolean {
  return facts.tools.has("libvirtd") || facts.tools.has("virtqemud");
}

function startFix(facts: MachineFacts): Fix {
  if (!hasDaemon(facts)) return installFix(facts, ["libvirt"], "host", facts.distribution.family === "debian" ? undefined : text("run doctor again afterwards: its sockets have to be enabled too", "之后请再次运行 doctor：还需启用其套接字"));
  if (!facts.systemd) return advice(text("start virtlogd and libvirtd: there is no systemd here to do it", "请启动 virtlogd 与 libvirtd：此处没有 systemd"));
  const known = MODULAR.filter((unit) => facts.units.has(unit));
  const units = modular(facts) ? known : [facts.units.has("libvirtd.socket") ? "libvirtd.socket" : "libvirtd.service"];
  return { text: text("start libvirt, now and with the host", "启动 libvirt，并设为开机启动"), command: `${asRoot(facts)}systemctl enable --now ${units.join(" ")}`, needsRoot: true, where: "host" };
}

export const libvirtChecks: readonly Check[] = [libvirt];
