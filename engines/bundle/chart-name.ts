import { parse } from "yaml";
import { run } from "../process/run";

/** Name and version of a packaged Helm chart, or undefined. @see https://helm.sh/docs/topics/charts/ */
export async function chartOf(archive: string): Promise<{ readonly name: string; readonly version: string } | undefined> {
  const listed = await run(["tar", "-tzf", archive], { timeoutMs: 60_000 });
  const own = listed.stdout.split("\n").find((path) => /^[^/]+\/Chart\.yaml$/.test(path));
  if (listed.code !== 0 || own === undefined) return undefined;
  const { stdout } = await run(["tar", "-xzOf", archive, own], { timeoutMs: 60_000 });
  const { name, version } = (parse(stdout) ?? {}) as { readonly name?: string; readonly version?: string };
  return name === undefined || version === undefined ? undefined : { name, version };
}
