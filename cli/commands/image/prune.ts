import { LabError } from "../../../constructs/core/lab-error";
import { formatBytes } from "../../../constructs/core/size";
import { removeImage } from "../../../engines/images/build/image-store";
import { removeHostImages } from "../../../engines/images/host-images";
import { confirm } from "../../confirm";
import type { Environment } from "../../environment";
import { findKnownBuilt, type KnownBuiltImage } from "./built";
import { lookAt, lookIfThere, openHost, type HostAndVirsh, type KnownImage } from "./host";

export interface PruneOptions {
  readonly dryRun?: boolean;
  readonly built?: boolean;
}

/** What nothing needs: on the host, and of what was built here. */
interface Unused {
  readonly fetched: readonly KnownImage[];
  readonly built: readonly KnownBuiltImage[];
}

/** Removes the images that nothing needs; built ones only where that is asked for. */
export async function pruneImages(environment: Environment, options: PruneOptions): Promise<void> {
  const { output } = environment;
  const at = openHost(environment);
  const unused = await findUnused(environment, at, options);
  const words = ({ fetched, built }: Unused): { count: number; size: string; host: string } =>
    ({ count: fetched.length + built.length, size: formatBytes([...fetched, ...built].reduce((sum, { bytes }) => sum + bytes, 0)), host: at.host.name });
  for (const { name, bytes } of unused.fetched) output.line(`${name}  ${formatBytes(bytes)}`);
  for (const { folder, bytes } of unused.built) output.line(`${folder}  ${formatBytes(bytes)}`);
  const isNothing = unused.fetched.length + unused.built.length === 0;
  if (options.dryRun === true || isNothing) {
    output.line(output.say(isNothing ? "pruneNothing" : "pruneWould", words(unused)));
    output.result({ host: at.host.uri, removed: [], wouldRemove: namesOf(unused) });
    return;
  }
  await confirm(environment, output.say("confirmPrune", words(unused)));
  // Somebody may have brought a lab up while the question stood there.
  const still = namesOf(await findUnused(environment, at, options));
  const names = await removeFetched(at, unused.fetched.map(({ name }) => name).filter((name) => still.includes(name)));
  const built = unused.built.filter(({ id }) => still.includes(id));
  for (const { folder } of built) removeImage(folder);
  const removed: Unused = { fetched: unused.fetched.filter(({ name }) => names.includes(name)), built };
  output.field(output.say("removed"), output.say("pruned", words(removed)));
  output.result({ host: at.host.uri, removed: namesOf(removed) });
}

function namesOf({ fetched, built }: Unused): string[] {
  return [...fetched.map(({ name }) => name), ...built.map(({ id }) => id)];
}

async function removeFetched({ host, virsh }: HostAndVirsh, names: readonly string[]): Promise<readonly string[]> {
  return names.length === 0 ? [] : removeHostImages(virsh, host, names);
}

async function findUnused(environment: Environment, at: HostAndVirsh, { built = false }: PruneOptions): Promise<Unused> {
  const found = await (built ? lookIfThere : lookAt)(environment, at);
  if (found?.unreadable !== undefined) throw LabError.of("LW2080", { path: found.unreadable, host: at.host.ssh ?? at.host.name });
  return {
    fetched: (found?.images ?? []).filter(({ usedBy, isLocked }) => usedBy.length === 0 && !isLocked),
    built: built ? findKnownBuilt(environment).filter(({ usedBy, isOwn }) => usedBy.length === 0 && isOwn) : [],
  };
}
