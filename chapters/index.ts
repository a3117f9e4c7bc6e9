export { books } from "./books";
export type { Book, BookId, ChapterDefinition, Section, Variant } from "./chapter";
export { bookOf, chapters, findChapter } from "./registry";
export { ChapterStack, chapterStackId, type ChapterStackProps } from "../stacks/chapter-stack";
