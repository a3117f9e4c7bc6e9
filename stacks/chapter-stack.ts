import type { Construct } from "constructs";
import type { ChapterDefinition } from "../chapters/chapter";
import { findChapter } from "../chapters/registry";
import { LabError, show } from "../constructs/core/lab-error";
import { KvmHost } from "../constructs/host/kvm-host";
import { LabStack } from "./lab-stack";

export interface ChapterStackProps {
  /** @default - this machine */
  readonly host?: KvmHost;
  /** @default - the chapter's first */
  readonly variant?: string;
}

/** The stack's id, and the lab's name, of a chapter: `pinnacle-14`, with a variant that is not the default `linux-advanced-2-nested`. */
export function chapterStackId(chapter: ChapterDefinition, variant?: string): string {
  const id = chapter.id.replace("/", "-").toLowerCase();
  return variant === undefined || variant === chapter.variants[0].name ? id : `${id}-${variant}`;
}

/** A chapter's environment as a Terraform stack. */
export class ChapterStack extends LabStack {
  readonly chapter: ChapterDefinition;
  readonly variant: string;

  /**
   * @param chapterId such as `pinnacle/14`
   * @throws LabError LW1080 for an unknown chapter, LW1081 for an unknown variant
   */
  constructor(scope: Construct, chapterId: string, props: ChapterStackProps = {}) {
    const chapter = findChapter(chapterId);
    const variant = chooseVariant(chapter, props.variant);
    super(scope, chapterStackId(chapter, variant), { host: props.host ?? KvmHost.local(), title: chapter.title, subnetBase: chapter.subnetBase });
    this.chapter = chapter;
    this.variant = variant;
    chapter.build(this, variant);
  }
}

function chooseVariant(chapter: ChapterDefinition, given: string | undefined): string {
  const known = chapter.variants.map(({ name }) => name);
  if (given === undefined) return chapter.variants[0].name;
  if (known.includes(given)) return given;
  throw LabError.of("LW1081", { chapter: chapter.id, given: typeof given === "string" ? given : show(given), known: known.join(", ") });
}
