/** What lets a DaemonSet onto every node, whatever keeps other Pods off it. */
export const everyNode = [{ operator: "Exists" }];
