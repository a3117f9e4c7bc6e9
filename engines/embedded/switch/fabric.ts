import { destination, isGroup, source, type Frame } from "./frames";
import type { OnVlan } from "./vlan-port";

/** Where a switch puts frames: a machine's NIC, or the network's own services. */
export interface Port {
  ingress(frame: Frame): OnVlan | undefined;
  egress(on: OnVlan): Frame | undefined;
  send(frame: Frame): void;
}

interface Learned {
  port: Port;
  /** Milliseconds. */
  seen: number;
}

/** As long as a Linux bridge and Open vSwitch remember an address. */
const AGEING_MS = 300_000;
/** Of all VLANs, as Open vSwitch's `mac-table-size`: a machine that invents addresses fills no more. */
const MOST_ADDRESSES = 8192;
/** A full table is looked through for old addresses this often at most. */
const SWEEP_MS = 1000;

/** A switch that learns which port an address is behind, on each VLAN by itself. */
export class Fabric {
  private readonly ports = new Set<Port>();
  private readonly learned = new Map<number, Map<number, Learned>>();
  private known = 0;
  private swept = -Infinity;

  constructor(private readonly now: () => number = Date.now) {}

  add(port: Port): void {
    this.ports.add(port);
  }

  remove(port: Port): void {
    this.ports.delete(port);
    this.forget((entry) => entry.port === port);
  }

  /** Takes a frame that came in at a port to where it belongs. */
  receive(from: Port, frame: Frame): void {
    const on = from.ingress(frame);
    if (on === undefined) return;
    const addresses = this.addressesOf(on.vlan);
    this.learn(addresses, source(on.frame), from);
    const to = destination(on.frame);
    const known = isGroup(to) ? undefined : addresses.get(to);
    if (known !== undefined && this.now() - known.seen < AGEING_MS) {
      if (known.port !== from) deliver(known.port, on);
      return;
    }
    for (const port of this.ports) if (port !== from) deliver(port, on);
  }

  private addressesOf(vlan: number): Map<number, Learned> {
    let addresses = this.learned.get(vlan);
    if (addresses === undefined) this.learned.set(vlan, (addresses = new Map<number, Learned>()));
    return addresses;
  }

  private learn(addresses: Map<number, Learned>, mac: number, port: Port): void {
    if (isGroup(mac)) return;
    const known = addresses.get(mac);
    const seen = this.now();
    if (known !== undefined) {
      known.port = port;
      known.seen = seen;
      return;
    }
    if (this.known >= MOST_ADDRESSES && seen - this.swept >= SWEEP_MS) {
      this.swept = seen;
      this.forget((entry) => seen - entry.seen >= AGEING_MS);
    }
    if (this.known >= MOST_ADDRESSES) return;
    addresses.set(mac, { port, seen });
    this.known++;
  }

  private forget(which: (entry: Learned) => boolean): void {
    for (const addresses of this.learned.values()) {
      for (const [mac, entry] of addresses) if (which(entry) && addresses.delete(mac)) this.known--;
    }
  }
}

function deliver(port: Port, on: OnVlan): void {
  const frame = port.egress(on);
  if (frame !== undefined) port.send(frame);
}
