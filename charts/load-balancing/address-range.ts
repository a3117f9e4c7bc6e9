import { Address4, Address6 } from "ip-address";
import type { Text } from "../../constructs/core/text";
import { refuse } from "../parts/checks";

const RULE: Text = { en: "a range such as 10.20.4.200-10.20.4.220, or a network such as 10.20.4.208/28", zh: "地址范围（如 10.20.4.200-10.20.4.220）或网段（如 10.20.4.208/28）" };

/** Addresses that are given away, as load balancers write them. Immutable. */
export class AddressRange {
  private constructor(
    private readonly first: bigint,
    private readonly last: bigint,
    private readonly v4: boolean,
  ) {}

  /** @throws LabError LW1001 for what is neither a range nor a network */
  static parse(text: unknown, property: string, path?: string): AddressRange {
    const range = typeof text === "string" ? parsed(text) : undefined;
    if (range === undefined || range.last < range.first) refuse(path, property, text, RULE);
    return new AddressRange(range.first, range.last, range.v4);
  }

  holds(address: string): boolean {
    const one = addressOf(address);
    return one !== undefined && one instanceof Address4 === this.v4 && one.bigInt() >= this.first && one.bigInt() <= this.last;
  }
}

function parsed(text: string): { readonly first: bigint; readonly last: bigint; readonly v4: boolean } | undefined {
  const ends = text.includes("/") ? networkEnds(text) : text.split("-").map((end) => addressOf(end.trim()));
  const [first, last, ...more] = ends;
  if (first === undefined || last === undefined || more.length > 0) return undefined;
  const v4 = first instanceof Address4;
  return v4 === last instanceof Address4 ? { first: first.bigInt(), last: last.bigInt(), v4 } : undefined;
}

function networkEnds(text: string): (Address4 | Address6 | undefined)[] {
  const network = addressOf(text);
  return network === undefined ? [] : [network.startAddress(), network.endAddress()];
}

function addressOf(text: string): Address4 | Address6 | undefined {
  if (Address4.isValid(text)) return new Address4(text);
  return Address6.isValid(text) ? new Address6(text) : undefined;
}
