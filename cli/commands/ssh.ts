import { spawn } from "node:child_process";
import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import { sshArguments } from "../../engines/runner/ssh";
import { missingTool, Virsh } from "../../engines/libvirt/virsh";
import { openVnc } from "../../engines/libvirt/vnc";
import type { Environment } from "../environment";
import { messages } from "../messages";
import { isCalled, needKey, openRegistered, warnIfGone, type Session } from "../session";
import { renderSshConfig } from "../ssh-config";
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

/** `labwright ssh-config`: for ssh, scp, rsync, Ansible and editors. */
export function sshConfigCommand(program: Command, environment: () => Environment): void {
  program.command("ssh-config").argument("[lab]", "chapter id, or path of a lab file")
    .description("print an ssh_config with a Host for each machine")
    .action((lab: string | undefined) => {
      const { output } = environment();
      const session = openRegistered(environment(), lab);
      const { spec, labDirectory } = session;
      needKey(session);
      const text = renderSshConfig(spec, labDirectory);
      output.line(text.trimEnd());
      output.result({ lab: spec.name, config: text });
    });
}

/** `labwright console`: the serial console, or VNC with a password set now. */
export function consoleCommand(program: Command, environment: () => Environment): void {
  program.command("console").argument("[words...]", "[lab] machine")
    .description("open a machine's serial console (leave it with Ctrl-]), or its VNC display")
    .option("--vnc", "unlock the VNC display with a new password and say where it is")
    .action((words: string[], options: { vnc?: boolean }) => console(environment(), words, options.vnc === true));
}

async function ssh(environment: Environment, words: readonly string[]): Promise<void> {
  const { session, machine, rest } = machineOf(environment, words);
  const found = session.spec.machines.find(({ name }) => name === machine);
  const why = found && whyUnchecked(found);
  if (why !== undefined) throw LabError.of("LW4012", { machine, why: messages[why], fix: why === "noKey" ? USE_CONSOLE : ADD_NIC });
  needKey(session);
  const { user, address, privateKeyFile, jump } = await session.engine.endpoint(machine);
  const target = { machine, user, address, privateKeyFile, jump };
  process.exitCode = await foreground(["ssh", "-o", "LogLevel=ERROR", ...sshArguments(target), ...rest]);
}

async function console(environment: Environment, words: readonly string[], vnc: boolean): Promise<void> {
  const { session, machine } = machineOf(environment, words);
  const { spec } = session;
  warnIfGone(environment, session);
  const found = spec.machines.find(({ name }) => name === machine);
  const hostName = found?.hostName ?? machine;
  if (vnc) {
    const { output } = environment;
    const opened = await openVnc(new Virsh(spec.host, session.log), hostName);
    output.line(output.say("vncPassword", { address: opened.address, password: opened.password }));
    if (spec.host.ssh !== undefined) output.line(output.say("tunnel", { command: `ssh -L ${opened.port}:${opened.address} ${spec.host.ssh}` }));
    output.result({ machine, ...opened });
    return;
  }
  process.exitCode = await foreground(["virsh", "-c", spec.host.uri.replace("qemu+sshcmd://", "qemu+ssh://"), "console", hostName]);
}

/** `[lab] machine [command...]`: the lab may be left out, and the machine of a lab that has only one. */
function machineOf(environment: Environment, words: readonly string[]): { session: Session; machine: string; rest: readonly string[] } {
  const [first, second] = words;
  const labs = environment.registry.list();
  const called = first === undefined ? [] : labs.filter((lab) => isCalled(lab, first, environment.directory));
  const namesLab = called.length > 0;
  const wanted = namesLab ? second : first;
  // A file may have several labs, and so may a folder: the machine's name tells which is meant.
  const here = labs.filter((lab) => lab.project === environment.project.directory);
  const having = (namesLab ? called : here).filter((lab) => lab.spec.machines.some(({ name }) => name === wanted));
  const [only] = having;
  const session = openRegistered(environment, only && having.length === 1 ? only.spec.id : namesLab ? first : undefined);
  const names = session.spec.machines.map(({ name }) => name);
  const skip = namesLab ? 1 : 0;
  if (wanted !== undefined && names.includes(wanted)) return { session, machine: wanted, rest: words.slice(skip + 1) };
  const [single] = names;
  if (wanted === undefined && single !== undefined && names.length === 1) return { session, machine: single, rest: [] };
  throw LabError.of("LW4004", { given: wanted ?? "", known: names.join(", ") });
}

function foreground([command = "", ...args]: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", env: process.env });
    child.on("error", (error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? reject(missingTool(command)) : resolve(126)));
    child.on("close", (code) => resolve(code ?? 130));
  });
}
