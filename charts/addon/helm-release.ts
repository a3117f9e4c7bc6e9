import { Construct } from "constructs";
import { knownByMark } from "../../constructs/core/known-by-mark";
import type { Addon } from "./addon";

/** A value in a chart's values. */
export type HelmValue = string | number | boolean | null | readonly HelmValue[] | HelmValues;
export interface HelmValues {
  readonly [key: string]: HelmValue | undefined;
}

/** A chart in a repository, at one version. */
export interface HelmChart {
  /** Its name in the repository. */
  readonly name: string;
  /** `https://...`, or `oci://...` without the chart's name. */
  readonly repository: string;
  readonly version: string;
  /** `sha256:...` of the chart's archive, where it is known. */
  readonly digest?: string;
}

export interface HelmReleaseProps {
  readonly chart: HelmChart;
  /** Name of the release. @default the construct's id */
  readonly name?: string;
  /** What differs from the chart's own values; a function where it goes by what may be declared later: addresses of machines, other add-ons. */
  readonly values?: HelmValues | (() => HelmValues);
  /** The chart brings CRDs in its folder `crds/`, which Helm installs but never updates: the runner does. @default true */
  readonly updateCrds?: boolean;
}

/** A Helm chart installed by an add-on, into the add-on's namespace. */
export class HelmRelease extends Construct {
  readonly chart: HelmChart;
  readonly name: string;
  readonly namespace: string;
  readonly updateCrds: boolean;
  private readonly given: HelmValues | (() => HelmValues);

  constructor(addon: Addon, id: string, { chart, name = id, values = {}, updateCrds = true }: HelmReleaseProps) {
    super(addon, id);
    this.chart = chart;
    this.name = name;
    this.namespace = addon.namespace;
    this.given = values;
    this.updateCrds = updateCrds;
  }

  get values(): HelmValues {
    return withoutUndefined(typeof this.given === "function" ? this.given() : this.given);
  }
}

knownByMark(HelmRelease, "HelmRelease");

function withoutUndefined(values: HelmValues): HelmValues {
  return JSON.parse(JSON.stringify(values)) as HelmValues;
}
