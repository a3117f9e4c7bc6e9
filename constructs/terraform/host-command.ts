import type { KvmHost } from "../host/kvm-host";

/** A command line for `/bin/sh -c` on the machine that runs labwright or Terraform, and what it reads from the environment. */
export interface HostCommand {
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Puts a word into single quotes for a POSIX shell. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * A script that runs on a KVM host: as it is when the host is this machine, over the system's ssh otherwise. Its values
 * come as environment variables, never as text pasted into it.
 */
export function hostCommand(host: Pick<KvmHost, "ssh">, script: string, values: Readonly<Record<string, string>>): HostCommand {
  if (host.ssh === undefined) return { command: script, environment: values };
  const assignments = Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`);
  const remote = ["exec env", ...assignments, "sh -c", quote(script)].join(" ");
  return { command: `exec ssh -o BatchMode=yes ${sshDestination(host.ssh)} ${quote(remote)}`, environment: {} };
}

/** The words that name a host to ssh: `user@host:2222` becomes `-p 2222 user@host`. */
export function sshDestination(destination: string): string {
  const [host, port] = destination.split(":");
  return port === undefined ? quote(destination) : `-p ${port} ${quote(host ?? destination)}`;
}

/** Terraform reads `${` and `%{` in strings as templates; doubled, they stand for themselves. */
export function escapeTemplate(text: string): string {
  // A function: in a replacement text `$$` would itself stand for one `$`.
  return text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** A `local-exec` provisioner block. */
export function localExec(command: HostCommand, options: { readonly when?: "destroy" } = {}): Readonly<Record<string, unknown>> {
  const environment = Object.entries(command.environment).map(([name, value]): [string, string] => [name, escapeTemplate(value)]);
  return {
    "local-exec": {
      command: escapeTemplate(command.command),
      interpreter: ["/bin/sh", "-c"],
      environment: environment.length > 0 ? Object.fromEntries(environment) : undefined,
      when: options.when,
    },
  };
}
