import type { Check } from "../check";
import { asRoot } from "../packages";
import type { MachineFacts } from "../facts/machine-facts";
import { advice, fail, ok, skip, text, warn, type Fix } from "../result";

const SLOW = text("machines run emulated, 5 to 20 times slower, without it", "缺少它时虚拟机以仿真方式运行，速度慢 5 到 20 倍");

const cpu: Check = {
  id: "cpu",
  title: text("Processor", "处理器"),
  neededFor: SLOW,
  preflight: false,
  async run(context) {
    const facts = await context.hostFacts();
    if (facts.machine === "aarch64") return ok(text("aarch64: whether it virtualises is told by KVM", "aarch64：是否支持虚拟化以 KVM 检查为准"));
    if (facts.cpuFlag) return ok(text(`${facts.cpuFlag === "svm" ? "AMD-V (svm)" : "Intel VT-x (vmx)"}`, `${facts.cpuFlag === "svm" ? "AMD-V（svm）" : "Intel VT-x（vmx）"}`));
    const fix = facts.wsl
      ? advice(text("set `nestedVirtualization=true` under [wsl2] in %UserProfile%\\.wslconfig, then `wsl --shutdown`", "请在 %UserProfile%\\.wslconfig 的 [wsl2] 中设置 `nestedVirtualization=true`，然后执行 `wsl --shutdown`"))
      : advice(text("turn on VT-x or SVM in the firmware setup; on a virtual machine, nested virtualisation where it runs", "请在固件设置中启用 VT-x 或 SVM；若本身是虚拟机，请在其宿主机上启用嵌套虚拟化"));
    return warn(text("the processor shows neither vmx nor svm", "处理器未提供 vmx 或 svm"), fix);
  },
};

const kvmDevice: Check = {
  id: "kvm-device",
  title: text("/dev/kvm", "/dev/kvm"),
  neededFor: SLOW,
  preflight: false,
  async run(context) {
    const facts = await context.hostFacts();
    if (facts.kvm === "open") return ok(text(`user ${facts.user} may open it`, `用户 ${facts.user} 可以打开`));
    const sudo = asRoot(facts);
    if (facts.kvm === "absent") {
      const module = facts.cpuFlag === "svm" ? "kvm_amd" : "kvm_intel";
      const command = facts.cpuFlag ? `${sudo}modprobe ${module}` : undefined;
      const words = command ? text("load KVM's module", "加载 KVM 内核模块") : text("without a processor that virtualises there is none", "处理器不支持虚拟化时没有该设备");
      return warn(text("it does not exist", "设备不存在"), { text: words, command, needsRoot: command !== undefined, where: "host" });
    }
    if (facts.uid === 0) return warn(text("not even root may open it: it is kept from this machine's processes", "连 root 也无法打开：该设备未对本机进程开放"));
    return warn(
      text(`user ${facts.user} may not open it; libvirt's own machines do not need that, the probe and the embedded engine do`, `用户 ${facts.user} 无权打开；libvirt 的虚拟机不受影响，但试用检查与内置引擎需要该权限`),
      joinGroup(facts, "kvm"),
    );
  },
};

const kvm: Check = {
  id: "kvm",
  title: text("KVM really runs a guest", "KVM 实际运行客户机"),
  neededFor: SLOW,
  // Only a lab that insists on KVM is stopped by it; the others are emulated.
  preflight: false,
  async run(context) {
    await context.hostFacts();
    const { accelerator, outcome, reason } = await context.accelerator();
    const demanded = context.host.accelerator ?? context.lab?.host.accelerator;
    if (accelerator === "kvm") return outcome === "works" ? ok(reason) : warn(reason);
    if (demanded !== "kvm") return outcome === "no-emulator" ? skip(reason) : warn(reason);
    const fix = advice(text("leave `accelerator` out, or set it to `tcg`, to have the machines emulated", "省略 `accelerator`，或设为 `tcg`，即可以仿真方式运行"));
    return fail(reason, fix, { code: "LW2028", values: { host: context.hostName, why: reason } });
  },
};

const nested: Check = {
  id: "nested",
  title: text("Nested virtualisation", "嵌套虚拟化"),
  neededFor: text("machines that run machines themselves", "自身还要运行虚拟机的虚拟机"),
  preflight: false,
  async run(context) {
    const wanting = context.lab?.machines.filter(({ nestedVirtualization }) => nestedVirtualization).map(({ name }) => name);
    if (wanting?.length === 0) return skip(text("no machine of this lab runs machines itself", "该实验环境没有需要嵌套虚拟化的虚拟机"));
    const facts = await context.hostFacts();
    if (facts.nested?.on) return ok(text(`${facts.nested.module} hands it on to guests`, `${facts.nested.module} 已对客户机开放`));
    const who = wanting?.join(", ") ?? "";
    if (!facts.nested) return warn(text(`KVM's module is not loaded: ${who || "machines"} will emulate theirs`, `KVM 模块未加载：${who || "虚拟机"} 内部只能仿真`));
    const { module } = facts.nested;
    const sudo = asRoot(facts);
    return warn(text(`${module} keeps it from guests`, `${module} 未对客户机开放`), {
      text: text(`let ${module} hand it on`, `让 ${module} 对客户机开放`),
      command: `echo 'options ${module} nested=1' | ${sudo}tee /etc/modprobe.d/labwright-nested.conf && ${sudo}modprobe -r ${module} && ${sudo}modprobe ${module}`,
      needsRoot: true,
      where: "host",
      note: text("no machine may be running while the module is reloaded; otherwise it holds from the next boot on", "重新加载模块时不能有虚拟机在运行；否则在下次启动后生效"),
    });
  },
};

/** Makes the user a member of a group; that holds from the next login on. */
export function joinGroup(facts: MachineFacts, group: string): Fix {
  if (facts.memberOf.includes(group) && !facts.groups.includes(group)) {
    return advice(text(`log in again: user ${facts.user} is in group ${group}, this session is not yet`, `请重新登录：用户 ${facts.user} 已加入 ${group} 组，但当前会话尚未生效`));
  }
  return {
    text: text(`make user ${facts.user} a member of group ${group}`, `将用户 ${facts.user} 加入 ${group} 组`),
    command: `${asRoot(facts)}usermod -aG ${group} ${facts.user}`,
    needsRoot: true,
    where: "host",
    note: text(`it holds from the next login on; \`newgrp ${group}\` has it in this shell at once`, `下次登录后生效；执行 \`newgrp ${group}\` 可在当前 shell 立即生效`),
  };
}

export const virtualisationChecks: readonly Check[] = [cpu, kvmDevice, kvm, nested];
