import { refuse } from "../parts/checks";
import type { ScrapeConfig } from "./prometheus-config";

/** Something with metrics outside the cluster, such as the libvirt exporter of the KVM host. */
export interface ExternalTargets {
  /** What its series are told apart by: label `job`. */
  readonly job: string;
  /** `host:port` each. */
  readonly targets: readonly string[];
  /** @default /metrics */
  readonly path?: string;
  /** @default http */
  readonly scheme?: "http" | "https";
  readonly labels?: Readonly<Record<string, string>>;
}

/** @throws LabError LW1001 for what is no host and port */
export function externalJob({ job, targets, path = "/metrics", scheme = "http", labels }: ExternalTargets, index: number, at: string): ScrapeConfig {
  const bad = targets.find((target) => !/^([\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5}$/.test(target));
  if (bad !== undefined) refuse(at, `targets[${index}].targets`, bad, { en: "a host and a port, such as 10.20.44.1:9177, without scheme and path", zh: "主机与端口，如 10.20.44.1:9177，不含协议与路径" });
  return { job_name: job, metrics_path: path, scheme, static_configs: [{ targets, ...(labels !== undefined && { labels }) }] };
}
