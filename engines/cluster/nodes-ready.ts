import { setTimeout as sleep } from "node:timers/promises";
import { LabError } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import type { ClusterSpec } from "../../constructs/spec/cluster-spec";
import { KubectlError, type Kubectl } from "./kubectl";
import { eventsOf } from "./stuck";

interface AwaitOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly tell: (machine: string, state: Text, done: boolean) => void;
}

interface Node {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[] };
}

/** Waits for every node that is declared. @throws LabError LW3002, LW3206 */
export async function awaitNodes(kubectl: Kubectl, { name, nodes }: ClusterSpec, { timeoutMs, signal, tell }: AwaitOptions): Promise<void> {
  const told = new Set<string>();
  for (const deadline = Date.now() + timeoutMs; ;) {
    if (signal?.aborted) throw LabError.of("LW3002");
    const found = await list(kubectl);
    const waiting = nodes.flatMap(({ machine }) => {
      const lack = lackOf(found.find(({ metadata }) => metadata.name === machine));
      if (lack === undefined) {
        if (!told.has(machine)) tell(machine, { en: "node Ready", zh: "节点 Ready" }, true);
        told.add(machine);
        return [];
      }
      tell(machine, lack, false);
      return [{ machine, lack }];
    });
    if (waiting.length === 0) return;
    if (Date.now() >= deadline) {
      const said = (language: "en" | "zh"): string => waiting.map(({ machine, lack }) => `${machine}: ${lack[language]}`).join("; ");
      throw LabError.of("LW3206", { cluster: name, seconds: Math.round(timeoutMs / 1000), nodes: { en: said("en"), zh: said("zh") }, events: await eventsOf(kubectl, "kube-system") });
    }
    await sleep(2000, undefined, { signal }).catch(() => undefined);
  }
}

/** An API server that is busy is asked again. */
async function list(kubectl: Kubectl): Promise<readonly Node[]> {
  try {
    return (await kubectl.list("nodes")) as unknown as readonly Node[];
  } catch (error) {
    if (error instanceof KubectlError) return [];
    throw error;
  }
}

function lackOf(node: Node | undefined): Text | undefined {
  if (node === undefined) return { en: "not registered yet", zh: "尚未注册" };
  const ready = node.status?.conditions?.find(({ type }) => type === "Ready");
  if (ready?.status === "True") return undefined;
  return ready?.message === undefined ? { en: "registered, not Ready", zh: "已注册，尚未 Ready" } : { en: `not Ready: ${ready.message}`, zh: `尚未 Ready：${ready.message}` };
}
