import { DhcpServer } from "./dhcp-server";
import { Fabric, type Port } from "./fabric";
import { forwardToHost } from "./forward";
import { GatewayPort } from "./gateway-port";
import { Link } from "./link";
import { NameServer } from "./name-server";
import type { FabricConfig, GatewayConfig, PortConfig, SwitchConfig } from "./switch-config";
import { PLAIN_PORT, VlanPort } from "./vlan-port";

/** All networks of a lab, in one process of the user's. @returns what ends it */
export function startSwitch(config: SwitchConfig): () => void {
  const links = config.fabrics.flatMap(startFabric);
  return () => links.forEach((link) => link.close());
}

function startFabric({ ports, gateway }: FabricConfig): Link[] {
  const fabric = new Fabric();
  const links = ports.map((port) => connectPort(fabric, port));
  if (gateway === undefined) return links;
  const outside = connectGateway(fabric, gateway);
  return outside === undefined ? links : [...links, outside];
}

function connectPort(fabric: Fabric, { socket, vlans }: PortConfig): Link {
  const { ingress, egress } = vlans === undefined ? PLAIN_PORT : vlanPort(vlans);
  const port: Port = { ingress, egress, send: (frame) => link.send(frame) };
  // A machine that is gone may come back, or move, with the same address.
  const link = new Link(socket, (frame) => fabric.receive(port, frame), () => {
    fabric.remove(port);
    fabric.add(port);
  });
  fabric.add(port);
  return link;
}

function vlanPort(vlans: NonNullable<PortConfig["vlans"]>): Pick<Port, "ingress" | "egress"> {
  const port = new VlanPort(vlans);
  return { ingress: (frame) => port.ingress(frame), egress: (on) => port.egress(on) };
}

function connectGateway(fabric: Fabric, { address, inside, outside, dhcp, names }: GatewayConfig): Link | undefined {
  const link = outside === undefined ? undefined : new Link(outside, (frame) => port.fromOutside(frame));
  const port = new GatewayPort(fabric, {
    address, inside,
    dhcp: dhcp && new DhcpServer(dhcp),
    names: new NameServer(names, link && forwardToHost),
    outside: link && ((frame) => link.send(frame)),
  });
  fabric.add(port);
  return link;
}
