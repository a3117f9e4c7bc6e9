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

/** What a machine wants of a network. */
export interface AddressWish {
  /** @default - one derived from its name */
  readonly requested?: string | number;
  /** Whether the DHCP server hands it out, which then gives it to nobody else. @default false */
  readonly leased?: boolean;
}

/** Tells the address that was claimed; undefined where none was left, which is reported. */
export type Claim = () => string | undefined;

interface Waiting {
  readonly check: Checker;
  readonly machine: string;
  readonly identity: readonly string[];
  address?: string;
}

/** First offset given to machines: below are the gateway and what a reader sets up by hand. */
const FIRST_MACHINE = 10;

/** The addresses of one network or VLAN, and who has which. */
export class Subnet {
  readonly gateway?: string;
  /** Addresses that DHCP hands out: the upper half of the network. */
  readonly dhcpRange?: AddressRange;
  private readonly owners = new Map<string, string>();
  private readonly waiting: Waiting[] = [];

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
   * Keeps an address for a machine: the one it asks for (an address, or a number counted from the network's first), or one
   * derived from its name. A derived one is decided when it is first read: what is asked for goes first, wherever in the
   * code, and of two machines whose names come to the same address the one that was declared first has it.
   * @returns undefined when there is none; the reason is reported
   */
  claim(check: Checker, machine: string, { requested, leased = false }: AddressWish, ...identity: string[]): Claim | undefined {
    if (requested !== undefined) {
      const address = this.claimRequested(check, machine, requested, leased);
      return address === undefined ? undefined : () => address;
    }
    if (!this.options.derive) return undefined;
    const waiting: Waiting = { check, machine, identity };
    this.waiting.push(waiting);
    return () => {
      this.settle();
      return waiting.address;
    };
  }

  private settle(): void {
    const first = Math.min(FIRST_MACHINE, Math.max(2, Math.floor(this.usable / 4)));
    const end = this.dhcpRange ? this.dhcpStart - 1 : this.last;
    const count = Math.max(0, end - first + 1);
    for (const waiting of this.waiting.splice(0)) {
      const { check, machine, identity } = waiting;
      const address = this.firstFree(first, choices(count, identity));
      if (address === undefined) check.problem("LW1012", { cidr: this.cidr.toString(), machine, capacity: count });
      else waiting.address = this.give(address, machine);
    }
  }

  private firstFree(first: number, offsets: Iterable<number>): string | undefined {
    for (const offset of offsets) {
      const address = this.cidr.address(first + offset);
      if (address !== this.gateway && !this.owners.has(address)) return address;
    }
    return undefined;
  }

  private claimRequested(check: Checker, machine: string, requested: string | number, leased: boolean): string | undefined {
    const refuse = (why: Text): undefined => {
      check.problem("LW1013", { machine, given: show(requested), cidr: this.cidr.toString(), why });
      return undefined;
    };
    const offset = this.offsetOf(requested);
    if (offset === undefined) return refuse({ en: "not in the network", zh: "不在该网段内" });
    if (offset === 0n || (this.hasBroadcast && offset === this.cidr.size - 1n)) return refuse({ en: "the network's own or its broadcast address", zh: "是网络地址或广播地址" });
    const address = this.cidr.address(offset);
    if (address === this.gateway) return refuse({ en: "the gateway's", zh: "是网关的地址" });
    if (!leased && this.dhcpRange && offset >= BigInt(this.dhcpStart) && offset <= BigInt(this.last)) {
      const range = `${this.dhcpRange.start}-${this.dhcpRange.end}`;
      return refuse({
        en: `one of ${range}, which the network's DHCP server hands out: take one outside, or reserve it with \`addressing: "dhcp"\``,
        zh: `在 DHCP 服务器分配的 ${range} 之内：请使用范围之外的地址，或设置 \`addressing: "dhcp"\` 予以保留`,
      });
    }
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

/** Draws before every number is tried one after another. */
const DRAWS = 64;

// Drawn anew each time and not the next one that is free: a machine that goes then moves only those that had drawn its address.
function* choices(count: number, identity: readonly string[]): Iterable<number> {
  if (count === 0) return;
  const start = hashNumber(count, ...identity);
  yield start;
  for (let draw = 1; draw < DRAWS; draw++) yield hashNumber(count, ...identity, String(draw));
  for (let step = 1; step < count; step++) yield (start + step) % count;
}
