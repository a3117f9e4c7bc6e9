import type { Check } from "../check";
import type { LabSpec } from "../../../constructs/spec/lab-spec";
import type { MachineFacts } from "../facts/machine-facts";
import { hasNetwork } from "../lab-needs";
import { askOvs, probeOvsDatapath } from "../ovs";
import { asRoot, installFix } from "../packages";
import { advice, fail, ok, skip, text, warn, type Fix } from "../result";

const NEEDED = text("labs with OVS networks (VLANs)", "含 OVS 网络（VLAN）的实验环境");
const NO_OVS = text("this lab has no OVS network", "该实验环境没有 OVS 网络");

const ovs: Check = {
  id: "ovs",
  title: text("Open vSwitch", "Open vSwitch"),
  neededFor: NEEDED,
  preflight: true,
  async run(context) {
    const { lab, hostName } = context;
    if (!hasNetwork(lab, "ovs")) return skip(NO_OVS);
    const facts = await context.hostFacts();
    const answer = await context.once("ovs", () => askOvs(context.run));
    switch (answer.state) {
      case "answers": return ok(text(`${answer.version}, ${answer.bridges.length} bridges`, `${answer.version}，已有 ${answer.bridges.length} 个网桥`));
      case "missing": {
        const fix = installFix(facts, ["ovs"], "host");
        const detail = text("it is not installed", "未安装");
        return lab ? fail(detail, fix, { code: "LW2003", values: { tool: "ovs-vsctl", host: hostName, command: fix.command ?? "labwright doctor" } }) : warn(detail, fix);
      }
      case "denied": return skip(text("not to be asked without root; see sudo", "无 root 权限，无法查询；参见 sudo 检查"));
      case "down": {
        const fix = startOvs(facts);
        const detail = text(`it does not answer: ${answer.why.en}`, `没有响应：${answer.why.zh}`);
        return lab ? fail(detail, fix, { code: "LW2024", values: { host: hostName, why: answer.why, command: fix.command ?? "/usr/share/openvswitch/scripts/ovs-ctl start" } }) : warn(detail, fix);
      }
    }
  },
};

const datapath: Check = {
  id: "ovs-datapath",
  title: text("Open vSwitch datapath", "Open vSwitch 数据通路"),
  neededFor: NEEDED,
  preflight: false,
  async run(context) {
    if (!hasNetwork(context.lab, "ovs")) return skip(NO_OVS);
    await context.hostFacts();
    const found = await probeOvsDatapath(context.run);
    if (found === "system") return ok(text("in the kernel (system)", "内核数据通路（system）"));
    const demanding = context.lab?.bridges.filter((bridge) => bridge.datapath === "system").map(({ name }) => name) ?? [];
    const detail = text("the kernel has no openvswitch module: bridges forward in user space (netdev), slower", "内核没有 openvswitch 模块：网桥在用户态转发（netdev），速度较慢");
    if (demanding.length === 0) return warn(detail);
    return warn(text(`${detail.en}; ${demanding.join(", ")} asks for system`, `${detail.zh}；${demanding.join("、")} 要求使用 system`), advice(text("leave `datapath` out", "请省略 `datapath`"), "here"));
  },
};

const sudo: Check = {
  id: "sudo",
  title: text("sudo without a password", "免密 sudo"),
  neededFor: text("OVS bridges, which are created and removed with a lab", "随实验环境创建与删除的 OVS 网桥"),
  preflight: true,
  async run(context) {
    const { lab, hostName } = context;
    if (!needsSudo(lab)) return skip(text("this lab makes no OVS bridge", "该实验环境不创建 OVS 网桥"));
    const facts = await context.hostFacts();
    if (!facts.sudo) return ok(text("not needed: this is root", "无需 sudo：当前为 root"));
    const tools = ["ovs-vsctl", "ip"].filter((tool) => facts.tools.has(tool));
    if (tools.length === 0) return skip(text("neither ovs-vsctl nor ip is there yet", "尚未安装 ovs-vsctl 与 ip"));
    const refused = facts.sudo.present ? facts.sudo.refused : tools;
    if (refused.length === 0) return ok(text(`user ${facts.user} may run ${tools.join(" and ")}`, `用户 ${facts.user} 可执行 ${tools.join("、")}`));
    const fix = facts.sudo.present ? allowTools(facts, tools) : installFix(facts, ["sudo"], "host");
    const detail = text(`\`sudo -n\` does not let user ${facts.user} run ${refused.join(", ")}`, `\`sudo -n\` 不允许用户 ${facts.user} 执行 ${refused.join("、")}`);
    if (!lab) return warn(detail, fix);
    return fail(detail, fix, { code: "LW2025", values: { user: facts.user, host: hostName, commands: refused.join(", ") } });
  },
};

function needsSudo(lab: LabSpec | undefined): boolean {
  return lab === undefined || lab.bridges.length > 0;
}

// A file of its own, checked before it counts: a broken one would lock everybody out of sudo.
function allowTools(facts: MachineFacts, tools: readonly string[]): Fix {
  const paths = tools.map((tool) => facts.tools.get(tool) ?? tool).join(", ");
  const rule = `${facts.user} ALL=(root) NOPASSWD: ${paths}`;
  const file = "/etc/sudoers.d/labwright";
  const prefix = asRoot(facts);
  return {
    text: text(`let user ${facts.user} run ${tools.join(" and ")} as root without a password`, `允许用户 ${facts.user} 免密以 root 身份执行 ${tools.join("、")}`),
    command: `(echo '${rule}' | ${prefix}tee ${file}.new >/dev/null && ${prefix}visudo -cqf ${file}.new && ${prefix}install -m 0440 ${file}.new ${file}; status=$?; ${prefix}rm -f ${file}.new; exit $status)`,
    needsRoot: true,
    where: "host",
    note: text("who may run these may change the host's network: for your own machine, not for a shared one", "拥有该权限即可更改宿主机网络：仅用于自己的机器，不要用于共享机器"),
  };
}

function startOvs(facts: MachineFacts): Fix {
  const unit = ["openvswitch-switch.service", "openvswitch.service", "ovs-vswitchd.service"].find((name) => facts.units.has(name));
  if (unit === undefined) return advice(text("start ovsdb-server and ovs-vswitchd: there is no systemd unit for them here", "请启动 ovsdb-server 与 ovs-vswitchd：此处没有对应的 systemd 单元"));
  return { text: text("start Open vSwitch, now and with the host", "启动 Open vSwitch，并设为开机启动"), command: `${asRoot(facts)}systemctl enable --now ${unit}`, needsRoot: true, where: "host" };
}

export const ovsChecks: readonly Check[] = [ovs, datapath, sudo];
