import type { Checker } from "../core/checker";
import { Cidr } from "../core/cidr";
import type { Problem } from "../core/lab-error";
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
  private readonly written: Cidr[] = [];
  private readonly unplaced: Cidr[] = [];
  private readonly failed = new Set<string>();

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
    if (!cidr) return this.fail(owner);
    if (cidr.family !== options.family || cidr.size < SMALLEST) {
      check.problem("LW1001", { property: options.property, given: cidr.toString(), rule: { en: `an IPv${options.family} network of at least ${SMALLEST} addresses`, zh: `至少有 ${SMALLEST} 个地址的 IPv${options.family} 网段` } });
      return this.fail(owner);
    }
    const moves = options.fixed !== true && this.authored.contains(cidr) && this.authored !== this.target;
    if (moves && !this.fits(cidr)) {
      this.unplaced.push(cidr);
      // It stays where it is written, so that nothing else is wrong for that reason.
      return { cidr };
    }
    const placed = (moves ? cidr.movedTo(this.target, this.authored) : undefined) ?? cidr;
    if (moves) this.written.push(cidr);
    const other = this.used.find((used) => used.cidr.overlaps(placed));
    if (other) check.problem("LW1011", { first: placed.toString(), second: other.cidr.toString(), other: other.owner });
    this.used.push({ cidr: placed, owner });
    return moves ? { cidr: placed, written: cidr } : { cidr: placed };
  }

  /** What is wrong with the base that the networks are moved to: one problem, however many of them it has no room for. */
  problem(path: string): Problem | undefined {
    if (this.unplaced.length === 0) return undefined;
    const all = [...this.written, ...this.unplaced];
    let prefix = this.target.prefix;
    while (prefix > this.authored.prefix && !areApart(all, this.authored.subnet(prefix, 0), this.authored)) prefix--;
    return { code: "LW1015", path, values: { cidr: this.unplaced.join(", "), base: this.target.toString(), prefix } };
  }

  /** Whether a construct's networks could not be read or placed, which was told: what follows from it need not be. */
  hasFailed(owner: string): boolean {
    return [...this.failed].some((path) => path === owner || path.startsWith(`${owner}/`));
  }

  private fits(cidr: Cidr): boolean {
    const placed = cidr.movedTo(this.target, this.authored);
    return placed !== undefined && !this.written.some((other) => !other.overlaps(cidr) && other.movedTo(this.target, this.authored)?.overlaps(placed));
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
    return this.fail(owner);
  }

  private fail(owner: string): undefined {
    this.failed.add(owner);
    return undefined;
  }
}

/** Whether networks stay apart from one another when they are moved to a base. */
export function areApart(networks: readonly Cidr[], base: Cidr, from: Cidr): boolean {
  const moved = networks.map((network) => network.movedTo(base, from));
  return moved.every((one, index) => one !== undefined && !moved.slice(0, index).some((other) => other?.overlaps(one)));
}
