import { homedir } from "node:os";
import { resolve } from "node:path";
import type { Project } from "../engines/project/project";

/** The bundle that the configuration names: an address, or a folder from the project. */
export function bundleOf(given: string | undefined, project: Project): string | undefined {
  return given === undefined || /^https?:/.test(given) ? given : resolve(project.directory, given.replace(/^~(?=\/)/, homedir()));
}
