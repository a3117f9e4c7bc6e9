import { LabError } from "../../constructs/core/lab-error";
import { verbatim, type Text } from "../../constructs/core/text";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { Virsh } from "./virsh";

/** Kinds of things that a lab owns on its host. */
export const ownedKinds = {
  machine: { en: "machine", zh: "虚拟机" },
  network: { en: "network", zh: "网络" },
  pool: { en: "pool", zh: "存储池" },
  volume: { en: "volume", zh: "存储卷" },
  bridge: { en: "bridge", zh: "网桥" },
  directory: { en: "directory", zh: "目录" },
} as const satisfies Readonly<Record<string, Text>>;

/** One thing on a host that a lab owns. */
export interface OwnedObject {
  readonly kind: keyof typeof ownedKinds;
  readonly name: string;
  /** The pool of a volume. */
  readonly pool?: string;
}

/** What of a lab its objects are found by. */
export type Owner = Pick<LabSpec, "id" | "host"> & Partial<Pick<LabSpec, "bridges">>;

const OVS_SILENT = 41;
const AS_ROOT = `S=; [ "$(id -u)" = 0 ] || S="sudo -n"`;

/**
 * What of a lab is on its host, by the marks it left there: the metadata of domains and networks, the external_ids of
 * OVS bridges, and the pool that carries its 65-bit id. Nothing else is ever looked at, let alone touched.
 * @throws LabError LW2000, LW2001, LW2024 when the host does not answer: silence is not "nothing there"
 */
export async function findOwned(virsh: Virsh, spec: Owner): Promise<OwnedObject[]> {
  const prefix = `lw-${spec.id}-`;
  const mine = (names: readonly string[]): string[] => names.filter((name) => name.startsWith(prefix));
  const marked = async (names: readonly string[], dump: string): Promise<string[]> => {
    const xml = await Promise.all(names.map((name) => virsh.find(dump, name)));
    return names.filter((_, index) => new RegExp(`<labwright:lab [^>]*id=['"]${spec.id}['"]`).test(xml[index] ?? ""));
  };
  const domains = await marked(mine(await virsh.names("list")), "dumpxml");
  const networks = await marked(mine(await virsh.names("net-list")), "net-dumpxml");
  const pools = mine(await virsh.names("pool-list"));
  const volumes: OwnedObject[] = [];
  for (const pool of pools) {
    // Fails where the pool is not started: its files then go with its directory.
    const lines = await virsh.list("vol-list", pool);
    volumes.push(...lines.map((line) => ({ kind: "volume" as const, name: line.split(/\s+/)[0] ?? line, pool })));
  }
  const { bridges, directories } = await outsideLibvirt(virsh, spec, `${prefix}pool`);
  return [
    ...domains.map((name) => ({ kind: "machine" as const, name })),
    ...networks.map((name) => ({ kind: "network" as const, name })),
    ...volumes,
    ...pools.map((name) => ({ kind: "pool" as const, name })),
    ...bridges.map((name) => ({ kind: "bridge" as const, name })),
    ...directories.map((name) => ({ kind: "directory" as const, name })),
  ];
}

/** Removes owned objects, machines first and pools last. @returns what refused to go */
export async function removeOwned(virsh: Virsh, objects: readonly OwnedObject[]): Promise<OwnedObject[]> {
  const order: readonly OwnedObject["kind"][] = ["machine", "volume", "pool", "directory", "network", "bridge"];
  const left: OwnedObject[] = [];
  for (const kind of order) {
    for (const object of objects.filter((candidate) => candidate.kind === kind)) {
      if (!(await removeOne(virsh, object))) left.push(object);
    }
  }
  return left;
}

async function outsideLibvirt(virsh: Virsh, spec: Owner, pool: string): Promise<{ bridges: string[]; directories: string[] }> {
  const directory = `${spec.host.storagePath.replace(/\/$/, "")}/${pool}`;
  // A lab without bridges of its own goes down also where Open vSwitch is installed and stopped.
  const bridgesCount = spec.bridges?.length ?? 0;
  const { code, stdout, stderr } = await virsh.onHost(`${AS_ROOT}
if command -v ovs-vsctl >/dev/null 2>&1; then
  bridges=$($S ovs-vsctl --timeout=20 --bare --columns=name find bridge external_ids:labwright-lab=${spec.id}) || [ ${bridgesCount} = 0 ] || exit ${OVS_SILENT}
  for bridge in $bridges; do echo "bridge $bridge"; done
fi
[ ! -d '${directory}' ] || echo 'directory ${directory}'
`);
  if (code === OVS_SILENT) throw LabError.of("LW2024", { host: spec.host.name, why: verbatim(stderr.trim()), command: "sudo systemctl start openvswitch-switch" });
  if (code !== 0) throw LabError.of("LW2000", { host: spec.host.ssh ?? spec.host.name, why: verbatim(stderr.trim()) });
  const lines = stdout.split("\n").map((line) => line.trim().split(" "));
  const of = (kind: string): string[] => lines.flatMap(([word, name]) => (word === kind && name ? [name] : []));
  return { bridges: of("bridge"), directories: of("directory") };
}

async function removeOne(virsh: Virsh, { kind, name, pool }: OwnedObject): Promise<boolean> {
  switch (kind) {
    case "machine":
      await virsh.call("destroy", name);
      return (await virsh.call("undefine", name, "--nvram", "--snapshots-metadata", "--managed-save")).code === 0;
    case "volume":
      return (await virsh.call("vol-delete", "--pool", pool ?? "", name)).code === 0;
    case "pool":
      await virsh.call("pool-destroy", name);
      await virsh.call("pool-delete", name);
      return (await virsh.call("pool-undefine", name)).code === 0;
    case "network":
      await virsh.call("net-destroy", name);
      return (await virsh.call("net-undefine", name)).code === 0;
    case "bridge":
      return (await virsh.onHost(`${AS_ROOT}\n$S ovs-vsctl --if-exists del-br '${name}'\n`)).code === 0;
    case "directory":
      // Only an empty directory, or one with nothing but a lab's own images: the name carries the lab's id.
      return (await virsh.onHost(`${AS_ROOT}\n[ ! -d '${name}' ] || { $S find '${name}' -maxdepth 1 -type f -delete && $S rmdir '${name}'; }\n`)).code === 0;
  }
}
