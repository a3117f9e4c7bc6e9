import type { Domain } from "@cdktf/provider-libvirt/lib/domain";
import { contentHash } from "../core/naming";
import type { StepFile } from "../spec/step-file";
import { escapeTemplate } from "../terraform/host-command";
import { TerraformData } from "../terraform/terraform-data";
import type { Machine } from "./machine";

/**
 * What happens inside a machine after boot, by labwright's runner: wait for SSH and cloud-init, and tell it its
 * neighbours' names. It runs again when the machine, its NICs or the lab's names change; never in cloud-init, so that a
 * new neighbour rebuilds nobody.
 * @internal
 */
export function readyStep(machine: Machine, domain: Domain): TerraformData {
  const { lab } = machine;
  // Asked for now: a variable or local that is only made while the stack is rendered comes too late for the first rendering.
  const { hosts, hostsHash, runner, sshPrivateKeyFile } = lab.resources;
  return new TerraformData(machine, "ready", () => {
    const ssh = machine.ssh;
    const file: StepFile = {
      apiVersion: "labwright/v1",
      lab: lab.name,
      machine: machine.name,
      domain: machine.hostName,
      uri: lab.host.uri,
      jump: lab.host.ssh,
      user: ssh?.user ?? "root",
      address: ssh?.address,
      steps: machine.image?.provisioning === "cloud-init" ? ["ssh", "cloud-init", "hosts"] : ["ssh"],
    };
    const steps = JSON.stringify(file);
    const triggers = {
      domain: `\${libvirt_domain.${domain.friendlyUniqueId}.uuid}`,
      steps: contentHash(steps),
      nics: contentHash(JSON.stringify(machine.nics.map(({ mac }) => mac))),
      hosts: hostsHash,
    };
    if (!ssh) return { triggers_replace: triggers };
    const environment = {
      LABWRIGHT_STEPS: escapeTemplate(steps),
      LABWRIGHT_HOSTS: hosts,
      LABWRIGHT_SSH_KEY: sshPrivateKeyFile,
    };
    return {
      triggers_replace: triggers,
      provisioner: [{ "local-exec": { command: `exec ${runner} run-steps`, interpreter: ["/bin/sh", "-c"], environment } }],
    };
  });
}
