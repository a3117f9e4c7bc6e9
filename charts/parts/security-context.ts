/** The user that owns nothing. */
export const NOBODY = 65534;

/** Of a container: nothing that root alone may do. */
export const noRights = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
/** Of a Pod or a container: no root, and the system calls that the runtime lets through. */
export const confined = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };

/** Of a container whose image runs as a user of its own: what the level `restricted` asks for. */
export const restrictedContainer = { ...noRights, ...confined };

/** Of a container whose Pod names the user: no rights, and a root file system that is only read. */
export const readOnlyContainer = { ...noRights, readOnlyRootFilesystem: true };

type PodUser = typeof confined & { readonly runAsUser: number; readonly runAsGroup: number };

/** Of a Pod: a user that may do nothing special. */
export function podUser(id: number): PodUser {
  return { ...confined, runAsUser: id, runAsGroup: id };
}
