import { Address4, Address6 } from "ip-address";
import { LabError, show } from "./lab-error";
import { wholeNumber } from "./rules";
import type { Text } from "./text";

type Address = Address4 | Address6;

/** A network of IPv4 or IPv6 addresses in CIDR notation. Immutable; arithmetic by the `ip-address` library. */
export class Cidr {
  readonly family: 4 | 6;
  readonly prefix: number;
  private readonly first: bigint;

  private constructor(first: bigint, prefix: number, family: 4 | 6) {
    this.family = family;
    this.prefix = prefix;
    this.first = first;
  }

  /**
   * @param text such as `10.20.4.0/24` or `fd00:20:4::/64`
   * @throws LabError LW1010 when it is no network, or has host bits set
   */
  static parse(text: unknown, property = "cidr", path?: string): Cidr {
    const fail = (hint: Text): LabError => LabError.of("LW1010", { property, given: show(text), hint }, path);
    const address = typeof text === "string" && /^[0-9a-fA-F.:]+\/\d{1,3}$/.test(text) ? parseAddress(text) : undefined;
    if (!address) throw fail({ en: "write it in CIDR notation", zh: "请使用 CIDR 表示法" });
    const family = address instanceof Address4 ? 4 : 6;
    const first = address.startAddress().bigInt();
    const cidr = new Cidr(first, address.subnetMask, family);
    if (first !== address.bigInt()) throw fail({ en: `did you mean ${cidr.toString()}?`, zh: `是否应为 ${cidr.toString()}？` });
    return cidr;
  }

  /** Number of addresses, the network's own and the broadcast address included. */
  get size(): bigint {
    return 1n << BigInt(this.bits - this.prefix);
  }

  /** The first address: what the network is called by. */
  get network(): string {
    return this.address(0n);
  }

  /** The netmask in dotted form (IPv4), as libvirt's `<ip netmask>` takes it. */
  get netmask(): string {
    const all = (1n << BigInt(this.bits)) - 1n;
    return render(all ^ (this.size - 1n), this.family);
  }

  /**
   * The address at an offset from the first; negative offsets count from the end, -1 being the last.
   * @throws LabError LW1001 when it lies outside
   */
  address(offset: bigint | number): string {
    const distance = whole("offset", offset, -this.size, this.size - 1n);
    const from = distance < 0n ? this.size : 0n;
    return render(this.first + from + distance, this.family);
  }

  /** The offset of an address in this network; undefined when it lies outside or is no address. */
  offsetOf(address: unknown): bigint | undefined {
    const parsed = typeof address === "string" && /^[0-9a-fA-F.:]+$/.test(address) ? parseAddress(address) : undefined;
    if (!parsed || (parsed instanceof Address4 ? 4 : 6) !== this.family) return undefined;
    const distance = parsed.bigInt() - this.first;
    return distance < 0n || distance >= this.size ? undefined : distance;
  }

  overlaps(other: Cidr): boolean {
    return this.family === other.family && this.first < other.first + other.size && other.first < this.first + this.size;
  }

  contains(other: Cidr): boolean {
    return this.family === other.family && this.prefix <= other.prefix && this.overlaps(other);
  }

  /**
   * The n-th network of a longer prefix within this one.
   * @throws LabError LW1001 when there is none
   */
  subnet(prefix: number, index: bigint | number): Cidr {
    const longer = Number(whole("prefix", prefix, BigInt(this.prefix), BigInt(this.bits)));
    const nth = whole("index", index, 0n, (1n << BigInt(longer - this.prefix)) - 1n);
    return new Cidr(this.first + (nth << BigInt(this.bits - longer)), longer, this.family);
  }

  /** How many networks of a longer prefix this one holds; 0 when the prefix is shorter than its own. */
  subnetCount(prefix: number): number {
    return prefix < this.prefix ? 0 : Number(1n << BigInt(Math.min(prefix - this.prefix, 48)));
  }

  /**
   * The network at the same distance from the start of another base, counted from the start again where that is smaller:
   * networks that lie close together stay apart. Undefined when the base has no room for it.
   */
  movedTo(base: Cidr, from: Cidr): Cidr | undefined {
    if (this.prefix < base.prefix) return undefined;
    return new Cidr(base.first + ((this.first - from.first) & (base.size - 1n)), this.prefix, this.family);
  }

  toString(): string {
    return `${this.network}/${this.prefix}`;
  }

  private get bits(): number {
    return this.family === 4 ? 32 : 128;
  }
}

function whole(property: string, value: unknown, min: bigint, max: bigint): bigint {
  const number = typeof value === "bigint" ? value : Number.isSafeInteger(value) ? BigInt(value as number) : undefined;
  if (number !== undefined && number >= min && number <= max) return number;
  throw LabError.of("LW1001", { property, given: show(value), rule: wholeNumber(min, max) });
}

function parseAddress(text: string): Address | undefined {
  try {
    return text.includes(":") ? new Address6(text) : new Address4(text);
  } catch {
    return undefined;
  }
}

function render(value: bigint, family: 4 | 6): string {
  return family === 4 ? Address4.fromBigInt(value).correctForm() : Address6.fromBigInt(value).correctForm();
}
