import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderSvg } from "../../cli/graph";
import { vlans } from "./samples";

/** Set to write the drawings anew after a change of the layout; look at them before they are committed. */
const UPDATE = process.env.LABWRIGHT_UPDATE_GOLDEN === "1";

test.each(["en", "zh"] as const)("the drawing of one lab is the same on every machine (%s)", (language) => {
  const folder = join(__dirname, "golden");
  const file = join(folder, `vlans-${language}.svg`);
  const svg = renderSvg(vlans, { language });
  if (UPDATE) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, svg);
  }
  expect(existsSync(file)).toBe(true);
  // Line by line, so that a difference can be read.
  expect(svg.split(/(?=<)/)).toEqual(readFileSync(file, "utf8").split(/(?=<)/));
});
