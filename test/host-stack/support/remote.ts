import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rig, RunResult } from "../../real/support/rig";

export interface Remote {
  /** Environment in which `ssh` knows the machines: for Terraform, its provisioners and the provider alike. */
  readonly env: Readonly<Record<string, string>>;
  readonly publicKey: string;
  readonly keyFile: string;
  /** A Host of the ssh configuration. */
  add(alias: string, user: string, address: string, jump?: string): void;
  run(alias: string, command: string, options?: { readonly timeoutMs?: number; readonly input?: string; readonly check?: boolean }): Promise<RunResult>;
}

/**
 * What the command line does for a lab: an ssh_config with a Host for each machine, and an `ssh` before the system's in
 * PATH that reads it. With LW_TEST_CUT in the environment no confirmation gets through: a lost connection.
 */
export async function makeRemote(rig: Rig, work: string): Promise<Remote> {
  const bin = join(work, "bin");
  const config = join(work, "ssh_config");
  const keyFile = join(work, "id_ed25519");
  mkdirSync(bin);
  await rig.exec(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "labwright-test", "-f", keyFile], { check: true });
  const publicKey = (await rig.exec(["cat", `${keyFile}.pub`], { check: true })).stdout.trim();
  const wrapper = join(bin, "ssh");
  writeFileSync(wrapper, `#!/bin/sh\nif [ -n "\${LW_TEST_CUT:-}" ]; then case "$*" in *'exec sh "$run" confirm'*) sleep 1; exit 255 ;; esac; fi\nexec /usr/bin/ssh -F ${config} "$@"\n`);
  chmodSync(wrapper, 0o755);
  const hosts: string[] = [];
  const write = (): void => writeFileSync(config, [...hosts, "Host *", "  BatchMode yes", "  LogLevel ERROR", ""].join("\n"));
  write();
  const env = { PATH: `${bin}:${process.env["PATH"] ?? ""}:/usr/sbin:/sbin` };
  return {
    env, publicKey, keyFile,
    add(alias, user, address, jump) {
      const options = [`Host ${alias}`, `HostName ${address}`, `User ${user}`, `IdentityFile ${keyFile}`, "IdentitiesOnly yes", `UserKnownHostsFile ${join(work, "known_hosts")}`, "StrictHostKeyChecking accept-new"];
      if (jump !== undefined) options.push(`ProxyCommand ${wrapper} -W %h:%p ${jump}`);
      hosts.push(options.join("\n  "));
      write();
    },
    run: (alias, command, options = {}) => rig.exec([wrapper, "-o", "ConnectTimeout=5", alias, command], { ...options, env }),
  };
}
