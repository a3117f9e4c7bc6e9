/** A text in the two languages of the books. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** A language labwright speaks. */
export type Language = keyof Text;

/** A text that every encoding can carry: no NUL, no half of a surrogate pair. */
export const TEXT = /^[^\0\p{Cs}]*$/u;

/** Words that are not labwright's own, such as what another program said: they stay as they are in every language. */
export function verbatim(words: string): Text {
  return { en: words, zh: words };
}

/** What fills a placeholder: a name, a number, or words, which are in both languages. */
export type Value = string | number | Text;

/** Values by placeholder. */
export type Values = Readonly<Record<string, Value>>;

/** A value in a language. */
export function inWords(value: Value, language: Language): string {
  return typeof value === "object" ? value[language] : String(value);
}

/** Fills `{name}` placeholders of a template. A placeholder without a value is a programming error. */
export function fill(template: string, values: Values, language: Language = "en"): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`text has no value for {${name}}: ${template}`);
    return inWords(value, language);
  });
}
