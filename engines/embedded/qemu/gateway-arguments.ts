import type { Outside } from "../network-plan";
import { escaped } from "./machine-arguments";

/** Words of a QEMU without a machine: its user networks lead the lab's out, each joined by a hub to the switch's socket. */
export function gatewayArguments(emulator: string, mark: string, networks: readonly Outside[]): string[] {
  return [
    emulator, "-name", mark, "-no-user-config", "-nodefaults", "-display", "none", "-daemonize", "-machine", "none",
    ...networks.flatMap(({ socket, cidr, gateway, cidr6, gateway6 }, index) => [
      "-netdev", ["user", `id=user${index}`, `net=${cidr}`, `host=${gateway}`, ...ipv6(cidr6, gateway6)].join(","),
      "-netdev", `stream,id=lab${index},server=on,addr.type=unix,addr.path=${escaped(socket)}`,
      "-netdev", `hubport,id=inner${index},hubid=${index},netdev=user${index}`,
      "-netdev", `hubport,id=outer${index},hubid=${index},netdev=lab${index}`,
    ]),
  ];
}

function ipv6(cidr: string | undefined, gateway: string | undefined): string[] {
  if (cidr === undefined || gateway === undefined) return ["ipv6=off"];
  const [prefix, length] = cidr.split("/");
  return [`ipv6-prefix=${prefix}`, `ipv6-prefixlen=${length}`, `ipv6-host=${gateway}`];
}
