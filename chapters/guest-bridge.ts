import type { CloudInitProps } from "../constructs/machine/cloud-init";

export interface GuestBridgeOptions {
  /** Name of the bridge inside the machine. */
  readonly bridge: string;
  /** The machine's NIC that becomes its port; attached with `addressing: "none"`. */
  readonly port: string;
  /** Address of the bridge with prefix: what the NIC would have had. */
  readonly address: string;
}

/**
 * cloud-init of a machine that is a KVM host itself and has a Linux bridge on one of its NICs.
 * @see https://www.freedesktop.org/software/systemd/man/252/systemd.network.html
 */
export function guestBridge({ bridge, port, address }: GuestBridgeOptions): Pick<CloudInitProps, "files" | "commands"> {
  // 05- comes before the 10-netplan- that netplan names its files with: the first file that matches a NIC wins.
  const file = (name: string, ...lines: string[]): { path: string; content: string } => ({
    path: `/etc/systemd/network/05-${name}`,
    content: `${lines.join("\n")}\n`,
  });
  return {
    files: [
      file(`${bridge}.netdev`, "[NetDev]", `Name=${bridge}`, "Kind=bridge"),
      file(`${bridge}.network`, "[Match]", `Name=${bridge}`, "[Network]", `Address=${address}`, "ConfigureWithoutCarrier=yes"),
      file(`${port}.network`, "[Match]", `Name=${port}`, "[Network]", `Bridge=${bridge}`),
    ],
    commands: ["networkctl reload"],
  };
}
