import type { Chart } from "cdk8s";
import { KubeLimitRange, KubeNamespace, KubeResourceQuota, Quantity } from "cdk8s-plus-27/lib/imports/k8s";
import { Construct } from "constructs";
import { podSecurityLabels, type PodSecurityLevel } from "../addon/pod-security";
import { refuse } from "../parts/checks";

/** CPU in thousandths, memory in MiB. */
export interface Amounts {
  readonly cpuMillis: number;
  readonly memoryMiB: number;
}

export interface TenantProps {
  /** @default restricted */
  readonly podSecurity?: PodSecurityLevel;
  /** What all its Pods may ask for together; their limits may be twice that. @default 2 CPUs and 2 GiB */
  readonly quota?: Amounts;
  /** @default 20 */
  readonly pods?: number;
  /** Storage that claims may ask for together, GiB. @default 20 */
  readonly storageGiB?: number;
  /** What a container asks for that says nothing. @default 50m and 64 MiB */
  readonly request?: Amounts;
  /** The limit of a container that says none. @default 500m and 128 MiB */
  readonly limit?: Amounts;
  /** What no container may go beyond. @default 1 CPU and 1 GiB */
  readonly max?: Amounts;
}

/** A namespace with bounds: a quota for all of it, and ranges for each container, without which a quota refuses those that say nothing. */
export class Tenant extends Construct {
  readonly namespace: string;

  /** @throws LabError LW1001 where a container would ask for more than it may have */
  constructor(scope: Chart | Construct, id: string, props: TenantProps = {}) {
    super(scope, id);
    const {
      podSecurity = "restricted", quota = { cpuMillis: 2000, memoryMiB: 2048 }, pods = 20, storageGiB = 20,
      request = { cpuMillis: 50, memoryMiB: 64 }, limit = { cpuMillis: 500, memoryMiB: 128 }, max = { cpuMillis: 1000, memoryMiB: 1024 },
    } = props;
    inOrder({ request, limit, max }, this.node.path);
    this.namespace = id;
    new KubeNamespace(this, "namespace", { metadata: { name: id, labels: podSecurityLabels(podSecurity) } });
    const asked = quantities(quota);
    const limited = quantities({ cpuMillis: quota.cpuMillis * 2, memoryMiB: quota.memoryMiB * 2 });
    new KubeResourceQuota(this, "quota", {
      metadata: { name: "quota", namespace: id },
      spec: {
        hard: {
          "requests.cpu": asked.cpu, "requests.memory": asked.memory, "limits.cpu": limited.cpu, "limits.memory": limited.memory,
          "pods": Quantity.fromNumber(pods), "requests.storage": Quantity.fromString(`${storageGiB}Gi`),
        },
      },
    });
    new KubeLimitRange(this, "limits", { metadata: { name: "limits", namespace: id }, spec: { limits: [{ type: "Container", defaultRequest: quantities(request), default: quantities(limit), max: quantities(max) }] } });
  }
}

/** The server refuses ranges that end before they begin. */
function inOrder(amounts: { readonly request: Amounts; readonly limit: Amounts; readonly max: Amounts }, path: string): void {
  const pairs = [["request", "limit"], ["limit", "max"]] as const;
  for (const [less, more] of pairs) {
    const wrong = (["cpuMillis", "memoryMiB"] as const).find((of) => amounts[less][of] > amounts[more][of]);
    if (wrong !== undefined) refuse(path, `${less}.${wrong}`, amounts[less][wrong], { en: `no more than ${more}.${wrong}, ${amounts[more][wrong]}`, zh: `不大于 ${more}.${wrong}（${amounts[more][wrong]}）` });
  }
}

function quantities({ cpuMillis, memoryMiB }: Amounts): { cpu: Quantity; memory: Quantity } {
  return { cpu: Quantity.fromString(`${cpuMillis}m`), memory: Quantity.fromString(`${memoryMiB}Mi`) };
}
