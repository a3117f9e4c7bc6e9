import type { Command } from "commander";
import { Virsh } from "../../engines/libvirt/virsh";
import { openVnc } from "../../engines/libvirt/vnc";
import type { Environment } from "../environment";
import { foreground } from "../foreground";
import { machineOf } from "../machine-of";
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
  const { spec } = session;
  warnIfGone(environment, session);
  const found = spec.machines.find(({ name }) => name === machine);
  const hostName = found?.hostName ?? machine;
  const virsh = new Virsh(spec.host, session.log);
  if (vnc) {
    const { output } = environment;
    const opened = await openVnc(virsh, hostName);
    output.line(output.say("vncPassword", { address: opened.address, password: opened.password }));
    if (spec.host.ssh !== undefined) output.line(output.say("tunnel", { command: `ssh -L ${opened.port}:${opened.address} ${spec.host.ssh}` }));
    output.result({ machine, ...opened });
    return;
  }
  process.exitCode = await foreground(["virsh", "-c", virsh.uri, "console", hostName]);
}
