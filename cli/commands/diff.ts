import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import type { ClusterSpec } from "../../constructs/spec/cluster-spec";
import { clusterDiff, type AddonDiff } from "../../engines/cluster/addon-diff";
import { controlPlaneShell } from "../../engines/cluster/control-plane-shell";
import { SshShell } from "../../engines/exercises/remote-shell";
import { Project } from "../../engines/project/project";
import { parseTarget } from "../../engines/synth/target";
import { buildLab } from "../build";
import { showDiff } from "../diff-view";
import type { Environment } from "../environment";
import { withHostArch } from "../host-arch";
import { needKey, openRegistered, type Session } from "../session";

/** `labwright diff`: what `up` would change in a lab's clusters. Machines are left alone, and not looked at. */
export function diffCommand(program: Command, environment: () => Environment): void {
  program.command("diff").argument("[lab]", "chapter id, or path of a lab file")
    .description("say what `up` would change in the clusters of a lab that is up")
    .action((lab: string | undefined) => diff(environment(), lab));
}

async function diff(environment: Environment, lab: string | undefined): Promise<void> {
  const { output } = environment;
  const session = openRegistered(environment, lab);
  needKey(session);
  const clusters = declared(await withHostArch(environment), session);
  const told: { cluster: string; addons: readonly AddonDiff[] }[] = [];
  for (const cluster of clusters) {
    const addons = await differences(environment, session, cluster);
    showDiff(output, cluster.name, addons);
    told.push({ cluster: cluster.name, addons });
  }
  output.result({ lab: session.spec.name, id: session.spec.id, clusters: told });
}

/** As the code is now, and not as it was when the lab was brought up. @throws LabError LW4015 */
function declared(environment: Environment, { registered }: Session): readonly ClusterSpec[] {
  const { target, stackId, project } = registered;
  const instance = environment.config.instance ?? new Project(project).instance();
  const { clusters = [] } = buildLab(environment, parseTarget(target, undefined, environment.directory), stackId, instance).spec();
  if (clusters.length === 0) throw LabError.of("LW4015", { given: target });
  return clusters;
}

/** @throws LabError LW3002, LW3209 */
async function differences({ signal }: Environment, { engine }: Session, cluster: ClusterSpec): Promise<AddonDiff[]> {
  const shell = new SshShell((one) => engine.endpoint(one), signal);
  try {
    return await clusterDiff(cluster, controlPlaneShell(shell, cluster.nodes[0]?.machine ?? ""));
  } catch (error) {
    throw signal.aborted ? LabError.of("LW3002") : error;
  }
}
