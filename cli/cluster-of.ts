import { LabError } from "../constructs/core/lab-error";
import type { ClusterSpec } from "../constructs/spec/cluster-spec";
import type { Environment } from "./environment";
import { isCalled, openRegistered, type Session } from "./session";

/** A cluster of a lab that is up. @throws LabError LW3207 */
export function clusterIn({ spec, registered }: Session, wanted: string | undefined): ClusterSpec {
  const clusters = spec.clusters ?? [];
  const found = wanted === undefined ? clusters[0] : clusters.find(({ name }) => name === wanted);
  if (found === undefined) throw LabError.of("LW3207", { lab: registered.target, given: wanted ?? "", known: clusters.map(({ name }) => name).join(", ") || "-" });
  return found;
}

/** What `[lab] words...` means: the lab may be left out where one here, or one alone, has a cluster. */
export function clusterAndWords(environment: Environment, words: readonly string[], wanted: string | undefined): { readonly session: Session; readonly cluster: ClusterSpec; readonly rest: readonly string[] } {
  const labs = environment.registry.list();
  const [first] = words;
  const named = first === undefined ? [] : labs.filter((lab) => isCalled(lab, first, environment.directory));
  const withCluster = labs.filter(({ spec }) => (spec.clusters ?? []).length > 0);
  const here = withCluster.filter(({ project }) => project === environment.project.directory);
  const [only, another] = here.length > 0 ? here : withCluster;
  const name = named.length > 0 ? first : another === undefined ? only?.spec.id : undefined;
  const session = openRegistered(environment, name);
  return { session, cluster: clusterIn(session, wanted), rest: named.length > 0 ? words.slice(1) : words };
}
