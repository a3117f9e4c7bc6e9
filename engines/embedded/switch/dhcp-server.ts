import { Address4 } from "ip-address";
import { DHCP, dhcpAnswer, OPTION, type DhcpMessage } from "./dhcp-message";
import { addressBytes } from "./packets";

/** One hour, as libvirt's dnsmasq gives. */
const LEASE_SECONDS = 3600;

export interface DhcpSettings {
  /** The server, gateway and name server. */
  readonly address: string;
  /** Bits. */
  readonly prefix: number;
  /** First and last address for those without one of their own; both or neither. */
  readonly pool?: { readonly start: string; readonly end: string };
  /** Addresses by MAC, in lower case with colons. */
  readonly reservations: Readonly<Record<string, string>>;
  /** Whether the server's address leads out of the network. */
  readonly isGateway: boolean;
  readonly domain?: string;
  /** Bytes. */
  readonly mtu?: number;
}

/** Leases of a network: machines of the lab have theirs reserved, others get one of the pool. */
export class DhcpServer {
  private readonly leases = new Map<string, { address: string; until: number }>();
  private readonly reserved: ReadonlySet<string>;

  constructor(private readonly settings: DhcpSettings, private readonly now: () => number = Date.now) {
    this.reserved = new Set([...Object.values(settings.reservations), settings.address]);
  }

  /** What is answered to a client's message, if anything. */
  answer(asked: DhcpMessage): Buffer | undefined {
    if (asked.op !== 1) return undefined;
    if (asked.server !== undefined && asked.server !== this.settings.address) {
      // It took another server's offer.
      this.leases.delete(asked.mac);
      return undefined;
    }
    switch (asked.type) {
      case DHCP.discover: return this.offer(asked);
      case DHCP.request: return this.acknowledge(asked);
      case DHCP.inform: return this.reply(asked, DHCP.ack, "0.0.0.0");
      case DHCP.release: this.leases.delete(asked.mac); return undefined;
      case DHCP.decline: return this.setAside(asked);
      default: return undefined;
    }
  }

  private offer(asked: DhcpMessage): Buffer | undefined {
    const address = this.addressFor(asked);
    if (address === undefined) return undefined;
    this.keep(asked.mac, address);
    return this.reply(asked, DHCP.offer, address);
  }

  private acknowledge(asked: DhcpMessage): Buffer | undefined {
    const wanted = asked.requested ?? asked.client;
    const address = this.addressFor({ ...asked, requested: wanted });
    if (address !== wanted) return this.reply(asked, DHCP.nak, "0.0.0.0");
    this.keep(asked.mac, address);
    return this.reply(asked, DHCP.ack, address);
  }

  // Somebody who never asked has it: as long as a lease, nobody else is sent into the same conflict.
  private setAside({ mac, requested }: DhcpMessage): undefined {
    if (requested === undefined || this.leases.get(mac)?.address !== requested) return undefined;
    this.leases.delete(mac);
    this.keep(`not ${requested}`, requested);
    return undefined;
  }

  private addressFor({ mac, requested }: DhcpMessage): string | undefined {
    const own = this.settings.reservations[mac];
    if (own !== undefined) return own;
    const taken = new Set(this.reserved);
    for (const [holder, lease] of this.leases) if (holder !== mac && lease.until > this.now()) taken.add(lease.address);
    const held = this.leases.get(mac);
    for (const address of [held?.address, requested]) {
      if (address !== undefined && this.isPooled(address) && !taken.has(address)) return address;
    }
    return this.freeAddress(mac, taken);
  }

  private isPooled(address: string): boolean {
    const { pool } = this.settings;
    if (pool === undefined || !Address4.isValid(address)) return false;
    return number(address) >= number(pool.start) && number(address) <= number(pool.end);
  }

  // Begins where the MAC says: a client that comes again after the server was restarted most likely finds its address free.
  private freeAddress(mac: string, taken: ReadonlySet<string>): string | undefined {
    const { pool } = this.settings;
    if (pool === undefined) return undefined;
    const [first, size] = [number(pool.start), number(pool.end) - number(pool.start) + 1];
    const begin = Number.parseInt(mac.replaceAll(":", ""), 16) % size;
    for (let tried = 0; tried < size; tried++) {
      const address = text(first + ((begin + tried) % size));
      if (!taken.has(address)) return address;
    }
    return undefined;
  }

  private keep(mac: string, address: string): void {
    this.leases.set(mac, { address, until: this.now() + LEASE_SECONDS * 1000 });
  }

  private reply(asked: DhcpMessage, type: number, address: string): Buffer {
    const { address: server, prefix, isGateway, domain, mtu } = this.settings;
    const own = addressBytes(server);
    const head: [number, Buffer][] = [[OPTION.type, Buffer.from([type])], [OPTION.server, own]];
    if (type === DHCP.nak) return dhcpAnswer(asked, address, server, head);
    const lease: [number, Buffer][] = asked.type === DHCP.inform ? [] : [[OPTION.leaseTime, uint(LEASE_SECONDS, 4)]];
    const options: [number, Buffer | undefined][] = [
      ...head, ...lease,
      [OPTION.mask, uint(prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0, 4)],
      [OPTION.router, isGateway ? own : undefined],
      [OPTION.dns, own],
      [OPTION.domain, domain === undefined ? undefined : Buffer.from(domain)],
      [OPTION.mtu, mtu === undefined ? undefined : uint(mtu, 2)],
    ];
    return dhcpAnswer(asked, address, server, options.flatMap(([code, value]) => (value === undefined ? [] : [[code, value] as const])));
  }
}

function number(address: string): number {
  return addressBytes(address).readUInt32BE(0);
}

function text(value: number): string {
  return [...uint(value, 4)].join(".");
}

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
