import { Address6 } from "ip-address";
import { AUTHORITATIVE_ANSWER, decode, encode, RECURSION_AVAILABLE, RECURSION_DESIRED, type Answer, type Packet } from "dns-packet";

export interface NameSettings {
  readonly domain?: string;
  /** Addresses of the lab's machines on this network, IPv4 and IPv6. */
  readonly machines: Readonly<Record<string, readonly string[]>>;
}

/** Asks another name server: the query as it came, the answer as it came. */
export type Forward = (query: Buffer) => Promise<Buffer | undefined>;

const NXDOMAIN = 3;
const REFUSED = 5;
const TTL_SECONDS = 60;

/** Names of the lab's machines, with the network's domain and without; others are asked for outside, where the network leads out. */
export class NameServer {
  private readonly byName = new Map<string, readonly string[]>();
  private readonly byPointer = new Map<string, string>();

  constructor(private readonly settings: NameSettings, private readonly forward?: Forward) {
    for (const [machine, addresses] of Object.entries(settings.machines)) {
      const full = settings.domain === undefined ? machine : `${machine}.${settings.domain}`;
      for (const name of new Set([machine, full])) this.byName.set(name.toLowerCase(), addresses);
      for (const address of addresses) this.byPointer.set(pointerOf(address), full);
    }
  }

  async answer(query: Buffer): Promise<Buffer | undefined> {
    const asked = read(query);
    const [question] = asked?.questions ?? [];
    if (asked === undefined || question === undefined) return undefined;
    const name = question.name.toLowerCase().replace(/\.$/, "");
    const addresses = this.byName.get(name);
    if (addresses !== undefined) return answerWith(asked, records(question.name, question.type, addresses));
    const host = this.byPointer.get(name);
    if (host !== undefined) return answerWith(asked, question.type === "PTR" ? [{ type: "PTR", name: question.name, ttl: TTL_SECONDS, data: host }] : []);
    if (this.isOwn(name)) return answerWith(asked, [], NXDOMAIN);
    return this.forward === undefined ? answerWith(asked, [], REFUSED) : this.forward(query);
  }

  private isOwn(name: string): boolean {
    const domain = this.settings.domain?.toLowerCase();
    return domain !== undefined && (name === domain || name.endsWith(`.${domain}`));
  }
}

function records(name: string, type: string, addresses: readonly string[]): Answer[] {
  const ofFamily = (is6: boolean): string[] => addresses.filter((address) => address.includes(":") === is6);
  const a: Answer[] = ofFamily(false).map((data) => ({ type: "A", name, ttl: TTL_SECONDS, data }));
  const aaaa: Answer[] = ofFamily(true).map((data) => ({ type: "AAAA", name, ttl: TTL_SECONDS, data }));
  return type === "A" ? a : type === "AAAA" ? aaaa : type === "ANY" ? [...a, ...aaaa] : [];
}

function answerWith(asked: Packet, answers: Answer[], code = 0): Buffer {
  const flags = ((asked.flags ?? 0) & RECURSION_DESIRED) | RECURSION_AVAILABLE | AUTHORITATIVE_ANSWER | code;
  return encode({ type: "response", id: asked.id, flags, questions: asked.questions, answers });
}

function read(query: Buffer): Packet | undefined {
  try {
    const packet = decode(query);
    return packet.type === "query" ? packet : undefined;
  } catch {
    return undefined;
  }
}

/** The name that a reverse lookup asks for. */
function pointerOf(address: string): string {
  if (!address.includes(":")) return `${address.split(".").reverse().join(".")}.in-addr.arpa`;
  const nibbles = new Address6(address).canonicalForm().replaceAll(":", "");
  return `${[...nibbles].reverse().join(".")}.ip6.arpa`;
}
