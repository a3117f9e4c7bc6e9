import { etherType, HEAD, frameOf, type Frame } from "./frames";

const TPID = 0x8100;
const TAG_AT = HEAD + 12;

/** How a port of an Open vSwitch bridge treats VLANs. Without either it is a trunk of all. */
export interface PortVlans {
  /** 802.1Q tag of an access port. */
  readonly access?: number;
  /** Tags that a trunk carries. @default - all */
  readonly trunk?: readonly number[];
  /** Tag of a trunk's untagged frames (`vlan_mode=native-untagged`). */
  readonly native?: number;
}

/** A frame on the VLAN that a port put it on, without tag; VLAN 0 is none. */
export interface OnVlan {
  readonly vlan: number;
  readonly frame: Frame;
}

/**
 * What comes in at a port, and what leaves by it.
 * @see https://man7.org/linux/man-pages/man5/ovs-vswitchd.conf.db.5.html, `vlan_mode`
 */
export class VlanPort {
  private readonly carried?: ReadonlySet<number>;

  constructor(private readonly vlans: PortVlans) {
    const { trunk, native } = vlans;
    if (trunk !== undefined) this.carried = new Set(native === undefined ? trunk : [...trunk, native]);
  }

  ingress(frame: Frame): OnVlan | undefined {
    const { access, native } = this.vlans;
    const tag = tagOf(frame);
    // Tag 0 is a priority without a VLAN.
    if (access !== undefined) return tag === 0 ? { vlan: access, frame: untagged(frame) } : undefined;
    const vlan = tag === 0 ? (native ?? 0) : tag;
    return this.carries(vlan) ? { vlan, frame: untagged(frame) } : undefined;
  }

  egress({ vlan, frame }: OnVlan): Frame | undefined {
    const { access, native } = this.vlans;
    if (access !== undefined) return vlan === access ? frame : undefined;
    if (!this.carries(vlan)) return undefined;
    return vlan === 0 || vlan === native ? frame : tagged(frame, vlan);
  }

  private carries(vlan: number): boolean {
    return this.carried?.has(vlan) ?? true;
  }
}

/** A port of a bridge that looks at no tags: they pass as they are. */
export const PLAIN_PORT = {
  ingress: (frame: Frame): OnVlan => ({ vlan: 0, frame }),
  egress: ({ frame }: OnVlan): Frame => frame,
};

/** Whether a frame has an 802.1Q header, and an EtherType behind it. */
function isTagged(frame: Frame): boolean {
  return etherType(frame) === TPID && frame.length >= TAG_AT + 6;
}

function tagOf(frame: Frame): number {
  return isTagged(frame) ? frame.readUInt16BE(TAG_AT + 2) & 0xfff : 0;
}

function untagged(frame: Frame): Frame {
  if (!isTagged(frame)) return frame;
  return frameOf(frame.subarray(HEAD, TAG_AT), frame.subarray(TAG_AT + 4));
}

function tagged(frame: Frame, vlan: number): Frame {
  const tag = Buffer.alloc(4);
  tag.writeUInt16BE(TPID);
  tag.writeUInt16BE(vlan, 2);
  return frameOf(frame.subarray(HEAD, TAG_AT), tag, frame.subarray(TAG_AT));
}
