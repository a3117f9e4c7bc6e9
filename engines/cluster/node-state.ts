import { createHash } from "node:crypto";
import type { ClusterFileSpec } from "../../constructs/spec/cluster-spec";

/** What a node was found to be. */
export interface NodeState {
  /** What was installed on it; empty where nothing was. */
  readonly mark: string;
  readonly isInitialized: boolean;
  readonly isJoined: boolean;
  /** Whether kubectl works for who logs in. */
  readonly hasAccess: boolean;
  /** Digests of the files that were asked for and are there. */
  readonly files: ReadonlyMap<string, string>;
}

/** Reads what `LOOK` said. */
export function nodeState(said: string): NodeState {
  const lines = said.split("\n");
  const rest = (word: string): string[] => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  return {
    mark: rest("mark")[0]?.trim() ?? "",
    isInitialized: lines.includes("initialized"),
    isJoined: lines.includes("joined"),
    hasAccess: lines.includes("access"),
    files: new Map(rest("file").map((line) => [line.slice(66), line.slice(0, 64)])),
  };
}

export function isThere({ files }: NodeState, { path, content }: ClusterFileSpec): boolean {
  return files.get(path) === createHash("sha256").update(content).digest("hex");
}

/** The version of Kubernetes that a node has, or undefined. */
export function versionOn({ mark }: NodeState): string | undefined {
  return /^\d+\.\d+\.\d+/.exec(mark)?.[0];
}
