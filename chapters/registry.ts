import { LabError, show } from "../constructs/core/lab-error";
import { books } from "./books";
import type { Book, ChapterDefinition } from "./chapter";
import { chapter as cloudPractice2 } from "./cloud-practice/ch02-containers";
import { chapter as containers1 } from "./containers-ch11/ch01-evolution";
import { chapter as containers2 } from "./containers-ch11/ch02-isolation";
import { chapter as dockerCloudA } from "./docker-cloud/appendix-a-installation";
import { chapter as dockerCloudD } from "./docker-cloud/appendix-d-cgroups";
import { chapter as dockerCloudE } from "./docker-cloud/appendix-e-parameters";
import { chapter as dockerCloud1 } from "./docker-cloud/ch01-container-cloud";
import { chapter as dockerCloud2 } from "./docker-cloud/ch02-basics";
import { chapter as dockerCloud3 } from "./docker-cloud/ch03-core-principles";
import { chapter as dockerCloud4 } from "./docker-cloud/ch04-advanced-docker";
import { chapter as dockerCloud5 } from "./docker-cloud/ch05-container-cloud";
import { chapter as dockerCloud6 } from "./docker-cloud/ch06-orchestration";
import { chapter as linuxAdvanced1 } from "./linux-advanced/ch01-overview";
import { chapter as linuxAdvanced2 } from "./linux-advanced/ch02-kvm";
import { chapter as linuxAdvanced3 } from "./linux-advanced/ch03-docker";
import { chapter as pinnacle3 } from "./pinnacle/ch03-history";
import { chapter as pinnacle6 } from "./pinnacle/ch06-lifecycle";
import { chapter as pinnacle7 } from "./pinnacle/ch07-isolation";
import { chapter as pinnacle8 } from "./pinnacle/ch08-docker";
import { chapter as pinnacle9 } from "./pinnacle/ch09-oci";
import { chapter as pinnacle10 } from "./pinnacle/ch10-orchestration";
import { chapter as pinnacle14 } from "./pinnacle/ch14-networking";

/** Every chapter there is, in the order of the books: an explicit list, so that what runs is what can be read here. */
export const chapters: readonly ChapterDefinition[] = [
  pinnacle3, pinnacle6, pinnacle7, pinnacle8, pinnacle9, pinnacle10, pinnacle14,
  dockerCloud1, dockerCloud2, dockerCloud3, dockerCloud4, dockerCloud5, dockerCloud6, dockerCloudA, dockerCloudD, dockerCloudE,
  cloudPractice2,
  linuxAdvanced1, linuxAdvanced2, linuxAdvanced3,
  containers1, containers2,
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
