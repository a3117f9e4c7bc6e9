import type { KubeObject } from "../../charts/schema/object-check";
import type { RunResult } from "../process/run";

/** Where a cluster's tools are: kubectl and Helm, with the rights of its administrator. */
export interface ClusterShell {
  run(argv: readonly string[], options?: { readonly input?: string; readonly seconds?: number }): Promise<RunResult>;
}

/** What names an object in its cluster. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export function refOf({ apiVersion, kind, metadata: { name, namespace } }: KubeObject): ObjectRef {
  return namespace === undefined ? { apiVersion, kind, name } : { apiVersion, kind, name, namespace };
}

export function calledRef({ kind, name, namespace }: ObjectRef): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

/** kubectl said no. */
export class KubectlError extends Error {}

/** What field changes are recorded under. @see https://kubernetes.io/docs/reference/using-api/server-side-apply/ */
const MANAGER = "labwright";

export class Kubectl {
  constructor(private readonly shell: ClusterShell) {}

  /** Server-side apply: fields that others set are kept, those of labwright are taken back. @throws KubectlError */
  async apply(objects: readonly KubeObject[]): Promise<void> {
    await this.do(["apply", "--server-side", `--field-manager=${MANAGER}`, "--force-conflicts", "-f", "-"], { input: list(objects), seconds: 300 });
  }

  async applyFile(url: string): Promise<void> {
    await this.do(["apply", "--server-side", `--field-manager=${MANAGER}`, "--force-conflicts", "-f", url], { seconds: 300 });
  }

  /** What applying objects would change, as a unified diff of each; empty where nothing. @throws KubectlError */
  async diff(objects: readonly KubeObject[]): Promise<string> {
    const { code, stdout, stderr } = await this.shell.run(["kubectl", "diff", "--server-side", `--field-manager=${MANAGER}`, "--force-conflicts", "-f", "-"], { input: list(objects), seconds: 120 });
    // 1 says that there are differences.
    if (code > 1) throw new KubectlError((stderr || stdout).trim());
    return stdout;
  }

  /** An object as it would be once applied. @throws KubectlError */
  async dryRun(object: KubeObject): Promise<Record<string, unknown>> {
    const words = ["apply", "--server-side", `--field-manager=${MANAGER}`, "--force-conflicts", "--dry-run=server", "-o", "json", "-f", "-"];
    return JSON.parse(await this.do(words, { input: JSON.stringify(object) })) as Record<string, unknown>;
  }

  /** Objects that are gone already, or whose kind is, are no error. @throws KubectlError */
  async delete(refs: readonly ObjectRef[]): Promise<void> {
    for (const { apiVersion, kind, name, namespace } of refs) {
      const input = JSON.stringify({ apiVersion, kind, metadata: { name, namespace } });
      const { code, stderr } = await this.shell.run(["kubectl", "delete", "--ignore-not-found", "--timeout=120s", "-f", "-"], { input, seconds: 180 });
      if (code !== 0 && !/no matches for kind|could not find the requested resource/.test(stderr)) throw new KubectlError(stderr.trim());
    }
  }

  /** An object as it is, or undefined. @throws KubectlError */
  async get(kind: string, name: string, namespace?: string): Promise<Record<string, unknown> | undefined> {
    const { code, stdout, stderr } = await this.shell.run(["kubectl", "get", kind, name, ...inNamespace(namespace), "--ignore-not-found", "-o", "json"], { seconds: 60 });
    if (code !== 0) {
      if (/doesn't have a resource type|no matches for kind|could not find the requested resource/.test(stderr)) return undefined;
      throw new KubectlError(stderr.trim());
    }
    return stdout.trim() === "" ? undefined : (JSON.parse(stdout) as Record<string, unknown>);
  }

  /** Every object of a kind, in a namespace or in all. @throws KubectlError */
  async list(kind: string, namespace?: string): Promise<Record<string, unknown>[]> {
    const { items } = JSON.parse(await this.do(["get", kind, ...(namespace === undefined ? ["--all-namespaces"] : inNamespace(namespace)), "-o", "json"])) as { items: Record<string, unknown>[] };
    return items;
  }

  /** @throws KubectlError */
  async do(words: readonly string[], options: { readonly input?: string; readonly seconds?: number } = {}): Promise<string> {
    const { code, stdout, stderr } = await this.shell.run(["kubectl", ...words], { seconds: 60, ...options });
    if (code !== 0) throw new KubectlError((stderr || stdout).trim());
    return stdout;
  }
}

function inNamespace(namespace: string | undefined): string[] {
  return namespace === undefined ? [] : ["-n", namespace];
}

function list(objects: readonly KubeObject[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
}
