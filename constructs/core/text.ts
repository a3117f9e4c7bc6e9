/** A text in the two languages of the books. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** A language labwright speaks. */
export type Language = keyof Text;

/** A text that every encoding can carry: no NUL, no half of a surrogate pair. */
export const TEXT = /^[^\0\p{Cs}]*$/u;
export const TEXT_RULE = "a text without NUL or broken characters";

/** Fills `{name}` placeholders of a template. A placeholder without a value is a programming error. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`text has no value for {${name}}: ${template}`);
    return String(value);
  });
}
