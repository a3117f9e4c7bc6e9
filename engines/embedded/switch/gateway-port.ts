import { DHCP, readDhcp } from "./dhcp-message";
import type { DhcpServer } from "./dhcp-server";
import type { Fabric, Port } from "./fabric";
import { destination, etherType, isGroup, macNumber, source, type Frame } from "./frames";
import type { NameServer } from "./name-server";
import { addressBytes, arpAnswer, arpAnswerOf, datagramFrame, echoAnswer, IPV4, ipv4Destination, macBytes, readArpRequest, readDatagram, type Datagram } from "./packets";
import { PLAIN_PORT } from "./vlan-port";
import { WayOut } from "./way-out";

export interface GatewayOptions {
  readonly address: string;
  readonly dhcp?: DhcpServer;
  readonly names?: NameServer;
  /** Takes what leaves the network, and answers ARP for the gateway; without it the network leads nowhere. */
  readonly outside?: (frame: Frame) => void;
  /** CIDRs of the network. */
  readonly inside: readonly string[];
}

const BROADCAST = "255.255.255.255";

/**
 * The network's own address: gateway, DHCP server and name server, as libvirt's bridge and dnsmasq are. What is sent to
 * that address goes no further, and nothing leads out that would end at this host's loopback.
 */
export class GatewayPort implements Port {
  readonly ingress = PLAIN_PORT.ingress;
  readonly egress = PLAIN_PORT.egress;
  private readonly mac: Buffer;
  /** Addresses that what leads out goes by; for IPv6 it has another. */
  private readonly own: Set<number>;
  private readonly wayOut: WayOut;

  constructor(private readonly fabric: Fabric, private readonly options: GatewayOptions) {
    this.mac = macBytes(gatewayMac(options.address));
    this.own = new Set([macNumber(gatewayMac(options.address))]);
    this.wayOut = new WayOut(options.inside);
  }

  send(frame: Frame): void {
    const { address, dhcp, outside } = this.options;
    const datagram = readDatagram(frame);
    if (datagram?.destinationPort === 67 && [address, BROADCAST].includes(datagram.destination)) {
      if (dhcp !== undefined) this.answerDhcp(dhcp, datagram);
      return;
    }
    if (ipv4Destination(frame) === address) {
      if (datagram !== undefined) this.answerDatagram(datagram);
      else this.emit(echoAnswer(frame, this.mac));
      return;
    }
    if (outside !== undefined) return this.leadsOut(frame) ? outside(frame) : undefined;
    const asked = readArpRequest(frame);
    if (asked?.wanted === address) this.emit(arpAnswer(this.mac, address, asked.askerMac, asked.asker));
  }

  /** What comes from outside: all but answers for addresses that are not the gateway's. */
  fromOutside(frame: Frame): void {
    const answered = arpAnswerOf(frame);
    if (answered !== undefined && answered !== this.options.address) return;
    this.own.add(source(frame));
    this.emit(frame);
  }

  // A user network takes whatever it sees for something to lead out, also what the switch, not knowing better, sent everywhere.
  private leadsOut(frame: Frame): boolean {
    const to = destination(frame);
    return (isGroup(to) ? etherType(frame) !== IPV4 : this.own.has(to)) && this.wayOut.lets(frame);
  }

  private answerDhcp(dhcp: DhcpServer, { payload, sourceMac }: Datagram): void {
    const asked = readDhcp(payload);
    const answer = asked && dhcp.answer(asked);
    if (asked === undefined || answer === undefined) return;
    const given = readDhcp(answer);
    const your = [...answer.subarray(16, 20)].join(".");
    const isBroadcast = given?.type === DHCP.nak || (asked.client === "0.0.0.0" && (asked.flags & 0x8000) !== 0);
    this.emit(datagramFrame({
      sourceMac: this.mac, source: this.options.address, sourcePort: 67, destinationPort: 68, payload: answer,
      destinationMac: isBroadcast ? Buffer.alloc(6, 0xff) : Buffer.from(sourceMac),
      destination: isBroadcast ? BROADCAST : asked.client === "0.0.0.0" ? your : asked.client,
    }));
  }

  private answerDatagram(asked: Datagram): void {
    if (asked.destinationPort !== 53 || this.options.names === undefined) return;
    const { sourceMac, source, sourcePort } = asked;
    const back = { destinationMac: Buffer.from(sourceMac), destination: source, destinationPort: sourcePort, sourceMac: this.mac, source: this.options.address, sourcePort: 53 };
    // A question nobody answers is asked again by whoever asked it.
    void this.options.names.answer(Buffer.from(asked.payload)).then((payload) => payload && this.emit(datagramFrame({ ...back, payload })), () => undefined);
  }

  private emit(frame: Frame | undefined): void {
    if (frame !== undefined) this.fabric.receive(this, frame);
  }
}

/** As QEMU's user network makes it. */
export function gatewayMac(address: string): string {
  return `52:55:${[...addressBytes(address)].map((byte) => byte.toString(16).padStart(2, "0")).join(":")}`;
}
