import { ARCHITECTURES } from "../../../constructs/core/arch";
import { canRunMachines, OLDEST_QEMU } from "../../embedded/preflight";
import { findMissing, thisMachine } from "../../images/build/requirements";
import type { Check } from "../check";
import { findEmulator } from "../kvm/emulator";
import { labArch } from "../lab-needs";
import { installFix } from "../packages";
import { advice, fail, ok, skip, text, warn } from "../result";

const host: Check = {
  id: "embedded-platform",
  title: text("This machine", "本机系统"),
  neededFor: text("running labwright", "运行 labwright"),
  preflight: false,
  run({ platform }) {
    if (platform === "linux" || platform === "darwin") return ok(text(platform === "linux" ? "Linux" : "macOS", platform === "linux" ? "Linux" : "macOS"));
    const fix = advice(text("run labwright inside WSL2: `wsl --install -d Debian`", "请在 WSL2 中运行 labwright：`wsl --install -d Debian`"), "here");
    return fail(text(`${platform} is not supported`, `不支持 ${platform}`), fix);
  },
};

const qemu: Check = {
  id: "embedded-qemu",
  title: text("QEMU", "QEMU"),
  neededFor: text("every machine", "所有虚拟机"),
  preflight: false,
  async run(context) {
    const facts = await context.hereFacts();
    const arch = labArch(context.lab, facts, context.host);
    const emulator = await findEmulator(context.run, arch);
    const { code } = await context.run.here({ argv: ["qemu-img", "--version"] });
    const fix = installFix(facts, [`qemu-${arch}`], "here");
    if (emulator === undefined || code !== 0) return fail(text(`there is no QEMU for ${arch}, or no qemu-img`, `没有适用于 ${arch} 的 QEMU，或缺少 qemu-img`), fix);
    const words = `${emulator.path} ${emulator.version}`;
    if (!canRunMachines(emulator)) return fail(text(`${words}: older than ${OLDEST_QEMU.join(".")}`, `${words}：早于 ${OLDEST_QEMU.join(".")}`), fix);
    return ok(text(words, words));
  },
};

const images: Check = {
  id: "embedded-images",
  title: text("Building images", "构建镜像"),
  neededFor: text("labs where published images cannot be reached, or with packages in them from the start", "无法访问官方镜像、或需要预装软件包的实验环境"),
  preflight: false,
  async run(context) {
    const facts = await context.hereFacts();
    if (facts.distribution.family !== "debian" || facts.machine !== ARCHITECTURES[0]) return skip(text("only on Debian and its relatives, on x86_64", "仅支持 x86_64 上的 Debian 及其衍生版"));
    const missing = await findMissing(thisMachine());
    if (missing.size === 0) return ok(text("mmdebstrap and what it needs", "mmdebstrap 及其依赖"));
    return warn(text(`not installed: ${[...missing.keys()].join(", ")}`, `未安装：${[...missing.keys()].join("、")}`), installFix(facts, ["image-builder"], "here"));
  },
};

/** What the embedded engine needs beyond Node.js. */
export const embeddedChecks: readonly Check[] = [host, qemu, images];
