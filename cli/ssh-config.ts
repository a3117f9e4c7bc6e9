import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { labConfigurationOf } from "../engines/project/ssh-through-labs";
import { sshOptions } from "../engines/runner/ssh";
import type { Session } from "./session";

/** An ssh_config with a Host for each machine: `ssh -F .labwright/<lab>/ssh_config web1`. */
export function renderSshConfig({ spec, labDirectory, engine }: Pick<Session, "spec" | "labDirectory" | "engine">): string {
  const jump = spec.host.ssh === undefined ? undefined : labConfigurationOf(dirname(labDirectory), spec.host.ssh);
  const privateKeyFile = join(labDirectory, "id_ed25519");
  const blocks = spec.machines.flatMap((machine) => {
    const { name, hostName, ssh } = machine;
    const reached = engine.reachedAt(machine);
    if (ssh === undefined || reached === undefined) return [];
    const options = sshOptions({ machine: name, user: ssh.user, ...reached, privateKeyFile, jump: spec.host.ssh });
    const lines = [["HostName", reached.address], ["User", ssh.user], ["IdentityFile", privateKeyFile], ...Object.entries(options)];
    return [`Host ${name} ${hostName}\n${lines.map(([key, value]) => `  ${key} ${/\s/.test(value ?? "") ? `"${value}"` : value}`).join("\n")}\n`];
  });
  return [...(jump === undefined ? [] : [`# The host is a machine of another lab.\nInclude "${jump}"\n`]), ...blocks].join("\n");
}

export function writeSshConfig(session: Session): string {
  const file = join(session.labDirectory, "ssh_config");
  writeFileSync(file, renderSshConfig(session), { mode: 0o600 });
  return file;
}
