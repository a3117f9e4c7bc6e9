import { element, type Markup } from "./markup";

const PATHS = {
  /** Machine: a screen on a foot. */
  machine: "M2.5 2.5h13a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1zM9 12.5v3M5.5 15.5h7",
  /** Host, and what is behind it: two servers of a rack. */
  server: "M3 2h12a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-12a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1zM3 10h12a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-12a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1zM5 5h.01M5 13h.01M8 5h5M8 13h5",
  internet: "M5.2 14.5h8a3.3 3.3 0 0 0 .6-6.5a4.8 4.8 0 0 0-9.1-1a3.8 3.8 0 0 0 .5 7.5z",
  lan: "M6.5 2.5h5v4h-5zM1.5 11.5h5v4h-5zM11.5 11.5h5v4h-5zM9 6.5v2.5M4 11.5v-2.5h10v2.5",
  cpu: "M4 4h6v6h-6zM5.5 1.5v2.5M8.5 1.5v2.5M5.5 10v2.5M8.5 10v2.5M1.5 5.5h2.5M1.5 8.5h2.5M10 5.5h2.5M10 8.5h2.5",
  memory: "M1.5 4h11v5h-11zM3.5 9v2M7 9v2M10.5 9v2M4.5 5.8v1.4M7 5.8v1.4M9.5 5.8v1.4",
  disk: "M2.5 3.5c0-2.3 9-2.3 9 0v7c0 2.3-9 2.3-9 0zM2.5 3.5c0 2.3 9 2.3 9 0M2.5 7c0 2.3 9 2.3 9 0",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing, 18 px (14 px for the small ones) from its upper left corner. */
export function icon(name: IconName, x: number, y: number): Markup {
  return element("path", { class: "icon", d: PATHS[name], transform: `translate(${x} ${y})` });
}
