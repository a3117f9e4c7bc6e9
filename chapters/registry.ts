import { LabError, show } from "../constructs/core/lab-error";
import { books } from "./books";
import type { Book, ChapterDefinition } from "./chapter";
import { chapter as dockerCloud4 } from "./docker-cloud/ch04-advanced-docker";
import { chapter as dockerCloud6 } from "./docker-cloud/ch06-orchestration";
import { chapter as linuxAdvanced1 } from "./linux-advanced/ch01-overview";
import { chapter as linuxAdvanced2 } from "./linux-advanced/ch02-kvm";
import { chapter as pinnacle6 } from "./pinnacle/ch06-lifecycle";
import { chapter as pinnacle7 } from "./pinnacle/ch07-isolation";
import { chapter as pinnacle14 } from "./pinnacle/ch14-networking";

/** Every chapter there is, in the order of the books: an explicit list, so that what runs is what can be read here. */
export const chapters: readonly ChapterDefinition[] = [pinnacle6, pinnacle7, pinnacle14, dockerCloud4, dockerCloud6, linuxAdvanced1, linuxAdvanced2];

/** @throws LabError LW1080 */
export function findChapter(id: string): ChapterDefinition {
  const found = chapters.find((chapter) => chapter.id === id);
  if (!found) throw LabError.of("LW1080", { given: typeof id === "string" ? id : show(id), known: chapters.map((chapter) => chapter.id).join(", ") });
  return found;
}

export function bookOf(chapter: ChapterDefinition): Book {
  return books[chapter.book];
}
