/** Something that a panel asks Prometheus. */
export interface PanelQuery {
  readonly expr: string;
  /** What a series is called; `{{node}}` is its label. */
  readonly legend?: string;
}

/** Units of Grafana that are used here. */
export type PanelUnit = "short" | "percentunit" | "bytes" | "Bps" | "ops" | "s" | "reqps";

export interface Panel {
  readonly title: string;
  /** `timeseries` over time; the others show what is now. */
  readonly type: "timeseries" | "stat" | "bargauge" | "table";
  readonly queries: readonly PanelQuery[];
  /** @default short */
  readonly unit?: PanelUnit;
  /** Columns out of 24. @default 12 */
  readonly width?: number;
  /** Values from which on a panel is orange, and red. */
  readonly limits?: readonly [orange: number, red: number];
}

/** A choice at the top of a dashboard, which queries have as `$name`. */
export interface DashboardVariable {
  readonly name: string;
  /** The values to choose from, such as `label_values(node_uname_info, node)`. */
  readonly query: string;
}

/** A page of panels, which are laid out in rows as they come. */
export interface Dashboard {
  /** Its address in Grafana: letters, digits and dashes, at most 40. */
  readonly uid: string;
  readonly title: string;
  readonly variables?: readonly DashboardVariable[];
  readonly panels: readonly Panel[];
}

const COLUMNS = 24;
const HEIGHTS = { timeseries: 8, stat: 4, bargauge: 8, table: 9 } as const satisfies Readonly<Record<Panel["type"], number>>;

/** A dashboard as Grafana's files have it. @param source uid of the data source */
export function dashboardModel({ uid, title, variables = [], panels }: Dashboard, source: string): object {
  const datasource = { type: "prometheus", uid: source };
  return {
    uid,
    title,
    editable: false,
    schemaVersion: 39,
    refresh: "30s",
    time: { from: "now-1h", to: "now" },
    templating: {
      list: variables.map(({ name, query }) => ({
        name, datasource, type: "query", query: { query, refId: name }, refresh: 2, sort: 1, multi: true, includeAll: true, allValue: ".*", current: { text: ["All"], value: ["$__all"] },
      })),
    },
    panels: placed(panels).map(({ panel, x, y }, index) => panelModel(panel, index + 1, { x, y }, datasource)),
  };
}

interface Placed {
  readonly panel: Panel;
  readonly x: number;
  readonly y: number;
}

/** Left to right, and a row below once one is full. */
function placed(panels: readonly Panel[]): Placed[] {
  let [x, y, rowHeight] = [0, 0, 0];
  return panels.map((panel) => {
    const width = panel.width ?? COLUMNS / 2;
    if (x + width > COLUMNS) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const here = { panel, x, y };
    [x, rowHeight] = [x + width, Math.max(rowHeight, HEIGHTS[panel.type])];
    return here;
  });
}

function panelModel({ title, type, queries, unit = "short", width = COLUMNS / 2, limits }: Panel, id: number, at: { readonly x: number; readonly y: number }, datasource: object): object {
  const now = type !== "timeseries";
  const steps = [{ color: "green", value: null }, ...(limits ?? []).map((value, index) => ({ color: index === 0 ? "orange" : "red", value }))];
  return {
    id,
    title,
    type,
    datasource,
    gridPos: { ...at, w: width, h: HEIGHTS[type] },
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode("A".charCodeAt(0) + index), datasource, expr, ...(legend !== undefined && { legendFormat: legend }), ...(now && { instant: true, range: false, format: type === "table" ? "table" : "time_series" }),
    })),
    fieldConfig: { defaults: { unit, ...(type !== "table" && { min: 0 }), thresholds: { mode: "absolute", steps } }, overrides: [] },
    ...(type === "table" && { transformations: [{ id: "organize", options: { excludeByName: { Time: true } } }] }),
    ...((type === "stat" || type === "bargauge") && { options: { reduceOptions: { calcs: ["lastNotNull"] }, ...(type === "bargauge" && { orientation: "horizontal" }) } }),
  };
}
