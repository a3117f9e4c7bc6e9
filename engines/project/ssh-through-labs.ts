import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { makeFolder } from "./folders";
import { quote } from "../../constructs/terraform/host-command";

/**
 * Makes the machines of a project's labs hosts that ssh knows by name, for labs that are put on them: libvirt's provider,
 * virsh and labwright's own steps all call `ssh`, and take no configuration file.
 * @param path PATH, to find the real ssh in
 * @returns a folder for the front of PATH
 */
export function sshThroughLabs(privateDirectory: string, path: string): string {
  const directory = join(privateDirectory, "bin");
  makeFolder(directory, 0o700);
  const configuration = join(privateDirectory, "ssh_config");
  const included = [...labConfigurations(privateDirectory), join(homedir(), ".ssh", "config"), "/etc/ssh/ssh_config"];
  // The first value that is found counts: the labs' own names come before a `Host *`.
  writeFileSync(configuration, included.filter((file) => existsSync(file)).map((file) => `Include "${file}"\n`).join(""), { mode: 0o600 });
  const real = findProgram("ssh", path.split(delimiter).filter((folder) => folder !== directory)) ?? "/usr/bin/ssh";
  writeFileSync(join(directory, "ssh"), `#!/bin/sh\nexec ${quote(real)} -F ${quote(configuration)} "$@"\n`, { mode: 0o700 });
  return directory;
}

/** The ssh_config of the lab that has the machine of an SSH destination; undefined where none has. */
export function labConfigurationOf(privateDirectory: string, destination: string): string | undefined {
  const host = destination.replace(/^.*@/, "");
  return labConfigurations(privateDirectory).find((file) => readFileSync(file, "utf8").split("\n").some((line) => /^Host /.test(line) && line.split(" ").slice(1).includes(host)));
}

function labConfigurations(privateDirectory: string): string[] {
  if (!existsSync(privateDirectory)) return [];
  return readdirSync(privateDirectory).sort().map((lab) => join(privateDirectory, lab, "ssh_config")).filter((file) => existsSync(file));
}

function findProgram(name: string, folders: readonly string[]): string | undefined {
  return folders.filter(Boolean).map((folder) => join(folder, name)).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
