import type { Text } from "../../constructs/core/text";
import { Cidr } from "../../constructs/core/cidr";
import type { KvmHost } from "../../constructs/host/kvm-host";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { parseNetwork, parsePool, markOf, stateOfLists, type LibvirtNetwork, type LibvirtPool } from "./libvirt-xml";
import { complaint, lastLine, type CommandResult, type CommandRunner } from "./runner";

export type { LibvirtNetwork, LibvirtPool } from "./libvirt-xml";

/** A domain that has the name of one of the lab's machines. */
export interface LibvirtDomain {
  readonly name: string;
  readonly running: boolean;
  /** Id of the lab that it is marked with. */
  readonly labId?: string;
}

/** What libvirt has: every network, and what of domains and pools has a name that the lab wants. */
export interface LibvirtInventory {
  readonly networks: readonly LibvirtNetwork[];
  readonly domains: readonly LibvirtDomain[];
  readonly pools: readonly LibvirtPool[];
}

export type LibvirtAnswer =
  | { readonly state: "answers"; readonly version: string; readonly hypervisor: string }
  | { readonly state: "no-virsh" }
  | { readonly state: "denied" | "down"; readonly why: Text };

/** The URI by which virsh reaches what the provider reaches as `qemu+sshcmd://`; ssh then asks nothing. */
export function virshUri(host: Pick<KvmHost, "uri">): string {
  const uri = host.uri.replace(/^qemu\+sshcmd:/, "qemu+ssh:");
  return uri.startsWith("qemu+ssh:") && !uri.includes("?") ? `${uri}?no_tty=1` : uri;
}

// virsh prints what is to be echoed without a line's end when it is to be quiet, and with one otherwise.
const SEPARATOR = "@labwright-next@";
const NEXT = `echo ${SEPARATOR}`;

/** libvirt on a host, through this machine's virsh, or through the host's own where there is none here. */
export class Libvirt {
  constructor(private readonly host: Pick<KvmHost, "uri" | "ssh">, private readonly run: CommandRunner) {}

  async virsh(...commands: readonly string[]): Promise<CommandResult> {
    const words = ["virsh", "-q", "-c"];
    const text = commands.join("; ");
    const here = await this.run.here({ argv: [...words, virshUri(this.host), text], timeoutMs: 60_000 });
    if (!isMissing(here) || this.host.ssh === undefined) return here;
    return this.run.onHost({ argv: [...words, this.host.uri.replace(/^qemu\+\w+:\/\/[^/]*/, "qemu://"), text], timeoutMs: 60_000 });
  }

  /** Whether the daemon answers this user, and those of the drivers a lab needs with it. */
  async answer(): Promise<LibvirtAnswer> {
    const version = await this.virsh("version", "net-list --all --name", "pool-list --all --name");
    if (isMissing(version)) return { state: "no-virsh" };
    const failure = version.stderr.split("\n").filter((line) => /^error:/.test(line)).at(-1) ?? (version.code === 0 ? "" : lastLine(version.stderr));
    if (version.code !== 0 || failure) {
      const why = complaint({ code: version.code, stderr: failure.replace(/^error:\s*/, "") });
      return { state: DENIED.test(version.stderr) ? "denied" : "down", why };
    }
    const library = /^Using library: libvirt (\S+)/m.exec(version.stdout)?.[1] ?? "";
    return { state: "answers", version: library, hypervisor: /^Running hypervisor: (.+)$/m.exec(version.stdout)?.[1] ?? "" };
  }

  /** What libvirt has that may be in a lab's way; undefined when it does not answer. */
  async inventory(lab?: Pick<LabSpec, "id" | "machines">): Promise<LibvirtInventory | undefined> {
    const lists = await this.virsh(
      "echo @active@", "net-list --uuid", "echo @networks@", "net-list --all --uuid",
      "echo @running@", "list --name", "echo @domains@", "list --all --name", "echo @pools@", "pool-list --all --name",
    );
    if (lists.code !== 0) return undefined;
    const state = stateOfLists(lists.stdout);
    const names = new Set(lab?.machines.map(({ hostName }) => hostName));
    const wanted = state.domains.filter((name) => names.has(name));
    const pools = lab ? state.pools.filter((name) => name === poolName(lab)) : [];
    const networks = state.networks.filter((uuid) => /^[0-9a-f-]{36}$/.test(uuid));
    const commands = [
      ...networks.flatMap((uuid) => [NEXT, `net-dumpxml ${uuid}`]),
      ...wanted.flatMap((name) => [NEXT, `dumpxml ${name}`]),
      ...pools.flatMap((name) => [NEXT, `pool-dumpxml ${name}`]),
    ];
    if (commands.length === 0) return { networks: [], domains: [], pools: [] };
    const dumps = (await this.virsh(...commands)).stdout.split(SEPARATOR).slice(1);
    // One that vanished between the two calls has an empty dump.
    const slice = (from: number, count: number): string[] => dumps.slice(from, from + count);
    return {
      networks: slice(0, networks.length).flatMap((xml, index) => parseNetwork(xml, state.active.includes(networks[index] ?? "")) ?? []),
      domains: slice(networks.length, wanted.length).flatMap((xml, index) => {
        const name = wanted[index] ?? "";
        return xml.trim() ? [{ name, running: state.running.includes(name), labId: markOf(xml) }] : [];
      }),
      pools: slice(networks.length + wanted.length, pools.length).flatMap((xml) => parsePool(xml) ?? []),
    };
  }
}

/** Name of a lab's storage pool. Pools carry no metadata: the lab's 65-bit id in the name is their mark. */
export function poolName(lab: Pick<LabSpec, "id">): string {
  return `lw-${lab.id}-pool`;
}

/** Networks of a libvirt network as values. */
export function subnetsOf(network: LibvirtNetwork): Cidr[] {
  return network.subnets.map((subnet) => Cidr.parse(subnet));
}

const DENIED = /permission denied|authentication (?:unavailable|failed|cancelled)|access denied|no polkit agent/i;

function isMissing({ code, stderr }: CommandResult): boolean {
  return code === 127 || (code === 126 && /not found/.test(stderr));
}
