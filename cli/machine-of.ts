import { LabError } from "../constructs/core/lab-error";
import type { Environment } from "./environment";
import { isCalled, openRegistered, type Session } from "./session";

/**
 * What `[lab] machine [command...]` means: the lab may be left out, and the machine of a lab that has only one.
 * @throws LabError LW4002, LW4003, LW4004
 */
export function machineOf(environment: Environment, words: readonly string[]): { session: Session; machine: string; rest: readonly string[] } {
  const [first, second] = words;
  const labs = environment.registry.list();
  const called = first === undefined ? [] : labs.filter((lab) => isCalled(lab, first, environment.directory));
  const namesLab = called.length > 0;
  const wanted = namesLab ? second : first;
  // A file may have several labs, and so may a folder: the machine's name tells which is meant.
  const here = labs.filter((lab) => lab.project === environment.project.directory);
  const having = (namesLab ? called : here).filter((lab) => lab.spec.machines.some(({ name }) => name === wanted));
  const [only] = having;
  const session = openRegistered(environment, only && having.length === 1 ? only.spec.id : namesLab ? first : undefined);
  const names = session.spec.machines.map(({ name }) => name);
  const skip = namesLab ? 1 : 0;
  if (wanted !== undefined && names.includes(wanted)) return { session, machine: wanted, rest: words.slice(skip + 1) };
  const [single] = names;
  if (wanted === undefined && single !== undefined && names.length === 1) return { session, machine: single, rest: [] };
  throw LabError.of("LW4004", { given: wanted ?? "", known: names.join(", ") });
}
