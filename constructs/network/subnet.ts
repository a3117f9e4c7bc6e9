import type { Checker } from "../core/checker";
import type { Cidr } from "../core/cidr";
import { show } from "../core/lab-error";
import { hashNumber } from "../core/naming";

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
}

/** First offset given to machines: below are the gateway and what a reader sets up by hand. */
const FIRST_MACHINE = 10;

/** The addresses of one network or VLAN, and who has which. */
export class Subnet {
  readonly gateway?: string;
  private readonly owners = new Map<number, string>();

  constructor(
    readonly cidr: Cidr,
    private readonly options: SubnetOptions,
  ) {
    this.gateway = options.gateway;
  }

  /** Addresses that DHCP hands out: the upper half of the network. */
  get dhcpRange(): AddressRange | undefined {
    if (!this.options.dhcp || this.usable < 4) return undefined;
    return { start: this.cidr.address(this.dhcpStart), end: this.cidr.address(this.last) };
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
        const offset = first + ((start + step) % count);
        if (this.isFree(offset)) return this.give(offset, machine);
      }
    }
    check.problem("LW1012", { cidr: this.cidr.toString(), machine, capacity: Math.max(0, count) });
    return undefined;
  }

  private claimRequested(check: Checker, machine: string, requested: string | number): string | undefined {
    const refuse = (why: string): undefined => {
      check.problem("LW1013", { machine, given: show(requested), cidr: this.cidr.toString(), why });
      return undefined;
    };
    const offset = typeof requested === "number" ? requested : this.cidr.offsetOf(requested);
    if (offset === undefined || !Number.isInteger(offset) || offset < 0 || BigInt(offset) >= this.cidr.size) return refuse("not in the network");
    if (offset < 1 || offset > this.last) return refuse("the network's own or its broadcast address");
    if (this.cidr.address(offset) === this.gateway) return refuse("the gateway's");
    const owner = this.owners.get(offset);
    if (owner !== undefined) return refuse(`already the address of ${owner}`);
    return this.give(offset, machine);
  }

  private give(offset: number, machine: string): string {
    this.owners.set(offset, machine);
    return this.cidr.address(offset);
  }

  private isFree(offset: number): boolean {
    return !this.owners.has(offset) && this.cidr.address(offset) !== this.gateway;
  }

  // A /64 has more addresses than a lab can use: the first 2^16 are plenty and keep offsets safe integers.
  private get usable(): number {
    const size = this.cidr.size > 65536n ? 65536 : Number(this.cidr.size);
    return size - (this.cidr.family === 4 && this.cidr.prefix < 31 ? 2 : 1);
  }

  private get last(): number {
    return this.usable;
  }

  private get dhcpStart(): number {
    return Math.floor(this.usable / 2) + 1;
  }
}
