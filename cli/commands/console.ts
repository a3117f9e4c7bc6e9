import type { Command } from "commander";
import type { Environment } from "../environment";
import { foreground } from "../foreground";
import { machineOf } from "../machine-of";
import { openSerialConsole } from "../serial-console";
import { warnIfGone } from "../session";

/** `labwright console`: the serial console, or VNC with a password set now. */
export function consoleCommand(program: Command, environment: () => Environment): void {
  program.command("console").argument("[words...]", "[lab] machine")
    .description("open a machine's serial console (leave it with Ctrl-]), or its VNC display")
    .option("--vnc", "unlock the VNC display with a new password and say where it is")
    .action((words: string[], options: { vnc?: boolean }) => console(environment(), words, options.vnc === true));
}

async function console(environment: Environment, words: readonly string[], vnc: boolean): Promise<void> {
  const { session, machine } = machineOf(environment, words);
  const { spec, engine } = session;
  warnIfGone(environment, session);
  if (vnc) {
    const { output } = environment;
    const opened = await engine.openVnc(machine);
    output.line(output.say("vncPassword", { address: opened.address, password: opened.password }));
    if (spec.host.ssh !== undefined) output.line(output.say("tunnel", { command: `ssh -L ${opened.port}:${opened.address} ${spec.host.ssh}` }));
    output.result({ machine, ...opened });
    return;
  }
  const access = engine.console(machine);
  process.exitCode = "command" in access ? await foreground(access.command) : await openSerialConsole(access.socket, machine);
}
