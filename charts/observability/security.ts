/** Of a container whose image runs as a user of its own: what the level `restricted` asks for. */
export const restrictedContainer = { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ["ALL"] }, seccompProfile: { type: "RuntimeDefault" } };

/** What lets a DaemonSet onto every node, whatever keeps other Pods off it. */
export const everyNode = [{ operator: "Exists" }];
