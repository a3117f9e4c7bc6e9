import type { Problem } from "../../constructs/core/lab-error";
import type { Addon } from "../addon/addon";
import { providersOf } from "../addon/needs";
import type { Capability } from "../addon/capability";
import { lacking } from "../parts/lacking";

/** How logs get into a store. */
export type LogEndpoint =
  | { readonly type: "loki"; readonly host: string; readonly port: number }
  /** By HTTPS; open, if it takes logs without a password. */
  | { readonly type: "elasticsearch"; readonly host: string; readonly port: number; readonly open: boolean };

/** How traces get into a store. */
export type TraceEndpoint =
  | { readonly type: "otlp"; readonly host: string; readonly port: number; readonly queryUrl: string }
  | { readonly type: "zipkin"; readonly queryUrl: string };

/** Where metrics are sent by OTLP over HTTP; absent where none are taken. */
export interface MetricEndpoint {
  readonly otlpUrl?: string;
}

/** An add-on that keeps logs. */
export interface LogStore extends Addon {
  readonly logEndpoint: LogEndpoint;
}

/** An add-on that keeps traces. */
export interface TraceStore extends Addon {
  readonly traceEndpoint: TraceEndpoint;
}

/** An add-on that keeps metrics. */
export interface MetricStore extends Addon {
  readonly metricEndpoint: MetricEndpoint;
}

/** The name of a Service of an add-on, as any Pod resolves it. */
export function hostOf(addon: Addon, service: string): string {
  return `${service}.${addon.namespace}.svc.${addon.cluster.dnsDomain}`;
}

export const isLogStore = (addon: Addon): addon is LogStore => "logEndpoint" in addon;
export const isTraceStore = (addon: Addon): addon is TraceStore => "traceEndpoint" in addon;
export const isMetricStore = (addon: Addon): addon is MetricStore => "metricEndpoint" in addon;

/** Where an add-on sends something to: what it is told, or else the store of its cluster. */
export interface StoreChoice<Store extends Addon> {
  readonly capability: Capability;
  readonly named?: Store;
  readonly fits: (addon: Addon) => addon is Store;
  /** The property that names it. */
  readonly property: string;
  /** What fits, as it is called in code. */
  readonly from: readonly string[];
}

/** Asked when the cluster is delivered: only then are all of its add-ons declared. */
export function storeFor<Store extends Addon>(addon: Addon, { capability, named, fits }: StoreChoice<Store>): Store | undefined {
  return named ?? providersOf(addon.set, capability).find(fits);
}

/** What stands against a choice. That the cluster has no store at all is told of its `needs`. */
export function storeProblems<Store extends Addon>(addon: Addon, { capability, named, fits, property, from }: StoreChoice<Store>): Problem[] {
  const all = providersOf(addon.set, capability);
  const fitting = all.filter(fits);
  if (named !== undefined || all.length === 0 || fitting.length === 1) return [];
  const titles = (some: readonly Addon[], language: "en" | "zh"): string => some.map(({ description }) => description.title[language]).join(language === "en" ? ", " : "、");
  if (fitting.length === 0) {
    const what = { en: `a store that it can send to, and the cluster has but ${titles(all, "en")}`, zh: `它能写入的存储，而集群中只有 ${titles(all, "zh")}` };
    return [lacking(addon, what, { en: `add ${from.join(", or ")}`, zh: `请添加 ${from.join("，或 ")}` })];
  }
  const what = { en: `to be told which of ${titles(fitting, "en")} it sends to`, zh: `指明写入 ${titles(fitting, "zh")} 中的哪一个` };
  return [lacking(addon, what, { en: `set \`${property}\``, zh: `请设置 \`${property}\`` })];
}
