import type { Command } from "commander";
import type { Environment } from "../environment";
import { needKey, openRegistered } from "../session";
import { renderSshConfig } from "../ssh-config";

/** `labwright ssh-config`: for ssh, scp, rsync, Ansible and editors. */
export function sshConfigCommand(program: Command, environment: () => Environment): void {
  program.command("ssh-config").argument("[lab]", "chapter id, or path of a lab file")
    .description("print an ssh_config with a Host for each machine")
    .action((lab: string | undefined) => {
      const { output } = environment();
      const session = openRegistered(environment(), lab);
      const { spec } = session;
      needKey(session);
      const text = renderSshConfig(session);
      output.line(text.trimEnd());
      output.result({ lab: spec.name, config: text });
    });
}
