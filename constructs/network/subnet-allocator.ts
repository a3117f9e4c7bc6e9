import type { Checker } from "../core/checker";
import { Cidr } from "../core/cidr";
import { hashNumber } from "../core/naming";

/** Where networks without a `cidr` go, unless a lab or the reader says otherwise: clear of the books' labs, Docker and Kubernetes. */
export const DEFAULT_SUBNET_BASE = "10.128.0.0/10";

/** Prefix of a derived network. */
const DERIVED_PREFIX = 24;

/** Addresses of the smallest network: its own, a gateway, a machine, broadcast. */
const SMALLEST = 4n;

interface Used {
  readonly cidr: Cidr;
  readonly owner: string;
}

/** A network, and how it is written in code where it was moved. */
export interface PlacedCidr {
  readonly cidr: Cidr;
  readonly written?: Cidr;
}

/** Hands out the networks of a lab, and finds those that overlap. */
export class SubnetAllocator {
  private readonly used: Used[] = [];

  /**
   * @param authored the base that the lab's given networks are written in
   * @param target the base they are moved to; the same when nobody asked to move
   */
  constructor(
    private readonly identity: string,
    private readonly authored: Cidr,
    private readonly target: Cidr,
  ) {}

  /** A network given in code: moved with the base when it lies in it, left alone otherwise, as a LAN around the host always is. */
  given(check: Checker, text: unknown, owner: string, options: { property: string; family: 4 | 6; fixed?: boolean }): PlacedCidr | undefined {
    const cidr = check.attempt(() => Cidr.parse(text, options.property), undefined);
    if (!cidr) return undefined;
    if (cidr.family !== options.family || cidr.size < SMALLEST) {
      check.problem("LW1001", { property: options.property, given: cidr.toString(), rule: { en: `an IPv${options.family} network of at least ${SMALLEST} addresses`, zh: `至少有 ${SMALLEST} 个地址的 IPv${options.family} 网段` } });
      return undefined;
    }
    const moves = options.fixed !== true && this.authored.contains(cidr) && this.authored !== this.target;
    const placed = moves ? cidr.movedTo(this.target, this.authored) : cidr;
    if (!placed) {
      check.problem("LW1015", { cidr: cidr.toString(), base: this.target.toString(), prefix: this.authored.prefix });
      return undefined;
    }
    const other = this.used.find((used) => used.cidr.overlaps(placed));
    if (other) check.problem("LW1011", { first: placed.toString(), second: other.cidr.toString(), other: other.owner });
    this.used.push({ cidr: placed, owner });
    return moves ? { cidr: placed, written: cidr } : { cidr: placed };
  }

  /** A network derived from its owner's name: the same for the same lab, and free within it. */
  derived(check: Checker, owner: string): PlacedCidr | undefined {
    const prefix = Math.max(DERIVED_PREFIX, this.target.prefix);
    return this.probe(check, owner, this.target, prefix, "subnet");
  }

  /** A unique local IPv6 network (RFC 4193); its 40 global bits are derived from the lab. */
  derivedV6(check: Checker, owner: string): PlacedCidr | undefined {
    const site = Cidr.parse("fd00::/8").subnet(48, hashNumber(2 ** 40, "ula", this.identity));
    return this.probe(check, owner, site, 64, "ula-subnet");
  }

  private probe(check: Checker, owner: string, base: Cidr, prefix: number, purpose: string): PlacedCidr | undefined {
    const count = base.size < SMALLEST ? 0 : base.subnetCount(prefix);
    const start = count > 0 ? hashNumber(count, purpose, this.identity, owner) : 0;
    for (let step = 0; step < count; step++) {
      const cidr = base.subnet(prefix, (start + step) % count);
      if (!this.used.some((used) => used.cidr.overlaps(cidr))) {
        this.used.push({ cidr, owner });
        return { cidr };
      }
    }
    check.problem("LW1014", { base: base.toString(), network: owner, prefix });
    return undefined;
  }
}
