import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import { sshArguments } from "../../engines/runner/ssh";
import type { Environment } from "../environment";
import { foreground } from "../foreground";
import { machineOf } from "../machine-of";
import { messages } from "../messages";
import { needKey } from "../session";
import { whyUnchecked } from "../unchecked";

const USE_CONSOLE: Text = { en: "`labwright console` opens its serial console", zh: "请用 `labwright console` 打开串口控制台" };
const ADD_NIC: Text = {
  en: "add a NIC on a NatNetwork and run `labwright up`; `labwright console` opens its serial console meanwhile",
  zh: "请添加一块 NatNetwork 上的网卡并运行 `labwright up`；在此之前可用 `labwright console` 打开串口控制台",
};

/** `labwright ssh`: a shell, or one command, on a machine. */
export function sshCommand(program: Command, environment: () => Environment): void {
  program.command("ssh").argument("[words...]", "[lab] machine [--] [command]")
    // `labwright ssh web1 df -h`: what is no option of ours is the command's.
    .allowUnknownOption().helpOption("--help")
    .description("open a shell on a machine, or run one command there")
    .action((words: string[]) => ssh(environment(), words));
}

async function ssh(environment: Environment, words: readonly string[]): Promise<void> {
  const { session, machine, rest } = machineOf(environment, words);
  const found = session.spec.machines.find(({ name }) => name === machine);
  const why = found && whyUnchecked(found);
  if (why !== undefined) throw LabError.of("LW4012", { machine, why: messages[why], fix: why === "noKey" ? USE_CONSOLE : ADD_NIC });
  needKey(session);
  const { user, address, port, privateKeyFile, jump } = await session.engine.endpoint(machine);
  const target = { machine, user, address, port, privateKeyFile, jump };
  process.exitCode = await foreground(["ssh", "-o", "LogLevel=ERROR", ...sshArguments(target), ...rest]);
}
