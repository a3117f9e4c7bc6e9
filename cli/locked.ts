import { existsSync } from "node:fs";
import { lock } from "../engines/project/lock";
import { Project } from "../engines/project/project";
import type { RegisteredLab } from "../engines/project/registry";

/** Works on a lab while no other labwright does. A project that is gone is not made again, not even for its lock. @throws LabError LW4022 */
export async function locked<T>({ project: directory, stackId }: Pick<RegisteredLab, "project" | "stackId">, work: () => Promise<T>): Promise<T> {
  const unlock = existsSync(directory) ? lock(new Project(directory).lockOf(stackId), stackId) : undefined;
  try {
    return await work();
  } finally {
    unlock?.();
  }
}
