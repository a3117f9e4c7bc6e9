import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { Config } from "../config/config";
import { ensureSshKey } from "../project/ssh-key";
import { findHostFacts, keptHostFacts } from "./host-facts";
import { writeVariables } from "./workspace";

export interface HostVariablesOptions {
  readonly workspace: string;
  readonly labDirectory: string;
  readonly config: Config;
  /** The command that Terraform calls labwright by. */
  readonly self: string;
  /** Folder or address that clusters are made from. @default - upstream */
  readonly bundle?: string;
  /** @default - the host is asked */
  readonly findFacts?: typeof findHostFacts;
}

/** Writes beside a lab's JSON what only this machine knows: its key, made if there is none, and what its host can do. @throws LabError LW4020, LW4021 */
export async function writeHostVariables(spec: LabSpec, { workspace, labDirectory, config, self, bundle, findFacts = findHostFacts }: HostVariablesOptions): Promise<void> {
  const key = ensureSshKey(labDirectory, spec.name, config.sshKey);
  const { accelerator, ovsDatapath } = await keptHostFacts(labDirectory, spec, config, findFacts);
  writeVariables(workspace, {
    labwright_accelerator: accelerator === "kvm" ? "kvm" : "qemu",
    labwright_ovs_datapath: ovsDatapath,
    labwright_ssh_public_key: key.publicKey,
    labwright_ssh_private_key_file: key.privateKeyFile,
    labwright_command: self,
    ...((spec.clusters ?? []).length > 0 && { labwright_bundle: bundle ?? "", labwright_lab_directory: labDirectory }),
  });
}
