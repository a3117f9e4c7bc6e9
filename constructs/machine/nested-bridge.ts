import type { PackageFamily } from "../host/prepare/package-list";

/** A Linux bridge inside a lab machine. */
export interface InnerBridge {
  readonly name: string;
  readonly nic?: string;
}

/** What of cloud-init makes a bridge that outlasts a reboot: systemd-networkd on Debian and Ubuntu, NetworkManager on Fedora and its kin. @internal */
export function innerBridge({ name, nic }: InnerBridge, family: PackageFamily): { readonly files: readonly unknown[]; readonly commands: readonly string[] } {
  if (family === "dnf") {
    const port = nic === undefined ? [] : [`nmcli connection add type ethernet con-name ${name}-${nic} ifname ${nic} connection.master ${name} connection.slave-type bridge`];
    return { files: [], commands: [`nmcli connection add type bridge con-name ${name} ifname ${name} bridge.stp no ipv4.method disabled ipv6.method disabled`, ...port] };
  }
  const file = (suffix: string, content: string): unknown =>
    ({ path: `/etc/systemd/network/05-labwright-${suffix}`, content, permissions: "0644", owner: "root:root" });
  const files = [
    file(`${name}.netdev`, `[NetDev]\nName=${name}\nKind=bridge\n\n[Bridge]\nSTP=no\nForwardDelaySec=0\n`),
    file(`${name}.network`, `[Match]\nName=${name}\n\n[Link]\nRequiredForOnline=no\n\n[Network]\nLinkLocalAddressing=no\nConfigureWithoutCarrier=yes\n`),
    // Before netplan's own file for the NIC, which is 10-netplan-*.
    ...(nic === undefined ? [] : [file(`${nic}.network`, `[Match]\nName=${nic}\n\n[Network]\nBridge=${name}\nLinkLocalAddressing=no\n`)]),
  ];
  return { files, commands: ["networkctl reload"] };
}
