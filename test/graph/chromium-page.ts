// Runs in the page, as plain JavaScript: the project's types have no DOM.
const MEASURE = String.raw`
  const findings = [], texts = {};
  const box = (element) => { const { x, y, width, height } = element.getBBox(); return { x, y, right: x + width, bottom: y + height, height }; };
  // A text's box has room for accents above and below: what is seen is the middle of it.
  const ink = (text) => { const b = box(text); return { x: b.x + 0.5, right: b.right - 0.5, y: b.y + b.height * 0.2, bottom: b.bottom - b.height * 0.2 }; };
  const meet = (a, b) => a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom;
  const within = (a, b) => a.x >= b.x && a.right <= b.right && a.y >= b.y && a.bottom <= b.bottom;
  for (const figure of document.querySelectorAll("figure")) {
    const drawing = figure.dataset.name, svg = figure.querySelector("svg");
    const report = (rule, text) => findings.push({ drawing, rule, text: text.textContent });
    const all = [...svg.querySelectorAll("text")].map((text) => ({ text, ink: ink(text) }));
    texts[drawing] = all.length;
    const page = box(svg.querySelector("rect.page"));
    const boxes = [...svg.querySelectorAll("rect.card, rect.bar")].map(box);
    const wires = [...svg.querySelectorAll("path.wire:not(.sample)")].map(box).map((b) => ({ ...b, x: b.x - 1, right: b.right + 1 }));
    all.forEach(({ text, ink }, index) => {
      const group = text.parentNode.closest("g.fit");
      if (!within(ink, page)) report("leaves the page", text);
      if (group && !within(ink, box(group.querySelector("rect")))) report("overflows its box", text);
      if (!group && boxes.some((other) => meet(ink, other))) report("lies on a box", text);
      if (!group && wires.some((wire) => meet(ink, wire))) report("is crossed by a wire", text);
      for (const other of all.slice(index + 1)) if (meet(ink, other.ink)) report("overlaps " + other.text.textContent, text);
    });
  }
  document.getElementById("result").textContent = JSON.stringify({ texts, findings });
`;

/** What a browser finds wrong with a drawing. */
export interface Finding {
  readonly drawing: string;
  readonly rule: string;
  readonly text: string;
}

export interface PageResult {
  /** How many texts of each drawing were measured: a check of nothing would find nothing. */
  readonly texts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** A page with drawings inline that measures them, and writes what it finds into the element `result`. */
export function measuringPage(drawings: Readonly<Record<string, string>>): string {
  const figures = Object.entries(drawings).map(([name, svg]) => `<figure data-name="${name}">${svg}</figure>`);
  return `<!doctype html><meta charset="utf-8"><body>${figures.join("\n")}<pre id="result"></pre><script>${MEASURE}</script></body>`;
}

/** Takes the result out of the page as `--dump-dom` prints it. */
export function readResult(dom: string): PageResult {
  const found = /<pre id="result">([\s\S]*?)<\/pre>/.exec(dom)?.[1];
  if (!found) throw new Error(`the page has no result: ${dom.slice(-400)}`);
  return JSON.parse(found.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&")) as PageResult;
}
