import type { Addon } from "../addon/addon";
import type { Dashboard } from "./dashboard";
import type { RuleGroup, ScrapeConfig } from "./prometheus-config";

/** What Prometheus and Grafana are told of something that has metrics. */
export interface Monitoring {
  readonly scrape: readonly ScrapeConfig[];
  /** What is wrong when its metrics say so. */
  readonly rules: readonly RuleGroup[];
  /** What its metrics look like. */
  readonly dashboards: readonly Dashboard[];
}

/** An add-on that has metrics. Add-ons of one's own that bring `monitoring` can be given to Prometheus too. */
export interface Monitored extends Addon {
  readonly monitoring: Monitoring;
}
