import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface SealedSecretsProps {
  /** Days until a new key seals; 0 keeps the first one. Old ones still open what they sealed. @default 30 */
  readonly keyRenewalDays?: number;
  /** How often opening a SealedSecret is tried again. @default 5 */
  readonly retries?: number;
  /** Say in a SealedSecret's status whether it was opened. @default true */
  readonly updateStatus?: boolean;
  /** Take up keys of one's own, which are Secrets, while it runs, and not only when it starts. @default false */
  readonly watchKeys?: boolean;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = 64;

/**
 * Sealed Secrets: Secrets that may be in a repository, as only the cluster can open them. It is where `kubeseal` looks for it.
 * @see https://github.com/bitnami-labs/sealed-secrets
 */
export class SealedSecrets extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: SealedSecretsProps = {}) {
    const { keyRenewalDays = 30, retries = 5, updateStatus = true, watchKeys = false, serviceMonitor = false } = props;
    const { version, chart } = versions["sealed-secrets"];
    super(scope, id, {
      name: "sealed-secrets",
      version,
      title: verbatim("Sealed Secrets"),
      needs: whereAsked({ "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: MEMORY_MIB },
      readiness: [{ deployment: "sealed-secrets-controller" }],
    });
    checkWhole(this.node.path, { keyRenewalDays, retries }, 0);
    new HelmRelease(this, "sealed-secrets", {
      chart,
      values: {
        fullnameOverride: "sealed-secrets-controller",
        keyrenewperiod: keyRenewalDays === 0 ? "0" : `${keyRenewalDays * 24}h`,
        maxRetries: String(retries),
        updateStatus,
        watchForSecrets: watchKeys,
        resources: requests(MEMORY_MIB, "10m"),
        metrics: { serviceMonitor: { enabled: serviceMonitor } },
      },
    });
  }
}
