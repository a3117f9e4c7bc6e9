import { Testing } from "cdktf";
import { books } from "../../chapters/books";
import type { BookId } from "../../chapters/chapter";
import { bookOf, chapters, findChapter } from "../../chapters/registry";
import { LabError } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import { ChapterStack, chapterStackId } from "../../stacks/chapter-stack";
import { cases, walk, type Found, type Json } from "./support";

/** How the curriculum numbers each book's chapters, and the sections of one of them. */
const NUMBERING: Readonly<Record<BookId, { readonly chapter: RegExp; sections(chapter: string): string }>> = {
  pinnacle: { chapter: /^(preface|[1-9]|1[0-9]|[A-C])$/, sections: (chapter) => `${chapter}.` },
  "docker-cloud": { chapter: /^([1-8]|[A-F])$/, sections: (chapter) => `${chapter}.` },
  "cloud-practice": { chapter: /^([0-9]|1[0-3])$/, sections: (chapter) => `${chapter}.` },
  "linux-advanced": { chapter: /^[1-5]$/, sections: (chapter) => `2.2.${chapter}.` },
  "containers-ch11": { chapter: /^[1-7]$/, sections: (chapter) => `11.${chapter}` },
};

test("chapters, stacks and variants have names of their own", () => {
  expect(new Set(chapters.map(({ id }) => id)).size).toBe(chapters.length);
  expect(new Set(cases.map(({ stackId }) => stackId)).size).toBe(cases.length);
  expect(cases.length).toBeGreaterThanOrEqual(chapters.length);
});

test("a stack is named after its chapter, and after its variant unless that is the default", () => {
  const chapter = findChapter("linux-advanced/2");
  expect(["declared", undefined, "nested"].map((variant) => chapterStackId(chapter, variant))).toEqual(["linux-advanced-2", "linux-advanced-2", "linux-advanced-2-nested"]);
});

describe.each(chapters)("$id", (chapter) => {
  const [book, number] = chapter.id.split("/") as [BookId, string];

  test("is numbered as in the curriculum", () => {
    expect(chapter.book).toBe(book);
    expect(bookOf(chapter)).toBe(books[book]);
    expect(number).toMatch(NUMBERING[book].chapter);
    expect(chapter.sections.length).toBeGreaterThan(0);
    for (const section of chapter.sections) expect(section.number.startsWith(NUMBERING[book].sections(number))).toBe(true);
  });

  test("has variants that can be part of a stack's name", () => {
    for (const { name } of chapter.variants) expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });
});

describe("texts", () => {
  const texts = walk(JSON.parse(JSON.stringify({ books, chapters })) as Json).filter(({ value }) => isText(value));

  test("are found wherever they are", () => {
    expect(texts.length).toBeGreaterThan(30);
    // Words outside of a pair would be in one language only; identifiers have no spaces, and an exercise's scripts are bash.
    const isScript = ({ name, path }: Found): boolean => /\.exercises\.\d+\./.test(path) && ["check", "solve", "run"].includes(name);
    const loose = walk(JSON.parse(JSON.stringify(chapters)) as Json).filter((one) => typeof one.value === "string" && !isText(one.within) && !isScript(one) && /\s/.test(one.value));
    expect(loose.map(({ path }) => path)).toEqual([]);
  });

  test.each(texts.map(({ path, value }) => [path, value as unknown as Text] as const))("%s is in English and in Chinese", (_path, { en, zh }) => {
    expect(en).toMatch(/^\S.*\S$/s);
    expect(zh).toMatch(/^\S.*\S$/s);
    expect(en).not.toMatch(/[\p{Script=Han}，。：；（）]/u);
    expect(zh).toMatch(/\p{Script=Han}/u);
    // Between Chinese characters, punctuation is full-width.
    expect(zh).not.toMatch(/\p{Script=Han}[,;:?!.]\s*\p{Script=Han}/u);
    // Commands and names in backticks are the same in both.
    expect(quoted(zh)).toEqual(quoted(en));
  });
});

describe("what is not there", () => {
  const attempt = (id: unknown, variant?: unknown): (() => unknown) => () =>
    new ChapterStack(Testing.app(), id as string, { variant: variant as string });

  test.each([["pinnacle/99"], ["PINNACLE/14"], [""], [14], [undefined], [null], [{}]])("chapter %p is LW1080 and names those that are", (id) => {
    expect(problemOf(attempt(id))).toMatchObject({ code: "LW1080", values: { known: chapters.map((chapter) => chapter.id).join(", ") } });
  });

  test.each([["huge"], [""], ["NESTED"], [7], [null], [[]]])("variant %p is LW1081 and names those that are", (variant) => {
    expect(problemOf(attempt("linux-advanced/2", variant))).toMatchObject({ code: "LW1081", values: { chapter: "linux-advanced/2", known: "declared, nested" } });
  });

  test("without a variant it is the first", () => {
    for (const { id, variants } of chapters) expect(new ChapterStack(Testing.app(), id).variant).toBe(variants[0].name);
  });
});

function isText(value: Json): boolean {
  return typeof value === "object" && value !== null && ("en" in value || "zh" in value);
}

function quoted(text: string): string[] {
  return [...text.matchAll(/`[^`]*`/g)].map(String).sort();
}

function problemOf(make: () => unknown): unknown {
  try {
    make();
  } catch (error) {
    if (error instanceof LabError) return error.problems[0];
    throw error;
  }
  return undefined;
}
