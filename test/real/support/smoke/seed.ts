import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rig } from "../rig";

export interface Seed {
  readonly hostname: string;
  readonly publicKey: string;
  readonly mac: string;
  readonly ovsMac: string;
  /** With the prefix length. */
  readonly ovsAddress: string;
}

/** A NoCloud seed that uses what the labs use: user, key, files, commands, interfaces renamed by MAC. */
export async function makeSeed(rig: Rig, dir: string, seed: Seed): Promise<string> {
  const parts: Record<string, string> = {
    "user-data": `#cloud-config
hostname: ${seed.hostname}
users:
  - name: student
    shell: /bin/bash
    sudo: "ALL=(ALL) NOPASSWD:ALL"
    ssh_authorized_keys: ["${seed.publicKey}"]
write_files:
  - { path: /etc/smoke, content: "written\\n" }
runcmd:
  - [sh, -c, "echo ran > /run/smoke"]
`,
    "meta-data": `instance-id: ${seed.hostname}\nlocal-hostname: ${seed.hostname}\n`,
    "network-config": `version: 2
ethernets:
  mgmt0: { match: { macaddress: "${seed.mac}" }, set-name: mgmt0, dhcp4: true }
  fabric0: { match: { macaddress: "${seed.ovsMac}" }, set-name: fabric0, addresses: ["${seed.ovsAddress}"] }
`,
  };
  for (const [name, content] of Object.entries(parts)) writeFileSync(join(dir, name), content);
  const iso = join(dir, `${seed.hostname}-seed.iso`);
  await rig.exec(["genisoimage", "-quiet", "-output", iso, "-volid", "cidata", "-joliet", "-rock", ...Object.keys(parts)], { cwd: dir, check: true });
  return iso;
}
