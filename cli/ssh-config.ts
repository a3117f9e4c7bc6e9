import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LabSpec } from "../constructs/spec/lab-spec";
import { labConfigurationOf } from "../engines/project/ssh-through-labs";
import { sshOptions } from "../engines/runner/ssh";

/** An ssh_config with a Host for each machine: `ssh -F .labwright/<lab>/ssh_config web1`. */
export function renderSshConfig(spec: LabSpec, labDirectory: string): string {
  const jump = spec.host.ssh === undefined ? undefined : labConfigurationOf(dirname(labDirectory), spec.host.ssh);
  const privateKeyFile = join(labDirectory, "id_ed25519");
  const blocks = spec.machines.flatMap(({ name, hostName, ssh }) => {
    if (ssh?.address === undefined) return [];
    const options = sshOptions({ machine: name, user: ssh.user, address: ssh.address, privateKeyFile, jump: spec.host.ssh });
    const lines = [["HostName", ssh.address], ["User", ssh.user], ["IdentityFile", privateKeyFile], ...Object.entries(options)];
    return [`Host ${name} ${hostName}\n${lines.map(([key, value]) => `  ${key} ${/\s/.test(value ?? "") ? `"${value}"` : value}`).join("\n")}\n`];
  });
  return [...(jump === undefined ? [] : [`# The host is a machine of another lab.\nInclude "${jump}"\n`]), ...blocks].join("\n");
}

export function writeSshConfig(spec: LabSpec, labDirectory: string): string {
  const file = join(labDirectory, "ssh_config");
  writeFileSync(file, renderSshConfig(spec, labDirectory), { mode: 0o600 });
  return file;
}
