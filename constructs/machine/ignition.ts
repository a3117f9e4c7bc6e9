import { SSH_PUBLIC_KEY } from "../spec/lab-spec";
import type { Nic } from "./nic";

/** A file that Ignition writes. */
export interface IgnitionFile {
  readonly path: string;
  readonly content: string;
  /** Octal, such as 0o644. @default 0o644 */
  readonly mode?: number;
}

/** What a machine with Ignition (Flatcar) does at its first boot. */
export interface IgnitionProps {
  readonly files?: readonly IgnitionFile[];
  /** systemd units, enabled. */
  readonly units?: readonly { readonly name: string; readonly contents: string }[];
}

/**
 * The Ignition configuration of a machine: SSH key, host name, and a systemd-networkd file for each NIC, found by MAC.
 * @see https://coreos.github.io/ignition/configuration-v3_3/
 */
export function renderIgnition(hostname: string, user: string, nics: readonly Nic[], props: IgnitionProps): string {
  const files = [
    { path: "/etc/hostname", content: `${hostname}\n` },
    ...nics.flatMap(networkdFiles),
    ...(props.files ?? []),
  ];
  return `${JSON.stringify({
    ignition: { version: "3.3.0" },
    passwd: { users: [{ name: user, sshAuthorizedKeys: [SSH_PUBLIC_KEY] }] },
    storage: { files: files.map(renderFile) },
    systemd: props.units?.length ? { units: props.units.map((unit) => ({ ...unit, enabled: true })) } : undefined,
  }, undefined, 2)}\n`;
}

function renderFile({ path, content, mode }: IgnitionFile): unknown {
  return { path, mode: mode ?? 0o644, overwrite: true, contents: { source: `data:,${encodeURIComponent(content)}` } };
}

function networkdFiles(nic: Nic, index: number): IgnitionFile[] {
  const base = `/etc/systemd/network/${10 + index}-${nic.name}`;
  const link = `[Match]\nMACAddress=${nic.mac}\n\n[Link]\nName=${nic.name}\n`;
  const gateways = nic.network.subnetsOf(nic.attachment).flatMap(({ gateway }) => gateway ?? []);
  const lines = nic.addressing === "dhcp" ? ["DHCP=ipv4"] : [
    ...nic.addresses.map((address) => `Address=${address}`),
    ...(nic.addressing === "static" && nic.network.kind === "nat" ? gateways.flatMap((via) => [`Gateway=${via}`, `DNS=${via}`]) : []),
  ];
  const network = `[Match]\nMACAddress=${nic.mac}\n\n[Network]\n${lines.join("\n")}\n`;
  return [{ path: `${base}.link`, content: link }, { path: `${base}.network`, content: network }];
}
