import { CloudinitDisk } from "@cdktf/provider-libvirt/lib/cloudinit-disk";
import { Ignition } from "@cdktf/provider-libvirt/lib/ignition";
import { Volume } from "@cdktf/provider-libvirt/lib/volume";
import { SSH_PUBLIC_KEY, type SeedSpec } from "../spec/lab-spec";
import { escapeTemplate } from "../terraform/host-command";
import type { Machine } from "./machine";

/**
 * The volume a machine reads its first-boot configuration from. The provider makes its file in a temporary directory that
 * a reboot empties; the volume holds a copy, so it ignores where that came from, and is replaced when the content changes.
 * @internal
 */
export function makeSeedVolume(machine: Machine, seed: () => SeedSpec, format: SeedSpec["format"], triggers: string[]): Volume {
  const { provider, pool, sshPublicKey } = machine.lab.resources;
  const filled = (text: string | undefined): string => escapeTemplate(text ?? "").replaceAll(SSH_PUBLIC_KEY, sshPublicKey);
  const name = `${machine.hostName}-seed`;
  const file = format === "cloud-init"
    ? new CloudinitDisk(machine, "cloud-init", {
        provider, name,
        get userData() { return filled(seed().userData); },
        get metaData() { return filled(seed().metaData); },
        get networkConfig() { return filled(seed().networkConfig); },
      })
    : new Ignition(machine, "ignition", { provider, name, get content() { return filled(seed().userData); } });
  return new Volume(machine, "seed", {
    provider,
    name: `${machine.name}-seed.${format === "cloud-init" ? "iso" : "ign"}`,
    pool: pool.name,
    create: { content: { url: file.path } },
    lifecycle: { ignoreChanges: ["create"], replaceTriggeredBy: triggers },
  });
}
