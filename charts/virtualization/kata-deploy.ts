import type { Problem } from "../../constructs/core/lab-error";
import type { Addon } from "../addon/addon";
import type { HelmValues } from "../addon/helm-release";
import { lacking } from "../parts/lacking";
import { requests } from "../parts/requests";

/** What runs the small virtual machines of Pods, as kata-deploy calls it: the RuntimeClass is that with `kata-` before it. */
export interface KataInstall {
  readonly shims: readonly string[];
  /** The RuntimeClass `kata` is of the first. */
  readonly kataClass: boolean;
  /** What sets images up for a machine; none for those that share the node's. */
  readonly snapshotters: readonly string[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly debug: boolean;
  /** Beyond what each has by itself. */
  readonly shimValues?: HelmValues;
}

/** MiB on every node, of what installs Kata and stays to take it away again. */
export const KATA_DEPLOY_MIB = 16;

export function kataValues({ shims, kataClass, snapshotters, nodeSelector = {}, debug, shimValues = {} }: KataInstall): HelmValues {
  const [first = ""] = shims;
  return {
    debug,
    nodeSelector,
    shims: { disableAll: true, ...Object.fromEntries(shims.map((shim) => [shim, { enabled: true, ...shimValues }])) },
    snapshotter: { setup: snapshotters },
    defaultShim: { amd64: first, arm64: first },
    runtimeClasses: { createDefault: kataClass },
    resources: requests(KATA_DEPLOY_MIB, "25m"),
  };
}

/** Some are made for one architecture. */
export function archProblems(addon: Addon, shims: readonly string[], elsewhere: readonly string[]): Problem[] {
  const { arch } = addon.cluster;
  const missing = arch === "x86_64" ? [] : shims.filter((shim) => !elsewhere.includes(shim));
  return missing.map((shim) => {
    const what = { en: `nodes of x86_64 for ${shim}, and the cluster's are of ${arch}`, zh: `x86_64 节点以运行 ${shim}，而集群的节点为 ${arch}` };
    return lacking(addon, what, { en: `choose another: ${elsewhere.join(", ")}`, zh: `请改用 ${elsewhere.join("、")}` });
  });
}
