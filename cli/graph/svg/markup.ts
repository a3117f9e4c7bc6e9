declare const markup: unique symbol;

/** Well-formed XML. Plain strings are not assignable to it, so that none gets into the file unescaped. */
export type Markup = string & { readonly [markup]: true };

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An XML element. Attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, ...children: readonly (Markup | readonly Markup[])[]): Markup {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const start = `<${name}${given.map(([key, value]) => ` ${key}="${escapeXml(typeof value === "number" ? number(value) : String(value))}"`).join("")}`;
  const content = children.flat().join("");
  return (content === "" ? `${start}/>` : `${start}>${content}</${name}>`) as Markup;
}

/** Text content. */
export function content(text: string): Markup {
  return escapeXml(text) as Markup;
}

// The topology's texts have no control characters; here only the syntax is left.
function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&apos;");
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}
