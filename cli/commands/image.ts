import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import { formatBytes } from "../../constructs/core/size";
import type { KvmHost } from "../../constructs/host/kvm-host";
import { findHostImages, removeHostImages, type HostImage } from "../../engines/images/host-images";
import { readLock } from "../../engines/images/lock";
import { Virsh } from "../../engines/libvirt/virsh";
import { Project } from "../../engines/project/project";
import { chooseHost } from "../build";
import { confirm } from "../confirm";
import type { Environment } from "../environment";
import { knowHost } from "../session";

/** An image with what of this user's labs and projects knows it. */
interface KnownImage extends HostImage {
  /** Lock files with its digest. */
  readonly pinnedBy: readonly string[];
}

/** `labwright image`: the images that were fetched to a host, and those that nothing needs any more. */
export function imageCommand(program: Command, environment: () => Environment): void {
  const image = program.command("image").description("list the images on the host, remove those that nothing lies on");
  image.command("list").description("the images that labwright fetched: size, lock files that pin them, what lies on them")
    .action(() => list(environment()));
  image.command("prune").description("remove the images that no volume, no domain and no lab that is up needs")
    .option("--dry-run", "only say what would be removed")
    .action((options: { dryRun?: boolean }) => prune(environment(), options.dryRun === true));
}

async function list(environment: Environment): Promise<void> {
  const { output } = environment;
  const { host, virsh } = open(environment);
  const { images, unreadable } = await look(environment, virsh, host);
  if (images.length === 0) output.line(output.say("noImages", { host: host.name }));
  else {
    output.table(
      [output.say("colImage"), output.say("colSize"), output.say("colPinnedBy"), output.say("colUsedBy")],
      images.map(({ name, bytes, pinnedBy, usedBy, isLocked }) => [name, formatBytes(bytes), pinnedBy.join(" "), [...(isLocked ? [output.say("fetching")] : []), ...usedBy].join(" ")]),
    );
  }
  if (unreadable !== undefined) output.warn(output.say("notAllSeen", { path: unreadable }));
  output.result({ host: host.uri, images, unreadable });
}

async function prune(environment: Environment, isDryRun: boolean): Promise<void> {
  const { output } = environment;
  const { host, virsh } = open(environment);
  const unused = await findUnused(environment, virsh, host);
  const words = (images: readonly HostImage[]): { count: number; size: string; host: string } =>
    ({ count: images.length, size: formatBytes(images.reduce((sum, { bytes }) => sum + bytes, 0)), host: host.name });
  for (const { name, bytes } of unused) output.line(`${name}  ${formatBytes(bytes)}`);
  if (isDryRun || unused.length === 0) {
    output.line(output.say(unused.length === 0 ? "pruneNothing" : "pruneWould", words(unused)));
    output.result({ host: host.uri, removed: [], wouldRemove: unused.map(({ name }) => name) });
    return;
  }
  await confirm(environment, output.say("confirmPrune", words(unused)));
  // Somebody may have brought a lab up while the question stood there.
  const still = new Set((await findUnused(environment, virsh, host)).map(({ name }) => name));
  const names = await removeHostImages(virsh, host, unused.map(({ name }) => name).filter((name) => still.has(name)));
  const removed = unused.filter(({ name }) => names.includes(name));
  output.field(output.say("removed"), output.say("pruned", words(removed)));
  output.result({ host: host.uri, removed: names });
}

function open(environment: Environment): { host: KvmHost; virsh: Virsh } {
  const host = chooseHost(environment);
  knowHost(environment, environment.project, host.ssh);
  return { host, virsh: new Virsh(host) };
}

async function findUnused(environment: Environment, virsh: Virsh, host: KvmHost): Promise<KnownImage[]> {
  const { images, unreadable } = await look(environment, virsh, host);
  if (unreadable !== undefined) throw LabError.of("LW2080", { path: unreadable, host: host.ssh ?? host.name });
  return images.filter(({ usedBy, isLocked }) => usedBy.length === 0 && !isLocked);
}

/** The host's images in the user's words: volumes of a lab that is up are that lab's, and an image that it needs is its too. */
async function look(environment: Environment, virsh: Virsh, host: KvmHost): Promise<{ readonly images: readonly KnownImage[]; readonly unreadable?: string }> {
  const labs = environment.registry.list();
  const here = labs.filter(({ spec }) => spec.host.uri === host.uri);
  const projects = new Set([environment.project.directory, ...labs.map(({ project }) => project)]);
  const pins = [...projects].flatMap((directory) => {
    const { lockFile } = new Project(directory);
    return Object.values(readLock(lockFile)).map(({ checksum }) => ({ checksum, lockFile }));
  });
  const found = await findHostImages(virsh, host);
  const images = found.images.map((image): KnownImage => {
    const needing = here.filter(({ spec }) => spec.images.some(({ fileName }) => fileName === image.name)).map(({ target }) => target);
    const owners = image.usedBy.map((user) => here.find(({ spec }) => user.includes(`lw-${spec.id}-`))?.target ?? user);
    return { ...image, usedBy: [...new Set([...needing, ...owners])], pinnedBy: pins.filter(({ checksum }) => checksum === image.digest).map(({ lockFile }) => lockFile) };
  });
  return { ...found, images };
}
