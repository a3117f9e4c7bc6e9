import { LabError, show } from "../constructs/core/lab-error";
import { books } from "./books";
import type { Book, ChapterDefinition } from "./chapter";
import { chapter as containers1 } from "./containers-ch11/ch01-evolution";
import { chapter as containers2 } from "./containers-ch11/ch02-isolation";
import { chapter as dockerCloud4 } from "./docker-cloud/ch04-advanced-docker";
import { chapter as dockerCloudD } from "./docker-cloud/appendix-d-cgroups";
import { chapter as dockerCloudE } from "./docker-cloud/appendix-e-parameters";
import { chapter as linuxAdvanced2 } from "./linux-advanced/ch02-kvm";
import { chapter as pinnacle3 } from "./pinnacle/ch03-history";
import { chapter as pinnacle7 } from "./pinnacle/ch07-isolation";
import { chapter as pinnacle14 } from "./pinnacle/ch14-networking";

/** Every chapter there is, in the order of the books: an explicit list, so that what runs is what can be read here. */
export const chapters: readonly ChapterDefinition[] = [pinnacle3, pinnacle7, pinnacle14, dockerCloud4, dockerCloudD, dockerCloudE, linuxAdvanced2, containers1, containers2];

/** @throws LabError LW1080 */
export function findChapter(id: string): ChapterDefinition {
  const found = chapters.find((chapter) => chapter.id === id);
  if (!found) throw LabError.of("LW1080", { given: typeof id === "string" ? id : show(id), known: chapters.map((chapter) => chapter.id).join(", ") });
  return found;
}

export function bookOf(chapter: ChapterDefinition): Book {
  return books[chapter.book];
}
