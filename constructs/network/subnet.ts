import type { Checker } from "../core/checker";
import type { Cidr } from "../core/cidr";
import { show } from "../core/lab-error";
import { hashNumber } from "../core/naming";
import type { Text } from "../core/text";

/** A range of addresses, both ends included. */
export interface AddressRange {
  readonly start: string;
  readonly end: string;
}

export interface SubnetOptions {
  /** Whether somebody on the network answers as its gateway (the host's bridge, a router). */
  readonly gateway?: string;
  /** Whether the upper half is handed out by DHCP. */
  readonly dhcp: boolean;
  /** Whether addresses may be chosen for machines that give none: not on a LAN that is not ours. */
  readonly derive: boolean;
  /** The network as it is written in code, where the lab was moved to another base: addresses are written in it too. */
  readonly written?: Cidr;
}

/** First offset given to machines: below are the gateway and what a reader sets up by hand. */
const FIRST_MACHINE = 10;

/** The addresses of one network or VLAN, and who has which. */
export class Subnet {
  readonly gateway?: string;
  /** Addresses that DHCP hands out: the upper half of the network. */
  readonly dhcpRange?: AddressRange;
  private readonly owners = new Map<string, string>();

  constructor(
    readonly cidr: Cidr,
    private readonly options: SubnetOptions,
  ) {
    this.gateway = options.gateway;
    if (options.dhcp && this.usable >= 4) this.dhcpRange = { start: cidr.address(this.dhcpStart), end: cidr.address(this.last) };
  }

  /** Address with prefix, as cloud-init takes it: `10.20.4.11/24`. */
  withPrefix(address: string): string {
    return `${address}/${this.cidr.prefix}`;
  }

  /**
   * Gives a machine an address: the one it asks for (an address, or a number counted from the network's first), or one
   * derived from its name, so that adding a machine moves no other.
   * @returns undefined when none can be had; the reason is reported
   */
  claim(check: Checker, machine: string, requested: string | number | undefined, ...identity: string[]): string | undefined {
    if (requested !== undefined) return this.claimRequested(check, machine, requested);
    if (!this.options.derive) return undefined;
    const first = Math.min(FIRST_MACHINE, Math.max(2, Math.floor(this.usable / 4)));
    const end = this.dhcpRange ? this.dhcpStart - 1 : this.last;
    const count = end - first + 1;
    if (count > 0) {
      const start = hashNumber(count, ...identity);
      for (let step = 0; step < count; step++) {
        const address = this.cidr.address(first + ((start + step) % count));
        if (address !== this.gateway && !this.owners.has(address)) return this.give(address, machine);
      }
    }
    check.problem("LW1012", { cidr: this.cidr.toString(), machine, capacity: Math.max(0, count) });
    return undefined;
  }

  private claimRequested(check: Checker, machine: string, requested: string | number): string | undefined {
    const refuse = (why: Text): undefined => {
      check.problem("LW1013", { machine, given: show(requested), cidr: this.cidr.toString(), why });
      return undefined;
    };
    const offset = this.offsetOf(requested);
    if (offset === undefined) return refuse({ en: "not in the network", zh: "不在该网段内" });
    if (offset === 0n || (this.hasBroadcast && offset === this.cidr.size - 1n)) return refuse({ en: "the network's own or its broadcast address", zh: "是网络地址或广播地址" });
    const address = this.cidr.address(offset);
    if (address === this.gateway) return refuse({ en: "the gateway's", zh: "是网关的地址" });
    const owner = this.owners.get(address);
    if (owner !== undefined) return refuse({ en: `already the address of ${owner}`, zh: `已是 ${owner} 的地址` });
    return this.give(address, machine);
  }

  private offsetOf(requested: string | number): bigint | undefined {
    if (typeof requested !== "number") return this.options.written?.offsetOf(requested) ?? this.cidr.offsetOf(requested);
    return Number.isSafeInteger(requested) && requested >= 0 && BigInt(requested) < this.cidr.size ? BigInt(requested) : undefined;
  }

  private give(address: string, machine: string): string {
    this.owners.set(address, machine);
    return address;
  }

  private get hasBroadcast(): boolean {
    return this.cidr.family === 4 && this.cidr.prefix < 31;
  }

  // A /64 has more addresses than a lab can use: chosen ones are of its first 2^16.
  private get usable(): number {
    const size = this.cidr.size > 65536n ? 65536 : Number(this.cidr.size);
    return size - (this.hasBroadcast ? 2 : 1);
  }

  private get last(): number {
    return this.usable;
  }

  private get dhcpStart(): number {
    return Math.floor(this.usable / 2) + 1;
  }
}
