import type { Check } from "../check";
import { atLeast } from "../terraform";
import { advice, fail, ok, skip, text, warn } from "../result";

const MINIMUM_NODE = "20.19.0";

const platform: Check = {
  id: "platform",
  title: text("This machine", "本机系统"),
  neededFor: text("running labwright", "运行 labwright"),
  preflight: true,
  async run(context) {
    const { platform: name, isRemote } = context;
    if (name === "win32") {
      const fix = advice(text("run `wsl --install -d Debian` as administrator, then labwright inside that Linux", "请以管理员身份运行 `wsl --install -d Debian`，再在该 Linux 中使用 labwright"), "here");
      return fail(text("Windows: labwright runs inside WSL2 only", "Windows：labwright 只能在 WSL2 中运行"), fix, { code: "LW2007", values: { platform: "Windows" } });
    }
    if (name === "darwin") {
      if (isRemote) return ok(text("macOS; the labs run on another host", "macOS；实验环境运行在其他宿主机上"));
      const fix = advice(text("use a Linux host (`--host user@linux`), or the embedded engine (`--engine embedded`)", "请使用 Linux 宿主机（`--host user@linux`），或内置引擎（`--engine embedded`）"), "here");
      return fail(text("macOS has no libvirt host", "macOS 不能作为 libvirt 宿主机"), fix, { code: "LW2007", values: { platform: "macOS" } });
    }
    if (name !== "linux") return fail(text(`${name} is not supported`, `不支持 ${name}`), undefined, { code: "LW2007", values: { platform: name } });
    const { wsl } = await context.hereFacts();
    return ok(wsl ? text("Linux in WSL2", "WSL2 中的 Linux") : text("Linux", "Linux"));
  },
};

const node: Check = {
  id: "node",
  title: text("Node.js", "Node.js"),
  neededFor: text("running labwright", "运行 labwright"),
  preflight: false,
  run({ nodeVersion }) {
    if (atLeast(nodeVersion, MINIMUM_NODE)) return ok(text(`version ${nodeVersion}`, `版本 ${nodeVersion}`));
    const fix = advice(text(`install Node.js ${MINIMUM_NODE} or later: https://nodejs.org/en/download`, `请安装 Node.js ${MINIMUM_NODE} 或更高版本：https://nodejs.org/zh-cn/download`), "here");
    return warn(text(`version ${nodeVersion}, older than ${MINIMUM_NODE}`, `版本 ${nodeVersion}，低于 ${MINIMUM_NODE}`), fix);
  },
};

const connection: Check = {
  id: "connection",
  title: text("Host", "宿主机"),
  neededFor: text("every lab", "所有实验环境"),
  preflight: true,
  async run(context) {
    const { hostName, isRemote, platform: here } = context;
    if (!isRemote && here !== "linux") return skip(text("it would be this machine", "即为本机"));
    const look = await context.lookAtHost();
    if ("why" in look) {
      const [host = hostName, port] = hostName.split(":");
      const words = port === undefined ? host : `-p ${port} ${host}`;
      const fix = advice(
        text(`make \`ssh ${words} true\` work without a password: \`ssh-copy-id ${words}\` installs your key`, `请使 \`ssh ${words} true\` 无需密码即可执行：\`ssh-copy-id ${words}\` 可安装您的公钥`),
        "here",
      );
      return fail(text(`${hostName} cannot be reached: ${look.why.en}`, `无法连接 ${hostName}：${look.why.zh}`), isRemote ? fix : undefined, { code: "LW2000", values: { host: words, why: look.why } });
    }
    const { facts } = look;
    if (facts.kernel !== "Linux") {
      return fail(text(`${hostName} runs ${facts.kernel}`, `${hostName} 运行的是 ${facts.kernel}`), undefined, { code: "LW2007", values: { platform: facts.kernel } });
    }
    const words = [facts.distribution.name || facts.kernel, facts.machine].join(", ");
    if (facts.distribution.family === "other") return ok(text(`${words}; fixes are told in words, this distribution's packages are not known`, `${words}；不了解该发行版的软件包，修复方法仅以文字说明`));
    return ok(text(isRemote ? `${hostName}: ${words}` : words, isRemote ? `${hostName}：${words}` : words));
  },
};

export const platformChecks: readonly Check[] = [platform, node, connection];
