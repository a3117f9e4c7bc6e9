import { MetricsServer } from "../../../charts/scaling/metrics-server";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [["metrics-server", (set) => new MetricsServer(set, "metrics-server")]];
