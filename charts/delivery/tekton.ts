import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { tektonConfig } from "../crd/tekton-operator";
import { checkWhole } from "../parts/checks";
import { furtherNamespace } from "../parts/namespace";
import { requests } from "../parts/requests";
import { confined, noRights } from "../parts/security-context";
import { pageIngress, pageNeeds, type WebPage } from "../parts/web-page";
import { versions } from "../versions";

export interface TektonProps {
  /** Start pipelines by what comes in over HTTP. @default true */
  readonly triggers?: boolean;
  /** Sign what runs made, and write down how it was made. @default false */
  readonly chains?: boolean;
  /** What shows runs, or may start and remove them as well; it asks nobody for a password. @default none, and read-only where it has a page */
  readonly dashboard?: "read-only" | "writing";
  /**
   * The dashboard's page.
   * @default none: `kubectl -n tekton-pipelines port-forward service/tekton-dashboard 9097`
   * @example {"host":"tekton.lab.example","issuer":"lab"}
   */
  readonly page?: WebPage;
  /** Fields of pipelines that may be used. @default beta */
  readonly apiFields?: "stable" | "beta" | "alpha";
  /** Runs of each pipeline and task that are kept, each night at eight by UTC; their Pods go with the others. @default 20 */
  readonly keepRuns?: number;
  /** Of the controllers of pipelines, which share the work. @default 1 */
  readonly replicas?: number;
}

const TARGET = "tekton-pipelines";
const MEMORY_MIB = { operator: 192, pipelines: 256, triggers: 128, chains: 96, dashboard: 64 } as const;

/**
 * Tekton by its operator: pipelines whose steps are containers.
 * @see https://tekton.dev/docs/operator/tektonconfig/
 */
export class Tekton extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: TektonProps = {}) {
    const { triggers = true, chains = false, page, apiFields = "beta", keepRuns = 20, replicas = 1 } = props;
    const { dashboard = page === undefined ? undefined : "read-only" } = props;
    const { version, chart } = versions["tekton-operator"];
    super(scope, id, {
      name: "tekton",
      version,
      title: verbatim("Tekton"),
      namespace: { name: "tekton-operator", podSecurity: "restricted" },
      needs: pageNeeds(page),
      resources: {
        memoryMiB: MEMORY_MIB.operator + MEMORY_MIB.pipelines * replicas + (triggers ? MEMORY_MIB.triggers : 0) + (chains ? MEMORY_MIB.chains : 0) + (dashboard === undefined ? 0 : MEMORY_MIB.dashboard),
      },
      readiness: [{ deployment: "tekton-operator" }, { deployment: "tekton-operator-webhook" }, { condition: "Ready", kind: "TektonConfig", name: "config" }],
    });
    checkWhole(this.node.path, { keepRuns, replicas });
    const resources = requests(64, "20m");
    new HelmRelease(this, "tekton-operator", {
      chart,
      values: {
        installCRDs: true,
        // It would make a TektonConfig of its own.
        operator: { autoInstallComponents: false, defaultTargetNamespace: TARGET, resources },
        webhook: { resources },
        podSecurityContext: confined,
        securityContext: { ...noRights, runAsUser: 65532 },
      },
    });
    const config = this.chart("config");
    furtherNamespace(config, TARGET, "restricted");
    new CustomObject(config, "config", tektonConfig, { name: "config" }, {
      spec: {
        // The dashboard is in that profile alone.
        profile: dashboard === undefined ? "basic" : "all",
        targetNamespace: TARGET,
        pipeline: { "enable-api-fields": apiFields, performance: { "disable-ha": replicas === 1, replicas } },
        trigger: { disabled: !triggers },
        chain: { disabled: !chains },
        // They want a database.
        result: { disabled: true, is_external_db: false },
        dashboard: { readonly: dashboard !== "writing" },
        // It is on by itself in the profile with the dashboard.
        platforms: { kubernetes: { pipelinesAsCode: { enable: false } } },
        // Of the two pruners there may be one.
        tektonpruner: { disabled: true, "global-config": {} },
        pruner: { disabled: false, schedule: "0 20 * * *", resources: ["pipelinerun", "taskrun"], keep: keepRuns, "prune-per-resource": true },
      },
    });
    if (page !== undefined) pageIngress(config, page, { name: "tekton-dashboard", namespace: TARGET, service: "tekton-dashboard", port: { number: 9097 } });
  }
}
