import { LabError } from "../../../constructs/core/lab-error";
import type { KvmHost } from "../../../constructs/host/kvm-host";
import { findHostImages, type HostImage } from "../../../engines/images/host-images";
import { readLock } from "../../../engines/images/lock";
import { Virsh } from "../../../engines/libvirt/virsh";
import { Project } from "../../../engines/project/project";
import { chooseHost } from "../../build";
import type { Environment } from "../../environment";
import { knowHost } from "../../session";

/** An image with what of this user's labs and projects knows it. */
export interface KnownImage extends HostImage {
  /** Lock files with its digest. */
  readonly pinnedBy: readonly string[];
}

export interface HostAndVirsh {
  readonly host: KvmHost;
  readonly virsh: Virsh;
}

export function openHost(environment: Environment): HostAndVirsh {
  const host = chooseHost(environment);
  knowHost(environment, environment.project, host.ssh);
  return { host, virsh: new Virsh(host) };
}

/** Images as a host has them. */
export interface HostLook {
  readonly images: readonly KnownImage[];
  /** A file or folder that nobody could look into. */
  readonly unreadable?: string;
}

/** What `lookAt` finds; nothing where this machine has no libvirt: built images need none. */
export async function lookIfThere(environment: Environment, at: HostAndVirsh): Promise<HostLook | undefined> {
  try {
    return await lookAt(environment, at);
  } catch (error) {
    const isNone = error instanceof LabError && error.problems.every(({ code }) => code === "LW2001" || code === "LW2003");
    if (isNone && at.host.ssh === undefined) return undefined;
    throw error;
  }
}

/** The host's images in the user's words: volumes of a lab that is up are that lab's, and an image that it needs is its too. */
export async function lookAt(environment: Environment, { host, virsh }: HostAndVirsh): Promise<HostLook> {
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
