import { LabError, show } from "../constructs/core/lab-error";
import { books } from "./books";
import type { Book, ChapterDefinition } from "./chapter";
import { chapter as cloudPractice2 } from "./cloud-practice/ch02-containers";
import { chapter as dockerCloud1 } from "./docker-cloud/ch01-container-cloud";
import { chapter as dockerCloud2 } from "./docker-cloud/ch02-basics";
import { chapter as dockerCloud3 } from "./docker-cloud/ch03-core-principles";
import { chapter as dockerCloud4 } from "./docker-cloud/ch04-advanced-docker";
import { chapter as linuxAdvanced2 } from "./linux-advanced/ch02-kvm";
import { chapter as linuxAdvanced3 } from "./linux-advanced/ch03-docker";
import { chapter as pinnacle7 } from "./pinnacle/ch07-isolation";
import { chapter as pinnacle14 } from "./pinnacle/ch14-networking";

/** Every chapter there is, in the order of the books: an explicit list, so that what runs is what can be read here. */
export const chapters: readonly ChapterDefinition[] = [
  pinnacle7, pinnacle14,
  dockerCloud1, dockerCloud2, dockerCloud3, dockerCloud4,
  cloudPractice2,
  linuxAdvanced2, linuxAdvanced3,
];

/** @throws LabError LW1080 */
export function findChapter(id: string): ChapterDefinition {
  const found = chapters.find((chapter) => chapter.id === id);
  if (!found) throw LabError.of("LW1080", { given: typeof id === "string" ? id : show(id), known: chapters.map((chapter) => chapter.id).join(", ") });
  return found;
}

export function bookOf(chapter: ChapterDefinition): Book {
  return books[chapter.book];
}
