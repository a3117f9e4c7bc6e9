import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface FalcoProps {
  /**
   * How system calls are seen: by an eBPF program, which takes a kernel of 5.8 or newer with BTF, or by a kernel module, which is
   * compiled on the node and takes its kernel's headers.
   * @default modern_ebpf
   */
  readonly driver?: "modern_ebpf" | "kmod";
  /** Events below this are left out. @default notice */
  readonly priority?: "emergency" | "alert" | "critical" | "error" | "warning" | "notice" | "informational" | "debug";
  /**
   * Rules beside those it comes with, as files by their names.
   * @default none
   * @example {"lab.yaml":"- rule: Shell in a container\n  desc: A shell was started\n  condition: spawned_process and container and shell_procs\n  output: shell (%container.name)\n  priority: NOTICE\n"}
   */
  readonly rules?: Readonly<Record<string, string>>;
  /** Events as JSON, for what reads them from its log. @default false, or true with `sidekick`, which takes no other form */
  readonly json?: boolean;
  /** Falcosidekick and its page, which shows events until it restarts; its user and password are `admin`. @default false */
  readonly sidekick?: boolean;
  /** Fetch newer rules while it runs. @default false */
  readonly updateRules?: boolean;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

/**
 * Falco: tells what processes do that they should not, by the system calls of every node. It fetches its rules from the internet when
 * it starts.
 * @see https://falco.org/docs/
 */
export class Falco extends Addon {
  constructor(scope: Construct, id: string, props: FalcoProps = {}) {
    const { driver = "modern_ebpf", priority = "notice", rules = {}, json = false, sidekick = false, updateRules = false, serviceMonitor = false } = props;
    const { version, chart } = versions.falco;
    super(scope, id, {
      name: "falco",
      version,
      title: verbatim("Falco"),
      namespace: { name: "falco", podSecurity: "privileged" },
      needs: whereAsked({ "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: sidekick ? 192 : 0, memoryPerNodeMiB: 256 },
      readiness: [{ daemonSet: "falco" }, ...(sidekick ? [{ deployment: "falco-falcosidekick" }, { deployment: "falco-falcosidekick-ui" }] : [])],
    });
    new HelmRelease(this, "falco", {
      chart,
      values: {
        driver: { kind: driver },
        // Without it events wait in a buffer, and `kubectl logs` shows them late.
        tty: true,
        resources: { ...requests(256, "100m"), limits: { cpu: "1", memory: "1Gi" } },
        falco: { priority, json_output: json },
        customRules: rules,
        falcoctl: { artifact: { follow: { enabled: updateRules } } },
        metrics: { enabled: serviceMonitor },
        serviceMonitor: { create: serviceMonitor },
        falcosidekick: {
          enabled: sidekick,
          replicaCount: 1,
          resources: requests(64, "10m"),
          webui: {
            enabled: sidekick,
            replicaCount: 1,
            resources: requests(64, "10m"),
            redis: { storageEnabled: false, resources: requests(64, "10m") },
          },
        },
      },
    });
  }
}
