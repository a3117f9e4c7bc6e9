import { FakeHost } from "./fake-host";

export type ManagerName = "systemd-networkd" | "NetworkManager" | "ifupdown";

const NETPLAN = "[Match]\nMACAddress=52:54:00:00:00:01\nName=eth0\n\n[Network]\nAddress=10.0.0.5/24\nGateway=10.0.0.1\n";
const INTERFACES = "auto lo\niface lo inet loopback\n\nallow-hotplug eth0\niface eth0 inet static\n    address 10.0.0.5/24\n    gateway 10.0.0.1\n";
const OURS = ["05-labwright-br0.netdev", "05-labwright-br0.network", "05-labwright-eth0.network"];
const inDir = (on: FakeHost, dir: string): number => OURS.filter((name) => on.has(`${dir}/${name}`)).length;

/** Who runs a host's network, and how its configuration is looked at afterwards. */
export const MANAGERS: readonly { readonly name: ManagerName; readonly ours: { permanent(on: FakeHost): boolean; untouched(on: FakeHost): boolean } }[] = [
  {
    name: "systemd-networkd",
    ours: {
      permanent: (on) => inDir(on, "/etc/systemd/network") === 3 && inDir(on, "/run/systemd/network") === 0,
      untouched: (on) => inDir(on, "/etc/systemd/network") + inDir(on, "/run/systemd/network") === 0 && on.read("/run/systemd/network/10-netplan-eth0.network") === NETPLAN,
    },
  },
  {
    name: "NetworkManager",
    ours: {
      permanent: (on) => !on.has("connections/labwright-br0/volatile", "fake") && on.read("connections/uuid-1/connection.autoconnect", "fake") === "no\n",
      untouched: (on) => !on.has("connections/labwright-br0", "fake") && !on.has("connections/labwright-br0-eth0", "fake") && on.read("connections/uuid-1/connection.autoconnect", "fake") === "yes\n",
    },
  },
  {
    name: "ifupdown",
    ours: {
      permanent: (on) => /^allow-hotplug eth0\nauto br0\niface eth0 inet manual\n\niface br0 inet static\n {4}pre-up ip link/m.test(on.read("/etc/network/interfaces")),
      untouched: (on) => on.read("/etc/network/interfaces") === INTERFACES,
    },
  },
];

/** A host with eth0 at 10.0.0.5/24. Without /run/systemd/system timers are plain background processes. */
export function networkHost(manager: ManagerName, wrap: readonly string[] = []): FakeHost {
  const on = new FakeHost("debian", wrap);
  on.write("/sys/class/net/lo/address", "00:00:00:00:00:00\n");
  on.write("/sys/class/net/eth0/address", "52:54:00:00:00:01\n");
  on.write("/sys/class/net/eth0/mtu", "1500\n");
  on.write("/sys/class/net/eth0/ifindex", "2\n");
  on.write("/sys/class/net/eth0/addresses", "10.0.0.5/24\n");
  configure(on, manager);
  return on;
}

export function configure(on: FakeHost, manager: ManagerName): void {
  if (manager === "systemd-networkd") {
    on.install("managers.sh", "networkctl");
    on.write("units/systemd-networkd", "enabled active\n", "fake");
    on.write("/run/systemd/network/10-netplan-eth0.network", NETPLAN);
    on.write("network-file", "/run/systemd/network/10-netplan-eth0.network\n", "fake");
  } else if (manager === "NetworkManager") {
    on.install("managers.sh", "nmcli");
    on.write("nm-uuid", "uuid-1\n", "fake");
    const old = { type: "ethernet", ifname: "eth0", "ipv4.method": "manual", "ipv4.addresses": "10.0.0.5/24", "connection.autoconnect": "yes" };
    for (const [key, value] of Object.entries(old)) on.write(`connections/uuid-1/${key}`, `${value}\n`, "fake");
  } else {
    on.install("managers.sh", "ifup", "ifdown");
    on.write("/etc/network/interfaces", INTERFACES);
  }
}

export async function until(holds: () => boolean, seconds = 20): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !holds(); await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (Date.now() > end) throw new Error("it did not come true");
  }
}
